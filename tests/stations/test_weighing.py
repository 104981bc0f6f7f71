"""Taking a weight for a record from a simulated scale: only a still one, of our units, once."""

import sys
from concurrent.futures import TimeoutError as NotYet

import pytest

from app.kernel.refused import Refused
from app.stations.bench import Condition, Reading
from app.stations.weighing import ScaleDesk
from tests.stations.at_bench import PATIENCE_S, a_scale, at_bench, bound

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")


@pytest.fixture
def scale():
    with a_scale() as made:
        yield made


@pytest.fixture
def weighing(scale):
    """A scale at work, who hears it, and the desk that takes its weights within a second."""
    with at_bench(bound(scale, asset="B135792468")) as (bench, listener):
        desk = ScaleDesk(bench, patience_s=1.0)
        listener.until_is(Condition.READY)
        shown(listener, "0.00")
        yield desk, scale, listener
        desk.close()


def shown(listener, text: str) -> None:
    """Wait until the scale says a value that is still."""
    listener.until_told(
        lambda told: (
            isinstance(told, Reading)
            and (told.decoded.text, told.decoded.status.value) == (text, "stable")
        )
    )


def refusal(taken) -> Refused:
    with pytest.raises(Refused) as caught:
        taken.result(PATIENCE_S)
    return caught.value


def test_a_still_weight_is_taken_with_its_frames(weighing):
    desk, scale, listener = weighing
    scale.play("say 12.34 g")
    shown(listener, "12.34")
    weight = desk.take("SC-01").result(PATIENCE_S)
    assert (str(weight.value), weight.unit, weight.read) == ("12.34", "g", "12.34 g")
    assert weight.scale == "B135792468"
    assert weight.frames[-1].startswith("S S")


def test_a_moving_pan_is_waited_for(weighing):
    desk, scale, _ = weighing
    scale.play("never_stable on")
    taken = desk.take("SC-01")
    scale.play("say 12.34 g")
    with pytest.raises(NotYet):
        taken.result(0.1)
    scale.play("never_stable off")
    assert str(taken.result(PATIENCE_S).value) == "12.34"


def test_a_pan_that_is_never_still_gives_no_weight(weighing):
    desk, scale, _ = weighing
    scale.play("never_stable on")
    scale.play("say 12.34 g")
    assert refusal(desk.take("SC-01")).code == "weighing.never_still"


def test_a_cable_pulled_on_the_way_gives_no_weight_and_heals(weighing):
    desk, scale, listener = weighing
    scale.play("never_stable on")
    taken = desk.take("SC-01")
    scale.pull()
    assert refusal(taken).code == "weighing.scale_away"
    assert refusal(desk.take("SC-01")).code == "weighing.scale_away"
    scale.play("never_stable off")
    scale.play("say 12.34 g")
    scale.plug()
    shown(listener, "12.34")
    assert str(desk.take("SC-01").result(PATIENCE_S).value) == "12.34"


def test_one_press_too_many_counts_no_portion_twice(weighing):
    desk, scale, listener = weighing
    scale.play("say 12.34 g")
    shown(listener, "12.34")
    desk.take("SC-01").result(PATIENCE_S)
    assert refusal(desk.take("SC-01")).code == "weighing.not_emptied"
    scale.play("say 0.00 g")
    shown(listener, "0.00")
    scale.play("say 12.34 g")
    shown(listener, "12.34")
    assert str(desk.take("SC-01").result(PATIENCE_S).value) == "12.34"


def test_a_foreign_unit_is_refused(weighing):
    desk, scale, listener = weighing
    scale.play("say 0.44 oz")
    shown(listener, "0.44")
    assert refusal(desk.take("SC-01")).code == "weighing.unit"


def test_two_cannot_wait_for_one_scale(weighing):
    desk, scale, _ = weighing
    scale.play("never_stable on")
    first = desk.take("SC-01")
    assert refusal(desk.take("SC-01")).code == "weighing.busy"
    assert refusal(first).code == "weighing.never_still"


def test_tare_and_zero_are_done_by_the_scale(weighing):
    desk, scale, listener = weighing
    scale.play("say 12.34 g")
    shown(listener, "12.34")
    desk.tare("SC-01").result(PATIENCE_S)
    shown(listener, "0.00")
    scale.play("say 14.34 g")
    shown(listener, "2.00")
    desk.zero("SC-01").result(PATIENCE_S)
    shown(listener, "0.00")


def test_a_pan_that_moves_is_not_set_to_zero(weighing):
    desk, scale, _ = weighing
    scale.play("never_stable on")
    assert refusal(desk.zero("SC-01")).code == "weighing.not_executed"


def test_a_scale_that_is_away_is_set_to_nothing(weighing):
    desk, scale, listener = weighing
    scale.pull()
    listener.until(lambda state: state.is_pulled)
    assert refusal(desk.tare("SC-01")).code == "weighing.scale_away"
