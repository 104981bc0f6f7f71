"""The half of a grid of measurements one types into, by keyboard alone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent

from app.ui.kit.celldraft import CellDraft, plain, takes
from app.ui.kit.griddata import CellEntry, SampleCell
from app.ui.kit.gridmodel import FIRST, GridModel
from app.ui.kit.gridviews import GridView
from app.ui.theme.look import Look

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class SampleView(GridView):
    """The cells one types into, by keyboard alone. Signals carry a `CellEntry`.

    `entered`: a value; `removal_asked`: the value of a cell shall go, for a reason; `picked`: the
    cell in front changed; `typing`: what stands half typed in it, empty once nothing does.
    """

    entered = Signal(object)
    removal_asked = Signal(object)
    picked = Signal(object)
    typing = Signal(object)

    def __init__(self, look: Look, model: GridModel, name: str, accessible: str) -> None:
        super().__init__(look, model, name, accessible)
        self.enter_down = True
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def go(self, place: int, sample: int) -> bool:
        """Put a cell in front and in sight; what is being typed is entered first."""
        if not self.grid.has(place, sample):
            return False
        if (place, sample) == self.grid.here:
            return True
        self.commit()
        before, self.grid.here = self.grid.here, (place, sample)
        at = self.grid.index(place, FIRST + sample)
        self.setCurrentIndex(at)
        self.scrollTo(at)
        for row in {before[0], place}:
            if self.grid.row(row) is not None:
                self.grid.renew(row)
        self.horizontalHeader().viewport().update()
        self.picked.emit(self._entry())
        return True

    def commit(self) -> None:
        """Enter what is being typed; nothing typed, or the same again, is no entry."""
        draft, (place, sample) = self.grid.draft, self.grid.here
        self._type(None)
        cell = self.grid.cell(place, sample)
        if draft is not None and cell is not None and draft.text not in ("", cell.text):
            self._enter(CellEntry(place, sample, draft.text))

    def retype(self, text: str) -> None:
        """Bring back what stood half typed in the cell in front."""
        if self.grid.takes(*self.grid.here):
            self._type(CellDraft().typed(text))

    def put(self, text: str) -> None:
        """Enter a value into the cell in front, as an instrument sends it, and go on."""
        if self.grid.takes(*self.grid.here):
            self._type(None)
            self._enter(self._entry(text))
            self._advance(1)

    def onwards(self) -> None:
        """Go on to the next cell, as Enter does."""
        self._advance(1)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = self.indexAt(event.position().toPoint())
        if at.isValid():
            sample = at.column() - FIRST
            self.go(at.row(), sample if sample < self.grid.samples else self.grid.here[1])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        self.mousePressEvent(event)
        self._edit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        super().focusInEvent(event)
        if not self.grid.has(*self.grid.here):
            self._first()

    def focusNextPrevChild(self, onwards: bool) -> bool:  # noqa: N802  # Qt's name
        """Tab goes to the next cell; after the last one it leaves the grid."""
        here, there = self.grid.here, self.grid.along(self.grid.here, 1 if onwards else -1)
        if there != here and self.hasFocus():
            return self.go(*there)
        self.commit()
        return super().focusNextPrevChild(onwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if not (self._clips(event) or self._moves(event) or self._types(event)):
            event.ignore()

    def _clips(self, event: QKeyEvent) -> bool:
        clipboard = QGuiApplication.clipboard()
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(clipboard.text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            cell = self.grid.cell(*self.grid.here)
            clipboard.setText(cell.text if cell is not None else "")
        else:
            return False
        return True

    def _moves(self, event: QKeyEvent) -> bool:
        key, draft = Qt.Key(event.key()), self.grid.draft
        if key in _ENTER:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._advance(-1 if back else 1)
        elif draft is not None and draft.is_edit and self._moves_caret(key, draft):
            pass
        elif key in _ARROWS:
            self._step(*_ARROWS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._step(0, -self.grid.samples if key == Qt.Key.Key_Home else self.grid.samples)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            page = max(1, self.viewport().height() // self.verticalHeader().defaultSectionSize())
            self._step(-page if key == Qt.Key.Key_PageUp else page, 0)
        else:
            return False
        return True

    def _moves_caret(self, key: Qt.Key, draft: CellDraft) -> bool:
        to = {
            Qt.Key.Key_Left: draft.caret - 1,
            Qt.Key.Key_Right: draft.caret + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(draft.text),
        }.get(key)
        if to is not None:
            self._type(draft.moved(to))
        return to is not None

    def _types(self, event: QKeyEvent) -> bool:
        key, draft = event.key(), self.grid.draft
        if key == Qt.Key.Key_Escape:
            self._type(None)
            return draft is not None
        if not self.grid.takes(*self.grid.here):
            return False
        if key == Qt.Key.Key_F2:
            self._edit()
        elif key == Qt.Key.Key_Delete:
            self._delete(draft)
        elif key == Qt.Key.Key_Backspace:
            self._type((draft or self._present()).rubbed())
        elif takes(event.text()) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._type((draft or CellDraft()).typed(event.text()))
        else:
            return False
        return True

    def _present(self) -> CellDraft:
        cell = self.grid.cell(*self.grid.here) or SampleCell()
        return CellDraft(cell.text, len(cell.text))

    def _edit(self) -> None:
        if self.grid.takes(*self.grid.here):
            draft = self.grid.draft or self._present()
            self._type(CellDraft(draft.text, draft.caret, is_edit=True))

    def _delete(self, draft: CellDraft | None) -> None:
        """Rub out while typing; else ask for the reason why a measured value shall go."""
        if draft is not None:
            self._type(draft.cut())
        elif self._present().text:
            self.removal_asked.emit(self._entry(self._present().text))

    def _type(self, draft: CellDraft | None) -> None:
        if draft != self.grid.draft:
            self.grid.draft = draft
            place, sample = self.grid.here
            self.update(self.grid.index(place, FIRST + sample))
            self.typing.emit(self._entry("" if draft is None else draft.text))

    def _paste(self, text: str) -> None:
        """Enter a column of values downwards, and the columns beside it to the right."""
        place, sample = self.grid.here
        self._type(None)
        for line in text.rstrip("\r\n").splitlines():
            if not self.grid.has(place, sample):
                place = self.grid.below(place, sample, 1)
                if place < 0:
                    return
            for offset, part in enumerate(line.split("\t")):
                value = plain(part)
                if value and self.grid.takes(place, sample + offset):
                    self._enter(CellEntry(place, sample + offset, value))
            place += 1

    def _enter(self, entry: CellEntry) -> None:
        """Show a value as being saved, then say it: who answers at once has the last word."""
        cell = self.grid.cell(entry.row, entry.sample) or SampleCell()
        busy = SampleCell(entry.text, "busy", old=cell.text or cell.old)
        self.grid.change_cell(entry.row, entry.sample, busy)
        self.entered.emit(entry)

    def _advance(self, way: int) -> None:
        """Enter and go on: to the next row, or to the next sample where one works so."""
        here = self.grid.here
        there = self.grid.down(here, way) if self.enter_down else self.grid.along(here, way)
        self.commit()
        self.go(*there)

    def _step(self, rows: int, samples: int) -> None:
        place, sample = self.grid.here
        if samples:
            row = self.grid.row(place)
            last = len(row.samples) - 1 if row is not None else -1
            self.go(place, max(0, min(last, sample + samples)))
            return
        way = 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            below = self.grid.below(place, sample, way)
            place = below if below >= 0 else place
        self.go(place, sample)

    def _first(self) -> None:
        there = self.grid.down((-1, -1), 1)
        if not self.go(*there):
            self.go(self.grid.below(-1, 0, 1), 0)

    def _entry(self, text: str = "") -> CellEntry:
        return CellEntry(*self.grid.here, text)
