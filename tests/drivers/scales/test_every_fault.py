"""Every protocol × every fault, over real pyserial on ptys: the right weight or nothing."""

import sys
from decimal import Decimal

import pytest

from drivers.health import Condition
from drivers.reading import Reading
from drivers.roster import DRIVERS
from drivers.scales.capture import STEADY
from drivers.simulated.faults import Fault
from drivers.simulated.scale import PROTOCOLS, SimulatedScale
from drivers.simulated.stage import PtyStage
from tests.drivers.at_work import at_work

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
FIRST, SECOND = Decimal("12.34"), Decimal("-5.67")
NO_NEGATIVE = {"toledo-8217"}  # below zero it says so, and no number


@pytest.fixture(params=PROTOCOLS)
def protocol(request):
    return request.param


def test_every_scale_of_the_roster_can_be_played():
    scales = {one.word for one in DRIVERS if one.kind == "scale"}
    assert scales == {f"scale.{word}" for word in PROTOCOLS}


@pytest.mark.parametrize("fault", tuple(Fault))
def test_a_spoilt_frame_is_read_right_or_not_at_all(protocol, fault):
    second = abs(SECOND) if protocol in NO_NEGATIVE else SECOND
    with (
        SimulatedScale(PtyStage("scale"), protocol) as simulated,
        at_work(f"scale.{protocol}", simulated.open()) as (_, listener),
    ):
        simulated.play(f"say {FIRST} g")
        listener.until_reading(lambda reading: weight(reading) == FIRST)
        listener.until(Condition.READY)
        simulated.play(f"fault {fault}")
        simulated.play(f"say {second} g")
        if fault is Fault.PULLED:
            listener.until(Condition.ABSENT)
            simulated.play("plug")
        heard = listener.until_reading(lambda reading: weight(reading) == second)
    assert {weight(reading) for reading in heard} <= {None, FIRST, second}
    assert {reading.decoded.unit for reading in heard if weight(reading)} == {"g"}


@pytest.mark.parametrize("meaning", ["never_stable on", "overload on", "underload on"])
def test_a_pan_that_is_not_at_rest_gives_no_weight(protocol, meaning):
    with (
        SimulatedScale(PtyStage("scale"), protocol) as simulated,
        at_work(f"scale.{protocol}", simulated.open()) as (scale, listener),
    ):
        listener.until(Condition.READY)
        simulated.play(meaning)
        simulated.play("say 12.34 g")
        assert not isinstance(scale.read_stable(0.2), Reading)
        simulated.play(meaning.replace(" on", " off"))
        assert weight(scale.read_stable(5)) == FIRST


def test_another_unit_is_never_taken_for_the_one_bound(protocol):
    with (
        SimulatedScale(PtyStage("scale"), protocol) as simulated,
        at_work(f"scale.{protocol}", simulated.open(), units="g") as (scale, listener),
    ):
        simulated.play("say 12.34 g")
        listener.until(Condition.READY)
        assert weight(scale.read_stable(5)) == FIRST
        simulated.play("unit lb")
        said = scale.read_stable(2)
        if protocol == "toledo-8217":
            assert weight(said) == FIRST  # the frame names no unit: the binding's word stands
        else:
            assert said == "foreign_unit"


def weight(reading: Reading) -> Decimal | None:
    return reading.decoded.value if reading.decoded.status in STEADY else None
