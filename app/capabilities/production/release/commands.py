"""What one may ask to set an order going."""

from datetime import UTC, datetime
from typing import ClassVar

from app.capabilities.equipment.machines.queries import duties
from app.capabilities.flows.moves.decisions import release as release_quantity
from app.capabilities.production.operations.decisions import default_dispatch
from app.capabilities.production.orders import decisions as orders
from app.capabilities.production.orders.queries import (
    instructions_in_force,
    order,
    product_in_force,
    route_in_force,
)
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.quantity import Quantity
from app.kernel.refused import Refused

RELEASE = "production.release"


class ReleaseOrder(Command, frozen=True, kw_only=True):
    """Release a planned order by the revisions in force; `lot` is given by the house if empty."""

    right: ClassVar[str] = RELEASE
    order: str
    lot: str = ""


def release_order(acting: Acting, command: ReleaseOrder) -> list[Happened]:
    """Pin the revisions, put the quantity on the first operation, push tasks to stations."""
    connection = acting.connection
    head = order(connection, command.order)
    if head is None:
        raise Refused("order.unknown")
    product = product_in_force(connection, head.product, acting.now_ms)
    route = route_in_force(connection, product[1], acting.now_ms)
    month = datetime.fromtimestamp(acting.now_ms / 1000, UTC).strftime("%y%m")
    released = orders.release(
        head,
        command.lot.strip() or orders.lot_of(product[1], head.order, month),
        product,
        route,
        instructions_in_force(connection, route[1], acting.now_ms),
    )
    quantity = Quantity(head.quantity, product[1].unit.zh)
    return [
        released,
        release_quantity(route[1].flow, head.order, quantity),
        *default_dispatch(head.order, route[1], duties(connection)),
    ]
