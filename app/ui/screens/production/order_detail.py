"""One order, opened over the list: facts, release, operations and where they go, what happened.

Controls by name: `order-lot`, `order-release`, `order-traveller`, `dispatch-<operation>`,
`record-<operation>`.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.flows.moves.events import node_stream
from app.capabilities.production.operations.commands import DispatchOperation
from app.capabilities.production.progress.answers import Entered
from app.capabilities.production.progress.queries import entered
from app.capabilities.production.release.commands import ReleaseOrder
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.screens.production.dispatch_sheet import DispatchSheet
from app.ui.screens.production.order_facts import OrderFacts, order_facts
from app.ui.screens.production.order_head import OrderHead
from app.ui.screens.production.order_history import OrderHistory
from app.ui.screens.production.order_operation import OperationLine
from app.ui.screens.production.times_sheet import TimesSheet
from app.ui.screens.production.traveller_sheet import TravellerSheet
from app.ui.screens.screen import Notice
from app.ui.theme.look import Look


class OrderDetail(QObject):
    """Opens a sheet over `host`. `tell` carries a `Notice`, `record` a stream to read."""

    tell = Signal(object)
    record = Signal(str)

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self.floor = floor
        self.look = look
        self._host = host
        self._number = ""
        self._facts: OrderFacts | None = None
        title = look.words("orders.detail")
        self.sheet = kit.Sheet(look, host, title, name="order", side="right", width=880)
        self._scroller = kit.Scroller(look, "order-scroll")
        self._lot = kit.Field(look, look.words("orders.lot"), name="order-lot")
        self._release = kit.Button(
            look, look.words("orders.release"), name="order-release", kind="primary", icon="send"
        )
        self._print = kit.Button(
            look, look.words("orders.traveller"), name="order-traveller", icon="printer"
        )
        self._dispatching = DispatchSheet(look, host)
        self._printing = TravellerSheet(floor, look, host)
        self._lay_out()
        self._connect()

    def show_order(self, number: str) -> None:
        """Open the sheet about an order."""
        self._number, self._facts = number, None
        self._release.hide()
        self._ask()

    def refresh(self) -> None:
        """Ask again while the sheet is open."""
        if self._number:
            self._ask()

    def _ask(self) -> None:
        number, now_ms = self._number, self.floor.station.clock.now_ms()
        gates = self.floor.station.journal.vocabulary.plugs.gates
        self.floor.ask(self, lambda c: order_facts(c, number, now_ms, gates), self._show)

    def _show(self, facts: OrderFacts) -> None:
        if facts.head.order != self._number or facts == self._facts:
            return
        is_new = self._facts is None
        self._facts = facts
        if is_new:
            self._lot.put(facts.lot)
        self._lot.setVisible(facts.is_planned)
        self._release.setVisible(facts.is_planned)
        self._print.setVisible(not facts.is_planned)
        no_route = "" if facts.operations else self.look.words("orders.no_route")
        self._release.block(no_route or self._why_not("production.release"))
        self._print.block(no_route)
        self._fill(facts)
        if is_new:
            self.sheet.open()

    def _fill(self, facts: OrderFacts) -> None:
        """Build the page anew at the same height: how much stands on it may have changed."""
        height = self._scroller.verticalScrollBar().value()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self.look.space(2), 0)
        column.setSpacing(self.look.space(2))
        clock = self.floor.station.clock
        column.addWidget(kit.Text(self.look, facts.head.order, "page"))
        column.addWidget(OrderHead(self.look, facts, clock))
        for notice in self._notices(facts):
            column.addWidget(notice)
        self._add_operations(column, facts)
        if facts.receipts or any(one.reports for one in facts.operations):
            column.addWidget(kit.Text(self.look, self.look.words("orders.history"), "strong"))
            history = OrderHistory(self.look, facts, clock)
            history.times_asked.connect(self._ask_times)
            column.addWidget(history)
        column.addStretch()
        self._scroller.setWidget(page)
        self._scroller.verticalScrollBar().setValue(height)

    def _add_operations(self, column: QVBoxLayout, facts: OrderFacts) -> None:
        if not facts.operations:
            return
        column.addWidget(kit.Text(self.look, self.look.words("orders.operations"), "strong"))
        block = self._why_not("production.dispatch")
        for one in facts.operations:
            line = OperationLine(self.look, facts, one, block)
            line.dispatch.connect(self._open_dispatch)
            line.record.connect(self._open_record)
            column.addWidget(line)

    def _notices(self, facts: OrderFacts) -> list[kit.Banner]:
        words = self.look.words
        found = []
        if facts.trouble is not None:
            code, said = facts.trouble
            sentence = words.refusal(Refused(code, **said))
            found.append(kit.Banner(self.look, "warn", sentence, name="order-trouble"))
        if facts.gates:
            title = words("orders.gates", n=len(facts.gates))
            gates = _gates(self.look, facts.gates)
            banner = kit.Banner(self.look, "todo", title, gates, name="order-gates", icon="info")
            found.append(banner)
        return found

    # ------------------------------------------------------------------ what people do here
    def _do_release(self) -> None:
        if self._facts is None:
            return
        order = self._facts.head.order
        self._release.busy(True)
        command = ReleaseOrder(order=order, lot=self._lot.text().strip())
        self.floor.act(self, command, lambda _: self._released(order), self._refused)

    def _released(self, order: str) -> None:
        self._release.busy(False)
        self._release.hide()
        self.tell.emit(Notice(self.look.words("orders.released_one", order=order)))
        self.refresh()

    def _open_dispatch(self, code: str) -> None:
        if self._facts is not None:
            self._dispatching.show_operation(self._facts, self._facts.operation(code))

    def _open_record(self, code: str) -> None:
        if self._facts is not None:
            self.record.emit(node_stream(self._facts.head.order, code))

    def _dispatch(self, command: DispatchOperation) -> None:
        self.floor.act(self, command, lambda _: self._ask(), self._refused)

    def _ask_times(self, name: str) -> None:
        self.floor.ask(self, lambda c: entered(c, name), self._show_times)

    def _show_times(self, found: Entered | None) -> None:
        if found is not None:
            TimesSheet(self.look, self._host, self.floor.station.clock, found).open()

    def _open_traveller(self) -> None:
        session = self.floor.session
        if self._facts is not None:
            by = "" if session is None else session.name.of(self.look.words.language)
            self._printing.show_order(self._facts, by)

    def _printed(self, path: object) -> None:
        self.tell.emit(Notice(self.look.words("orders.traveller.done", path=str(path))))

    def _refused(self, refused: Refused) -> None:
        self._release.busy(False)
        self.tell.emit(Notice(self.look.words.refusal(refused), "fail"))

    def _why_not(self, right: str) -> str:
        session = self.floor.session
        allowed = session is not None and session.may(right)
        return "" if allowed else self.look.words("orders.no_right")

    def _closed(self, _unused: bool) -> None:
        self._number, self._facts = "", None

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        self.sheet.body.addWidget(self._scroller, 1)
        self.sheet.body.addWidget(self._lot)
        self.sheet.buttons.addStretch()
        self.sheet.buttons.addWidget(self._print)
        self.sheet.buttons.addWidget(self._release)

    def _connect(self) -> None:
        self.sheet.closed.connect(self._closed)
        self._release.clicked.connect(self._do_release)
        self._print.clicked.connect(self._open_traveller)
        self._dispatching.sent.connect(self._dispatch)
        self._printing.written.connect(self._printed)


def _gates(look: Look, gates: tuple[str, ...]) -> str:
    """Return `B20 first article, patrol; B40 …` from `B20: first_article` and so on."""
    words = look.words
    by_operation: dict[str, list[str]] = {}
    for gate in gates:
        operation, _, code = gate.partition(": ")
        text = f"production.gate.{code}"
        by_operation.setdefault(operation, []).append(words(text) if words.knows(text) else code)
    comma, stop = words("orders.comma"), words("orders.semicolon")
    return stop.join(f"{code} {comma.join(found)}" for code, found in by_operation.items())
