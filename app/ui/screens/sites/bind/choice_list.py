"""Rows one of which is chosen: protocols, ports. Rows stay the same while their words change."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.kit import ListRow, Scroller, StatusChip
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it stands for, its words, and the state a chip at its end shows."""

    key: str
    icon: str
    title: str
    sub: str = ""
    state: str = ""
    said: str = ""


class ChoiceList(QWidget):
    """`chosen` carries the key of the row a person pressed."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str, *, columns: int = 1) -> None:
        super().__init__()
        self._look, self._name, self._columns = look, name, columns
        self._rows: dict[str, ListRow] = {}
        self._chips: dict[str, StatusChip] = {}
        self._value = ""
        inside = QWidget()
        self._grid = QGridLayout()
        self._grid.setSpacing(look.space(0))
        filled = QVBoxLayout(inside)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.addLayout(self._grid)
        filled.addStretch()
        self._scroller = Scroller(look, name, inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroller)

    @property
    def value(self) -> str:
        """Return the key of the chosen row; empty when none is."""
        return self._value

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Show these rows; one that is shown already keeps its place under the finger."""
        keys = {choice.key for choice in choices}
        for key in self._rows.keys() - keys:
            self._drop(key)
        for place, choice in enumerate(choices):
            if choice.key not in self._rows:
                self._add(choice)
            at = divmod(place, self._columns)
            self._grid.addWidget(self._rows[choice.key], *at)
            self._rows[choice.key].say(choice.title, choice.sub, icon=choice.icon)
            chip = self._chips[choice.key]
            chip.setVisible(bool(choice.said))
            if choice.said:
                chip.show_state(choice.state, choice.said)
        self.choose(self._value if self._value in keys else "")

    def choose(self, key: str) -> None:
        """Mark a row without a signal; an empty key marks none."""
        self._value = key
        for other, row in self._rows.items():
            row.mark(other == key)
        if key in self._rows:
            self._scroller.ensureWidgetVisible(self._rows[key])

    def _add(self, choice: Choice) -> None:
        chip = StatusChip(self._look, "todo", "–", name=f"{self._name}-chip-{choice.key}")
        row = ListRow(
            self._look,
            choice.icon,
            choice.title,
            choice.sub,
            name=f"{self._name}-{choice.key}",
            end=chip,
        )
        row.clicked.connect(lambda: self._press(choice.key))
        self._rows[choice.key], self._chips[choice.key] = row, chip

    def _drop(self, key: str) -> None:
        row = self._rows.pop(key)
        self._chips.pop(key)
        row.hide()
        row.deleteLater()

    def _press(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)
