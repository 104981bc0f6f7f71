"""When a form is sound."""

import pytest

from app.capabilities.forms.definition.decisions import check_form, flaws, lay_out, outline_form
from app.capabilities.roster import ROSTER
from app.demo.inspections import EVERYTHING, form
from app.demo.inspections import SPIKE as MOULDED
from app.journal.upcast import Vocabulary
from app.kernel.refused import Refused
from tests.capabilities.forms.factory import SPIKE, a_field, a_form

KINDS = Vocabulary(ROSTER).plugs.field_kinds


def trouble(*fields, **facts):
    with pytest.raises(Refused) as refused:
        check_form(a_form(*fields, **facts), KINDS)
    return refused.value.code


def test_a_form_lays_out_every_place_in_reading_order():
    check_form(SPIKE, KINDS)
    layout = lay_out(SPIKE, KINDS)
    assert tuple(layout.places) == ("look", "od/1", "od/2", "od/3", "mean", "note")
    assert layout.place("od/4") is None
    assert len(outline_form(SPIKE)) > 8


def test_what_is_not_sound_is_named():
    text = a_field("a", "text")
    formula = {"expression": "a + 1"}
    assert trouble() == "form.no_fields"
    assert trouble(text, text) == "form.key_twice"
    assert trouble(a_field("A b", "text")) == "form.bad_key"
    assert trouble(a_field("lot", "text")) == "form.bad_key"
    assert trouble(a_field("a", "hologram")) == "form.unknown_kind"
    assert trouble(a_field("a", "formula", settings=formula)) == "form.circle"
    assert trouble(a_field("a", "text", visible_if="b == 1")) == "expression.unknown_name"
    limits = {"lsl": "2", "usl": "1"}
    assert trouble(a_field("a", "decimal", settings=limits)) == "form.limits_crossed"
    assert trouble(a_field("a", "decimal", settings={"lsl": "x"})) == "form.settings_unreadable"
    assert trouble(a_field("a", "single_choice", settings={"choices": []})) == (
        "form.settings_unsound"
    )


def test_everything_wrong_is_told_at_once_each_at_its_field():
    form = a_form(
        a_field("a", "decimal", settings={"lsl": "2", "usl": "1"}),
        a_field("b", "text", visible_if="nowhere == 1", must="b +"),
        a_field("m", "formula", settings={"expression": "a + m"}),
        a_field("b", "hologram"),
        verdict="c > 1 and a_part > 1",
    )
    told = [(one.field, one.part, one.refused.code) for one in flaws(form, KINDS)]
    assert told == [
        ("b", "key", "form.key_twice"),
        ("a", "settings", "form.limits_crossed"),
        ("b", "kind", "form.unknown_kind"),
        ("m", "settings", "form.circle"),
        ("b", "visible_if", "expression.unknown_name"),
        ("b", "must", "expression.unreadable"),
        ("", "verdict", "expression.unknown_name"),
    ]


def test_what_is_sound_has_no_flaws_and_the_first_flaw_is_what_is_refused():
    assert flaws(SPIKE, KINDS) == ()
    form = a_form(a_field("a", "text"), a_field("c", "text", must="x > 1"), verdict="(")
    assert trouble(*form.fields, verdict="(") == flaws(form, KINDS)[0].refused.code


@pytest.mark.parametrize("code", [MOULDED, EVERYTHING])
def test_the_forms_of_the_demo_plant_are_sound(code):
    assert flaws(form(code), KINDS) == ()
