"""The form designer for the gallery: a form that is drawn, mistakes in one, rules, a trial."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import msgspec
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.capabilities.documents.events import DraftSaved
from app.capabilities.forms.definition.bodies import FORM, Form
from app.demo.bench_exhibits import Hall, settle
from app.demo.day import Day
from app.demo.inspections import EVERYTHING, SPIKE, form
from app.demo.plant import ENGINEER
from app.demo.settling import until
from app.store import content
from app.ui.exhibits.exhibit import Exhibit
from app.ui.screens.editor_pages import editor
from app.ui.screens.forms.design.body import Spot, find
from app.ui.screens.forms.design.designer import RULES, TRY, FormDesigner
from app.ui.screens.forms.design.drawing import Told
from app.ui.screens.forms.design.plan import HEADING
from app.ui.screens.screen import Place
from app.ui.theme.look import Look

_BENCH = ("bench",)


def _draw(day: Day) -> None:
    for code in (SPIKE, EVERYTHING):
        _save(day, form(code))


def _save(day: Day, drawn: Form) -> None:
    data = msgspec.json.encode(drawn)
    body = sha256(data).hexdigest()
    drafted = DraftSaved(form=FORM, code=drawn.code, revision="A", title=drawn.name, body=body)

    def work(connection: Any) -> None:  # noqa: ANN401  # a Connection
        content.keep(connection, data, "application/json")
        day.station.journal.record(connection, (drafted,), ENGINEER)

    day.station.writer.act(work).result()


def _designer(screen: QWidget) -> FormDesigner:
    settle(screen)
    found = screen.findChild(FormDesigner)
    assert found is not None
    return found


def _pick(key: str) -> Callable[[QWidget], None]:
    """Return what picks a field."""

    def pick(screen: QWidget) -> None:
        designer = _designer(screen)
        designer.pick(find(designer.drawing.body, key))
        settle(screen)

    return pick


def _drag(screen: QWidget) -> None:
    """Drag a field over a section of two columns."""
    designer = _designer(screen)
    designer.pick(Spot(1, HEADING))
    designer.properties.section.told.emit(Told("columns", 2))
    box = designer.canvas.box_of(Spot(1, 1))
    designer.canvas.drag_over(box.topLeft() + QPoint(8, 20))


def _spoil(screen: QWidget) -> None:
    """Make mistakes: limits the wrong way round, a condition on a field that is not there."""
    designer = _designer(screen)
    for key, told in (
        ("force", Told("must", "forse >= 15")),
        ("od", Told("settings", {"lsl": "5.70", "usl": "5.55", "unit": "mm"})),
    ):
        designer.pick(find(designer.drawing.body, key))
        designer.properties.field.told.emit(told)
    designer.check()


def _rules(screen: QWidget) -> None:
    designer = _designer(screen)
    for key, told in (
        ("force", Told("must", 'force >= 15 or shift == "night"')),
        ("flash", Told("visible_if", "max(od) > 5.65")),
    ):
        designer.pick(find(designer.drawing.body, key))
        designer.properties.field.told.emit(told)
    designer.show_tab(RULES)


def _try(density: str) -> Callable[[QWidget], None]:
    """Return what tries the form, with examples filled in."""

    def turn(screen: QWidget) -> None:
        designer = _designer(screen)
        designer.show_tab(TRY)
        trial = designer.trial
        assert trial is not None
        trial.turn(density=density)
        until(lambda: trial.page is not None and trial.page.is_built)
        settle(screen)
        trial.fill()
        settle(screen)

    return turn


def _empty(screen: QWidget) -> None:
    designer = _designer(screen)
    for number, section in reversed(list(enumerate(designer.drawing.body["sections"]))):
        if number:
            designer.pick(Spot(number, HEADING))
            designer.do("remove")
        else:
            designer.properties.section.told.emit(Told("fields", []))
            assert section
    designer.pick(None)
    designer.check()


def _exhibits(hall: Hall) -> tuple[Exhibit, ...]:
    def drawing(look: Look, code: str = SPIKE) -> QWidget:
        left = f"document/{ENGINEER}/{FORM}/{code}/A"  # what the picture before left half made
        hall.floor(ENGINEER).station.drop_draft(left).result()
        place = Place("document-edit", document=(FORM, code, "A"))
        return hall.shell(look, ENGINEER, hall.with_parts(editor), place)

    def every(look: Look) -> QWidget:
        return drawing(look, EVERYTHING)

    return (
        Exhibit("form-design", _BENCH, drawing, settle=_pick("od")),
        Exhibit("form-design-choices", _BENCH, every, settle=_pick("defects")),
        Exhibit("form-design-section", _BENCH, drawing, settle=_drag),
        Exhibit("form-design-flaws", _BENCH, drawing, settle=_spoil),
        Exhibit("form-design-empty", _BENCH, drawing, settle=_empty),
        Exhibit("form-design-rules", _BENCH, drawing, settle=_rules),
        Exhibit("form-design-try-touch", _BENCH, drawing, settle=_try("touch")),
        Exhibit("form-design-try-bench", _BENCH, drawing, settle=_try("bench")),
    )


EXHIBITS = _exhibits(Hall(_draw))
