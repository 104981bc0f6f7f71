"""The bench over a real pty: every device's state as a value, scans handed over from its thread."""

import queue
import sys

import pytest

from app.kernel.words import LANGUAGES, Words
from app.stations.bench import Bench, Binding, Condition, DeviceState, Kind, Scan
from drivers.health import Trouble
from drivers.links.backoff import Backoff
from drivers.simulated.scanner import Fault, SimulatedScanner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
NOW_MS = 1_700_000_000_000


class Listener:
    def __init__(self) -> None:
        self.scans: queue.Queue[object] = queue.Queue()
        self.states: queue.Queue[DeviceState] = queue.Queue()

    def heard(self, told: object) -> None:
        self.scans.put(told)

    def changed(self, state: DeviceState) -> None:
        self.states.put(state)

    def until(self, condition: Condition) -> DeviceState:
        while (state := self.states.get(timeout=10)).condition is not condition:
            pass
        return state


class Broken(Listener):
    def heard(self, told: object) -> None:
        raise RuntimeError("a listener's own bug")


def a_binding(port: str = "") -> Binding:
    return Binding("SCAN-1", "scanner", f"serial:{port}" if port else "")


def a_bench(*devices: Binding) -> tuple[Bench, Listener]:
    bench = Bench(
        devices, now_ms=lambda: NOW_MS, backoff=lambda: Backoff(first_s=0.01, most_s=0.02)
    )
    listener = Listener()
    bench.listen(listener)
    return bench, listener


@pytest.fixture
def simulated():
    with SimulatedScanner() as scanner:
        yield scanner


def test_a_role_without_address_is_unconfigured():
    bench, _ = a_bench(a_binding())
    bench.start()
    assert bench.states() == (
        DeviceState("SCAN-1", Kind.SCANNER, "", Condition.UNCONFIGURED, since_ms=NOW_MS),
    )
    bench.stop()


def test_a_scanner_becomes_ready_and_its_scans_are_handed_over(simulated):
    bench, listener = a_bench(a_binding(simulated.open()))
    bench.start()
    listener.until(Condition.READY)
    simulated.scan("LS1/B/OP-07")
    assert listener.scans.get(timeout=10) == Scan("LS1/B/OP-07", "", "SCAN-1", NOW_MS)
    bench.stop()
    assert bench.states()[0].heard_at_ms == NOW_MS


def test_a_pulled_cable_is_said_and_heals(simulated):
    bench, listener = a_bench(a_binding(simulated.open()))
    bench.start()
    listener.until(Condition.READY)
    simulated.pull()
    assert listener.until(Condition.ABSENT).reason == "pulled"
    simulated.plug()
    assert listener.until(Condition.READY).reason == ""
    bench.stop()


def test_a_role_can_be_bound_while_the_bench_runs(simulated):
    bench, listener = a_bench(a_binding())
    bench.start()
    bench.bind(a_binding(simulated.open()))
    listener.until(Condition.READY)
    bench.stop()


def test_a_damaged_frame_is_counted_not_handed_over(simulated, warnings):
    bench, listener = a_bench(a_binding(simulated.open()))
    bench.start()
    listener.until(Condition.READY)
    simulated.scan("LS1/O/WORK", Fault.DROPPED_CR)
    simulated.await_reader()
    with warnings.expected("device.damaged"):
        simulated.pull()
        while bench.states()[0].damaged == 0:
            listener.states.get(timeout=10)
    assert listener.scans.empty()
    bench.stop()


def test_a_failing_listener_silences_nobody(simulated, warnings):
    bench, listener = a_bench(a_binding(simulated.open()))
    bench.forget(listener)
    bench.listen(Broken())
    bench.listen(listener)
    bench.start()
    listener.until(Condition.READY)
    with warnings.expected("device.listener_failed"):
        simulated.scan("LS1/B/OP-07")
        simulated.scan("LS1/B/OP-08")
        heard = [getattr(listener.scans.get(timeout=10), "text", "") for _ in range(2)]
    assert heard == ["LS1/B/OP-07", "LS1/B/OP-08"]
    bench.stop()


def test_who_is_forgotten_hears_nothing_more():
    bench, listener = a_bench(a_binding())
    bench.forget(listener)
    bench.bind(a_binding())
    assert listener.states.empty()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_condition_and_reason_has_its_words(language):
    words = Words(language)
    for condition in Condition:
        for reason in Trouble:
            state = DeviceState("SCAN-1", Kind.SCANNER, "serial:COM3", condition, reason.value)
            assert not state.said(words).startswith("devices.")
            assert not state.why(words).startswith("devices.")
            assert not state.name(words).startswith("devices.")


def test_a_bench_that_is_over_opens_nothing_more(simulated):
    bench, _ = a_bench()
    bench.start()
    bench.stop()
    bench.bind(a_binding(simulated.open()))
    assert bench.device("SCAN-1") is None


def test_a_device_taken_off_the_bench_is_said_once_to_be_gone(simulated):
    bench, listener = a_bench(a_binding(simulated.open()))
    bench.start()
    listener.until(Condition.READY)
    bench.unbind("SCAN-1")
    bench.unbind("SCAN-1")
    gone = [listener.states.get(timeout=10)]
    assert [state.is_gone for state in gone] == [True]
    assert listener.states.empty()
    assert bench.states() == ()
    bench.stop()


def test_a_device_that_is_let_go_comes_back_when_it_is_bound_again(simulated):
    binding = a_binding(simulated.open())
    bench, listener = a_bench(binding)
    bench.start()
    listener.until(Condition.READY)
    bench.let_go("SCAN-1")
    listener.until(Condition.UNCONFIGURED)
    assert bench.device("SCAN-1") is None
    bench.bind(binding)
    listener.until(Condition.READY)
    bench.stop()
