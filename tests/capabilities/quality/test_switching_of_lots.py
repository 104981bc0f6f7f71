"""Switching follows the lots that were recorded; people sign what only they can know."""

import msgspec
import pytest

from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.quality.switching.commands import AgreeReduced, ResumeInspection
from app.capabilities.quality.switching.queries import (
    LIGHTER,
    lighter,
    plans_for,
    sampled_fields,
    switching,
)
from app.kernel.refused import Refused
from tests.capabilities.forms.factory import a_desk, a_field, a_form

CLASSES = [{"code": "major", "label": {"zh": "主要", "en": "Major"}, "aql": "1.0"}]
FORM = a_form(a_field("sample", "sampling", settings={"level": "II", "classes": CLASSES}))
OF = "RM-101@Harbor"


def inspect(node, number, found=0, severity="normal", lot_size=500):
    node.clock.ms += 1_000
    name = f"L-{number:03}"
    about = Subject(material="RM-101", supplier="Harbor", lot=name)
    node.do(StartForm(form="QF-1", filled=name, subject=about))
    value = {"lot_size": lot_size, "severity": severity, "classes": {"major": {"found": found}}}
    text = msgspec.json.encode(value).decode()
    node.do(EnterFields(filled=name, entries=(Entry(path="sample", value=text),)))
    node.do(CompleteForm(filled=name))


def standing(node):
    ((_, _, settings),) = node.ask(sampled_fields, node.journal.vocabulary.plugs, node.clock.ms)
    (view,) = node.ask(switching, "QF-1", "sample", settings, OF)
    return view.now


def the_plan(node, lot_size=500):
    ((_, _, settings),) = node.ask(sampled_fields, node.journal.vocabulary.plugs, node.clock.ms)
    ((_, plan),) = node.ask(plans_for, "QF-1", "sample", settings, OF, lot_size)
    return plan


def test_two_bad_lots_of_five_make_inspection_tighter():
    node = a_desk(FORM)
    assert (the_plan(node).n, the_plan(node).ac) == (50, 1)
    for number, found in enumerate((2, 0, 0, 0, 2)):
        inspect(node, number, found)
    assert standing(node).severity == "tightened"
    assert (the_plan(node).n, the_plan(node).ac) == (80, 1)


def test_the_verdict_is_that_of_the_plan_and_keeps_its_letter():
    node = a_desk(FORM)
    inspect(node, 1, 2)
    assert node.ask(lambda c: tuple(lighter(c))) == ()
    assert standing(node).recent == (False,)


def test_reduced_inspection_needs_its_score_and_two_signed_words():
    node = a_desk(FORM)
    agree = AgreeReduced(
        form="QF-1", field="sample", of=OF, is_steady=True, is_agreed=True, reason="steady"
    )
    with pytest.raises(Refused, match=r"switching\.score_low"):
        node.do(agree)
    for number in range(15):
        inspect(node, number)
    assert standing(node).score == 30
    node.do(agree)
    assert standing(node).severity == "reduced"
    inspect(node, 20, 2, "reduced")
    assert standing(node).severity == "normal"


def test_five_bad_lots_on_tightened_stop_it_until_somebody_signs():
    node = a_desk(FORM)
    inspect(node, 1, 2)
    inspect(node, 2, 2)
    for number in range(3, 8):
        inspect(node, number, 2, "tightened")
    with pytest.raises(Refused, match=r"switching\.discontinued"):
        the_plan(node)
    node.do(ResumeInspection(form="QF-1", field="sample", of=OF, reason="new mould"))
    assert standing(node).severity == "tightened"


def test_a_lot_inspected_too_lightly_is_found():
    node = a_desk(FORM)
    inspect(node, 1, 2)
    inspect(node, 2, 2)
    inspect(node, 3, 0, "normal")
    assert [(one.kind, one.facts["asked"]) for one in node.ask(lambda c: tuple(lighter(c)))] == [
        (LIGHTER, "tightened")
    ]
