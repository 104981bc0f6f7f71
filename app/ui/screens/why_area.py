"""Some lines of words in a sheet, told as they are typed; on touch with letters to press."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.theme.look import Look

_LINES = {"touch": 2, "glove": 2, "bench": 3}


class WhyArea(HuggingWidget):
    """`changed` carries the text as typed. Controls: `<name>`, on touch `<name>-letters`."""

    changed = Signal(str)

    def __init__(self, look: Look, label: str, *, name: str) -> None:
        super().__init__()
        self._area = kit.TextArea(look, label, name=name, lines=_LINES[look.density.name])
        self._area.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        column.addWidget(self._area)
        self.setFocusProxy(self._area)
        if not look.density.is_touch:
            return
        keyboard = kit.Keyboard(look, name=f"{name}-keys")
        keyboard.key.connect(self._press)
        keyboard.hide()
        turn = kit.Button(look, name=f"{name}-letters", kind="icon", icon="keyboard", size="small")
        turn.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text keeps it
        turn.clicked.connect(lambda: keyboard.setVisible(keyboard.isHidden()))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(turn.named(look.words("kit.letters")))
        column.addLayout(row)
        column.addWidget(keyboard)

    def text(self) -> str:
        """Return the text."""
        return self._area.text()

    def put(self, text: str) -> None:
        """Set the text."""
        self._area.put(text)

    def fail(self, text: str) -> None:
        """Say below what is wrong; an empty text clears it."""
        self._area.fail(text)

    def _press(self, key: str) -> None:
        cursor = self._area.edit.textCursor()
        cursor.deletePreviousChar() if key == "delete" else cursor.insertText(key)
