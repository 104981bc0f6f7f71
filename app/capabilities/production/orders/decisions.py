"""What is allowed with work orders."""

from collections.abc import Mapping
from enum import StrEnum

from app.capabilities.documents.answers import Pin
from app.capabilities.flows.moves.decisions import check_flow
from app.capabilities.production.bodies import Instruction, Operation, Product, Route
from app.capabilities.production.orders.events import (
    OrderPlanned,
    OrderReleased,
    RoutedOperation,
)
from app.capabilities.production.orders.tables import OrderRow
from app.kernel.quantity import is_exact
from app.kernel.refused import Refused


class Priority(StrEnum):
    """How an order stands among others; its words are `production.priority.<value>`."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


_PRIORITIES = {
    Priority.URGENT: (
        "加急",
        "特急",
        "紧急",
        "急",
        "最高",
        "urgent",
        "rush",
        "asap",
        "critical",
        "0",
    ),
    Priority.HIGH: ("高", "优先", "high", "h", "a", "1"),
    Priority.LOW: ("低", "low", "l", "c", "3"),
}


def priority_of(said: str) -> Priority:
    """Return what an ERP's own word for a priority means; normal where it is not known."""
    word = said.strip().lower()
    return next((one for one, words in _PRIORITIES.items() if word in words), Priority.NORMAL)


def plan(wanted: OrderPlanned, existing: OrderRow | OrderPlanned | None) -> OrderPlanned | None:
    """Plan an order; None where it is planned just so already.

    `existing` is the order as held, or as an earlier row of the same plan wants it. Refusals:
    `order.planned_else`, `order.bad_quantity`.
    """
    if not is_exact(wanted.quantity) or wanted.quantity <= 0:
        raise Refused("order.bad_quantity", order=wanted.order)
    if existing is None:
        return wanted
    as_planned = (existing.product, existing.quantity, existing.due)
    if as_planned == (wanted.product, wanted.quantity, wanted.due):
        return None
    raise Refused("order.planned_else", order=wanted.order)


def release(
    order: OrderRow,
    lot: str,
    product: tuple[Pin, Product],
    route: tuple[Pin, Route],
    instructions: Mapping[str, tuple[Pin, Instruction]],
) -> OrderReleased:
    """Release an order by the revisions in force now; `instructions` by their code.

    Refusals: `order.released_already`, `order.not_whole`, and those of the route's flow.
    """
    if order.state != "planned":
        raise Refused("order.released_already", order=order.order)
    if product[1].whole and order.quantity != order.quantity.to_integral_value():
        raise Refused("order.not_whole", order=order.order, quantity=order.quantity)
    check_flow(route[1].flow)
    pins = [
        name
        for pin, body in instructions.values()
        for name in (pin.body, *(step.picture for step in body.steps if step.picture))
    ]
    return OrderReleased(
        order=order.order,
        lot=lot,
        unit=product[1].unit,
        product_name=product[1].name,
        product_pin=product[0].body,
        product_revision=product[0].revision,
        route_pin=route[0].body,
        route_revision=route[0].revision,
        operations=tuple(
            RoutedOperation(
                code=one.code,
                name=one.name,
                icon=one.icon,
                work_centre=one.work_centre,
                instruction=_pin_of(instructions, one),
            )
            for one in route[1].operations
        ),
        whole=product[1].whole,
        pins=tuple(dict.fromkeys(pins)),
    )


def _pin_of(instructions: Mapping[str, tuple[Pin, Instruction]], one: Operation) -> str:
    found = instructions.get(one.instruction)
    return "" if found is None else found[0].body


def lot_of(product: Product, order: str, year_month: str) -> str:
    """Return the lot id an order is given: unique because its order number is."""
    return f"{product.lot_prefix}{year_month}-{order}"
