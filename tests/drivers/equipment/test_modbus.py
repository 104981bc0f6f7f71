"""Modbus over a real pty and a real socket, with the faults of a bad line; it always comes back."""

import sys
import threading
from decimal import Decimal

import pytest

from drivers.equipment.sample import Quality, Working
from drivers.health import Condition, Trouble
from drivers.simulated.faults import Fault
from drivers.simulated.machine import SimulatedMachine
from drivers.simulated.stage import PtyStage, TcpStage
from tests.drivers.equipment.listening import NOW_MS, Listener, a_course, a_table, made

RTU = pytest.param(
    "rtu",
    marks=pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals"),
)


class Bound:
    """A machine on its stage, the driver that asks it, and who hears the driver."""

    def __init__(self, way, **settings):
        stage = PtyStage("im-01") if way == "rtu" else TcpStage()
        self.machine = SimulatedMachine(stage, a_table(), a_course())
        self.listener = Listener()
        self.device = made(
            f"equipment.modbus-{way}",
            self.machine.open(),
            self.listener,
            **{"timeout_ms": "400", **settings},
        )
        self.device.start()

    def close(self):
        self.device.stop()
        self.device.stop()
        self.machine.close()


@pytest.fixture(params=[RTU, "tcp"])
def bound(request):
    both = Bound(request.param)
    yield both
    both.close()


def test_a_machine_tells_its_values_to_the_digit_and_its_state(bound):
    heard = bound.listener
    heard.until(Condition.PROBING)
    heard.until(Condition.READY)
    melt = heard.good("melt")
    assert (melt.value, melt.unit, melt.source) == (Decimal("185.3"), "°C", "IM-01")
    assert (melt.at_ms, melt.source_ms) == (NOW_MS, NOW_MS)
    assert str(heard.good("vibration").value) == "1.8"
    bound.machine.play("state 2")
    assert heard.state().working in (Working.RUNNING, Working.STOPPED)


def test_a_state_is_told_once_per_change_with_its_reason(bound):
    assert bound.listener.state().working is Working.RUNNING
    bound.machine.play("state 2")
    stopped = bound.listener.state()
    assert (stopped.working, stopped.reason) == (Working.STOPPED, "setup")
    bound.machine.play("state 9")
    assert bound.listener.state().working is Working.FAULT


def test_a_new_value_is_heard(bound):
    bound.machine.play("set melt 212.5")
    bound.listener.reaches("melt", "212.5")


def test_after_garbled_answers_it_comes_back_by_itself(bound):
    """pymodbus #385: a client that never recovers; ours drops what it heard and asks again."""
    heard = bound.listener
    heard.until(Condition.READY)
    bound.machine.spoil(Fault.PARITY, 5)
    heard.until(Condition.FAULTED, Trouble.GARBLED)
    assert heard.damaged().data
    heard.until(Condition.READY)
    heard.forget()
    assert heard.good("melt").value == Decimal("185.3")


@pytest.mark.parametrize("fault", [Fault.GARBAGE, Fault.DUPLICATE, Fault.MERGED, Fault.BANNER])
def test_noise_around_an_answer_is_never_a_value(bound, fault):
    heard = bound.listener
    heard.until(Condition.READY)
    bound.machine.spoil(fault, 4)
    for _ in range(20):
        sample = heard.good("melt")
        assert sample.value == Decimal("185.3")


@pytest.mark.parametrize("fault", [Fault.SPLIT, Fault.DRIP])
def test_an_answer_in_pieces_is_one_answer(bound, fault):
    heard = bound.listener
    heard.until(Condition.READY)
    bound.machine.spoil(fault, 1 << 40)
    heard.forget()
    bound.machine.play("set melt 190.1")
    heard.reaches("melt", "190.1")


def test_silence_is_a_fault_and_no_old_value_is_told_again(bound):
    heard = bound.listener
    heard.until(Condition.READY)
    bound.machine.spoil(Fault.SILENCE, 5)
    heard.until(Condition.FAULTED, Trouble.SILENT)
    heard.until(Condition.READY)


def test_a_pulled_cable_is_said_and_heals(bound):
    heard = bound.listener
    heard.until(Condition.READY)
    bound.machine.play("pull")
    heard.until(Condition.ABSENT, Trouble.PULLED)
    bound.machine.play("plug")
    heard.until(Condition.READY)
    heard.forget()
    heard.good("melt")


def test_a_cable_pulled_in_the_middle_of_an_answer_heals_too(bound):
    heard = bound.listener
    heard.until(Condition.READY)
    bound.machine.spoil(Fault.PULLED, 1)
    heard.until(Condition.ABSENT, Trouble.PULLED)
    bound.machine.play("plug")
    heard.until(Condition.READY)


def test_a_machine_without_these_registers_is_degraded_and_vouches_for_nothing(bound):
    heard = bound.listener
    heard.until(Condition.READY)
    bound.machine.play("refuse on")
    health = heard.until(Condition.DEGRADED, Trouble.SETTINGS)
    assert "exception 2" in health.detail
    bad = heard.sample("melt", lambda one: one.quality is Quality.BAD)
    assert bad.value is None
    bound.machine.play("refuse off")
    heard.until(Condition.READY)


def test_reconnects_leave_no_thread_behind():
    before = threading.active_count()
    for _ in range(5):
        both = Bound("tcp")
        both.listener.until(Condition.READY)
        for _ in range(5):
            both.machine.play("pull")
            both.listener.until(Condition.ABSENT, Trouble.PULLED)
            both.machine.play("plug")
            both.listener.until(Condition.READY)
        both.close()
    assert threading.active_count() <= before


def test_two_machines_share_one_loop():
    first, second = Bound("tcp"), Bound("tcp")
    try:
        for both in (first, second):
            both.listener.until(Condition.READY)
        names = [thread.name for thread in threading.enumerate()]
        assert names.count("equipment") == 1
        first.close()
        second.listener.forget()
        second.listener.good("melt")
    finally:
        first.close()
        second.close()
    assert "equipment" not in [thread.name for thread in threading.enumerate()]
