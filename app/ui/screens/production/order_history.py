"""What was reported on an order, corrections beside what they take back, and its receipts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.capabilities.production.orders.tables import ReceiptRow
from app.capabilities.production.progress.answers import Reported
from app.kernel.clock import Clock
from app.kernel.quantity import plain
from app.ui import kit
from app.ui.screens.production import telling
from app.ui.screens.production.lateness import late_words
from app.ui.screens.production.order_facts import OperationFacts, OrderFacts, by_time
from app.ui.theme.look import Look

Cells = tuple[QWidget, ...]
SHOWN = 60
"""Reports shown, the latest first; the journal holds them all."""


class OrderHistory(kit.Card):
    """Lines of time, operation, what, how much, who and where.

    `times_asked` carries the hash of a report whose times somebody wants to see.
    """

    times_asked = Signal(str)

    def __init__(self, look: Look, facts: OrderFacts, clock: Clock) -> None:
        super().__init__(look, "order-history", "plain")
        self._clock = clock
        self._facts = facts
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.space(3))
        self._grid.setVerticalSpacing(look.space(1))
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)
        for receipt in reversed(facts.receipts):
            self._add(self._receipt(receipt))
        for operation, report in by_time(facts.operations)[:SHOWN]:
            self._add(self._report(operation, report))

    def _add(self, cells: Cells) -> None:
        line = self._grid.rowCount()
        for place, cell in enumerate(cells):
            self._grid.addWidget(cell, line, place)

    def _receipt(self, one: ReceiptRow) -> Cells:
        said = f"+{plain(one.quantity)} {self._facts.unit.of(self.look.words.language)}"
        what = self.look.words("orders.received", lot=one.lot)
        time = kit.Text(self.look, telling.time_of(one.at_ms, self._clock), "hint")
        return (time, *self._cells(what, (said, "ok"), one.actor, one.station))

    def _report(self, operation: OperationFacts, one: Reported) -> Cells:
        words = self.look.words
        code = "correction" if one.is_correction else one.cause
        what = f"{operation.code} {words(f'orders.moved.{code}')}"
        if one.reason:
            what = f"{what}: {self._facts.reason(one.reason, words.language)}"
        if one.occurred_ms != one.at_ms:
            what = f"{what} · {self._late(one)}"
        said = plain(one.quantity)
        if not one.is_correction and one.left != one.quantity:
            said = words("orders.moved.left", was=said, left=plain(one.left))
        colour = "warn" if one.is_correction else "ink"
        return (self._time(one), *self._cells(what, (said, colour), one.actor, one.station))

    def _time(self, one: Reported) -> kit.Button:
        said = telling.time_of(one.at_ms, self._clock)
        name = f"times-{one.hash[:8]}"
        button = kit.Button(self.look, said, name=name, kind="ghost", size="small")
        button.clicked.connect(lambda: self.times_asked.emit(one.hash))
        return button

    def _late(self, one: Reported) -> str:
        words = self.look.words
        happened = words("orders.happened", time=telling.time_of(one.occurred_ms, self._clock))
        return ", ".join(p for p in (happened, late_words(words, one.late_because)) if p)

    def _cells(
        self, what: str, amount: tuple[str, str], person: str, station: str
    ) -> tuple[kit.Text, ...]:
        look = self.look
        who = self._facts.person(person, look.words.language)
        return (
            kit.Text(look, amount[0], "label", amount[1]),
            kit.Text(look, what, "hint", "ink2", elide=True),
            kit.Text(look, who, "hint", "ink2"),
            kit.Text(look, station, "hint"),
        )
