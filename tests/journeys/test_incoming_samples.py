"""Lots that come in are sampled as the standard and their history ask; nobody chooses."""

from decimal import Decimal

import msgspec
import pytest
from msgspec.structs import replace

from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, InvestigateResult
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.materials.bodies import MATERIAL
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.commands import LiftHold, ReleaseLot
from app.capabilities.materials.lots.events import LotReleased
from app.capabilities.quality.inspecting.commands import BeginInspection, ConcludeInspection
from app.capabilities.quality.inspections.queries import inspection
from app.capabilities.quality.sampling.bodies import Found
from app.capabilities.quality.switching.commands import AgreeReduced, ResumeInspection
from app.capabilities.records.discrepancies.queries import discrepancies
from app.kernel.refused import Refused
from tests.capabilities.documents.library import publish
from tests.capabilities.materials.factory import ADHESIVE, receipt
from tests.capabilities.materials.factory import now as lot_now
from tests.capabilities.people.plant import FOUNDER
from tests.capabilities.quality.inspected import (
    INCOMING,
    IQC,
    SAMPLED,
    a_floor,
    everything,
    inspect,
    investigate,
)

OF = {"form": "F-COUNT", "field": "sample", "of": "AD-302@KESTREL"}


def received(node, lot, quantity=500):
    """Take a lot in, and return what is due of it."""
    node.do(receipt(lot, quantity=Decimal(quantity)), FOUNDER)
    return waiting(node, lot)


def waiting(node, lot):
    (one,) = everything(node, lot=lot)
    return one


def sampled(node, lot, found=0, **otherwise):
    """Inspect a lot: its sample as it is asked for, so many found, or otherwise."""
    one = waiting(node, lot)
    node.do(BeginInspection(plan=SAMPLED.code, lot=lot), IQC)
    filled = node.ask(inspection, one.inspection).row.filled
    value = replace(one.sample, classes={"major": Found(found=found)}, **otherwise)
    entry = Entry(path="sample", value=msgspec.json.encode(value).decode())
    node.do(EnterFields(filled=filled, entries=(entry,)), IQC)
    node.do(CompleteForm(filled=filled), IQC)
    node.do(ConcludeInspection(inspection=one.inspection), IQC)
    node.clock.ms += 1_000
    return one.inspection


def several(node, lots, found):
    for lot in lots:
        received(node, lot)
        sampled(node, lot, found)


def severity(node, lot):
    return received(node, lot).sample.severity


def lifted(node, lot):
    held = tuple(one.name for one in lot_now(node, lot).holds)
    node.do(LiftHold(lot=lot, holds=held, reason="sorted by the supplier"), FOUNDER)


@pytest.mark.requirement("CN-09")
def test_a_lot_is_sampled_by_the_standard_and_its_plan_is_recorded():
    node = a_floor(SAMPLED)
    (drawn,) = received(node, "L-1").wanted.sample
    assert (drawn.letter, drawn.n, drawn.ac, drawn.re) == ("H", 50, 1, 2)
    row = node.ask(inspection, sampled(node, "L-1", 1)).row
    assert row.sample == (drawn,)
    assert (drawn.severity, drawn.aql, drawn.edition) == (
        "normal",
        "1.0",
        "GB/T 2828.1-2012 = ISO 2859-1:1999",
    )
    assert lot_now(node, "L-1").status is Status.RELEASED
    (small,) = received(node, "L-2", 6).wanted.sample
    assert small.n == 6


def test_two_lots_not_accepted_make_the_next_one_tightened_and_five_accepted_end_that():
    node = a_floor(SAMPLED)
    several(node, ("L-1", "L-2"), 2)
    assert lot_now(node, "L-2").status is Status.HELD
    (drawn,) = received(node, "L-3").wanted.sample
    assert (drawn.severity, drawn.letter, drawn.n, drawn.ac) == ("tightened", "J", 80, 1)
    sampled(node, "L-3")
    several(node, ("L-4", "L-5", "L-6", "L-7"), 0)
    assert severity(node, "L-8") == "normal"


def test_five_not_accepted_on_tightened_stop_inspection_until_the_corrective_action_is_accepted():
    node = a_floor(SAMPLED)
    several(node, [f"L-{number}" for number in range(7)], 2)
    assert received(node, "L-8").is_discontinued
    with pytest.raises(Refused, match=r"switching\.discontinued"):
        sampled(node, "L-8")
    node.do(ResumeInspection(**OF, reason="new mould"), FOUNDER)
    assert waiting(node, "L-8").sample.severity == "tightened"
    sampled(node, "L-8")


def test_fifteen_accepted_lots_and_two_signed_words_reduce_inspection():
    node = a_floor(SAMPLED)
    several(node, [f"L-{number}" for number in range(15)], 0)
    assert severity(node, "L-20") == "normal"
    node.do(AgreeReduced(**OF, is_steady=True, is_agreed=True, reason="a steady year"), FOUNDER)
    assert waiting(node, "L-20").sample.severity == "reduced"
    sampled(node, "L-20", 2)
    assert severity(node, "L-21") == "normal"


