"""A weight typed by hand: how much, and why no scale says it."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.weighings.decisions import Weight
from app.kernel.quantity import plain
from app.ui.kit import Banner, Button, Keypad, NumberField, ReasonTiles, Sheet, Tile
from app.ui.screens.production.at_work import Weighing
from app.ui.theme.look import Look

BECAUSE = ("scale_faulty", "scale_at_calibration", "weighed_elsewhere", "too_large")
"""Why a weight is typed; the codes stand in the journal, the texts in the catalogue."""


class HandWeightSheet(Sheet):
    """`confirmed` carries a `Weight` without frames."""

    confirmed = Signal(object)

    def __init__(self, look: Look, host: QWidget, weighing: Weighing) -> None:
        words = look.words
        super().__init__(look, host, words("weigh.by_hand"), name="hand-weight", width=760)
        self._weighing, self._unit = weighing, weighing.band.unit
        most = plain(weighing.band.high - weighing.so_far)
        limits = words("weigh.hand.most", amount=f"{most} {self._unit}")
        self._number = NumberField(
            look, words("weigh.hand.net"), self._unit, name="hand-net", limits=limits
        )
        self._keypad = Keypad(look, name="hand-keypad", mode="decimal")
        self._keypad.typed.connect(self._show)
        tiles = tuple(Tile(code, words(f"weigh.because.{code}")) for code in BECAUSE)
        self._why = ReasonTiles(look, tiles, name="hand-why", columns=1)
        self._why.chosen.connect(self._show)
        self._confirm = Button(look, "", name="hand-confirm", kind="primary", icon="check")
        self._confirm.clicked.connect(self._take)
        self.body.addLayout(self._columns())
        self.buttons.addWidget(self._confirm, 1)
        self.closed.connect(self.deleteLater)
        self._show()

    def _columns(self) -> QHBoxLayout:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(Banner(self.look, "warn", self.look.words("weigh.hand.how")))
        left.addWidget(self._why)
        left.addStretch()
        right.addWidget(self._number)
        right.addWidget(self._keypad, 1)
        row = QHBoxLayout()
        row.setSpacing(self.look.space(3))
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        return row

    def _net(self) -> Decimal:
        try:
            return Decimal(self._keypad.text() or "0")
        except InvalidOperation:
            return Decimal(0)

    def _show(self, _: str = "") -> None:
        words, net = self.look.words, self._net()
        self._number.show_value(self._keypad.text())
        too_much = self._weighing.so_far + net > self._weighing.band.high
        self._number.mark("fail" if too_much else "")
        self._confirm.say(words("weigh.take", amount=f"{plain(net)} {self._unit}"))
        blocked = ""
        if net <= 0:
            blocked = words("weigh.hand.type")
        elif too_much:
            amount = self._weighing.so_far + net - self._weighing.band.high
            blocked = words("weigh.blocked.too_much", amount=f"{plain(amount)} {self._unit}")
        elif not self._why.value():
            blocked = words("execute.blocked.reason")
        self._confirm.block(blocked)

    def _take(self) -> None:
        made = Weight(self._net(), self._unit, by_hand_because=self._why.value())
        self.close_sheet()
        self.confirmed.emit(made)
