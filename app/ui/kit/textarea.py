"""Several lines of text, with a label above and a hint or an error below."""

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from app.ui.kit.hugging import HuggingWidget
from app.ui.kit.text import Text
from app.ui.theme.look import Look


class TextArea(HuggingWidget):
    """Tab leaves it; a long text scrolls inside."""

    def __init__(self, look: Look, label: str, *, name: str, lines: int = 6) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(f"{name}-field")
        self.edit = QPlainTextEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(label)
        self.edit.setFont(look.font("body"))
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * lines + 16)
        title = Text(look, label, "label")
        title.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0))
        column.addWidget(title)
        column.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """Return the text."""
        return self.edit.toPlainText()

    def put(self, text: str) -> None:
        """Set the text."""
        self.edit.setPlainText(text)
