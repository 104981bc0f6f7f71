"""What stands where a list is empty, still loading, or could not be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.iconbox import IconBox
from app.ui.kit.painting import width_of
from app.ui.kit.text import Text
from app.ui.theme.look import Look

_WIDEST = 520
"""A longer line than this nobody likes to read, in px."""


class EmptyState(QWidget):
    """An icon, what is the case, and what to do next; `add` puts a button below."""

    def __init__(
        self, look: Look, icon: str, title: str, text: str = "", *, name: str = "empty"
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._icon = IconBox(look, icon, size=72)
        self._title = Text(look, "", "title").aligned(Qt.AlignmentFlag.AlignCenter)
        self._text = Text(look, "", "body", "ink2", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(look.space(2))
        self._column.addStretch()
        self._column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._title)
        self._column.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch()
        self.say(icon, title, text)

    def say(self, icon: str, title: str, text: str = "") -> None:
        """Say something else."""
        self._icon.show_icon(icon)
        self._title.say(title)
        self._text.say(text)
        self._text.setVisible(bool(text))
        self._text.setFixedWidth(min(_WIDEST, width_of(self._text.font(), text) + 4))
        self.setAccessibleName(title)

    def add(self, action: QWidget) -> None:
        """Put a button below the text."""
        place = self._column.count() - 1
        self._column.insertWidget(place, action, 0, Qt.AlignmentFlag.AlignHCenter)
