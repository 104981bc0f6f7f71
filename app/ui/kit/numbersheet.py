"""A sheet that asks for one number by finger: value, unit and limits above, the keypad below."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.refused import Refused
from app.ui.kit.button import Button
from app.ui.kit.keypad import Keypad
from app.ui.kit.note import Note
from app.ui.kit.numberfield import NumberField
from app.ui.kit.sheet import Sheet
from app.ui.theme.look import Look

_WIDTH = 560
"""Wide enough for keys of 20 mm, as gloves need (UI.md §2)."""


class NumberSheet(Sheet):
    """`entered` carries the text as typed; `judge` raises Refused for what may not be taken."""

    entered = Signal(str)

    def __init__(
        self, look: Look, host: QWidget, number: NumberField, keypad: Keypad, *, name: str
    ) -> None:
        super().__init__(look, host, number.label(), name=name, width=_WIDTH)
        self._number, self._keypad = number, keypad
        self._judge: Callable[[str], object] = str
        self._shape: Callable[[str], str] = str
        self._note = Note(look)
        self._done = Button(
            look, look.words("kit.done"), name=f"{name}-done", kind="primary", icon="check"
        )
        keypad.typed.connect(self._show)
        keypad.entered.connect(self._take)
        self._done.clicked.connect(self._take)
        self.body.addWidget(number)
        self.body.addWidget(self._note)
        self.body.addWidget(keypad, 1)
        self.buttons.addWidget(self._done, 1)
        self.closed.connect(self.deleteLater)

    def ask(
        self, typed: str, judge: Callable[[str], object], shape: Callable[[str], str] = str
    ) -> None:
        """Open with what is typed already; `shape` writes keys as the number shows them."""
        self._judge, self._shape = judge, shape
        self._keypad.put(typed)
        self._show(typed)
        self.open()

    def _show(self, typed: str) -> None:
        self._number.show_value(self._shape(typed))
        self._note.fail("")
        self._number.mark("")

    def _take(self, _: object = None) -> None:
        typed = self._shape(self._keypad.text())
        try:
            self._judge(typed)
        except Refused as refused:
            self._note.fail(self.look.words.refusal(refused))
            self._number.mark("fail")
            return
        self.close_sheet()
        self.entered.emit(typed)
