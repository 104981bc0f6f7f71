"""The serial scanner over a real pty, played by the simulated scanner that ships."""

import queue
import sys
import threading

import pytest

from drivers.device import Binding, Ears, Times, Traffic
from drivers.framers import Damage
from drivers.health import Condition, Health, Trouble
from drivers.links.address import connect_to
from drivers.links.backoff import Backoff
from drivers.links.link import LinkEars
from drivers.scanners.scan import Scan
from drivers.scanners.serial import SerialScanner
from drivers.simulated.scanner import Fault, SimulatedScanner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
PATIENCE_S = 10
WHOLE_SCANS = {
    Fault.NONE: 1,
    Fault.SPLIT: 1,
    Fault.MERGED: 1,
    Fault.GARBAGE: 1,
    Fault.BANNER: 1,
    Fault.DRIP: 1,
    Fault.DUPLICATE: 2,
}
"""How often a scan is heard that came with a fault; where the fault is not named, never."""


class Listener:
    """Hears everything a scanner says, in the order it says it."""

    def __init__(self) -> None:
        self.scans: queue.Queue[Scan] = queue.Queue()
        self.states: queue.Queue[Health] = queue.Queue()
        self.damages: queue.Queue[Traffic] = queue.Queue()

    def ears(self) -> Ears[Scan]:
        return Ears(self.scans.put, self.states.put, self._heard)

    def _heard(self, traffic: Traffic) -> None:
        if traffic.damage:
            self.damages.put(traffic)

    def text(self) -> str:
        return self.scans.get(timeout=PATIENCE_S).text

    def state(self) -> tuple[Condition, Trouble]:
        state = self.states.get(timeout=PATIENCE_S)
        return state.condition, state.trouble


@pytest.fixture
def simulated():
    with SimulatedScanner() as scanner:
        yield scanner


@pytest.fixture
def bound():
    """Bind listeners to ports; each is let go of at the end."""
    started = []

    def bind(port: str) -> Listener:
        listener = Listener()
        binding = Binding("scanner", "scanner", f"serial:{port}")
        times = Times(lambda: 1_700_000_000_000)
        scanner = SerialScanner(binding, connect_to(binding, quick), listener.ears(), times)
        started.append(scanner)
        scanner.start()
        return listener

    yield bind
    for scanner in started:
        scanner.stop()


def quick() -> Backoff:
    return Backoff(first_s=0.01, most_s=0.02)


def ready(listener: Listener) -> Listener:
    assert listener.state() == (Condition.OPENING, Trouble.NONE)
    assert listener.state() == (Condition.READY, Trouble.NONE)
    return listener


def test_a_scan_arrives_with_its_identifier_source_and_time(simulated, bound):
    listener = ready(bound(simulated.open()))
    simulated.scan("]d20109521234560029\x1d21A7")
    assert listener.scans.get(timeout=PATIENCE_S) == Scan(
        "0109521234560029\x1d21A7", "]d2", "scanner", 1_700_000_000_000
    )


def test_a_split_scan_is_one_scan(simulated, bound):
    listener = ready(bound(simulated.open()))
    simulated.scan("LS1/O/WORK000434", Fault.SPLIT)
    assert listener.text() == "LS1/O/WORK000434"


def test_merged_scans_are_two_scans(simulated, bound):
    listener = ready(bound(simulated.open()))
    simulated.scan("LS1/B/OP-07", Fault.MERGED)
    simulated.scan("LS1/E/CNC-01")
    assert [listener.text(), listener.text()] == ["LS1/B/OP-07", "LS1/E/CNC-01"]


def test_garbage_before_a_scan_does_not_touch_it(simulated, bound):
    listener = ready(bound(simulated.open()))
    simulated.scan("LS1/B/OP-07", Fault.GARBAGE)
    assert listener.text() != "LS1/B/OP-07"
    assert listener.text() == "LS1/B/OP-07"


@pytest.mark.parametrize("fault", Fault)
def test_after_any_fault_clean_scans_are_heard_and_no_scan_is_made_up(simulated, bound, fault):
    listener = ready(bound(simulated.open()))
    simulated.scan("LS1/E/CNC-01", fault)
    if fault is Fault.PULLED:
        assert listener.state() == (Condition.ABSENT, Trouble.PULLED)
        simulated.plug()
        assert listener.state() == (Condition.READY, Trouble.NONE)
    for number in range(3):
        simulated.scan(f"LS1/B/OP-{number}")
    heard = [listener.text()]
    while heard[-1] != "LS1/B/OP-2":
        heard.append(listener.text())
    assert heard[-2:] == ["LS1/B/OP-1", "LS1/B/OP-2"]
    assert heard.count("LS1/E/CNC-01") == WHOLE_SCANS.get(fault, 0)


