"""What was weighed for a step: each portion, by whom, on which scale; one can be taken back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.weighings.tables import WeighingRow
from app.kernel.quantity import plain
from app.ui.kit import Button, IconBox, Scroller, Sheet, Text
from app.ui.moments import Moments
from app.ui.screens.production.at_work import Weighing
from app.ui.screens.production.hand_weight_sheet import BECAUSE
from app.ui.theme.look import Look


class WeighingsSheet(Sheet):
    """`taken_back` carries the `WeighingRow` that is not to count."""

    taken_back = Signal(object)

    def __init__(self, look: Look, host: QWidget, weighing: Weighing, moments: Moments) -> None:
        title = look.words("weigh.list.title")
        super().__init__(look, host, title, name="weighings", side="right", width=600)
        self._moments = moments
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        for one in weighing.portions:
            column.addWidget(self._row(one))
        column.addStretch()
        self.body.addWidget(Scroller(look, "weighings-list", inside), 1)
        self.closed.connect(self.deleteLater)

    def _row(self, one: WeighingRow) -> QWidget:
        look, words = self.look, self.look.words
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        by_hand = bool(one.by_hand_because)
        row.addWidget(IconBox(look, "keyboard" if by_hand else "scale", size=46))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch()
        lines.addWidget(Text(look, f"{plain(one.net)} {one.unit}", "strong"))
        lines.addWidget(Text(look, self._said(one), "hint", elide=True))
        lines.addStretch()
        row.addLayout(lines, 1)
        back = Button(look, words("weigh.take_back"), name=f"back-{one.hash[:8]}", size="small")
        back.clicked.connect(lambda: self._take_back(one))
        row.addWidget(back)
        holder.setFixedHeight(look.density.row + look.space(1))
        return holder

    def _said(self, one: WeighingRow) -> str:
        words = self.look.words
        source = one.scale or words("weigh.by_hand")
        known = one.by_hand_because in BECAUSE
        why = words(f"weigh.because.{one.by_hand_because}") if known else one.by_hand_because
        parts = (source, why, one.station, self._moments.when(one.at_ms))
        return " · ".join(part for part in parts if part)

    def _take_back(self, one: WeighingRow) -> None:
        self.close_sheet()
        self.taken_back.emit(one)
