"""A list with a search and parts above it, the line in front marked; a press turns to another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import kit
from app.ui.theme.look import Look

ALL = "all"
"""The part that holds everything."""


@dataclass(frozen=True, slots=True)
class Parted:
    """What a list is of: `name_of` a line, `text_of` what is searched, `is_in` whether in a part.

    `parts` are their keys, each with its role; `says` names one. `named` is the table's name for a
    screen reader, `empty` what stands in it without a line, and how one comes.
    """

    name: str
    table: str
    named: str
    search: str
    empty: tuple[str, str]
    columns: tuple[kit.Column[Any], ...]
    parts: tuple[tuple[str, str], ...]
    says: Callable[[str], str]
    name_of: Callable[[Any], str]
    text_of: Callable[[Any], str]
    is_in: Callable[[Any, str], bool]


class PartedList(QWidget):
    """`chosen` carries a line. Controls: `<name>-search`, `<name>-part` chips, the table."""

    chosen = Signal(object)

    def __init__(self, look: Look, of: Parted) -> None:
        super().__init__()
        self.look, self._of = look, of
        self._every: Sequence[Any] = ()
        self._current = ""
        self._search = kit.SearchBox(look, of.search, name=f"{of.name}-search")
        self._parts = kit.FilterChips(look, self._filters(), name=f"{of.name}-part")
        self.table: kit.DataTable[Any] = kit.DataTable(
            look, of.columns, name=of.table, accessible=of.named
        )
        self.table.empty_says(*of.empty)
        self.table.show_loading()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        column.addWidget(self._search)
        column.addWidget(self._parts)
        column.addWidget(self.table, 1)
        self._search.searched.connect(self.table.search)
        self._parts.chosen.connect(lambda _: self.show_again())
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self._pick)

    def show_lines(self, every: Sequence[Any], current: str) -> None:
        """Show them, the one in front marked."""
        self._every, self._current = every, current
        self.show_again()

    def show_again(self) -> None:
        """Show the same lines: more is known of them, or another part is looked at."""
        self._parts.show_filters(self._filters())
        part = self._parts.value()
        shown = [one for one in self._every if self._is_in(one, part)]
        self.table.show_rows(shown, [self._of.text_of(one) for one in shown])
        self.table.search(self._search.edit.text())
        names = [self._of.name_of(one) for one in self.table.rows()]
        if self._current in names:
            view = self.table.view
            view.blockSignals(True)  # Qt's own
            view.selectRow(names.index(self._current))
            view.blockSignals(False)  # Qt's own

    def _pick(self, one: Any) -> None:  # noqa: ANN401  # a line of any list
        if self._of.name_of(one) != self._current:
            self._current = self._of.name_of(one)
            self.chosen.emit(one)

    def _is_in(self, one: Any, part: str) -> bool:  # noqa: ANN401  # as above
        return part == ALL or self._of.is_in(one, part)

    def _filters(self) -> tuple[kit.Filter, ...]:
        return tuple(
            kit.Filter(
                key,
                self._of.says(key),
                sum(self._is_in(one, key) for one in self._every),
                role,
            )
            for key, role in self._of.parts
        )
