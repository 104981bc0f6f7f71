"""What every link keeps to, whatever carries its bytes: one contract, kept by three."""

import gc
import sys
import threading
import tracemalloc
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
import serial
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivers.device import Binding
from drivers.framers import Frame, LineFramer
from drivers.health import Condition, Health, Trouble
from drivers.links.address import connect_to
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.owner import STALL_S, OwnedLink, Port
from drivers.links.serial import PolledSerialPort
from drivers.simulated.loopback import LoopbackStage
from drivers.simulated.stage import PtyStage, Stage, TcpStage
from tests.drivers.hearing import PATIENCE_S, Hearing, failure, quick

OPENING = (Condition.OPENING, Trouble.NONE)
READY = (Condition.READY, Trouble.NONE)
PULLED = (Condition.ABSENT, Trouble.PULLED)
ONE_LINK_MANY_EXAMPLES = (HealthCheck.function_scoped_fixture, HealthCheck.differing_executors)
RECONNECTS = 200
FRAMES = 100_000
A_LITTLE = 20_000
"""Bytes that caches may grow by; what grew with each of 60 reconnects would be more."""


def received(stage: Stage, length: int) -> bytes:
    data = b""
    while len(data) < length:
        chunk = stage.received(PATIENCE_S)
        assert chunk, f"only {len(data)} of {length} bytes came"
        data += chunk
    return data


