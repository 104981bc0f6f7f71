"""Facts of one thing in two columns: a small word, and below it what is the case."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from app.ui.kit.hugging import HuggingWidget
from app.ui.kit.text import Text
from app.ui.theme.look import Look


class Pairs(HuggingWidget):
    """`show_pairs(((label, text),…))`; a pair without a text is left out."""

    def __init__(self, look: Look, *, name: str, columns: int = 2) -> None:
        super().__init__()
        self.look, self._columns = look, columns
        self.setObjectName(name)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.space(3))
        self._grid.setVerticalSpacing(look.space(1))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def show_pairs(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Show other facts."""
        pairs = tuple(pair for pair in pairs if pair[1])
        if pairs == self._shown:
            return
        self._shown = pairs
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, (label, text) in enumerate(pairs):
            pair = self._pair(label, text)
            row, column = divmod(place, self._columns)
            self._grid.addWidget(pair, row, column, Qt.AlignmentFlag.AlignTop)
            pair.show()
        self.updateGeometry()

    def _pair(self, label: str, text: str) -> HuggingWidget:
        made = HuggingWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Text(self.look, label, "hint"))
        lines.addWidget(Text(self.look, text, "body", wrap=True))
        lines.addStretch()
        return made