def test_a_pulled_cable_is_said_and_heals(simulated, bound):
    listener = ready(bound(simulated.open()))
    simulated.pull()
    assert listener.state() == (Condition.ABSENT, Trouble.PULLED)
    simulated.plug()
    assert listener.state() == (Condition.READY, Trouble.NONE)
    simulated.scan("LS1/B/OP-07")
    assert listener.text() == "LS1/B/OP-07"


def test_half_a_scan_before_the_pull_does_not_join_the_first_one_after(simulated, bound):
    listener = ready(bound(simulated.open()))
    simulated.scan("LS1/B/OP-07")
    assert listener.text() == "LS1/B/OP-07"
    simulated.scan("LS1/O/WORK", Fault.DROPPED_CR)
    simulated.await_reader()
    simulated.pull()
    assert listener.state() == (Condition.ABSENT, Trouble.PULLED)
    simulated.plug()
    assert listener.state() == (Condition.READY, Trouble.NONE)
    simulated.scan("LS1/E/CNC-01")
    assert listener.text() == "LS1/E/CNC-01"
    broken = listener.damages.get(timeout=PATIENCE_S)
    assert (broken.data, broken.damage) == (b"LS1/O/WORK", Damage.UNFINISHED)


def test_what_was_scanned_before_the_port_opened_is_stale_and_dropped(simulated, bound):
    port = simulated.open()
    simulated.scan("LS1/B/YESTERDAY")
    listener = ready(bound(port))
    simulated.scan("LS1/B/OP-07")
    assert listener.text() == "LS1/B/OP-07"


def test_a_port_that_is_not_there_is_absent_and_heals(tmp_path, simulated, bound):
    listener = bound(str(tmp_path / "later"))
    assert listener.state() == (Condition.OPENING, Trouble.NONE)
    assert listener.state() == (Condition.ABSENT, Trouble.NO_SUCH_PORT)
    (tmp_path / "later").symlink_to(simulated.open())
    assert listener.state() == (Condition.READY, Trouble.NONE)


def test_a_port_somebody_else_holds_is_a_fault_that_says_so(simulated, bound):
    port = simulated.open()
    ready(bound(port))
    second = bound(port)
    assert second.state() == (Condition.OPENING, Trouble.NONE)
    assert second.state() == (Condition.FAULTED, Trouble.BUSY)


def test_twenty_pulls_leave_no_thread_behind(simulated, bound):
    before = threading.active_count()
    listener = ready(bound(simulated.open()))
    for _ in range(20):
        simulated.pull()
        assert listener.state() == (Condition.ABSENT, Trouble.PULLED)
        simulated.plug()
        assert listener.state() == (Condition.READY, Trouble.NONE)
    assert threading.active_count() == before + 1


def test_a_write_leaves_by_the_owner_thread(simulated):
    states: queue.Queue[Health] = queue.Queue()
    binding = Binding("scanner", "scanner", f"serial:{simulated.open()}")
    link = connect_to(binding)(LinkEars(lambda data: None, states.put))
    link.start()
    while states.get(timeout=PATIENCE_S).condition is not Condition.READY:
        pass
    sent = link.write(b"\x16T\r")  # a trigger by wire
    assert simulated.received(timeout_s=PATIENCE_S) == b"\x16T\r"
    assert sent.result(timeout=PATIENCE_S) is None
    link.stop()
    link.stop()


def test_settings_no_port_has_are_a_fault_not_a_crash(simulated):
    states: queue.Queue[Health] = queue.Queue()
    binding = Binding("scanner", "scanner", f"serial:{simulated.open()}", settings={"parity": "Q"})
    link = connect_to(binding)(LinkEars(lambda data: None, states.put))
    link.start()
    assert states.get(timeout=PATIENCE_S).condition is Condition.OPENING
    assert states.get(timeout=PATIENCE_S).trouble is Trouble.SETTINGS
    link.stop()


def test_waits_double_up_to_the_most_and_start_again_after_success():
    backoff = Backoff(first_s=1, most_s=8)
    waits = [backoff.next_s() for _ in range(6)]
    assert all(
        0.75 * full <= wait <= full for wait, full in zip(waits, (1, 2, 4, 8, 8, 8), strict=True)
    )
    backoff.worked()
    assert backoff.next_s() <= 1
