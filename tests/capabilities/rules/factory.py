"""Builders for rules' tests: rules, and nodes where they are in force."""

from typing import Any

import msgspec

from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.rules.definition.bodies import RULE, Doing, Rule
from app.capabilities.rules.firings.events import RuleFired
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish
from tests.capabilities.forms.factory import a_field, a_form
from tests.capabilities.materials.factory import a_warehouse, receipt
from tests.journal.node import Node

COMPLETED = "forms.completed"
LOOK = a_form(a_field("look", "pass_fail"))
HOLD = Doing(action="hold_lot")


def a_rule(code: str = "R-1", *then: Doing, **facts: Any) -> Rule:  # noqa: ANN401  # any field of Rule
    known: dict[str, Any] = {
        "name": Bilingual(f"规则{code}", f"Rule {code}"),
        "when": COMPLETED,
        "given": "verdict == 'fail'",
        "then": then or (HOLD,),
    }
    return Rule(code=code, **known | facts)


def a_plant(*rules: Rule, station: str = "S1", **facts: Any) -> Node:  # noqa: ANN401  # any option of a node
    """Return a node with a form, a lot that was received, and these rules in force."""
    node = a_warehouse(station, **facts)
    publish(node, "form", LOOK.code, LOOK)
    node.do(receipt("L-1"))
    for rule in rules:
        publish(node, RULE, rule.code, rule)
    return node


def fill(node: Node, filled: str, look: str = "fail", **subject: str) -> Any:  # noqa: ANN401  # what was changed
    """Fill a form of a lot and complete it; return what that changed."""
    about = Subject(**{"lot": "L-1"} | subject)
    node.do(StartForm(form=LOOK.code, filled=filled, subject=about))
    value = msgspec.json.encode(look).decode()
    node.do(EnterFields(filled=filled, entries=(Entry(path="look", value=value),)))
    return node.do(CompleteForm(filled=filled))


def fired(node: Node, station: str = "") -> list[RuleFired]:
    """Return what fired, at one station or wherever, in the order of the journal."""
    found = (node.journal.vocabulary.understand(one) for one in node.events())
    return [
        one.happened
        for one in found
        if one and isinstance(one.happened, RuleFired) and station in ("", one.station)
    ]
