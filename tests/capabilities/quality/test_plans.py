"""An inspection plan is sound, is told line by line, and draws what its standard says."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.quality.plans.bodies import Arming, DefectClass, Sample, Trigger
from app.capabilities.quality.plans.decisions import check_plan, draw, outline_plan
from app.capabilities.quality.sampling.answers import Severity
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.quality.inspected import FINAL, FIRST, INCOMING, PATROL

LEVEL_II = Sample(
    level="II",
    classes=(DefectClass(code="critical", aql="0.10"), DefectClass(code="minor", aql="1.0")),
)


@pytest.mark.parametrize("plan", [FIRST, PATROL, FINAL, INCOMING])
def test_a_sound_plan_is_let_through_and_told(plan):
    check_plan(plan)
    assert {line.field for line in outline_plan(plan)} >= {"form", "trigger", "sample_n"}


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (replace(FIRST, name=Bilingual("名称", " ")), "plan.text_missing"),
        (replace(FIRST, form=""), "plan.form_missing"),
        (replace(FIRST, product=""), "plan.subject_missing"),
        (replace(INCOMING, material=""), "plan.subject_missing"),
        (replace(FIRST, arms=()), "plan.no_cause"),
        (replace(FIRST, stop_min=0), "plan.stop_missing"),
        (replace(FIRST, arms=(Arming.SHIFT,)), "plan.shift_unreadable"),
        (replace(FIRST, shifts=("25:00",)), "plan.shift_unreadable"),
        (replace(PATROL, every_min=0), "plan.no_interval"),
        (replace(PATROL, grace_min=-1), "plan.no_interval"),
        (replace(PATROL, every_min=0, shifts=("8:00",)), "plan.shift_unreadable"),
        (replace(FINAL, sample=Sample()), "plan.sample_unsound"),
        (replace(FINAL, sample=Sample(n=5, everything=True)), "plan.sample_unsound"),
        (replace(FINAL, sample=replace(LEVEL_II, level="IV")), "sampling.level_unknown"),
        (
            replace(FINAL, sample=Sample(level="II", classes=(DefectClass(code="a", aql="3"),))),
            "sampling.aql_unknown",
        ),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_in_words(plan, code):
    with pytest.raises(Refused) as caught:
        check_plan(plan)
    assert caught.value.code == code


def test_a_lot_of_twenty_thousand_is_drawn_by_the_standard_for_each_class():
    critical, minor = draw(LEVEL_II, Decimal(20_000))
    assert (minor.letter, minor.n, minor.ac, minor.re) == ("M", 315, 7, 8)
    assert (critical.defects, critical.n, critical.ac) == ("critical", 500, 1)
    assert "2828" in minor.edition
    (_, tightened) = draw(LEVEL_II, Decimal(20_000), Severity.TIGHTENED)
    assert (tightened.severity, tightened.ac) == ("tightened", 5)


@pytest.mark.parametrize(
    ("sample", "size", "n"),
    [
        (Sample(n=5), 200, 5),
        (Sample(n=5), 3, 3),
        (Sample(everything=True), 200, 200),
        (LEVEL_II, 1, 1),
    ],
)
def test_a_fixed_number_never_exceeds_what_is_there(sample, size, n):
    assert draw(sample, Decimal(size))[0].n == n


def test_every_trigger_has_its_rule():
    assert {one.trigger for one in (FIRST, PATROL, FINAL, INCOMING)} == set(Trigger)
