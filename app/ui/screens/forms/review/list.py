"""The fields of a draft in a table, under their sections; what is doubtful stands out."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from app.capabilities.forms.sheets.drafts import DraftField
from app.capabilities.forms.sheets.forming import Reviewed, in_both
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.screens.forms.review.facts import LIMITS, Review, Sureness, sureness_of
from app.ui.theme.look import Look

ALL, WAITING = "all", "waiting"
_STATES = {
    Sureness.SURE: "ok",
    Sureness.LOOK: "warn",
    Sureness.OPEN: "fail",
    Sureness.SKIPPED: "offline",
}
_ICONS = {Sureness.SKIPPED: "minus"}
_INKS = {Sureness.SKIPPED: "ink3", Sureness.OPEN: "fail", Sureness.LOOK: "warn"}


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field in the table, or the heading of a section where `at` is None."""

    at: int | None
    field: Reviewed | None = None
    title: str = ""


class FieldList(QWidget):
    """`picked` carries the place of the field a person chose."""

    picked = Signal(int)
    opened = Signal(object)
    """A line was tapped, or entered."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._review: Review | None = None
        self._at = -1
        self._is_showing = False
        words = look.words
        self._parts = kit.FilterChips(look, (), name="review-parts")
        self._parts.chosen.connect(lambda _: self._show_rows())
        self._table = kit.DataTable(
            look,
            self._columns(),
            name="review-fields",
            accessible=words("sheet_review.fields"),
        )
        self._table.empty_says(words("sheet_review.none_waiting"))
        self._table.picked.connect(self._tell)
        self._table.opened.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        column.addWidget(self._parts)
        column.addWidget(self._table, 1)

    def show_review(self, review: Review) -> None:
        """Show the fields as they stand."""
        self._review = review
        words = self.look.words
        waiting = review.count(Sureness.LOOK, Sureness.OPEN)
        self._parts.show_filters(
            (
                kit.Filter(ALL, words("sheet_review.part.all"), len(review.now.fields)),
                kit.Filter(WAITING, words("sheet_review.part.waiting"), waiting, "warn"),
            )
        )
        self._show_rows()

    def front(self, at: int) -> None:
        """Choose the line of a field, and bring it into sight."""
        self._at = at
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._choose()

    def _show_rows(self) -> None:
        scrolled = self._table.view.verticalScrollBar().value()
        self._is_showing = True
        self._table.show_rows(list(self._lines()))
        self._table.view.verticalScrollBar().setValue(scrolled)
        self._is_showing = False
        self._choose()

    def _choose(self) -> None:
        rows = self._table.rows()
        place = next((n for n, line in enumerate(rows) if line.at == self._at), None)
        if place is not None and self._table.view.currentIndex().row() != place:
            self._is_showing = True
            self._table.view.selectRow(place)
            self._is_showing = False
        if place is not None:
            index = self._table.view.model().index(place, 0)
            room = self._table.view.visualRect(index)
            if not self._table.view.viewport().rect().contains(room):
                middle = QAbstractItemView.ScrollHint.PositionAtCenter
                self._table.view.scrollTo(index, middle)

    def _lines(self) -> Iterator[FieldLine]:
        section: str | None = ""
        for at, one in enumerate(() if self._review is None else self._review.now.fields):
            if self._parts.value() == WAITING and sureness_of(one) not in (
                Sureness.LOOK,
                Sureness.OPEN,
            ):
                continue
            if one.read.section != section:
                section = one.read.section
                words = self.look.words
                title = in_both(section).of(words.language) if section else ""
                yield FieldLine(None, title=title or words("sheet_review.outside"))
            yield FieldLine(at, one)

    def _tell(self, line: object) -> None:
        if isinstance(line, FieldLine) and line.at is not None and not self._is_showing:
            self._at = line.at
            self.picked.emit(line.at)

    # ------------------------------------------------------------------ columns
    def _columns(self) -> tuple[kit.Column[FieldLine], ...]:
        def column(key: str, width: int = 0, *, right: bool = False) -> kit.Column[FieldLine]:
            title = self.look.words(f"sheet_review.column.{key}")
            return kit.Column(key, title, lambda line: self._cell(key, line), width, right)

        is_touch = self.look.density.is_touch
        wide = 20 if is_touch else 0
        return (
            column("name"),
            column("kind", 120 + wide),
            column("unit", 72 + wide),
            *(column(name, 72 + wide, right=True) for name in LIMITS),
            column("samples", 80 + wide, right=True),
            *(() if is_touch else (column("cell", 62),)),
            column("state", 68 + wide),
        )

    def _cell(self, key: str, line: FieldLine) -> kit.Cell:
        field = line.field
        if field is None:
            return kit.Plain(line.title, "ink", strong=True) if key == "name" else ""
        state = sureness_of(field)
        if key == "state":
            said = self.look.words(f"sheet_review.state.{state}")
            return kit.Mark(_STATES[state], said, _ICONS.get(state, ""))
        if key == "name":
            ink = "ink3" if state is Sureness.SKIPPED else "ink"
            return kit.Plain(_said(field.label, self.look.words.language), ink, strong=True)
        ink = _INKS.get(state, "ink2")
        if key == "kind":
            return kit.Plain(
                self.look.words(f"sheet.kind.{field.read.kind}"), "ink2" if ink != "ink3" else ink
            )
        return kit.Plain(_figure(field.read, key), ink)


def _said(label: Bilingual, language: str) -> str:
    """Return a label in the language, with the other behind it where both are known."""
    first, second = (label.en, label.zh) if language == "en" else (label.zh, label.en)
    return " · ".join(part for part in (first, second) if part)


def _figure(read: DraftField, key: str) -> str:
    if key == "cell":
        return read.cell
    value = getattr(read, key)
    if value is None:
        return "—"
    return f"{value:f}" if key in ("lsl", "nominal", "usl") else str(value)
