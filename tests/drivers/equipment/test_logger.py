"""A logger's lines over a real pty: values out of lines, nothing out of noise, silence is said."""

import sys
from decimal import Decimal

import pytest

from drivers.equipment.sample import Quality, Working
from drivers.equipment.tags import UnusableTags
from drivers.health import Condition, Trouble
from drivers.simulated.faults import Fault
from drivers.simulated.machine import SimulatedLogger
from drivers.simulated.stage import PtyStage
from tests.drivers.equipment.listening import Listener, a_course, a_table, made

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
WORD = "equipment.logger"


@pytest.fixture
def logger():
    with SimulatedLogger(PtyStage("log"), a_table(), a_course(), beat_s=0.02) as played:
        yield played


@pytest.fixture
def heard(logger):
    listener = Listener()
    device = made(WORD, logger.open(), listener)
    device.start()
    yield listener
    device.stop()
    device.stop()


def test_a_line_is_a_value_with_its_unit(heard):
    heard.until(Condition.READY)
    assert heard.good("melt").value == Decimal("18.53")
    assert heard.good("vibration").unit == "mm/s"
    assert heard.state().working is Working.RUNNING


@pytest.mark.parametrize("fault", [Fault.SPLIT, Fault.MERGED, Fault.GARBAGE, Fault.BANNER])
def test_noise_is_never_a_value(logger, heard, fault):
    heard.until(Condition.READY)
    logger.spoil(fault, 6)
    for _ in range(10):
        assert heard.good("melt").value == Decimal("18.53")


def test_lines_that_make_no_sense_are_shown_and_said(logger, heard):
    heard.until(Condition.READY)
    logger.spoil(Fault.PARITY, 40)
    heard.until(Condition.DEGRADED, Trouble.GARBLED)
    assert heard.damaged().data
    heard.until(Condition.READY)


def test_a_foreign_unit_is_a_value_nobody_vouches_for(logger, heard):
    heard.until(Condition.READY)
    logger.play("say melt=365.0 °F")
    bad = heard.sample("melt", lambda one: one.quality is Quality.BAD)
    assert bad.value is None


def test_silence_is_a_fault(logger, heard):
    heard.until(Condition.READY)
    logger.spoil(Fault.SILENCE, 60)
    heard.until(Condition.FAULTED, Trouble.SILENT)
    heard.until(Condition.READY)


def test_a_pulled_cable_is_said_and_heals(logger, heard):
    heard.until(Condition.READY)
    logger.play("pull")
    heard.until(Condition.ABSENT, Trouble.PULLED)
    logger.play("plug")
    heard.until(Condition.READY)


def test_another_makers_lines_are_read_by_a_profile(logger):
    listener = Listener()
    line = r"(?P<name>\w+);(?P<value>[-\d,]+)"
    device = made(WORD, logger.open(), listener, line=line)
    device.start()
    try:
        listener.until(Condition.PROBING)
        logger.play("say melt;185,3")
        listener.reaches("melt", "18.53")
    finally:
        device.stop()


@pytest.mark.parametrize("line", ["(", r"(?P<name>\w+)"])
def test_a_profile_that_cannot_be_meant_is_refused(line):
    with pytest.raises(UnusableTags):
        made(WORD, "serial:/dev/null", Listener(), line=line)
