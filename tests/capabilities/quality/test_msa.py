"""Gauge studies: the shared vector, interaction kept, what is no study."""

import pytest

from app.capabilities.quality.msa.answers import Fitness
from app.capabilities.quality.msa.decisions import gauge_study
from app.kernel.refused import Refused
from tests.capabilities.quality.vectors import rows


def shared():
    trials: dict[tuple[str, str], list[float]] = {}
    for row in rows("msa_grr_vector"):
        trials.setdefault((row["appraiser"], row["part"]), []).append(float(row["value"]))
    return trials


def test_the_shared_study():
    found = gauge_study(shared())
    sums = [
        found.by_appraiser.ss,
        found.by_part.ss,
        found.by_interaction.ss,
        found.by_repetition.ss,
    ]
    assert sums == pytest.approx([3.1673, 88.3619, 0.3590, 2.7589], abs=6e-5)
    assert (found.by_interaction.f, found.by_interaction.p) == pytest.approx(
        (0.434, 0.974), abs=5e-4
    )
    assert found.is_pooled
    assert (found.equipment, found.appraisers, found.grr) == pytest.approx(
        (0.19993, 0.22684, 0.30237), abs=6e-6
    )
    assert (found.parts, found.total) == pytest.approx((1.04233, 1.08530), abs=6e-6)
    assert (round(found.percent, 2), found.categories) == (27.86, 4)
    assert found.fitness is Fitness.CONDITIONAL


def test_a_tolerance_is_compared_with_six_or_5_15_standard_deviations():
    assert gauge_study(shared()).percent_of(6.0) == pytest.approx(30.237, abs=1e-3)
    assert gauge_study(shared(), spread=5.15).percent_of(5.15) == pytest.approx(30.237, abs=1e-3)


def test_an_interaction_that_matters_is_kept():
    """Each appraiser reads the same part 1.0 or 2.0 as they please, and always the same."""
    trials = {
        (who, part): [float(part) + ((who == "A") == (part in "13")), float(part) + 0.01]
        for who in "AB"
        for part in "1234"
    }
    trials = {pair: [first, first + 0.01] for pair, (first, _) in trials.items()}
    found = gauge_study(trials)
    assert not found.is_pooled
    assert found.interaction > 0
    assert found.grr**2 == pytest.approx(
        found.equipment**2 + found.appraisers**2 + found.interaction**2
    )


def test_a_negative_variance_counts_as_none():
    trials = {(who, part): [1.0, 2.0] for who in "AB" for part in "12"}
    found = gauge_study(trials)
    assert (found.appraisers, found.parts, found.categories) == (0, 0, 0)
    assert found.fitness is Fitness.UNFIT


@pytest.mark.parametrize(
    ("trials", "code"),
    [
        ({}, "msa.few"),
        ({("A", "1"): [1.0, 2.0], ("A", "2"): [1.0, 2.0]}, "msa.few"),
        ({(who, part): [1.0] for who in "AB" for part in "12"}, "msa.few"),
        ({(w, p): [1.0] * (2 + (w == p)) for w in "12" for p in "12"}, "msa.unbalanced"),
        ({(who, part): [1.0, 1.0] for who in "AB" for part in "12"}, "msa.no_variation"),
    ],
)
def test_what_is_no_study_is_refused(trials, code):
    with pytest.raises(Refused) as refused:
        gauge_study(trials)
    assert refused.value.code == code
