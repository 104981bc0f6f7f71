"""The grid of measurements at the bench: a characteristic a row, a sample a column, by keyboard.

Digits go into the cell in front. Enter goes down (or right), Tab right, arrows anywhere, Esc gives
the old value back, F2 edits, Delete asks for a reason, Ctrl+V takes a column from a sheet. What is
out of limits is red and bears a mark and a word. Rows and heads stay in sight while one scrolls.
"""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.griddata import CellEntry, GridHeads, GridLine, GridRow, GridSection, SampleCell
from app.ui.kit.gridmodel import FIRST, GAUGE, LIMITS, NAME, GridModel
from app.ui.kit.gridviews import GridView
from app.ui.kit.painting import width_of
from app.ui.kit.sampleview import SampleView
from app.ui.theme.look import Look

_NAME_PX, _GAUGE_PX, _SUM_PX = 216, 150, 72
_LIMITS_PX = 240
_LEAST_PX, _MOST_PX = 84, 148
"""How wide a sample's column is at least and at most."""
_BAR_PX = 14


class MeasureGrid(QWidget):
    """`entered`, `removal_asked`, `picked` and `typing` carry a `CellEntry`. An entered cell shows
    as busy until `show_cell` or `show_row` says how it stands."""

    entered = Signal(object)
    removal_asked = Signal(object)
    picked = Signal(object)
    typing = Signal(object)

    def __init__(
        self, look: Look, heads: GridHeads, *, name: str, accessible: str = "", gauge: bool = True
    ) -> None:
        """`gauge` shows where the last value of each row stands between its limits."""
        super().__init__()
        self.look, self._gauge = look, gauge
        self.setObjectName(name)
        self.setAccessibleName(accessible or name)
        self._model = GridModel(heads)
        self._fixed = GridView(look, self._model, f"{name}-rows", accessible or name)
        self.view = SampleView(look, self._model, f"{name}-cells", accessible or name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._left = QVBoxLayout()
        self._left.addWidget(self._fixed)
        row.addLayout(self._left)
        row.addWidget(self.view, 1)
        self._needs = self._measured()
        self._join()
        for inner, outer in (
            (self.view.entered, self.entered),
            (self.view.removal_asked, self.removal_asked),
            (self.view.picked, self.picked),
            (self.view.typing, self.typing),
        ):
            inner.connect(outer)

    def show_rows(self, lines: tuple[GridLine, ...]) -> None:
        """Show other rows; the cell in front stays, with what is being typed, if there is one."""
        before, here = self._model.lines, self._model.here
        sections = [isinstance(line, GridSection) for line in lines]
        if sections == [isinstance(line, GridSection) for line in before]:
            self._model.refresh(lines)  # the same places: nobody loses theirs
        else:
            self._model.become(lines)
            self._span([place for place, is_one in enumerate(sections) if is_one])
        if not self._model.has(*here):
            self._model.here, self._model.draft = (-1, -1), None
        self._needs = self._measured()
        self._share_out()

    def show_row(self, place: int, row: GridRow) -> None:
        """Put another row in a row's place."""
        self._model.change(place, row)

    def show_cell(self, row: int, sample: int, cell: SampleCell) -> None:
        """Show how one cell stands now."""
        self._model.change_cell(row, sample, cell)

    def rows(self) -> tuple[GridLine, ...]:
        """Return the rows as they are shown."""
        return tuple(self._model.lines)

    def current(self) -> CellEntry:
        """Return the cell in front with what it shows; row and sample are -1 for none."""
        place, sample = self._model.here
        cell = self._model.cell(place, sample) or SampleCell()
        return CellEntry(place, sample, cell.text)

    def draft(self) -> str:
        """Return what stands half typed in the cell in front; empty for nothing."""
        draft = self._model.draft
        return "" if draft is None else draft.text

    def go(self, row: int, sample: int) -> bool:
        """Put a cell in front; False where there is none."""
        return self.view.go(row, sample)

    def retype(self, row: int, sample: int, text: str) -> None:
        """Put a cell in front with `text` half typed in it."""
        if self.go(row, sample):
            self.view.retype(text)

    def put(self, text: str) -> None:
        """Enter an instrument's value into the cell in front and go on to the next."""
        self.view.put(text)

    def onwards(self) -> None:
        """Go on to the next cell, as Enter does."""
        self.view.onwards()

    def enter_moves(self, direction: str) -> None:
        """Set where Enter goes: `down` (sample by sample) or `right` (row by row)."""
        self.view.enter_down = direction != "right"

    def show_source(self, text: str, icon: str = "cable") -> None:
        """Say in the cell in front what its next value comes from; empty: from the keyboard."""
        self._model.source = (text, icon if text else "")
        self._needs = self._measured()
        self._share_out()
        self.view.viewport().update()

    def readonly(self, yes: bool) -> None:
        """Let nobody write; moving and copying goes on."""
        self._model.is_readonly = yes
        self._model.draft = None
        self.view.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._share_out()

    def _join(self) -> None:
        """Make the halves one: the same rows in sight, one cell in front, focus on the right."""
        fixed, cells = self._fixed, self.view
        for column in range(self._model.columnCount()):
            fixed.setColumnHidden(column, column >= FIRST or (column == GAUGE and not self._gauge))
            cells.setColumnHidden(column, column < FIRST)
        fixed.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fixed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fixed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        fixed.clicked.connect(self._pick_row)
        self.setFocusProxy(cells)
        one, other = fixed.verticalScrollBar(), cells.verticalScrollBar()
        one.valueChanged.connect(other.setValue)
        other.valueChanged.connect(one.setValue)
        one.rangeChanged.connect(self._follow)
        cells.horizontalScrollBar().rangeChanged.connect(self._level)

    def _follow(self, _least: int, _most: int) -> None:
        """Bring the left half to where the right one is; it may have learnt its rows later."""
        self._fixed.verticalScrollBar().setValue(self.view.verticalScrollBar().value())

    def _level(self, _least: int, most: int) -> None:
        """Give both halves the same height: a bar below one of them would shift its last row."""
        bar = self.view.horizontalScrollBar().sizeHint().height() if most > 0 else 0
        self._left.setContentsMargins(0, 0, 0, bar)

    def _pick_row(self, index: QModelIndex) -> None:
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)
        self.go(index.row(), max(0, self._model.here[1]))

    def _span(self, sections: list[int]) -> None:
        shown = GAUGE + 1 if self._gauge else GAUGE
        for view, column, wide in (
            (self._fixed, NAME, shown),
            (self.view, FIRST, self._model.columnCount() - FIRST),
        ):
            view.clearSpans()
            for place in sections:
                view.setSpan(place, column, 1, wide)
                view.setRowHeight(place, 3 * self.look.density.hint)

    def _share_out(self) -> None:
        """Give each column its width; what is left over widens the samples, then the others."""
        samples, after = self._model.samples, FIRST + self._model.samples
        limits, least, verdict = self._needs
        gauge = _GAUGE_PX if self._gauge else 0
        rest = self.width() - _NAME_PX - limits - gauge - 2 * _SUM_PX - verdict - _BAR_PX
        each = max(least, min(_MOST_PX, rest // max(1, samples)))
        rest = max(0, rest - each * samples)
        name = min(rest, _NAME_PX // 2)
        wider = (rest - name) // 4
        widths = {NAME: _NAME_PX + name, LIMITS: limits, GAUGE: gauge + (wider if gauge else 0)}
        widths |= {FIRST + sample: each for sample in range(samples)}
        widths |= {after: _SUM_PX + wider, after + 1: _SUM_PX + wider, after + 2: verdict + wider}
        for column, wide in widths.items():
            view = self._fixed if column < FIRST else self.view
            view.setColumnWidth(column, wide)
        self._fixed.setFixedWidth(sum(widths[column] for column in (NAME, LIMITS, GAUGE)))

    def _measured(self) -> tuple[int, int, int]:
        """Return how wide the limits, a sample and the verdict have to be for their words."""
        rows = [line for line in self._model.lines if isinstance(line, GridRow)]
        heads, small = self._model.heads, self.look.font("hint", 600)
        strong = self.look.sized(self.look.density.label + 1, 600)
        said = _widest((row.limits for row in rows), strong)
        limits = max(said, _widest((row.limits_sub for row in rows), small))
        notes = {cell.note for row in rows for cell in row.samples} | {self._model.source[0]}
        verdicts = [row.verdict for row in rows]
        return (
            min(_LIMITS_PX, max(limits, _widest([heads.limits], small)) + 24),
            min(_MOST_PX, max(_LEAST_PX, _widest(notes, small) + 34)),
            max(_widest(verdicts, small) + 20, _widest([heads.verdict], small)) + 34,
        )


def _widest(texts: Iterable[str], font: QFont) -> int:
    return max((width_of(font, text) for text in set(texts)), default=0)
