"""Letters for fingers: the house's own keyboard, and the sheet that asks for one line of text.

Qt's virtual keyboard is not under our licence (UI.md §2). Codes are what people type here: digits
and capitals come first.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.ui.kit.button import Button
from app.ui.kit.field import Field
from app.ui.kit.sheet import Sheet
from app.ui.theme.look import Look

_ROWS = ("1234567890", "QWERTYUIOP", "ASDFGHJKL-", "ZXCVBNM./_")
_SPAN = 2
_COLUMNS = 20
"""Columns of the grid, and how many one key takes; the last row's wide keys take more."""


class Keyboard(QWidget):
    """`key` carries a sign, or `delete`. Keys never take the focus."""

    key = Signal(str)

    def __init__(self, look: Look, *, name: str = "keyboard") -> None:
        super().__init__()
        self.look = look
        self._letters: list[Button] = []
        self._is_upper = True
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.space(1))
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        for line, signs in enumerate(_ROWS):
            for column, sign in enumerate(signs):
                self._add_sign(sign, line, column)
        self._add_wide("shift", "a/A", line=4, column=0, span=3)
        self._add_wide("space", look.words("kit.key.space"), line=4, column=3, span=11)
        self._add_wide(":", ":", line=4, column=14, span=2)
        self._add_wide("delete", "", line=4, column=16, span=4)

    def _add_sign(self, sign: str, line: int, column: int) -> None:
        button = self._button(sign, sign)
        button.clicked.connect(_Tell(self, sign))
        self._grid.addWidget(button, line, column * _SPAN, 1, _SPAN)
        if sign.isalpha():
            self._letters.append(button)

    def _add_wide(self, key: str, text: str, *, line: int, column: int, span: int) -> None:
        button = self._button(key, text)
        if key == "delete":
            button.show_icon("delete")
            button.setAutoRepeat(True)
        button.say(text, self.look.words(f"kit.key.{key}") if key.isalpha() else key)
        button.clicked.connect(self._turn_case if key == "shift" else _Tell(self, key))
        self._grid.addWidget(button, line, column, 1, span)

    def _button(self, key: str, text: str) -> Button:
        button = Button(self.look, text, name=f"letter-{key}", kind="key")
        button.setMinimumSize(self.look.density.target, self.look.density.target)
        button.setMaximumHeight(self.look.density.target + 8)
        return button

    def _turn_case(self) -> None:
        self._is_upper = not self._is_upper
        for button in self._letters:
            button.say(button.text().upper() if self._is_upper else button.text().lower())

    def tell(self, sign: str) -> None:
        """Send a key in the case that is set."""
        if sign == "space":
            self.key.emit(" ")
        elif len(sign) == 1 and not self._is_upper:
            self.key.emit(sign.lower())
        else:
            self.key.emit(sign)


class _Tell:
    def __init__(self, keyboard: Keyboard, sign: str) -> None:
        self._keyboard, self._sign = keyboard, sign

    def __call__(self) -> None:
        self._keyboard.tell(self._sign)


class TypeSheet(Sheet):
    """Asks for one line of text; with keys to touch where fingers work. `entered` carries it."""

    entered = Signal(str)

    def __init__(
        self, look: Look, host: QWidget, title: str, *, name: str, label: str, action: str
    ) -> None:
        """`label` names the field, `action` the button that takes it."""
        super().__init__(look, host, title, name=name, width=980)
        self.field = Field(look, label, name=f"{name}-text")
        self.field.edit.setFont(look.font("figures"))
        self.field.entered.connect(self._enter)
        self.field.changed.connect(self._allow)
        self.body.addWidget(self.field)
        if look.density.is_touch:
            keyboard = Keyboard(look, name=f"{name}-keys")
            keyboard.key.connect(self._press)
            self.body.addWidget(keyboard)
        self._take = Button(look, action, name=f"{name}-take", kind="primary", icon="check")
        self._take.clicked.connect(self._enter)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._take)
        self._allow("")

    def open(self) -> None:
        """Show the sheet, empty, ready to type."""
        self.field.put("")
        self.field.fail("")
        super().open()
        self.field.edit.setFocus()

    def _press(self, key: str) -> None:
        self.field.edit.backspace() if key == "delete" else self.field.edit.insert(key)

    def _allow(self, text: str) -> None:
        self.field.fail("")
        self._take.setEnabled(bool(text.strip()))

    def _enter(self) -> None:
        if text := self.field.text().strip():
            self.close_sheet()
            self.entered.emit(text)
