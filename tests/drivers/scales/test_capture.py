"""What may be taken as the weight of an item, and when."""

from decimal import Decimal

import pytest

from drivers.manner import Stillness
from drivers.reading import Decoded, Reading, Status
from drivers.scales.capture import KEPT_READINGS, Captured, Pan, Refusal, Rule, Weighing, pan
from drivers.scales.stability import StillnessJudge

GRAMS = {"g": Decimal("0.05")}


def said(value: str | None, status: Status = Status.STABLE, unit: str = "g") -> Decoded:
    return Decoded(status, None if value is None else Decimal(value), value or "", unit)


def heard(value: str, at_s: float, status: Status = Status.STABLE, unit: str = "g") -> Reading:
    return Reading(said(value, status, unit), value.encode(), "scale", 0, at_s)


def weighing(*, must_empty: bool = True) -> Weighing:
    return Weighing(Rule(GRAMS, must_empty))


def captured(told: Captured | Refusal | None) -> Reading:
    assert isinstance(told, Captured)
    return told.reading


def test_the_first_stable_frame_after_the_request_is_captured_with_all_since():
    one = weighing()
    one.request(10.0)
    assert one.hear(heard("12.30", 10.1, Status.UNSTABLE)) is None
    taken = one.hear(heard("12.34", 10.2))
    assert isinstance(taken, Captured)
    assert taken.reading.decoded.text == "12.34"
    assert [reading.decoded.text for reading in taken.window] == ["12.30", "12.34"]


def test_a_frame_from_before_the_request_is_not_captured():
    one = weighing()
    one.request(10.0)
    assert one.hear(heard("99.00", 9.9)) is None
    assert captured(one.hear(heard("12.34", 10.1))).decoded.text == "12.34"


def test_nothing_is_captured_that_nobody_asked_for():
    one = weighing()
    assert one.hear(heard("12.34", 1)) is None
    one.request(2)
    one.cancel()
    assert one.hear(heard("12.34", 3)) is None


def test_what_lay_on_the_pan_when_the_screen_opened_is_read():
    one = weighing()
    one.request(1)
    assert isinstance(one.hear(heard("12.34", 2)), Captured)


def test_the_item_before_must_have_left_the_pan():
    one = weighing()
    one.request(1)
    one.hear(heard("12.34", 2))
    one.request(3)
    assert one.hear(heard("12.34", 4)) is Refusal.NOT_EMPTIED
    assert one.hear(heard("0.01", 5, Status.UNSTABLE)) is None
    assert captured(one.hear(heard("12.34", 6))).heard_s == 6  # the same weight is another item


def test_a_pan_lifted_off_or_emptied_between_the_requests_counts():
    for emptied in (heard("0.00", 3), heard("-0.50", 3), heard("0", 3, Status.UNDERLOAD)):
        one = weighing()
        one.request(1)
        one.hear(heard("12.34", 2))
        one.hear(emptied)
        one.request(4)
        assert isinstance(one.hear(heard("5.00", 5)), Captured)


def test_the_same_item_may_be_weighed_again_where_the_rule_says_so():
    one = weighing(must_empty=False)
    one.request(1)
    one.hear(heard("12.34", 2))
    one.request(3)
    assert isinstance(one.hear(heard("12.35", 4)), Captured)


def test_a_foreign_unit_is_refused_and_never_converted():
    one = weighing()
    one.request(1)
    assert one.hear(heard("0.01234", 2, unit="kg")) is Refusal.FOREIGN_UNIT
    assert one.hear(heard("12.34", 3, unit="")) is Refusal.FOREIGN_UNIT


def test_an_empty_pan_is_no_item():
    one = weighing()
    one.request(1)
    assert one.hear(heard("0.00", 2)) is None


def test_a_window_is_bounded_and_says_how_much_left_it():
    one = weighing()
    one.request(0)
    for at in range(KEPT_READINGS + 10):
        one.hear(heard("1.00", float(at), Status.UNSTABLE))
    taken = one.hear(heard("1.00", 10_000.0))
    assert isinstance(taken, Captured)
    assert (len(taken.window), taken.left_off) == (KEPT_READINGS, 11)


@pytest.mark.parametrize(
    ("decoded", "state"),
    [
        (said("12.34"), Pan.STABLE),
        (said("12", Status.STABLE_COUNT), Pan.STABLE),
        (said("12.34", Status.OK), Pan.STABLE),
        (said("0.04"), Pan.STABLE_ZERO),
        (said("-0.05"), Pan.STABLE_ZERO),
        (said("-0.06"), Pan.UNDER),
        (said("12.34", Status.UNSTABLE), Pan.MOVING),
        (said(None, Status.OVERLOAD), Pan.OVER),
        (said(None, Status.UNDERLOAD), Pan.UNDER),
        (said(None, Status.NOT_EXECUTABLE), Pan.NOT_READY),
        (said(None, Status.VENDOR_DEPENDENT), Pan.NOT_READY),
        (said(None, Status.STABLE, "lb:oz"), Pan.NOT_READY),
        (said("2.00", Status.TARE_STABLE), None),
        (said(None, Status.ACK), None),
        (said(None, Status.INFO), None),
    ],
)
def test_the_pan_is_one_of_six(decoded, state):
    assert pan(decoded, GRAMS) is state


def judge() -> StillnessJudge:
    return StillnessJudge(Stillness(Decimal("0.01"), for_s=0.5))


def test_still_is_a_matter_of_time_not_of_frames():
    slow, fast = judge(), judge()
    states = [slow.judged(said("1.00", Status.UNSTABLE), at / 2).status for at in range(3)]
    assert states == [Status.UNSTABLE, Status.STABLE, Status.STABLE]
    for at in range(50):
        assert fast.judged(said("1.00"), at / 1000).status is Status.UNSTABLE


def test_one_division_is_rest_and_two_are_not():
    one = judge()
    for at, value in enumerate(("1.00", "1.01", "1.00", "1.01")):
        last = one.judged(said(value), at / 4).status
    assert last is Status.STABLE
    assert one.judged(said("1.02"), 1.0).status is Status.UNSTABLE


def test_a_slow_drift_is_no_rest():
    one = judge()
    drift = [one.judged(said(f"1.{at:02}"), at * 0.3).status for at in range(30)]
    assert Status.STABLE not in drift


def test_a_gap_a_new_unit_and_an_overload_begin_the_wait_anew():
    for between in (said("1.00", unit="kg"), said(None, Status.OVERLOAD), None):
        one = judge()
        one.judged(said("1.00"), 0.0)
        one.judged(said("1.00"), 0.4)
        if between:
            one.judged(between, 0.45)
        at_s = 0.5 if between else 2.0
        assert one.judged(said("1.00"), at_s).status is Status.UNSTABLE