class LinkContract(ABC):
    """The contract; each kind of link inherits it and says where it plays."""

    missing: Trouble
    """What a link says of a port that is not there."""
    more_than_fits = 1_000_000
    """Bytes that no buffers on the way can hold."""

    @abstractmethod
    def make_stage(self) -> Stage: ...

    def connect(self, stage: Stage) -> Connect:
        return connect_to(Binding("probe", "none", stage.address), quick)

    @pytest.fixture
    def stage(self) -> Iterator[Stage]:
        with closing(self.make_stage()) as stage:
            stage.plug()
            yield stage

    @pytest.fixture
    def hearing(self) -> Hearing:
        return Hearing()

    @pytest.fixture
    def link(self, stage: Stage, hearing: Hearing) -> Iterator[Link]:
        link = self.connect(stage)(hearing.ears())
        link.start()
        assert (hearing.state(), hearing.state()) == (OPENING, READY)
        yield link
        link.stop()

    def test_bytes_go_both_ways(self, stage, hearing, link):
        stage.send(b"S S 1.00 g\r\n")
        assert hearing.bytes(12) == b"S S 1.00 g\r\n"
        done = link.write(b"SI\r\n")
        assert received(stage, 4) == b"SI\r\n"
        assert failure(done) is None

    def test_every_byte_there_is_passes_unchanged(self, stage, hearing, link):
        every = bytes(range(256))
        stage.send(every)
        assert hearing.bytes(256) == every
        link.write(every)
        assert received(stage, 256) == every

    def test_writes_leave_in_their_order(self, stage, link):
        for number in range(200):
            link.write(b"%03d" % number)
        assert received(stage, 600) == b"".join(b"%03d" % number for number in range(200))

    def test_nothing_written_is_done_at_once(self, link):
        assert failure(link.write(b"")) is None

    def test_a_job_larger_than_any_buffer_arrives_whole_and_answers_come_meanwhile(
        self, stage, hearing, link
    ):
        job = bytes(range(256)) * 2_000
        done = link.write(job)
        stage.send(b"busy\r\n")
        assert hearing.bytes(6) == b"busy\r\n"
        assert received(stage, len(job)) == job
        assert failure(done) is None

    def test_a_pulled_cable_is_said_and_heals(self, stage, hearing, link):
        stage.pull()
        assert hearing.state() == PULLED
        stage.plug()
        assert hearing.state() == READY
        link.write(b"back")
        assert received(stage, 4) == b"back"

    def test_a_write_after_the_loss_holds_an_oserror(self, stage, hearing, link):
        stage.pull()
        assert hearing.state() == PULLED
        assert isinstance(failure(link.write(b"too late")), OSError)
        stage.plug()
        assert hearing.state() == READY
        link.write(b"new")
        assert received(stage, 3) == b"new"

    def test_a_job_cut_by_a_pull_holds_an_oserror_and_is_not_sent_later(self, stage, hearing, link):
        half_sent = link.write(bytes(self.more_than_fits))
        waiting = link.write(b"an old order")
        assert stage.received(PATIENCE_S)
        stage.pull()
        assert isinstance(failure(half_sent), OSError)
        assert isinstance(failure(waiting), OSError)
        assert hearing.state() == PULLED
        stage.plug()
        assert hearing.state() == READY
        link.write(b"new")
        assert received(stage, 3) == b"new"

    def test_a_write_before_the_start_holds_an_oserror(self, stage, hearing):
        link = self.connect(stage)(hearing.ears())
        assert isinstance(failure(link.write(b"x")), OSError)
        link.stop()

    def test_a_cancelled_write_is_not_sent(self, stage, link):
        link.write(bytes(self.more_than_fits))
        thought_better = link.write(b"no")
        assert thought_better.cancel()
        link.write(b"yes")
        assert received(stage, self.more_than_fits + 3)[-3:] == b"yes"

    def test_a_port_that_is_not_there_is_absent_and_heals(self, stage, hearing):
        stage.pull()
        link = self.connect(stage)(hearing.ears())
        link.start()
        assert (hearing.state(), hearing.state()) == (OPENING, (Condition.ABSENT, self.missing))
        stage.plug()
        assert hearing.state() == READY
        link.stop()

    def test_stopping_twice_before_and_after_is_harmless(self, stage, hearing):
        unborn = self.connect(stage)(hearing.ears())
        unborn.stop()
        unborn.start()
        unborn.stop()
        assert hearing.states.empty()
        link = self.connect(stage)(hearing.ears())
        link.start()
        link.start()
        hearing.until(Condition.READY)
        link.stop()
        link.stop()
        assert isinstance(failure(link.write(b"x")), OSError)

    def test_two_threads_may_stop_it_at_once(self, stage, hearing, link):
        stoppers = [threading.Thread(target=link.stop) for _ in range(4)]
        for stopper in stoppers:
            stopper.start()
        for stopper in stoppers:
            stopper.join(PATIENCE_S)
        assert not any(stopper.is_alive() for stopper in stoppers)

    def test_it_may_be_stopped_from_its_own_ear(self, stage):
        stopped = threading.Event()
        links: list[Link] = []

        def hear(data: bytes) -> None:
            links[0].stop()
            stopped.set()

        ready = threading.Event()
        ears = LinkEars(hear, lambda health: _set_if_ready(health, ready))
        links.append(self.connect(stage)(ears))
        links[0].start()
        assert ready.wait(PATIENCE_S)
        stage.send(b"x")
        assert stopped.wait(PATIENCE_S)
        links[0].stop()

    def test_it_may_be_stopped_the_moment_it_is_ready(self, stage):
        told: list[Condition] = []
        links: list[Link] = []
        stopped = threading.Event()

        def stop_at_once(health: Health) -> None:
            told.append(health.condition)
            if health.condition is Condition.READY:
                links[0].stop()
                stopped.set()

        links.append(self.connect(stage)(LinkEars(lambda data: None, stop_at_once)))
        links[0].start()
        assert stopped.wait(PATIENCE_S)
        links[0].stop()
        assert told == [Condition.OPENING, Condition.READY]

    def test_an_ear_that_breaks_at_news_of_health_hears_the_next_news_too(self, stage, warnings):
        hearing = Hearing()

        def break_(health: Health) -> None:
            hearing.states.put(health)
            raise RuntimeError("not the port's trouble")

        with warnings.expected("link.ear_failed"):
            link = self.connect(stage)(LinkEars(lambda data: None, break_))
            link.start()
            assert (hearing.state(), hearing.state()) == (OPENING, READY)
            stage.pull()
            assert hearing.state() == PULLED
            link.stop()

    def test_an_ear_that_breaks_does_not_take_the_port_with_it(self, stage, hearing, warnings):
        def break_(data: bytes) -> None:
            hearing.ears().bytes(data)
            raise OSError("not the port's trouble")

        link = self.connect(stage)(LinkEars(break_, hearing.states.put))
        link.start()
        hearing.until(Condition.READY)
        with warnings.expected("link.ear_failed"):
            stage.send(b"a")
            assert hearing.bytes(1) == b"a"
            link.write(b"still here")
            assert received(stage, 10) == b"still here"
        link.stop()
        assert hearing.states.empty()

    def test_an_ear_may_write_the_moment_it_hears_ready(self, stage):
        links: list[Link] = []

        def greet(health: Health) -> None:
            if health.condition is Condition.READY:
                links[0].write(b"hello")

        links.append(self.connect(stage)(LinkEars(lambda data: None, greet)))
        links[0].start()
        assert received(stage, 5) == b"hello"
        links[0].stop()

    def test_nothing_is_said_after_a_stop(self, stage, hearing, link):
        link.stop()
        stage.send(b"late")
        stage.pull()
        assert hearing.states.empty()
        assert hearing.nothing_more()

    @settings(suppress_health_check=ONE_LINK_MANY_EXAMPLES, max_examples=25)
    @given(stream=st.binary(min_size=1, max_size=300), cuts=st.lists(st.integers(0, 300)))
    def test_any_split_of_any_bytes_arrives(self, stage, hearing, link, stream, cuts):
        edges = [0, *sorted(cuts), len(stream)]
        for start, end in pairwise(edges):
            stage.send(stream[start:end])
        assert hearing.bytes(len(stream)) == stream

    def test_two_hundred_reconnects_leave_no_thread_and_no_file_behind(self, stage, hearing, link):
        link.write(b"x")
        assert received(stage, 1) == b"x"  # now both ends are there to be counted
        before = threading.active_count(), _open_files()
        for _ in range(RECONNECTS):
            stage.pull()
            assert hearing.state() == PULLED
            stage.plug()
            assert hearing.state() == READY
            link.write(b"x")
            assert received(stage, 1) == b"x"
        assert (threading.active_count(), _open_files()) == before

    def test_reconnects_and_frames_do_not_grow_in_memory(self, stage, hearing, link):
        tracemalloc.start()
        try:
            held = [self._bytes_held_after_work(stage, hearing, link) for _ in range(4)]
        finally:
            tracemalloc.stop()
        assert held[-1] - held[0] < A_LITTLE

    def _bytes_held_after_work(self, stage: Stage, hearing: Hearing, link: Link) -> int:
        for _ in range(20):
            stage.pull()
            assert hearing.state() == PULLED
            stage.plug()
            assert hearing.state() == READY
            link.write(b"x")
            received(stage, 1)
        for _ in range(100):
            stage.send(b"S S 1.00 g\r\n")
            hearing.bytes(12)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    def test_two_hundred_links_come_and_go_and_leave_nothing_behind(self, stage):
        before = threading.active_count(), _open_files()
        for _ in range(RECONNECTS):
            hearing = Hearing()
            link = self.connect(stage)(hearing.ears())
            link.start()
            hearing.until(Condition.READY)
            link.write(b"x")
            received(stage, 1)
            link.stop()
        assert threading.active_count() == before[0]
        assert _open_files() <= before[1] + 1  # the stage may still hold the last caller

    def test_a_hundred_thousand_frames_arrive_each_once_and_in_order(self, stage, hearing, link):
        stream = b"".join(b"%06d\r\n" % number for number in range(FRAMES))
        sender = threading.Thread(target=stage.send, args=(stream,))
        framer, number, left = LineFramer(), 0, len(stream)
        sender.start()
        while left:
            data = hearing.bytes(1)
            left -= len(data)
            for found in framer.feed(data, 0):
                assert found == Frame(b"%06d" % number)
                number += 1
        sender.join(PATIENCE_S)
        assert number == FRAMES


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
class TestPtyLink(LinkContract):
    """A serial port, real pyserial on a real pty."""

    missing = Trouble.NO_SUCH_PORT

    def make_stage(self) -> Stage:
        return PtyStage("probe")


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
class TestPolledSerialLink(TestPtyLink):
    """A serial port as on Windows, where nothing can be waited on: here on a real pty too."""

    def connect(self, stage: Stage) -> Connect:
        port = stage.address.removeprefix("serial:")

        def open_port() -> Port:
            return PolledSerialPort(
                serial.Serial(port, timeout=0, write_timeout=STALL_S, exclusive=True)
            )

        return lambda ears: OwnedLink(open_port, ears, name="probe", backoff=quick())


class TestTcpLink(LinkContract):
    """A connection to a real server."""

    missing = Trouble.UNREACHABLE
    more_than_fits = 20_000_000

    def make_stage(self) -> Stage:
        return TcpStage()


class TestLoopbackLink(LinkContract):
    """A cable within the process."""

    missing = Trouble.NO_SUCH_PORT

    def make_stage(self) -> Stage:
        return LoopbackStage()

    def connect(self, stage: Stage) -> Connect:
        assert isinstance(stage, LoopbackStage)
        return stage.connect_to("probe", quick)


def _set_if_ready(health: Health, ready: threading.Event) -> None:
    if health.condition is Condition.READY:
        ready.set()


def _open_files() -> int:
    listed = Path("/proc/self/fd")
    return len(list(listed.iterdir())) if listed.is_dir() else 0
