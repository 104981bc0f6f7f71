"""Forms for the gallery: an inspection half filled, one value changed, one beyond its limits."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtWidgets import QWidget

from app.capabilities.forms.filling.commands import (
    CompleteForm,
    EnterFields,
    InvestigateResult,
    StartForm,
    VoidForm,
    WitnessField,
)
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.forms.pictures.bodies import Mark
from app.demo.exhibits import BOTH
from app.demo.inspections import EVERYTHING, SPIKE
from app.demo.inspections import form as plant_form
from app.demo.library import stand_in_force
from app.demo.settling import free, press, until
from app.demo.shift import FIRST, INSPECTOR, LEAD, NOW_MS
from app.demo.shift_stage import ShiftStage
from app.journal.capability import Command
from app.ui import kit
from app.ui.exhibits.exhibit import Exhibit
from app.ui.exhibits.kit_more import drawn_part
from app.ui.screens.forms.field_view import FieldView
from app.ui.screens.forms.fields.control import Made
from app.ui.screens.forms.fields.pictured import PhotoControl
from app.ui.screens.forms.fields.taking import photo_of
from app.ui.screens.forms.form_page import FormPage
from app.ui.screens.forms.photo_sheet import MarkedUp
from app.ui.screens.screen import Place
from app.ui.theme.look import Look
from app.ui.window import Window

OPEN, DONE, ALL, VOID = "QF-26112201", "QF-26112202", "QF-26112203", "QF-26112204"
_OD = ("5.61", "5.63", "5.66")
_LENGTH = ("28.1", "28.0", "27.9", "28.2", "28.0")


class FormStage(ShiftStage):
    """The shift's station, with forms in force and some of them filled."""

    def forms(self, look: Look, person: str = INSPECTOR) -> Window:
        """Return the window of somebody who inspects."""
        return self.told(look, person)

    def _tell(self) -> None:
        journal, from_ms = self.station().journal, NOW_MS - 60_000
        for code in (SPIKE, EVERYTHING):
            form = plant_form(code)
            act = partial(stand_in_force, journal, form=form, from_ms=from_ms)
            self.station().writer.act(act).result()
        subject = Subject(order=FIRST, operation="B20", lot="L2611A", product="LA-316")
        for name, code in ((VOID, SPIKE), (OPEN, SPIKE), (DONE, SPIKE), (ALL, EVERYTHING)):
            self._do(StartForm(form=code, filled=name, subject=subject))
        for name in (OPEN, DONE):
            self._fill(name)
        self._put(VOID, "batch", "L2611")
        self._do(VoidForm(filled=VOID, reason="批号选错 wrong lot"))
        self._put(OPEN, "od/4", "5.74")
        rest = {"od/4": "5.64", "od/5": "5.62", "weight/3": "1.91", "force": "21.4"}
        for path, value in rest.items():
            self._put(DONE, path, value)
        self._put(DONE, "flash", "pass")
        self._do(WitnessField(filled=DONE, path="flash"), LEAD)
        ticks = {"parts": "done", "labels": "done", "tools": "not_applicable"}
        self._put(DONE, "clean", ticks)
        self._put(DONE, "machine", {"text": "IM-01"})
        self._do(EnterFields(filled=DONE, entries=(_left_out("remarks"),)))
        self._do(CompleteForm(filled=DONE))

    def _fill(self, name: str) -> None:
        self._put(name, "batch", "L2611")
        self._put(name, "batch", "L2611A", reason="录入错误 typing error")
        self._put(name, "day", "2026-11-22")
        self._put(name, "shift", "day")
        for at, value in enumerate(_LENGTH):
            self._put(name, f"length/{at + 1}", value)
        self._put(name, "od/1", "5.81")
        self._do(
            InvestigateResult(
                filled=name,
                path="od/1",
                finding="test_deviated",
                cause="量具未归零 gauge not zeroed",
            )
        )
        for at, value in enumerate(_OD):
            self._put(name, f"od/{at + 1}", value)
        for at, value in enumerate(("1.90", "1.89")):
            self._put(name, f"weight/{at + 1}", value)

    def _put(self, name: str, path: str, value: object, reason: str = "") -> None:
        text = msgspec.json.encode(value).decode()
        entry = Entry(path=path, value=text, reason=reason)
        self._do(EnterFields(filled=name, entries=(entry,)))

    def _do(self, command: Command, actor: str = INSPECTOR) -> None:
        self.do(command, actor)


def _left_out(path: str) -> Entry:
    return Entry(path=path, not_applicable="无 none")


def _at(name: str, page: int = 0, *names: str, keys: str = "") -> Callable[[QWidget], None]:
    """Return what opens a filled form at a page, presses things there and types on the keypad."""

    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        window.go(Place("form", record=name))
        until(lambda: _page(window) is not None)
        made = _page(window)
        assert made is not None
        until(lambda: len(made.blocks()) > 0 and made.is_built)
        if page or window.look.density.is_touch:
            made.show_page(page)
            until(lambda: made.is_built)
        press(window, *names)
        if window.look.density.is_touch and not made.keys.text:
            press(window, *(f"key-{key}" for key in keys))

    return settle


