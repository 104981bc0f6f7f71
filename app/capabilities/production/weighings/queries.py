"""Questions about weighings."""

from sqlalchemy import Connection, select

from app.capabilities.production.weighings.tables import TakenBackRow, WeighingRow
from app.journal.rows import read

_t, _back = WeighingRow.table, TakenBackRow.table


def weighings(connection: Connection, order: str, operation: str) -> tuple[WeighingRow, ...]:
    """Return the weighings of an operation that count, oldest first."""
    here = select(_t).where(_t.c.order == order, _t.c.operation == operation)
    counting = here.where(_t.c.hash.not_in(select(_back.c.weighing)))
    return read(connection, WeighingRow, counting.order_by(_t.c.at_ms, _t.c.hash))


def weighing(connection: Connection, name: str) -> WeighingRow | None:
    """Return one weighing that counts, by its hash."""
    one = select(_t).where(_t.c.hash == name, _t.c.hash.not_in(select(_back.c.weighing)))
    found = read(connection, WeighingRow, one)
    return found[0] if found else None


def lots_weighed(connection: Connection, order: str) -> tuple[str, ...]:
    """Return the lots of material that were weighed for an order, and count."""
    query = select(_t.c.lot).where(_t.c.order == order, _t.c.lot != "").distinct()
    counting = query.where(_t.c.hash.not_in(select(_back.c.weighing)))
    return tuple(connection.execute(counting.order_by(_t.c.lot)).scalars())


def orders_weighing(connection: Connection, lot: str) -> tuple[str, ...]:
    """Return the orders a lot of material was weighed for, where that counts."""
    query = select(_t.c.order).where(_t.c.lot == lot).distinct()
    counting = query.where(_t.c.hash.not_in(select(_back.c.weighing)))
    return tuple(connection.execute(counting.order_by(_t.c.order)).scalars())


def weighed_operations(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return every (order, operation) anything was weighed for."""
    query = select(_t.c.order, _t.c.operation).distinct().order_by(_t.c.order, _t.c.operation)
    return tuple((row.order, row.operation) for row in connection.execute(query))
