"""An inspection plan is sound, is told line by line, and draws what its standard says."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.forms.judging.answers import Held
from app.capabilities.quality.drawn.decisions import check_form, check_readings
from app.capabilities.quality.plans.bodies import Arming, DefectClass, Sample, Trigger
from app.capabilities.quality.plans.decisions import check_plan, draw, outline_plan
from app.capabilities.quality.sampling.answers import Severity
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.forms.factory import a_field, a_form
from tests.capabilities.quality.inspected import (
    FINAL,
    FIRST,
    INCOMING,
    PATROL,
    a_floor,
    begin,
    in_hand,
    start,
)

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
        (replace(FINAL, sample=replace(LEVEL_II, fewer=("od",))), "plan.sample_unsound"),
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


# ------------------------------------------------------------------------ a fixed number of pieces
def samples(key, n, **facts):
    settings = {"unit": "mm", "usl": "9", "n": n, "needs_gauge": False}
    return a_field(key, "samples", settings=settings, **facts)


SINGLE = a_field("width", "measurement", settings={"unit": "mm", "usl": "9"})
ROWS = [{"key": "od", "label": {"zh": "外径", "en": "OD"}, "unit": "mm", "usl": "9", "n": 3}]
LINES = {"columns": [{"key": "od", "label": {"zh": "外径", "en": "OD"}, "kind": "decimal"}]}


@pytest.mark.parametrize(
    ("fields", "fewer", "places"),
    [
        ((samples("od", 5),), (), None),
        ((samples("od", 6), SINGLE), (), None),  # a single value stands beside the samples
        ((samples("od", None),), (), None),  # as many as the inspector takes
        ((a_field("look", "pass_fail"),), (), None),  # told of all pieces together
        ((a_field("lines", "table", settings=LINES), SINGLE), (), None),
        ((samples("od", 3), a_field("look", "pass_fail")), (), 3),
        ((samples("od", 5), samples("id", 4)), (), 4),
        ((samples("od", 5), samples("id", 4)), ("id",), None),
        ((SINGLE,), (), 1),
        ((a_field("grid", "matrix", settings={"rows": ROWS}),), (), 3),
        ((a_field("grid", "matrix", settings={"rows": ROWS}),), ("grid/od",), None),
    ],
)
def test_a_form_holds_the_readings_its_plan_asks_for(fields, fewer, places):
    drawn = draw(Sample(n=5, fewer=fewer), Decimal(100))
    if places is None:
        check_form(drawn, a_form(*fields))
        return
    with pytest.raises(Refused, match=r"inspection\.form_holds_fewer") as caught:
        check_form(drawn, a_form(*fields))
    assert (caught.value.facts["places"], caught.value.facts["n"]) == (places, 5)


@pytest.mark.parametrize(
    ("read", "is_left_out", "hidden", "is_refused"),
    [
        (3, False, frozenset(), False),
        (4, False, frozenset(), False),
        (2, False, frozenset(), True),
        (0, False, frozenset(), True),
        (2, True, frozenset(), False),
        (0, False, frozenset({"od"}), False),  # not asked of this product
    ],
)
def test_what_is_concluded_was_read_on_as_many_pieces_as_were_drawn(
    read, is_left_out, hidden, is_refused
):
    held = {f"od/{at + 1}": Held("h", Decimal(5), "5", True, "P", 0) for at in range(read)}
    if is_left_out:
        held["od/3"] = Held("h", None, "", None, "P", 0, not_applicable="broken")
    drawn = draw(Sample(n=3), Decimal(100))
    form = a_form(samples("od", None))
    if is_refused:
        with pytest.raises(Refused, match=r"inspection\.fewer_readings"):
            check_readings(drawn, form, held, hidden)
    else:
        check_readings(drawn, form, held, hidden)


def test_a_plan_whose_form_holds_fewer_begins_nothing():
    node = a_floor(replace(FIRST, sample=Sample(n=5)))
    in_hand(node)
    start(node)
    with pytest.raises(Refused, match=r"inspection\.form_holds_fewer"):
        begin(node, FIRST)
