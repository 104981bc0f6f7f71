"""Gauges over a pty: a data key that is pressed, a gauge that is asked, every fault of the line."""

import contextlib
import queue
import sys
import threading
from decimal import Decimal

import pytest

from drivers.gauges.gauge import NoReading
from drivers.health import Condition, Trouble
from drivers.reading import Decoded, Status
from drivers.roster import DRIVERS
from drivers.simulated.faults import Fault
from drivers.simulated.gauge import PROTOCOLS, SimulatedGauge
from drivers.simulated.stage import PtyStage
from tests.drivers.at_work import Listener, at_work

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
LOST = {Fault.DROPPED_CR, Fault.PARITY, Fault.SILENCE, Fault.PULLED, Fault.MERGED}
"""Where the press itself is gone, or waits; the next one is read."""


def test_every_gauge_of_the_roster_can_be_played():
    gauges = {one.word for one in DRIVERS if one.kind == "gauge"}
    assert gauges == {f"gauge.{word}" for word in PROTOCOLS}


@pytest.mark.parametrize("fault", tuple(Fault))
def test_a_pressed_key_is_read_right_or_not_at_all(fault):
    with (
        SimulatedGauge(PtyStage("gauge"), "mitutoyo") as simulated,
        at_work("gauge.mitutoyo", simulated.open(), unit="mm", quiet_s="0") as (_, listener),
    ):
        listener.until(Condition.READY)
        simulated.play(f"fault {fault}")
        simulated.play("say -0.123")
        if fault is Fault.PULLED:
            listener.until(Condition.ABSENT)
            simulated.play("plug")
            listener.until(Condition.READY)
        read = press_until_read(simulated, listener, Decimal("4.567"))
    assert {one.value for one in read} <= {Decimal("-0.123"), Decimal("4.567")}
    assert {one.unit for one in read} == {"mm"}
    assert (Decimal("-0.123") in {one.value for one in read}) or fault in LOST


def press_until_read(
    simulated: SimulatedGauge, listener: Listener, value: Decimal
) -> list[Decoded]:
    """Press the key again and again, as a person does; return all that was read up to `value`."""
    read: list[Decoded] = []
    for _ in range(20):
        simulated.play(f"say {value}")
        with contextlib.suppress(queue.Empty):
            while not read or read[-1].value != value:
                read.append(listener.readings.get(timeout=0.2).decoded)
            return read
    raise AssertionError(f"never read: {read}")


@pytest.mark.parametrize("fault", tuple(Fault))
def test_an_answer_is_read_right_or_not_at_all(fault):
    with (
        SimulatedGauge(PtyStage("gauge"), "mark10") as simulated,
        at_work("gauge.mark10", simulated.open()) as (_, listener),
    ):
        simulated.play("say -18.78 lbFin")
        listener.until_reading(lambda reading: reading.decoded.text == "-18.78")
        simulated.play(f"fault {fault}")
        simulated.play("say 4.285 Nm")
        if fault is Fault.PULLED:
            listener.until(Condition.ABSENT)
            simulated.play("plug")
        heard = listener.until_reading(lambda reading: reading.decoded.text == "4.285")
    read = {(one.decoded.text, one.decoded.unit) for one in heard}
    assert read <= {("-18.78", "lbFin"), ("4.285", "Nm"), ("", "")}


def test_a_press_after_the_asking_is_the_reading():
    with (
        SimulatedGauge(PtyStage("gauge"), "mitutoyo") as simulated,
        at_work("gauge.mitutoyo", simulated.open(), unit="mm", quiet_s="0") as (gauge, listener),
    ):
        listener.until(Condition.READY)
        simulated.play("say 1.000")
        listener.until_reading(lambda reading: reading.decoded.text == "+0001.000")
        assert gauge.read(0.05) is NoReading.SILENT  # that press was before
        pressed = threading.Timer(0.05, simulated.play, ["say 2.000"])
        pressed.start()
        assert gauge.read(5).decoded.text == "+0002.000"
        pressed.join()


def test_a_reading_without_a_unit_from_anywhere_is_none():
    with (
        SimulatedGauge(PtyStage("gauge"), "mitutoyo") as simulated,
        at_work("gauge.mitutoyo", simulated.open(), unit="", quiet_s="0") as (gauge, listener),
    ):
        listener.until(Condition.READY)
        pressed = threading.Timer(0.05, simulated.play, ["say 2.000"])
        pressed.start()
        assert gauge.read(5) is NoReading.FOREIGN_UNIT
        pressed.join()


def test_a_multiplexer_without_a_gauge_says_so():
    with (
        SimulatedGauge(PtyStage("gauge"), "mitutoyo") as simulated,
        at_work("gauge.mitutoyo", simulated.open(), unit="mm", quiet_s="0") as (_, listener),
    ):
        listener.until(Condition.READY)
        simulated.play("error")
        heard = listener.until_reading(lambda reading: reading.decoded.status is Status.ERROR)
    assert heard[-1].decoded.value is None


def test_a_gauge_that_is_asked_and_silent_is_a_fault():
    with SimulatedGauge(PtyStage("gauge"), "mark10") as simulated:
        simulated.play("fault silence always")
        with at_work("gauge.mark10", simulated.open()) as (gauge, listener):
            listener.until(Condition.FAULTED, Trouble.SILENT)
            assert gauge.read(0.1) is NoReading.NOT_READY
