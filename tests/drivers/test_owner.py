"""The owner thread under attack: ports that stall, surprise, die, or cannot be waited on."""

import errno
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from drivers.health import Condition, Trouble
from drivers.links.backoff import Backoff
from drivers.links.link import LinkEars
from drivers.links.owner import OwnedLink, Port
from drivers.links.serial import SerialSettings, open_serial
from drivers.simulated.stage import PtyStage
from tests.drivers.hearing import PATIENCE_S, Hearing, failure, quick

needs_ptys = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
OPENING = (Condition.OPENING, Trouble.NONE)
READY = (Condition.READY, Trouble.NONE)
PULLED = (Condition.ABSENT, Trouble.PULLED)


class PolledPort:
    """A port nothing can wait on, as serial ports on Windows are; played by the test."""

    def __init__(self, *, is_one_way: bool = False) -> None:
        self.is_one_way = is_one_way
        self.coming: queue.Queue[bytes | Exception] = queue.Queue()
        self.written: queue.Queue[bytes] = queue.Queue()
        self.takes: Exception | int = 1_000
        self.closing: Exception | None = None
        self.closed = threading.Event()

    def fileno(self) -> int:
        return -1

    def read(self, wait_s: float) -> bytes:
        try:
            come = self.coming.get(timeout=wait_s)
        except queue.Empty:
            return b""
        if isinstance(come, Exception):
            raise come
        return come

    def write(self, data: memoryview) -> int:
        if isinstance(self.takes, Exception):
            raise self.takes
        taken = bytes(data[: self.takes])
        if taken:
            self.written.put(taken)
        return len(taken)

    def close(self) -> None:
        self.closed.set()
        if self.closing is not None:
            raise self.closing


@pytest.fixture
def hearing() -> Hearing:
    return Hearing()


@pytest.fixture
def started(hearing) -> Iterator[Callable[..., OwnedLink]]:
    links: list[OwnedLink] = []

    def start(open_port: Callable[[], Port], stall_s: float = 0.1) -> OwnedLink:
        ears = hearing.ears()
        link = OwnedLink(open_port, ears, name="probe", backoff=quick(), stall_s=stall_s)
        links.append(link)
        link.start()
        assert hearing.state() == OPENING
        return link

    yield start
    for link in links:
        link.stop()


def test_a_port_nothing_can_wait_on_is_polled(hearing, started):
    port = PolledPort()
    link = started(lambda: port)
    assert hearing.state() == READY
    port.coming.put(b"S S 1.00 g\r\n")
    assert hearing.bytes(12) == b"S S 1.00 g\r\n"
    done = link.write(b"SI\r\n")
    assert port.written.get(timeout=PATIENCE_S) == b"SI\r\n"
    assert failure(done) is None
    link.stop()
    assert port.closed.is_set()


def test_a_polled_port_that_is_pulled_heals(hearing, started):
    ports = [PolledPort(), PolledPort()]
    waiting = iter(ports)
    started(lambda: next(waiting))
    assert hearing.state() == READY
    ports[0].coming.put(OSError(errno.EIO, "gone"))
    assert hearing.state() == PULLED
    assert ports[0].closed.is_set()
    assert hearing.state() == READY


def test_a_job_leaves_in_the_pieces_a_port_takes(hearing, started):
    port = PolledPort()
    port.takes = 3
    link = started(lambda: port)
    assert hearing.state() == READY
    done = link.write(b"12345678")
    assert [port.written.get(timeout=PATIENCE_S) for _ in range(3)] == [b"123", b"456", b"78"]
    assert failure(done) is None


def test_a_port_that_takes_nothing_has_stalled_and_says_so(hearing, started):
    ports = [PolledPort(), PolledPort()]
    ports[0].takes = 0
    waiting = iter(ports)
    link = started(lambda: next(waiting))
    assert hearing.state() == READY
    done, behind = link.write(b"job"), link.write(b"behind it")
    assert hearing.state() == (Condition.FAULTED, Trouble.SILENT)
    assert isinstance(failure(done), OSError)
    assert isinstance(failure(behind), OSError)
    assert hearing.state() == READY
    assert ports[1].written.empty()


