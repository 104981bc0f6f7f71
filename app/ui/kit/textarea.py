"""A field for a long text: remarks in a few lines, or a definition as text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.kit.text import Text
from app.ui.theme.look import Look


class TextArea(QWidget):
    """`changed` carries the text as typed. `lines` high, or as high as there is room."""

    changed = Signal(str)

    def __init__(self, look: Look, label: str, *, name: str, lines: int = 0) -> None:
        super().__init__()
        self.setObjectName(f"{name}-area")
        self.edit = QPlainTextEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(label)
        self.edit.setFont(look.font("body"))
        self.edit.setTabChangesFocus(True)
        if lines:
            self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * lines + 24)
        self.edit.textChanged.connect(lambda: self.changed.emit(self.text()))
        self._label = Text(look, label, "label")
        self._note = Text(look, "", "hint", "fail", wrap=True)
        self._note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        if label:
            column.addWidget(self._label)
        column.addWidget(self.edit, 1)
        column.addWidget(self._note)
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """Return the text."""
        return self.edit.toPlainText()

    def put(self, text: str) -> None:
        """Set the text."""
        self.edit.setPlainText(text)

    def fail(self, text: str) -> None:
        """Say below the field what is wrong; an empty text clears it."""
        self._note.say(text)
        self._note.setVisible(bool(text))
