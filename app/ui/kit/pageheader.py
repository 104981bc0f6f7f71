"""The head of a bench page: title, what the data is, and the page's actions."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.text import Text
from app.ui.theme.look import Look


class PageHeader(QWidget):
    """`add` puts an action at the right."""

    def __init__(self, look: Look, title: str, sub: str = "", *, name: str = "header") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._title = Text(look, title, "page")
        self._sub = Text(look, sub, "body", "ink3")
        self._sub.setFont(look.font("hint" if look.density.is_touch else "body"))
        self._sub.setVisible(bool(sub))
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.space(2))
        self._row.addLayout(lines, 1)

    def say(self, title: str, sub: str = "") -> None:
        """Show other texts."""
        self._title.say(title)
        self._sub.say(sub)
        self._sub.setVisible(bool(sub))

    def add(self, action: QWidget) -> None:
        """Put an action at the right."""
        self._row.addWidget(action)
