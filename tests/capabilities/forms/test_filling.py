"""Filling a form: every value is kept, the verdict follows, a failed result is investigated."""

from decimal import Decimal

import pytest

from app.capabilities.forms.filling.commands import (
    CompleteForm,
    InvestigateResult,
    VoidForm,
    WitnessField,
)
from app.capabilities.forms.filling.queries import ENTERED_APART, clashes, forms_of, tried
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from tests.capabilities.forms.factory import (
    FILLED,
    SPIKE,
    a_begun,
    a_desk,
    a_field,
    a_form,
    entry,
    look,
    put,
)


def refused(code):
    return pytest.raises(Refused, match=code)


def fill(node):
    put(node, entry("look", "pass"), *(entry(f"od/{at}", "5.60") for at in (1, 2, 3)))


def test_a_form_is_judged_while_it_is_filled():
    node = a_begun()
    put(node, entry("look", "pass"), entry("od/1", "5.60"))
    now = look(node)
    assert (now.judged.verdict, now.judged.missing) == ("pass", ("od/2", "od/3"))
    put(node, entry("od/2", "5.71"), entry("od/3", "5.58"))
    now = look(node)
    assert (now.judged.verdict, now.judged.failed) == ("fail", ("od",))
    assert now.judged.worked["mean"] == Decimal("5.630")


def test_what_is_complete_stores_its_verdict_and_what_it_rests_on():
    node = a_begun(lot="L-1")
    with refused("form.incomplete"):
        node.do(CompleteForm(filled=FILLED))
    fill(node)
    node.do(CompleteForm(filled=FILLED))
    (row,) = node.ask(lambda c: forms_of(c, lot="L-1"))
    assert (row.state, row.verdict, row.failed) == ("completed", "pass", ())
    assert len(row.inputs) == 64


@pytest.mark.requirement("P11-06", "CN-18")
def test_a_failed_reading_is_investigated_before_it_is_taken_again_and_stays_legible():
    node = a_begun()
    put(node, entry("od/1", "5.90"))
    with refused("field.uninvestigated"):
        put(node, entry("od/1", "5.60", reason="again"))
    node.do(
        InvestigateResult(
            filled=FILLED, path="od/1", finding="test_deviated", cause="gauge slipped"
        )
    )
    assert look(node).judged.missing[1] == "od/1"
    put(node, entry("od/1", "5.60"))
    assert look(node).held["od/1"].passes is True
    assert [one.said for one in node.ask(tried, FILLED, "od/1")] == ["5.90 mm", "5.60 mm"]


def test_a_result_that_stands_is_not_tested_again():
    node = a_begun()
    put(node, entry("od/1", "5.90"))
    node.do(InvestigateResult(filled=FILLED, path="od/1", finding="confirmed", cause="worn mould"))
    with refused("field.uninvestigated"):
        put(node, entry("od/1", "5.60", reason="again"))


@pytest.mark.requirement("P11-05", "CN-07")
def test_a_change_says_why_and_keeps_the_old_value():
    node = a_begun()
    put(node, entry("od/1", "5.60"))
    with refused("field.reason_missing"):
        put(node, entry("od/1", "5.61"))
    put(node, entry("od/1", "5.61", reason="misread"))
    assert [one.said for one in node.ask(tried, FILLED, "od/1")] == ["5.60 mm", "5.61 mm"]
    assert put(node, entry("od/1", "5.61")).events == ()


def test_a_change_after_completion_opens_the_form_again():
    node = a_begun()
    fill(node)
    node.do(CompleteForm(filled=FILLED))
    with refused("field.reason_missing"):
        put(node, entry("note", "late"))
    put(node, entry("note", "late", reason="forgotten"))
    assert look(node).state == "open"
    node.do(CompleteForm(filled=FILLED))
    node.do(VoidForm(filled=FILLED, reason="other lot"))
    with refused("form.voided"):
        put(node, entry("note", "x", reason="y"))


def test_a_place_filled_apart_at_two_stations_keeps_both_values_and_is_named():
    here, there = a_begun(), a_desk(station="S2")
    there.take([Arrival(one) for one in here.events()])
    there.clock.ms += 1_000
    put(here, entry("od/1", "5.60"))
    put(there, entry("od/1", "5.62"))
    here.take([Arrival(one) for one in there.events()])
    there.take([Arrival(one) for one in here.events()])
    for node in (here, there):
        assert look(node).held["od/1"].said == "5.62 mm"
        assert [one.kind for one in node.ask(clashes)] == [ENTERED_APART]
        assert {one.said for one in node.ask(tried, FILLED, "od/1")} == {"5.60 mm", "5.62 mm"}


def test_fields_are_hidden_locked_and_held_to_what_must_be():
    form = a_form(
        a_field("ok", "boolean"),
        a_field("why", "text", visible_if="ok == False"),
        a_field("count", "integer", read_only_if="ok"),
        a_field("bad", "integer", must="bad <= 10"),
    )
    node = a_begun(form)
    put(node, entry("ok", True))
    with refused("field.hidden"):
        put(node, entry("why", "x"))
    with refused("field.read_only"):
        put(node, entry("count", 3))
    put(node, entry("bad", 11))
    assert look(node).judged.broken == ("bad",)


def test_a_second_person_has_seen_it():
    node = a_begun(a_form(a_field("ok", "boolean", second_person=True)))
    put(node, entry("ok", True), actor="OP-01")
    with refused("form.unwitnessed"):
        node.do(CompleteForm(filled=FILLED))
    with refused("signature.same_person"):
        node.do(WitnessField(filled=FILLED, path="ok"), actor="OP-01")
    node.do(WitnessField(filled=FILLED, path="ok"), actor="OP-02")
    node.do(CompleteForm(filled=FILLED))


def test_a_number_given_here_is_never_given_twice():
    form = a_form(a_field("no", "serial_number", settings={"prefix": "IPQC"}))
    node = a_begun(form)
    put(node, entry("no", None))
    assert look(node).held["no"].value == "IPQC-S1-0001"
    put(node, entry("no", None, reason="smudged"))
    assert look(node).held["no"].value == "IPQC-S1-0002"


def test_rows_are_added_as_they_are_needed():
    columns = [
        {"key": "code", "label": {"zh": "代码", "en": "Code"}, "kind": "text"},
        {"key": "n", "label": {"zh": "数量", "en": "Count"}, "kind": "integer"},
    ]
    form = a_form(
        a_field("bad", "table", required=False, settings={"columns": columns}),
        a_field("total", "formula", settings={"expression": "sum(bad_n)"}),
    )
    node = a_begun(form)
    assert look(node).judged.is_complete
    put(node, entry("bad/1/code", "flash"), entry("bad/1/n", 2), entry("bad/2/n", 3))
    now = look(node)
    assert now.judged.missing == ("bad/2/code",)
    assert now.judged.worked["total"] == 5


def test_a_field_may_not_apply_with_a_reason():
    node = a_begun(SPIKE)
    put(node, entry("note", None, not_applicable="no remarks"))
    assert look(node).held["note"].value is None
    with refused("field.must_apply"):
        put(node, entry("look", None, not_applicable="too dark"))


@pytest.mark.parametrize(
    ("value", "code"),
    [("5.6x", "field.unreadable"), ("5.60000001", "field.not_exact"), (None, "field.unreadable")],
)
def test_what_is_no_number_is_refused_in_words(value, code):
    with refused(code):
        put(a_begun(), entry("od/1", value))
