"""A table: rows that are added while it is filled; every cell is a field of its own."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import ANY, Place
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import FieldControl, Heard, name_for

Maker = Callable[[Around, Place], FieldControl]


class RowsControl(FieldControl):
    """Rows of cells below each other; at the bench under their columns' titles."""

    def __init__(self, around: Around, place: Place, make: Maker) -> None:
        super().__init__(around, place)
        self._make = make
        self._shown = 0
        self._facts: FillFacts | None = None
        self._cells: dict[str, FieldControl] = {}
        self.widget = HuggingWidget()
        self._column = QVBoxLayout(self.widget)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.look.space(2))
        self._add = kit.Button(
            self.look,
            self.look.words("kit.rows.add"),
            name=f"{name_for(place)}-add",
            icon="plus",
            size="small",
        )
        self._add.clicked.connect(self._add_row)
        self._column.addWidget(self._add)

    def show_facts(self, facts: FillFacts) -> None:
        self._facts = facts
        ahead = f"{self.place.path}/"
        begun = {int(path.split("/")[1]) for path in facts.filled.held if path.startswith(ahead)}
        least = max(self.place.settings.least, 1)
        while self._shown < max(least, max(begun, default=0)):
            self._new_row()
        for control in self._cells.values():
            control.show_facts(facts)
        self._add.setVisible(facts.takes_entries and self._shown < self.place.settings.most)

    def numbers(self) -> tuple[str, ...]:
        return tuple(path for cell in self._cells.values() for path in cell.numbers())

    def turn_to(self, path: str) -> None:
        for cell in self._cells.values():
            cell.turn_to(path)

    def retype(self, path: str, text: str) -> None:
        row = path.split("/")[1]
        while row.isdigit() and self._shown < min(int(row), self.place.settings.most):
            self._new_row()
        cell = self._cells.get(path)
        if cell is not None:
            cell.retype(path, text)

    def restore(self) -> None:
        for cell in self._cells.values():
            cell.restore()

    def hear(self, heard: Heard) -> bool:
        return any(cell.hear(heard) for cell in self._empty())

    def take(self) -> str:
        return next((why for cell in self._cells.values() if (why := cell.take())), "")

    def is_meant(self, heard: Heard) -> bool:
        return any(cell.is_meant(heard) for cell in self._empty())

    def _empty(self) -> list[FieldControl]:
        held = {} if self._facts is None else self._facts.filled.held
        return [cell for path, cell in self._cells.items() if path not in held]

    def _add_row(self) -> None:
        self._new_row()
        if self._facts is not None:
            self.show_facts(self._facts)

    def _new_row(self) -> None:
        self._shown += 1
        layout = self.around.layout
        row = layout.step(self.place, str(self._shown))
        if row is None:
            return
        places = [layout.step(row, part.key) for part in layout.parts(row) if part.key != ANY]
        card = self._card([place for place in places if place is not None])
        self._column.insertWidget(self._column.count() - 1, card)
        card.show()

    def _card(self, places: list[Place]) -> QWidget:
        look = self.look
        card = kit.Card(look, f"{name_for(self.place)}-row-{self._shown}", "sunken").hug()
        card.body.addWidget(kit.Text(look, f"#{self._shown}", "label", "ink2"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(3))
        grid.setVerticalSpacing(look.space(1))
        across = 1 if look.density.is_touch else min(len(places), 4)
        for at, place in enumerate(places):
            cell = self._cell(place)
            row, column = 2 * (at // across), at % across
            unit = getattr(place.settings, "unit", "")
            label = self.around.said(place.label)
            shown = f"{label} ({unit})" if unit else label
            grid.addWidget(kit.Text(look, shown, "label", wrap=True), row, column)
            grid.addWidget(cell.widget, row + 1, column)
            grid.setColumnStretch(column, 1)
        card.body.addLayout(grid)
        return card

    def _cell(self, place: Place) -> FieldControl:
        cell = self._make(self.around, place)
        self._cells[place.path] = cell
        for inner, outer in (
            (cell.made, self.made),
            (cell.typed, self.typed),
            (cell.turned, self.turned),
            (cell.asked, self.asked),
        ):
            inner.connect(outer)
        return cell
