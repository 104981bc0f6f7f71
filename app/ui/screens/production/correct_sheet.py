"""Correcting a report: how much to take back, and why; a counter-entry, nothing is erased."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.progress.answers import Reported
from app.kernel.quantity import plain
from app.ui.kit import Banner, Button, Keypad, NumberField, ReasonTiles, Sheet, Tile
from app.ui.screens.production.reports_sheet import CORRECTIONS
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be taken back of a report, and why (a code)."""

    move: str
    quantity: Decimal
    reason: str


class CorrectSheet(Sheet):
    """`confirmed` carries a `Correction`."""

    confirmed = Signal(object)

    def __init__(self, look: Look, host: QWidget, reported: Reported, unit: str) -> None:
        words = look.words
        super().__init__(
            look, host, words("execute.correct.title"), name="correct-sheet", width=760
        )
        self._reported, self._unit = reported, unit
        limits = words("execute.correct.most", n=plain(reported.left))
        self._number = NumberField(
            look, words("execute.correct.amount"), unit, name="correct-amount", limits=limits
        )
        self._keypad = Keypad(look, name="correct-keypad")
        self._keypad.put(f"{reported.left:f}")
        self._keypad.typed.connect(self._show)
        self._reasons = ReasonTiles(
            look,
            tuple(Tile(code, words(f"execute.correction.{code}")) for code in CORRECTIONS),
            name="correct-reason",
            columns=1,
        )
        self._reasons.chosen.connect(self._show)
        self._confirm = Button(look, "", name="correct-confirm", kind="primary", icon="undo-2")
        self._confirm.clicked.connect(self._take_back)
        self.body.addLayout(self._columns())
        self.buttons.addWidget(self._confirm, 1)
        self.closed.connect(self.deleteLater)
        self._show()

    def _columns(self) -> QHBoxLayout:
        words = self.look.words
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(Banner(self.look, "todo", words("execute.correct.how"), icon="info"))
        left.addWidget(self._reasons)
        left.addStretch()
        right.addWidget(self._number)
        right.addWidget(self._keypad, 1)
        row = QHBoxLayout()
        row.setSpacing(self.look.space(3))
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        return row

    def _amount(self) -> Decimal:
        return Decimal(self._keypad.text() or "0")

    def _show(self, _: str = "") -> None:
        words, amount = self.look.words, self._amount()
        self._number.show_value(self._keypad.text())
        too_much = amount > self._reported.left
        self._number.mark("fail" if too_much else "")
        self._confirm.say(words("execute.correct.confirm", n=plain(amount), unit=self._unit))
        blocked = ""
        if not amount:
            blocked = words("execute.blocked.amount")
        elif too_much:
            blocked = words("execute.correct.most", n=plain(self._reported.left))
        elif not self._reasons.value():
            blocked = words("execute.blocked.reason")
        self._confirm.block(blocked)

    def _take_back(self) -> None:
        made = Correction(self._reported.hash, self._amount(), self._reasons.value())
        self.close_sheet()
        self.confirmed.emit(made)
