"""Rows of cells in a form, each cell a control of its own: lines of parts, of people."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.control import Control
from app.ui.kit.text import Text
from app.ui.theme.look import Look

Rows = tuple[tuple[Any, ...], ...]
_ACROSS = 3
"""Cells beside each other on touch; more go below."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its title, what makes a cell of a name, and its share of the width."""

    key: str
    title: str
    make: Callable[[str], Control[Any]]
    stretch: int = 1


class TableField(Control[Rows]):
    """`changed` carries all rows after each cell, added and removed row.

    Fewer than `least` rows are never shown; at `most` (0: any) no row can be added. Keys:
    Ctrl+Enter adds a row, Tab walks the cells.
    """

    def __init__(
        self,
        look: Look,
        label: str,
        columns: tuple[TableColumn, ...],
        *,
        name: str,
        least: int = 0,
        most: int = 0,
    ) -> None:
        super().__init__(look, name, label, ())
        self._columns, self._name, self._least, self._most = columns, name, least, most
        self._rows: list[_Row] = []
        self._made = 0
        self._none = Text(look, look.words("kit.rows.none"), "hint")
        self.body.addWidget(self._none)
        if not look.density.is_touch:
            self._head = _titles(look, columns)
            self.body.addWidget(self._head)
        self._add = Button(look, look.words("kit.rows.add"), name=f"{name}-add", icon="plus")
        self._add.clicked.connect(self.add_row)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        self.body.addLayout(foot)
        key = QShortcut(
            QKeySequence("Ctrl+Return"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        key.activated.connect(self.add_row)
        self.setFocusProxy(self._add)
        self.show_value(())

    def add_row(self) -> None:
        """Add an empty row, ready to be filled, where there may be one more."""
        if self._most and len(self._rows) >= self._most:
            return
        row = self._make(())
        self._settle_rows()
        self._join()
        row.cells[0].setFocus(Qt.FocusReason.TabFocusReason)

    def remove_row(self, row: "_Row") -> None:
        """Take a row away."""
        if len(self._rows) > self._least:
            self._drop(row)
            self._settle_rows()
            self._join()

    def cells(self) -> tuple[tuple[Control[Any], ...], ...]:
        """Return the controls of the rows, so that the owner can say what is wrong with one."""
        return tuple(tuple(row.cells) for row in self._rows)

    def take(self) -> None:
        for row in self._rows:
            for cell in row.cells:
                cell.take()

    def refusal(self) -> str:
        troubles = (cell.refusal() for row in self._rows for cell in row.cells)
        return super().refusal() or next(filter(None, troubles), "")

    def show_value(self, value: Rows) -> None:
        if value != self._held() or not self._rows:
            for row in tuple(self._rows):
                self._drop(row)
            wanted = (*value, *((),) * (self._least - len(value)))
            for cells in wanted:
                self._make(cells)
        self._settle_rows()

    def show_mark(self, state: str) -> None:
        for row in self._rows:
            row.become("fail" if state == "fail" else row.usual)

    def _make(self, cells: tuple[Any, ...]) -> "_Row":
        self._made += 1
        row = _Row(self.look, self._columns, f"{self._name}-{self._made}")
        for cell, value in zip(row.cells, cells, strict=False):
            cell.put(value)
        for cell in row.cells:
            cell.changed.connect(self._join)
        row.remove.clicked.connect(_Remove(self, row))
        self._rows.append(row)
        self.body.insertWidget(self.body.count() - 1, row)
        return row

    def _drop(self, row: "_Row") -> None:
        self._rows.remove(row)
        self.body.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _settle_rows(self) -> None:
        words, n = self.look.words, len(self._rows)
        self._none.setVisible(not n)
        if not self.look.density.is_touch:
            self._head.setVisible(bool(n))
        full = bool(self._most) and n >= self._most
        self._add.block(words("kit.rows.most", n=self._most) if full else "")
        for place, row in enumerate(self._rows):
            row.number(place + 1)
            row.remove.setEnabled(n > self._least)

    def _held(self) -> Rows:
        return tuple(tuple(cell.value() for cell in row.cells) for row in self._rows)

    def _join(self, _: object = None) -> None:
        self.commit(self._held())


class _Remove:
    def __init__(self, table: TableField, row: "_Row") -> None:
        self._table, self._row = table, row

    def __call__(self) -> None:
        self._table.remove_row(self._row)


class _Row(Card):
    """One row: its number, its cells, the button that takes it away."""

    def __init__(self, look: Look, columns: tuple[TableColumn, ...], name: str) -> None:
        self.usual = "plain" if look.density.is_touch else "clear"
        super().__init__(look, name, self.usual)
        self.hug()
        self.cells = [column.make(f"{name}-{column.key}") for column in columns]
        self._number = Text(look, "", "label")
        self._number.setFixedWidth(_number_width(look))
        self.remove = Button(
            look, name=f"{name}-remove", kind="ghost", icon="trash-2", size="small"
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(1))
        grid.setVerticalSpacing(look.space(0))
        top = Qt.AlignmentFlag.AlignTop
        for place, (column, cell) in enumerate(zip(columns, self.cells, strict=True)):
            line, across = divmod(place, _ACROSS) if look.density.is_touch else (0, place)
            if look.density.is_touch:
                grid.addWidget(Text(look, column.title, "label", wrap=True), 2 * line, across)
            grid.addWidget(cell, 2 * line + 1, across, top)
            grid.setColumnStretch(across, column.stretch)
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        row.addWidget(self._number)
        row.addLayout(grid, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)
        edge = look.space(1) if look.density.is_touch else 0
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.addLayout(row)

    def number(self, place: int) -> None:
        self._number.say(str(place))
        self.remove.named(self.look.words("kit.rows.remove", n=place))


def _number_width(look: Look) -> int:
    return look.density.icon + look.space(1)


def _titles(look: Look, columns: tuple[TableColumn, ...]) -> Card:
    head = Card(look, "titles", "clear").hug()
    head.body.setContentsMargins(0, 0, 0, 0)
    row = QHBoxLayout()
    row.setSpacing(look.space(1))
    row.addSpacing(_number_width(look) + look.space(1))
    for column in columns:
        row.addWidget(Text(look, column.title, "label", wrap=True), column.stretch)
    row.addSpacing(look.density.target + look.space(1))
    head.body.addLayout(row)
    return head
