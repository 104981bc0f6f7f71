"""Questions about work orders."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, or_, select

from app.capabilities.documents.answers import Pin
from app.capabilities.documents.queries import body, for_work
from app.capabilities.production.bodies import (
    INSTRUCTION,
    PRODUCT,
    ROUTE,
    Instruction,
    Product,
    Route,
)
from app.capabilities.production.orders.tables import OrderRow, ReceiptRow, RoutedRow
from app.journal.rows import read, read_among
from app.kernel.refused import Refused
from app.store.prepared import Among, Prepared

_INSTRUCTION = Prepared(
    select(RoutedRow.table.c.instruction).where(
        RoutedRow.table.c.order == bindparam("number"),
        RoutedRow.table.c.operation == bindparam("operation"),
    )
)
_BY_NUMBER = Prepared(select(OrderRow.table).where(OrderRow.table.c.order == bindparam("number")))


def order(connection: Connection, number: str) -> OrderRow | None:
    """Return one order's head."""
    found = read(connection, OrderRow, _BY_NUMBER, {"number": number})
    return found[0] if found else None


def orders_of_lot(connection: Connection, lot: str) -> tuple[OrderRow, ...]:
    """Return the orders that make a lot of finished goods, the first released first."""
    t = OrderRow.table
    query = select(t).where(t.c.lot == lot).order_by(t.c.released_ms, t.c.order)
    return read(connection, OrderRow, query)


def released_order(connection: Connection, number: str) -> OrderRow:
    """Return a released order. Refusals: `order.unknown`, `order.not_released`."""
    found = order(connection, number)
    if found is None:
        raise Refused("order.unknown")
    if found.state != "released":
        raise Refused("order.not_released", order=number)
    return found


def known(connection: Connection, numbers: Collection[str]) -> dict[str, OrderRow]:
    """Return those of `numbers` that are planned or released, by number."""
    return {row.order: row for row in read_among(connection, OrderRow, _KNOWN, numbers)}


def routed(connection: Connection, numbers: Collection[str]) -> dict[str, list[RoutedRow]]:
    """Return the operations of released orders in the order of their route, by order number."""
    found: dict[str, list[RoutedRow]] = {number: [] for number in numbers}
    for row in read_among(connection, RoutedRow, _ROUTED, found):
        found[row.order].append(row)
    return found


_KNOWN = Among(select(OrderRow.table), OrderRow.table.c.order)
_ROUTED = Among(
    select(RoutedRow.table).order_by(RoutedRow.table.c.order, RoutedRow.table.c.place),
    RoutedRow.table.c.order,
)
"""A plan may name more orders than a database takes in one question."""


def instruction_pin(connection: Connection, number: str, operation: str) -> str:
    """Return the instruction a released order pinned for an operation; empty where it has none."""
    return str(_INSTRUCTION.scalar(connection, {"number": number, "operation": operation}) or "")


def orders_by(connection: Connection, pin: str) -> int:
    """Return how many orders were released by a body: as their product, route or instruction."""
    heads, routed_by = OrderRow.table, RoutedRow.table
    own = select(heads.c.order).where(or_(heads.c.product_pin == pin, heads.c.route_pin == pin))
    by_instruction = select(routed_by.c.order).where(routed_by.c.instruction == pin)
    return len(set(connection.execute(own.union(by_instruction)).scalars()))


def receipts(connection: Connection, number: str) -> tuple[ReceiptRow, ...]:
    """Return the finished-goods receipts of an order, oldest first."""
    t = ReceiptRow.table
    query = select(t).where(t.c.order == number).order_by(t.c.at_ms, t.c.hash)
    return read(connection, ReceiptRow, query)


def product_in_force(connection: Connection, code: str, at_ms: int) -> tuple[Pin, Product]:
    """Return a product's revision in force. Refusals: `product.unknown`, `document.withdrawn`."""
    pin = for_work(connection, PRODUCT, code, at_ms)
    if pin is None:
        raise Refused("product.unknown", product=code)
    return pin, body(connection, pin.body, Product)


def route_in_force(connection: Connection, product: Product, at_ms: int) -> tuple[Pin, Route]:
    """Return a route's revision in force. Refusals: `product.no_route`, `document.withdrawn`."""
    pin = for_work(connection, ROUTE, product.route, at_ms)
    if pin is None:
        raise Refused("product.no_route", product=product.code)
    return pin, body(connection, pin.body, Route)


def instructions_in_force(
    connection: Connection, route: Route, at_ms: int
) -> dict[str, tuple[Pin, Instruction]]:
    """Return the instructions in force for a route's operations, by code.

    Refusal: `document.withdrawn`.
    """
    codes = dict.fromkeys(one.instruction for one in route.operations if one.instruction)
    pins = [for_work(connection, INSTRUCTION, code, at_ms) for code in codes]
    return {
        pin.code: (pin, body(connection, pin.body, Instruction)) for pin in pins if pin is not None
    }