def test_a_port_idle_for_longer_than_a_stall_has_not_stalled(hearing, started):
    port = PolledPort()
    link = started(lambda: port, stall_s=0.0)
    assert hearing.state() == READY
    assert failure(link.write(b"a")) is None
    assert failure(link.write(b"b")) is None


@needs_ptys
def test_a_full_pty_nobody_reads_stalls_and_what_stuck_in_it_is_dropped(hearing, started):
    with closing(PtyStage("stuck")) as stage:
        stage.plug()
        link = started(lambda: open_serial(SerialSettings(stage.port)))
        assert hearing.state() == READY
        assert isinstance(failure(link.write(bytes(1_000_000))), OSError)
        assert hearing.state() == (Condition.FAULTED, Trouble.SILENT)
        assert hearing.state() == READY


def test_a_port_that_cannot_even_be_closed_is_opened_again(hearing, started):
    ports = [PolledPort(), PolledPort()]
    ports[0].closing = OSError("gone twice")
    waiting = iter(ports)
    started(lambda: next(waiting))
    assert hearing.state() == READY
    ports[0].coming.put(EOFError("gone"))
    assert hearing.state() == PULLED
    assert hearing.state() == READY


def test_a_write_that_fails_holds_the_oserror_and_the_port_is_opened_again(hearing, started):
    ports = [PolledPort(), PolledPort()]
    ports[0].takes = OSError(errno.EIO, "gone")
    waiting = iter(ports)
    link = started(lambda: next(waiting))
    assert hearing.state() == READY
    assert isinstance(failure(link.write(b"x")), OSError)
    assert hearing.state() == PULLED
    assert hearing.state() == READY


@pytest.mark.parametrize("surprise", [TypeError("#712"), AttributeError("fd"), OverflowError("x")])
def test_a_surprise_in_a_port_is_logged_and_the_port_is_opened_again(
    hearing, started, warnings, surprise
):
    ports = [PolledPort(), PolledPort()]
    waiting = iter(ports)
    with warnings.expected("link.broke"):
        started(lambda: next(waiting))
        assert hearing.state() == READY
        ports[0].coming.put(surprise)
        assert hearing.state() == (Condition.FAULTED, Trouble.SILENT_FAILURE)
        assert hearing.state() == READY
    assert ports[0].closed.is_set()


@pytest.mark.parametrize(
    ("mishap", "condition", "trouble"),
    [
        (FileNotFoundError(errno.ENOENT, "x"), Condition.ABSENT, Trouble.NO_SUCH_PORT),
        (OSError(errno.ENXIO, "x"), Condition.ABSENT, Trouble.NO_SUCH_PORT),
        (OSError(errno.EBUSY, "x"), Condition.FAULTED, Trouble.BUSY),
        (PermissionError(errno.EACCES, "x"), Condition.FAULTED, Trouble.DENIED),
        (OSError("FileNotFoundError(2, 'x')"), Condition.ABSENT, Trouble.NO_SUCH_PORT),
        (OSError("PermissionError(13, 'x')"), Condition.FAULTED, Trouble.BUSY),
        (ValueError("parity"), Condition.FAULTED, Trouble.SETTINGS),
        (TimeoutError("x"), Condition.ABSENT, Trouble.UNREACHABLE),
        (OSError("nobody knows"), Condition.FAULTED, Trouble.SILENT_FAILURE),
    ],
)
def test_a_mishap_on_opening_is_said_once_however_often_it_happens(
    hearing, started, mishap, condition, trouble
):
    tries: queue.Queue[None] = queue.Queue()

    def fail() -> Port:
        tries.put(None)
        raise mishap

    link = started(fail)
    assert hearing.state() == (condition, trouble)
    for _ in range(5):
        tries.get(timeout=PATIENCE_S)
    assert hearing.states.empty()
    link.stop()


