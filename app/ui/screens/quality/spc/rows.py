"""Pairs of a word and what it is: facts of a point, a set of limits, a plan."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui import kit
from app.ui.theme.look import Look


class FactRows(QWidget):
    """Words left, facts right; a long fact wraps."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.space(3))
        self._grid.setVerticalSpacing(look.space(1))
        self._grid.setColumnStretch(1, 1)
        self._pairs: list[tuple[kit.Text, kit.Text]] = []

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show other facts."""
        while len(self._pairs) < len(facts):
            self._add()
        for place, pair in enumerate(self._pairs):
            is_used = place < len(facts)
            for text, said in zip(pair, facts[place] if is_used else ("", ""), strict=True):
                text.say(said)
                text.setVisible(is_used)

    def _add(self) -> None:
        place = len(self._pairs)
        name = kit.Text(self.look, "", "label", "ink2")
        value = kit.Text(self.look, "", "label", "ink", wrap=True)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, place, 0, top)
        self._grid.addWidget(value, place, 1, top)
        self._pairs.append((name, value))