def test_nobody_inspects_lighter_than_the_history_of_lots_asks():
    node = a_floor(SAMPLED)
    received(node, "L-1")
    with pytest.raises(Refused, match=r"inspection\.other_sample"):
        sampled(node, "L-1", severity="reduced")
    received(node, "L-2")
    with pytest.raises(Refused, match=r"inspection\.other_sample"):
        sampled(node, "L-2", lot_size=280)


def test_a_lot_that_comes_again_is_marked_so_and_does_not_count_for_switching():
    node = a_floor(SAMPLED)
    received(node, "L-1")
    first = sampled(node, "L-1", 2)
    lifted(node, "L-1")
    assert lot_now(node, "L-1").status is Status.QUARANTINE
    with pytest.raises(Refused, match=r"inspection\.uninvestigated"):
        sampled(node, "L-1")
    investigate(node, first, "sample", IQC)
    assert waiting(node, "L-1").sample.resubmitted
    with pytest.raises(Refused, match=r"inspection\.comes_again"):
        sampled(node, "L-1", resubmitted=False)


def test_a_lot_submitted_again_and_not_accepted_again_leaves_switching_as_it_was():
    node = a_floor(SAMPLED)
    received(node, "L-1")
    first = sampled(node, "L-1", 2)
    investigate(node, first, "sample", IQC)
    lifted(node, "L-1")
    second = sampled(node, "L-1", 2)
    assert second != first
    assert severity(node, "L-2") == "normal"
    lifted(node, "L-1")
    investigate(node, second, "sample", IQC)
    sampled(node, "L-1")
    assert lot_now(node, "L-1").status is Status.RELEASED


def test_a_form_that_cannot_record_the_sample_is_not_begun():
    node = a_floor(replace(SAMPLED, form="F-LOOK"))
    received(node, "L-1")
    with pytest.raises(Refused, match=r"inspection\.form_samples_otherwise"):
        node.do(BeginInspection(plan=SAMPLED.code, lot="L-1"), IQC)


@pytest.mark.requirement("IL-12")
@pytest.mark.requirement("IS-09")
def test_no_word_releases_a_lot_that_its_plans_have_not_accepted():
    node = a_floor(SAMPLED, INCOMING)
    node.do(receipt("L-1"), FOUNDER)
    by_hand = ReleaseLot(lot="L-1", because="urgent")
    for who in (IQC, FOUNDER):
        with pytest.raises(Refused, match=r"incoming\.not_accepted"):
            node.do(by_hand, who)
    inspect(node, INCOMING, "pass", IQC, lot="L-1")
    assert lot_now(node, "L-1").status is Status.QUARANTINE
    with pytest.raises(Refused, match=r"incoming\.not_accepted"):
        node.do(by_hand, IQC)
    sampled(node, "L-1")
    assert lot_now(node, "L-1").status is Status.RELEASED


def test_a_lot_released_where_nobody_knew_of_the_plan_is_found_after_a_merge():
    node = a_floor(INCOMING)
    node.do(receipt("L-1"), FOUNDER)
    inspect(node, INCOMING, "pass", IQC, lot="L-1")
    node.do(receipt("L-2"), FOUNDER)
    released = LotReleased(lot="L-2", because="CoA")
    with node.engine.begin() as connection:
        node.journal.record(connection, (released,), IQC)
    assert uninspected(node) == ["L-2"]


def uninspected(node):
    found = node.ask(discrepancies, node.journal.vocabulary.checks)
    return [one.facts["lot"] for one in found if one.kind == "lot_released_uninspected"]


def test_a_material_that_needs_no_inspection_against_its_plan_is_told():
    node = a_floor(INCOMING)
    material = replace(ADHESIVE, needs_inspection=False)
    publish(node, MATERIAL, ADHESIVE.code, material, revision="B")
    node.do(receipt("L-1"), FOUNDER)
    assert lot_now(node, "L-1").status is Status.RELEASED
    assert uninspected(node) == ["L-1"]


@pytest.mark.requirement("CN-18")
def test_a_failed_sample_is_counted_again_only_where_the_count_itself_went_wrong():
    node = a_floor(SAMPLED)
    received(node, "L-1")
    name = sampled(node, "L-1", 2)
    filled = node.ask(inspection, name).row.filled
    said = InvestigateResult(filled=filled, path="sample", finding="confirmed", cause="burrs")
    node.do(said, IQC)
    value = msgspec.json.encode(
        {"lot_size": 500, "severity": "normal", "classes": {"major": {"found": 0}}}
    ).decode()
    entry = Entry(path="sample", value=value, reason="counted again")
    with pytest.raises(Refused, match=r"field\.uninvestigated"):
        node.do(EnterFields(filled=filled, entries=(entry,)), IQC)
