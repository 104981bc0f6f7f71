"""Sending an operation to a station and, where it matters, to one machine."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.production.operations.commands import DispatchOperation
from app.ui import kit
from app.ui.screens.production.order_facts import OperationFacts, OrderFacts
from app.ui.theme.look import Look


class DispatchSheet(kit.Sheet):
    """`sent` carries the command. Controls: `dispatch-station`, `dispatch-equipment`."""

    sent = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        title = look.words("orders.dispatch.title")
        super().__init__(look, host, title, name="dispatch", side="centre", width=460)
        words = look.words
        self._order, self._code = "", ""
        self._what = kit.Text(look, "", "strong", wrap=True)
        self._station = kit.SelectField(
            look, words("orders.dispatch.station"), (), name="dispatch-station"
        )
        self._equipment = kit.SelectField(
            look, words("orders.dispatch.equipment"), (), name="dispatch-equipment"
        )
        self._do = kit.Button(
            look, words("orders.dispatch"), name="dispatch-send", kind="primary", icon="send"
        )
        self._do.clicked.connect(self._send)
        for part in (self._what, self._station, self._equipment):
            self.body.addWidget(part)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)

    def show_operation(self, facts: OrderFacts, one: OperationFacts) -> None:
        """Offer the stations that serve its work centre first, then the others."""
        look, language = self.look, self.look.words.language
        self._order, self._code = facts.head.order, one.code
        self._what.say(f"{facts.head.order} · {one.code} {one.name.of(language)}")
        serving = [s for s, centres in facts.duties.items() if one.work_centre in centres]
        others = [s for s in facts.duties if s not in serving]
        named = [(s, facts.station(s, language)) for s in serving]
        aside = look.words("orders.dispatch.not_serving", work_centre=one.work_centre)
        named += [(s, f"{facts.station(s, language)} · {aside}") for s in others]
        task = one.task
        present = "" if task is None else task.station
        self._station.show_options(tuple(named), present or (serving or [""])[0])
        machines = (("", look.words("orders.dispatch.any")), *((m, m) for m in one.machines))
        self._equipment.show_options(machines, "" if task is None else task.equipment)
        self._do.block("" if named else look.words("orders.dispatch.no_station"))
        self.open()

    def _send(self) -> None:
        self.sent.emit(
            DispatchOperation(
                order=self._order,
                operation=self._code,
                station=self._station.value(),
                equipment=self._equipment.value(),
            )
        )
        self.close_sheet()
