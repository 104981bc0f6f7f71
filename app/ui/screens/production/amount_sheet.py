"""The keypad for gloves: a sheet 560 px wide, with keys of 20 mm and more (UI.md §2)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit import Button, Keypad, NumberField, Sheet
from app.ui.theme.look import Look


class AmountSheet(Sheet):
    """`typed` carries the whole text after each key, as the small keypad would."""

    typed = Signal(str)

    def __init__(self, look: Look, host: QWidget, digits: str, unit: str) -> None:
        words = look.words
        super().__init__(
            look, host, words("execute.quantity"), name="amount-sheet", side="right", width=560
        )
        self._number = NumberField(look, words("execute.quantity"), unit, name="sheet-amount")
        self._number.show_value(digits)
        keypad = Keypad(look, name="sheet-keypad")
        keypad.put(digits)
        keypad.typed.connect(self._number.show_value)
        keypad.typed.connect(self.typed)
        keypad.entered.connect(lambda _: self.close_sheet())
        done = Button(look, words("execute.amount_done"), name="amount-done", kind="primary")
        done.clicked.connect(lambda: self.close_sheet())
        self.body.addWidget(self._number)
        self.body.addWidget(keypad, 1)
        self.buttons.addWidget(done, 1)
        self.closed.connect(self.deleteLater)
