"""The number keypad: fingers and physical digit keys type into the same text."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.ui.kit.button import Button
from app.ui.theme.look import Look

KEY_SCOPE = "keyScope"
"""A widget with this property keeps key presses to itself, as an open sheet does."""

_LAST_ROW = {
    "integer": ("00", "0", "delete"),
    "decimal": (".", "0", "delete"),
    "pin": ("clear", "0", "delete"),
    "time": ("00", "0", "delete"),
    "signed": ("±", "0", "delete"),
    "signed-decimal": ("±", ".", "0", "delete"),
}
_LEADING_ZEROS = ("pin", "time")
_MINUS = "-"
_LAST = 3
"""The row whose keys the mode decides."""
_COLUMNS = 12
"""Columns of the grid: three keys of four, or four keys of three."""


class Keypad(QWidget):
    """`typed` carries the whole text after each change; `entered` the text at Enter.

    Keys never take the focus, so a scanner or a field keeps it.
    """

    typed = Signal(str)
    entered = Signal(str)

    def __init__(
        self, look: Look, *, name: str = "keypad", mode: str = "integer", digits: int = 7
    ) -> None:
        """`mode`: integer, decimal, signed, signed-decimal, time or pin; at most `digits` signs."""
        super().__init__()
        self.look, self.mode, self.digits = look, mode, digits
        self._text = ""
        self._scope: QWidget | None = None
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.space(1))
        self._grid = grid
        self._last: tuple[Button, ...] = ()
        for line, keys in enumerate((("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"))):
            self._add_row(line, keys)
        self._last = self._add_row(_LAST, _LAST_ROW[mode])
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)

    def turn_mode(self, mode: str) -> None:
        """Offer the keys of another mode; what is typed stays."""
        if mode == self.mode:
            return
        self.mode = mode
        for key in self._last:
            self._grid.removeWidget(key)
            key.hide()
            key.deleteLater()
        self._last = self._add_row(_LAST, _LAST_ROW[mode])

    def text(self) -> str:
        """Return what was typed."""
        return self._text

    def put(self, text: str) -> None:
        """Replace the text without a signal."""
        self._text = text

    def clear(self) -> None:
        """Empty the text and say so."""
        self._become("")

    def press(self, key: str) -> None:
        """Type `key`: a digit, `00`, `.`, `±`, `delete` or `clear`."""
        if key == "clear":
            self._become("")
        elif key == "delete":
            self._become(self._text[:-1])
        elif key == "±":
            self._turn_sign()
        elif self._allows(key):
            self._become(self._text + key)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self.isVisible() and self.isEnabled() and self._physical(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        super().showEvent(event)
        self._leave_scope()
        self._scope = self._find_scope()
        self._scope.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        super().hideEvent(event)
        self._leave_scope()

    def _add_row(self, line: int, keys: tuple[str, ...]) -> tuple[Button, ...]:
        span = _COLUMNS // len(keys)
        made = tuple(self._key(key) for key in keys)
        for column, button in enumerate(made):
            self._grid.addWidget(button, line, column * span, 1, span)
        return made

    def _key(self, key: str) -> Button:
        words = self.look.words
        button = Button(self.look, "" if key == "delete" else key, name=f"key-{key}", kind="key")
        if key == "delete":
            button.show_icon("delete")
            button.say("", words("kit.key.delete"))
            button.setAutoRepeat(True)
        elif key == "clear":
            button.say(words("kit.key.clear"))
        elif key == "±":
            button.say(key, words("kit.key.sign"))
        button.clicked.connect(_Press(self, key))
        return button

    def _physical(self, event: QKeyEvent) -> bool:
        """Take a physical key that bubbled up unused; return whether it was ours."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self._text)
            return True
        sign = {
            Qt.Key.Key_Backspace: "delete",
            Qt.Key.Key_Delete: "clear",
            Qt.Key.Key_Comma: ".",
            Qt.Key.Key_Minus: "±",
        }.get(Qt.Key(event.key()), event.text())
        named = ("delete", "clear", ".", "±")
        wanted = sign in named or (len(sign) == 1 and sign in "0123456789")
        if wanted:
            self.press(sign)
        return wanted

    def _allows(self, key: str) -> bool:
        bare = self._text.removeprefix(_MINUS)
        if len(bare) + len(key) > self.digits:
            return False
        if key == ".":
            return self.mode.endswith("decimal") and "." not in bare and bool(bare)
        if self.mode in _LEADING_ZEROS:
            return True
        return bare != "0" and (key != "00" or bool(bare))

    def _turn_sign(self) -> None:
        if self.mode.startswith("signed"):
            bare = self._text.removeprefix(_MINUS)
            self._become(bare if bare != self._text else _MINUS + bare)

    def _become(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.typed.emit(text)

    def _find_scope(self) -> QWidget:
        above = self.parentWidget()
        while above is not None and not above.property(KEY_SCOPE):
            above = above.parentWidget()
        return above or self.window()

    def _leave_scope(self) -> None:
        if self._scope is not None:
            self._scope.removeEventFilter(self)
            self._scope = None

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        key, gap = self.look.density.key, self.look.space(1)
        return QSize(3 * (key + gap), 4 * (key + gap) - gap)


class _Press:
    """What one key does when pressed."""

    def __init__(self, keypad: Keypad, key: str) -> None:
        self._keypad, self._key = keypad, key

    def __call__(self) -> None:
        self._keypad.press(self._key)
