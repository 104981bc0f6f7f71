"""What an import asks of the journal: which products may be planned, which orders are known."""

from sqlalchemy import Connection

from app.capabilities.documents.queries import all_in_force, body
from app.capabilities.production.bodies import PRODUCT, Product
from app.capabilities.production.orders.queries import known
from app.capabilities.production.orders.tables import OrderRow
from app.capabilities.production.plan.checking import CheckedPlan, Makes, check
from app.capabilities.production.plan.reading import PlanReading

_AT_ONCE = 5_000
"""Numbers in one statement; SQLite takes 32,766 values."""


def plannable(connection: Connection, now_ms: int) -> tuple[Makes, ...]:
    """Return every product in force, by code."""
    pins = all_in_force(connection, PRODUCT, now_ms)
    made = (body(connection, pin.body, Product) for pin in pins)
    return tuple(Makes(one.code, one.name, one.unit) for one in made)


def checked(connection: Connection, reading: PlanReading, now_ms: int) -> CheckedPlan:
    """Return a reading held against what is planned already."""
    numbers = [one.order for one in reading.orders]
    held: dict[str, OrderRow] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        held |= known(connection, numbers[start : start + _AT_ONCE])
    return check(reading, plannable(connection, now_ms), held)
