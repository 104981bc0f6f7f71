"""Typing the code of a traveller that cannot be scanned: an order, and its operation if known."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.symbols import own
from app.ui.kit import Button, Field, Keyboard, Sheet
from app.ui.theme.look import Look


class CodeSheet(Sheet):
    """`entered` carries the code as the traveller's symbol would have said it."""

    entered = Signal(str)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, words("home.code.title"), name="code-sheet", width=860)
        self._field = Field(
            look, words("home.code.label"), name="code", placeholder="WORK000434 B20"
        )
        self._field.hint(words("home.code.hint"))
        self._field.entered.connect(self._enter)
        self.body.addWidget(self._field)
        keyboard = Keyboard(look, name="code-keyboard")
        keyboard.pressed.connect(self._press)
        self.body.addWidget(keyboard)
        open_it = Button(look, words("home.code.open"), name="code-open", kind="primary")
        open_it.clicked.connect(self._enter)
        self.buttons.addWidget(open_it, 1)

    def open(self) -> None:
        """Show the sheet with the field ready for a real keyboard too."""
        super().open()
        self._field.edit.setFocus()

    def _press(self, sign: str) -> None:
        edit = self._field.edit
        if sign == "delete":
            edit.backspace()
        else:
            edit.insert(sign)

    def _enter(self) -> None:
        code = symbol_of(self._field.text())
        if not code:
            self._field.fail(self.look.words("home.code.empty"))
            return
        self.close_sheet()
        self.entered.emit(code)


def symbol_of(text: str) -> str:
    """Return the symbol's text for what somebody typed: a symbol, an order, or order and operation.

    Empty where nothing was typed.
    """
    parts = text.strip().upper().replace("/", " ").split()
    if not parts:
        return ""
    if own.is_ours(text.strip()):
        return text.strip()
    if len(parts) == 1:
        return own.order_code(parts[0])
    return own.operation_code(" ".join(parts[:-1]), parts[-1])
