"""From what happened to an order to its state."""

from msgspec.structs import replace

from app.capabilities.production.orders.events import (
    FinishedGoodsReceived,
    OrderPlanned,
    OrderReleased,
)
from app.capabilities.production.orders.tables import OrderRow, PlanClashRow, ReceiptRow, RoutedRow
from app.journal.event import Event
from app.journal.rows import Rows
from app.kernel.quantity import kept

PLANNED = "planned"
RELEASED = "released"


def fold(rows: Rows, event: Event) -> None:
    """Fold one event of an order's head."""
    match event.happened:
        case OrderPlanned() as planned:
            _planned(rows, event, planned)
        case OrderReleased() as released:
            _released(rows, event, released)
        case FinishedGoodsReceived() as received:
            rows.put(
                ReceiptRow(
                    stream=event.stream,
                    hash=event.hash,
                    order=received.order,
                    lot=received.lot,
                    product=received.product,
                    quantity=received.quantity,
                    unit=received.unit,
                    actor=event.actor,
                    station=event.station,
                    at_ms=event.wall,
                )
            )


def _planned(rows: Rows, event: Event, planned: OrderPlanned) -> None:
    row = OrderRow(
        stream=event.stream,
        order=planned.order,
        state=PLANNED,
        product=planned.product,
        product_name_zh=planned.product_name,
        product_name_en=planned.product_name,
        quantity=kept(planned.quantity),
        unit_zh=planned.unit,
        unit_en=planned.unit,
        due=planned.due,
        start=planned.start,
        priority=planned.priority,
        remark=planned.remark,
        file=planned.file,
        source=planned.source,
        planned_by=event.actor,
        planned_ms=event.wall,
    )
    first = rows.get(OrderRow)
    if first is None:
        rows.put(row)
    elif not same_plan(first, row):
        rows.put(PlanClashRow(stream=event.stream, order=planned.order, second=event.hash))


def _released(rows: Rows, event: Event, released: OrderReleased) -> None:
    order = rows.get(OrderRow)
    if order is None or order.state == RELEASED:
        return  # released twice after a merge: the first release stands, both are in the journal
    rows.put(
        replace(
            order,
            state=RELEASED,
            lot=released.lot,
            product_name_zh=released.product_name.zh,
            product_name_en=released.product_name.en,
            unit_zh=released.unit.zh,
            unit_en=released.unit.en,
            product_pin=released.product_pin,
            product_revision=released.product_revision,
            route_pin=released.route_pin,
            route_revision=released.route_revision,
            whole=released.whole,
            released_by=event.actor,
            released_ms=event.wall,
        )
    )
    for place, one in enumerate(released.operations, start=1):
        rows.put(
            RoutedRow(
                stream=event.stream,
                order=released.order,
                operation=one.code,
                place=place,
                name_zh=one.name.zh,
                name_en=one.name.en,
                icon=one.icon,
                work_centre=one.work_centre,
                instruction=one.instruction,
            )
        )


def same_plan(one: OrderRow, other: OrderRow) -> bool:
    """Tell whether two plannings of an order want the same thing."""
    return (one.product, one.quantity, one.due) == (other.product, other.quantity, other.due)
