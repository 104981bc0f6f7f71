"""What one may ask of work orders."""

from datetime import UTC, datetime
from typing import ClassVar

from app.capabilities.flows.decisions import release as release_quantity
from app.capabilities.production.operations.queries import default_dispatch
from app.capabilities.production.orders import decisions
from app.capabilities.production.orders.events import OrderPlanned
from app.capabilities.production.orders.queries import (
    instructions_in_force,
    known,
    order,
    product_in_force,
    route_in_force,
)
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.quantity import Quantity
from app.kernel.refused import Refused


class ImportPlan(Command, frozen=True, kw_only=True):
    """Take in the good rows of a plan, all or none."""

    right: ClassVar[str] = "production.plan"
    orders: tuple[OrderPlanned, ...]


class ReleaseOrder(Command, frozen=True, kw_only=True):
    """Release a planned order by the revisions in force; `lot` is given by the house if empty."""

    right: ClassVar[str] = "production.release"
    order: str
    lot: str = ""


def import_plan(acting: Acting, command: ImportPlan) -> list[Happened]:
    """Plan every order that is new; the same file twice changes nothing."""
    existing = known(acting.connection, [one.order for one in command.orders])
    planned = [decisions.plan(one, existing.get(one.order)) for one in command.orders]
    return [one for one in planned if one is not None]


def release_order(acting: Acting, command: ReleaseOrder) -> list[Happened]:
    """Pin the revisions, put the quantity on the first operation, push tasks to stations."""
    connection = acting.connection
    head = order(connection, command.order)
    if head is None:
        raise Refused("order.unknown")
    product = product_in_force(connection, head.product)
    route = route_in_force(connection, product[1])
    month = datetime.fromtimestamp(acting.now_ms / 1000, UTC).strftime("%y%m")
    released = decisions.release(
        head,
        command.lot.strip() or decisions.lot_of(product[1], head.order, month),
        product,
        route,
        instructions_in_force(connection, route[1]),
    )
    quantity = Quantity(head.quantity, product[1].unit.zh)
    return [
        released,
        release_quantity(route[1].flow, head.order, quantity),
        *default_dispatch(connection, head.order, route[1]),
    ]
