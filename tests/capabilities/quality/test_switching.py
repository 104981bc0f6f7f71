"""Switching between normal, tightened and reduced inspection, lot by lot (ISO 2859-1 §9.3)."""

from functools import reduce

import pytest

from app.capabilities.quality.sampling.answers import LotResult, Severity, Switching, Why
from app.capabilities.quality.sampling.decisions import (
    after,
    irregular,
    lot_result,
    normal_again,
    plan,
    resumed,
    with_consent,
)

ACCEPTED = LotResult(is_accepted=True, ac=1)
NOT_ACCEPTED = LotResult(is_accepted=False, ac=1)
READY = Switching(score=30)
REDUCED = with_consent(READY, is_steady=True, is_agreed=True)
TIGHTENED = Switching(severity=Severity.TIGHTENED)


def lots(history, start=None):
    """Return where inspection stands after lots: A accepted, R not, r not on a second time."""
    said = {
        "A": ACCEPTED,
        "R": NOT_ACCEPTED,
        "r": LotResult(is_accepted=False, ac=1, is_resubmitted=True),
        "a": LotResult(is_accepted=True, ac=1, is_resubmitted=True),
    }
    return reduce(after, (said[one] for one in history), start or Switching())


@pytest.mark.parametrize(
    ("history", "severity"),
    [
        ("RAAAR", Severity.TIGHTENED),
        ("RAAAAR", Severity.NORMAL),
        ("RR", Severity.TIGHTENED),
        ("AAAAARAAR", Severity.TIGHTENED),
        ("RrrrA", Severity.NORMAL),
        ("RaaaAAAAR", Severity.NORMAL),
    ],
)
def test_two_of_at_most_five_lots_not_accepted_tighten(history, severity):
    assert lots(history).severity is severity


def test_five_accepted_in_a_row_end_tightened_inspection():
    assert lots("AAAA", TIGHTENED).severity is Severity.TIGHTENED
    back = lots("AAAAA", TIGHTENED)
    assert (back, back.why) == (Switching(why=Why.FIVE_ACCEPTED), Why.FIVE_ACCEPTED)
    assert lots("AAAARAAAA", TIGHTENED).severity is Severity.TIGHTENED
    assert lots("AAAARAAAAA", TIGHTENED).severity is Severity.NORMAL


def test_five_not_accepted_on_tightened_discontinue_however_far_apart():
    assert not lots("RAARAAARAR", TIGHTENED).is_discontinued
    stopped = lots("RAARAAARARR", TIGHTENED)
    assert (stopped.is_discontinued, stopped.why) == (True, Why.FIVE_NOT_ACCEPTED)
    assert lots("AAAAAA", stopped).is_discontinued


def test_after_corrective_action_it_resumes_on_tightened_with_new_counts():
    stopped = lots("RRRRR", TIGHTENED)
    again = resumed(stopped)
    assert again == Switching(severity=Severity.TIGHTENED, why=Why.CORRECTED)
    assert resumed(Switching()) == Switching()


def test_lots_before_tightened_inspection_do_not_count_after_it():
    assert lots("RRAAAAAR").severity is Severity.NORMAL


def test_the_score_grows_by_two_where_ac_is_one_and_begins_again_after_a_lot_not_accepted():
    assert lots("A" * 15).score == 30
    assert lots("A" * 14 + "R").score == 0


def test_the_score_grows_by_three_where_the_next_tighter_aql_would_accept_too():
    passes = LotResult(is_accepted=True, ac=2, passes_tighter=True)
    state = reduce(after, [passes] * 10, Switching())
    assert state.score == 30
    only_here = LotResult(is_accepted=True, ac=2, passes_tighter=False)
    assert after(state, only_here).score == 0


def test_a_next_tighter_plan_of_another_size_resets_the_score_and_says_so():
    state = after(Switching(score=27), LotResult(is_accepted=True, ac=2, passes_tighter=None))
    assert (state.score, state.why) == (0, Why.SCORE_UNDECIDABLE)


def test_real_plans_feed_the_score():
    given = plan(1000, "II", "1.0")
    state = reduce(after, [lot_result(given, 1)] * 10, Switching())
    assert state.score == 30
    assert after(state, lot_result(given, 2)).score == 0


@pytest.mark.parametrize(
    ("steady", "agreed", "score", "severity"),
    [
        (True, True, 30, Severity.REDUCED),
        (False, True, 30, Severity.NORMAL),
        (True, False, 30, Severity.NORMAL),
        (True, True, 29, Severity.NORMAL),
    ],
)
def test_reduced_wants_the_score_steady_production_and_the_authority(
    steady, agreed, score, severity
):
    state = with_consent(Switching(score=score), is_steady=steady, is_agreed=agreed)
    assert state.severity is severity


def test_consent_given_before_takes_effect_when_the_score_is_reached():
    state = with_consent(Switching(), is_steady=True, is_agreed=True)
    assert lots("A" * 14, state).severity is Severity.NORMAL
    assert lots("A" * 15, state).why is Why.SCORE_REACHED


def test_tightened_inspection_is_never_reduced_by_consent():
    state = with_consent(TIGHTENED, is_steady=True, is_agreed=True)
    assert state.severity is Severity.TIGHTENED


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (lots("R", REDUCED), Why.LOT_NOT_ACCEPTED),
        (irregular(REDUCED), Why.NOT_STEADY),
        (normal_again(REDUCED), Why.AUTHORITY),
        (with_consent(REDUCED, is_steady=False, is_agreed=True), Why.NOT_STEADY),
        (with_consent(REDUCED, is_steady=True, is_agreed=False), Why.AUTHORITY),
    ],
)
def test_reduced_ends_with_one_lot_irregular_production_or_the_authority(state, why):
    assert state == Switching(why=why)
    assert not (state.is_steady)
    assert not (state.is_agreed)


def test_accepted_lots_keep_inspection_reduced():
    state = lots("AAAaAA", REDUCED)
    assert (state.severity, state.why) == (Severity.REDUCED, Why.NOTHING)
