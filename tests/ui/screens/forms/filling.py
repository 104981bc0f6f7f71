"""A person at a form: a station where one is in force and begun."""

from functools import partial

from app.capabilities.forms.definition.bodies import FORM, Field, Form, Section
from app.capabilities.forms.filling.commands import StartForm
from app.capabilities.forms.filling.queries import filled, tried
from app.capabilities.forms.judging.answers import Subject
from app.kernel.words import Bilingual
from app.ui.screens.forms.form_page import FormPage
from app.ui.screens.screen import Place

FILLED = "F-1"


def a_field(key, kind, zh="", **facts):
    label = Bilingual(zh or key, key)
    return Field(key=key, kind=kind, label=label, settings=facts.pop("settings", {}), **facts)


def a_form(*fields, **facts):
    section = Section(title=Bilingual("尺寸", "Sizes"), fields=fields)
    return Form(code="QF-1", name=Bilingual("检验记录", "Record"), sections=(section,), **facts)


MM = {"lsl": "5.50", "usl": "5.70", "nominal": "5.60", "unit": "mm", "needs_gauge": False}
SPIKE = a_form(
    a_field("lot_no", "text", settings={"longest": 12}),
    a_field("od", "samples", settings={**MM, "n": 3}),
    a_field("width", "measurement", settings={**MM}),
    a_field("look", "pass_fail"),
    a_field("mean", "formula", settings={"expression": "round(mean(od), 3)", "unit": "mm"}),
)


def begin(hands, form=SPIKE, **subject):
    """Let a form be in force and begun, and whoever is in front stand before it."""
    hands.is_at("home")
    hands.at.publish(FORM, form.code, form, title=form.name)
    hands.at.do(StartForm(form=form.code, filled=FILLED, subject=Subject(**subject)))
    hands.window.go(Place("form", record=FILLED))
    hands.is_at("form")
    hands.sees(lambda: is_built(hands))


def is_built(hands):
    """Tell whether every field of the form in front is there."""
    return any(page.isVisible() and page.is_built for page in hands.window.findChildren(FormPage))


def look(hands):
    """Return the form as it stands on disk."""
    plugs = hands.at.station.journal.vocabulary.plugs
    return hands.at.ask(partial(filled, plugs=plugs), FILLED)


def values(hands, path):
    return [one.said for one in hands.at.ask(tried, FILLED, path)]