def _sampled() -> Callable[[QWidget], None]:
    """Return what counts a lot's sample: the plan of each class of defects stands beside it."""

    def settle(window: QWidget) -> None:
        _at(ALL, 5 if _is_touch(window) else 4)(window)
        page = _page(window)
        assert page is not None
        for name, typed in (("lot", "500"), ("major", "0"), ("minor", "4")):
            field = window.findChild(kit.WholeField, f"field-sample-{name}-control")
            assert isinstance(field, kit.WholeField)
            field.enter(typed)
        page.go_to("sample")

    return settle


def _photographed(*names: str) -> Callable[[QWidget], None]:
    """Return what takes a photo and marks it up, then presses things there."""

    def settle(window: QWidget) -> None:
        _at(ALL, 3)(window)
        page = _page(window)
        assert page is not None
        block = page.block("photo")
        assert isinstance(block, FieldView)
        assert isinstance(block.control, PhotoControl)
        block.control.taken(photo_of(drawn_part(), NOW_MS))
        marks = (Mark(x=320, y=400), Mark(x=640, y=560))
        block.control.mark_up(0, MarkedUp(marks, "飞边 flash"))
        page.go_to("photo")
        press(window, *names)

    return settle


def _is_touch(window: QWidget) -> bool:
    return isinstance(window, Window) and window.look.density.is_touch


def _list(*names: str, sign: str = "filled-forms") -> Callable[[QWidget], None]:
    """Return what opens the list of filled forms and presses things there."""

    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        window.go(Place("forms"))
        until(lambda: free(window, "filled-begin") is not None)
        press(window, *names)
        until(lambda: any(one.isVisible() for one in window.findChildren(QWidget, sign)))

    return settle


def _printed() -> Callable[[QWidget], None]:
    """Return what lays a completed form out for printing."""

    def settle(window: QWidget) -> None:
        _at(DONE)(window)
        if _is_touch(window):
            press(window, "form-more")
        press(window, "form-print")
        until(lambda: free(window, "filled-save") is not None)

    return settle


def _reason() -> Callable[[QWidget], None]:
    """Return what enters another value where one stands: the reason is asked for."""

    def settle(window: QWidget) -> None:
        _at(OPEN, 0)(window)
        page = _page(window)
        assert page is not None
        block = page.block("day")
        assert isinstance(block, FieldView)
        block.control.hand_in("2026-11-21")
        until(lambda: free(window, "change-usual-0") is not None)
        press(window, "change-usual-0")

    return settle


def _finding() -> Callable[[QWidget], None]:
    """Return what measures a failed sample again: it is investigated first."""

    def settle(window: QWidget) -> None:
        _at(OPEN, 1)(window)
        page = _page(window)
        assert page is not None
        page.made.emit(Made((Entry(path="od/4", value='"5.64"'),)))
        until(lambda: free(window, "finding-test_deviated") is not None)
        press(window, "finding-test_deviated")

    return settle


def _page(window: QWidget) -> FormPage | None:
    found = window.findChildren(FormPage)
    return next((one for one in found if one.isVisible()), None)


def _exhibits(stage: FormStage) -> tuple[Exhibit, ...]:
    def work(look: Look) -> QWidget:
        return stage.forms(look)

    return (
        Exhibit("forms-list", BOTH, work, settle=_list()),
        Exhibit("forms-begin", BOTH, work, settle=_list("filled-begin", sign="begin-do")),
        Exhibit("forms-print", BOTH, work, settle=_printed()),
        Exhibit("forms-reason", BOTH, work, settle=_reason()),
        Exhibit("forms-finding", BOTH, work, settle=_finding()),
        Exhibit("forms-fill", BOTH, work, settle=_at(OPEN, 1, keys="5.7")),
        Exhibit("forms-head", ("touch",), work, settle=_at(OPEN, 0)),
        Exhibit("forms-done", BOTH, work, settle=_at(DONE, 3)),
        Exhibit("forms-words", ("touch",), work, settle=_at(ALL, 0)),
        Exhibit("forms-numbers", ("touch",), work, settle=_at(ALL, 1)),
        Exhibit("forms-choices", ("touch",), work, settle=_at(ALL, 2)),
        Exhibit("forms-things", ("touch",), work, settle=_at(ALL, 3)),
        Exhibit("forms-photo", ("touch",), work, settle=_photographed()),
        Exhibit("forms-marked", BOTH, work, settle=_photographed("field-photo-0")),
        Exhibit("forms-sampling", BOTH, work, settle=_sampled()),
        Exhibit("forms-plant", ("touch",), work, settle=_at(ALL, 5)),
        Exhibit("forms-measured", ("touch",), work, settle=_at(ALL, 6)),
        Exhibit("forms-every", ("bench",), work, settle=_at(ALL)),
        Exhibit("forms-every-end", ("bench",), work, settle=_at(ALL, 3)),
        Exhibit("forms-plant-bench", ("bench",), work, settle=_at(ALL, 4)),
        Exhibit("forms-voided", BOTH, work, settle=_at(VOID)),
    )


EXHIBITS = _exhibits(FormStage())