def test_stopping_while_a_port_opens_tells_nothing_and_closes_it(hearing, started):
    port, opening, go_on = PolledPort(), threading.Event(), threading.Event()

    def open_slowly() -> Port:
        opening.set()
        assert go_on.wait(PATIENCE_S)
        return port

    link = started(open_slowly)
    assert opening.wait(PATIENCE_S)
    began_s = time.monotonic()
    link.stop(timeout_s=1_000)  # a host that does not answer holds nobody up
    assert time.monotonic() - began_s < PATIENCE_S
    go_on.set()
    assert port.closed.wait(PATIENCE_S)
    assert hearing.states.empty()


def test_a_stop_does_not_wait_for_a_job_that_is_stuck(hearing, started):
    port = PolledPort()
    port.takes = 0
    link = started(lambda: port, stall_s=1_000)
    assert hearing.state() == READY
    done = link.write(b"stuck")
    link.stop(timeout_s=PATIENCE_S)
    assert isinstance(failure(done), OSError)
    assert port.closed.is_set()


def test_writers_racing_a_loss_each_get_an_answer_and_nothing_old_is_sent(hearing, started):
    ports: queue.Queue[PolledPort] = queue.Queue()

    def open_next() -> Port:
        port = PolledPort()
        ports.put(port)
        return port

    link = started(open_next)
    answered = []
    for turn in range(50):
        assert hearing.state() == READY
        port = ports.get(timeout=PATIENCE_S)
        go = threading.Barrier(4)

        def write(turn: int = turn, go: threading.Barrier = go) -> None:
            go.wait(PATIENCE_S)
            answered.append(link.write(b"%02d" % turn))

        writers = [threading.Thread(target=write) for _ in range(3)]
        for writer in writers:
            writer.start()
        go.wait(PATIENCE_S)
        port.coming.put(EOFError("pulled"))
        for writer in writers:
            writer.join(PATIENCE_S)
        assert hearing.state() == PULLED
        while not port.written.empty():
            assert port.written.get() == b"%02d" % turn
    link.stop()
    assert len(answered) == 150
    assert all(done.done() for done in answered)


@pytest.mark.parametrize("is_one_way", [False, True])
def test_a_one_way_port_is_ready_and_says_that_it_hears_nothing(hearing, started, is_one_way):
    port = PolledPort(is_one_way=is_one_way)
    link = started(lambda: port)
    trouble = Trouble.NO_STATUS if is_one_way else Trouble.NONE
    assert hearing.state() == (Condition.READY, trouble)
    assert failure(link.write(b"^XA^XZ")) is None
    assert port.written.get(timeout=PATIENCE_S) == b"^XA^XZ"


@needs_ptys
def test_a_process_with_two_thousand_open_files_still_hears_its_ports(hearing, started):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2_100:
        pytest.skip("this system allows no such number")
    resource.setrlimit(resource.RLIMIT_NOFILE, (2_100, hard))
    opened = [os.open(os.devnull, os.O_RDONLY) for _ in range(1_500)]
    try:
        with closing(PtyStage("high")) as stage:
            stage.plug()
            link = started(lambda: open_serial(SerialSettings(stage.port)))
            assert hearing.state() == READY
            stage.send(b"heard")
            assert hearing.bytes(5) == b"heard"
            link.write(b"said")
            assert stage.received(PATIENCE_S) == b"said"
            link.stop()
    finally:
        for one in opened:
            os.close(one)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_port_that_stayed_open_has_earned_a_fresh_back_off(monkeypatch, hearing):
    monkeypatch.setattr("drivers.links.owner.PROVEN_S", 0.0)
    port, worked = PolledPort(), threading.Event()

    class Noted(Backoff):
        def worked(self) -> None:
            worked.set()

    ears = LinkEars(lambda data: None, hearing.states.put)
    link = OwnedLink(lambda: port, ears, name="probe", backoff=Noted())
    link.start()
    assert worked.wait(PATIENCE_S)
    link.stop()
