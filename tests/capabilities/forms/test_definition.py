"""When a form is sound."""

import pytest

from app.capabilities.forms.definition.decisions import check_form, lay_out, outline_form
from app.capabilities.roster import ROSTER
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
