"""Builders for forms' tests: a small inspection form, and a node that fills it."""

from typing import Any

import msgspec

from app.capabilities.forms.definition.bodies import Field, Form, Section
from app.capabilities.forms.filling.commands import EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.filling.queries import filled
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.roster import ROSTER
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish
from tests.journal.node import Node, a_node

FILLED = "F-1"


def a_field(key: str, kind: str, **facts: Any) -> Field:  # noqa: ANN401  # any field of Field
    settings = facts.pop("settings", {})
    return Field(key=key, kind=kind, label=Bilingual(key, key), settings=settings, **facts)


def a_form(*fields: Field, **facts: Any) -> Form:  # noqa: ANN401  # any field of Form
    section = Section(title=Bilingual("检验", "Inspection"), fields=fields)
    return Form(code="QF-1", name=Bilingual("检验记录", "Record"), sections=(section,), **facts)


SPIKE = a_form(
    a_field("look", "pass_fail"),
    a_field(
        "od",
        "samples",
        settings={"lsl": "5.50", "usl": "5.70", "unit": "mm", "n": 3, "needs_gauge": False},
    ),
    a_field("mean", "formula", settings={"expression": "round(mean(od), 3)", "unit": "mm"}),
    a_field("note", "multiline", required=False, not_applicable=True),
)


def a_desk(form: Form = SPIKE, station: str = "S1") -> Node:
    """Return a node where the form is in force."""
    node = a_node(station, capabilities=ROSTER)
    publish(node, "form", form.code, form)
    return node


def a_begun(form: Form = SPIKE, **subject: str) -> Node:
    """Return a node where one form, FILLED, was begun."""
    node = a_desk(form)
    node.do(StartForm(form=form.code, filled=FILLED, subject=Subject(**subject)))
    return node


def entry(path: str, value: object, **facts: Any) -> Entry:  # noqa: ANN401  # any field of Entry
    return Entry(path=path, value=msgspec.json.encode(value).decode(), **facts)


def put(node: Node, *entries: Entry, actor: str = "") -> Any:  # noqa: ANN401  # what was changed
    who = {"actor": actor} if actor else {}
    return node.do(EnterFields(filled=FILLED, entries=entries), **who)


def look(node: Node) -> Any:  # noqa: ANN401  # the filled form
    return node.ask(filled, FILLED, node.journal.vocabulary.plugs)
