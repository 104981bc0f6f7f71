"""Printing the traveller of an order: to a PDF at a path, which is then opened where one can."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.kernel.quantity import Quantity
from app.ui.floor import Floor
from app.ui.paper.traveller import Printed, Traveller, TravellerOperation, TravellerSheets
from app.ui.screens.printing import PrintSheet
from app.ui.screens.production import telling
from app.ui.screens.production.order_facts import OperationFacts, OrderFacts
from app.ui.theme.fonts import families
from app.ui.theme.look import Look


class TravellerSheet(PrintSheet):
    """Controls: `traveller-path`, `traveller-browse`, `traveller-save`."""

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        super().__init__(floor, look, host, look.words("orders.traveller.title"), name="traveller")

    def show_order(self, facts: OrderFacts, person: str) -> None:
        """Lay out the sheets of a released order and show the first."""
        station = self.floor.station
        clock = station.clock
        printed = Printed(
            telling.local(clock.now_ms(), clock.offset_min()), person, station.profile.station
        )
        sheets = TravellerSheets(traveller(facts), printed, self.look.words, families())
        self.show_sheets(sheets, facts.head.order)


def traveller(facts: OrderFacts) -> Traveller:
    """Return what is printed of an order."""
    head = facts.head
    return Traveller(
        order=head.order,
        product_code=head.product,
        product_name=facts.name,
        lot=facts.lot,
        quantity=Quantity(head.quantity, facts.unit.zh),
        operations=tuple(_printed(one) for one in facts.operations),
        due=_day(head.due),
        start=_day(head.start),
        revision=f"{facts.product_revision} / {facts.route_revision}",
        priority=head.priority,
        remark=head.remark,
    )


def _printed(one: OperationFacts) -> TravellerOperation:
    station = "" if one.task is None else one.task.station
    machine = "" if one.task is None else one.task.equipment
    return TravellerOperation(one.code, one.name, station or one.work_centre, machine, one.minutes)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
