"""Questions about operations."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, func, select

from app.capabilities.documents.queries import body
from app.capabilities.equipment.machines.queries import served_by
from app.capabilities.flows.moves.events import node_stream
from app.capabilities.flows.moves.queries import at_nodes, last_arrival_ms, waiting_since_ms
from app.capabilities.production.bodies import Route
from app.capabilities.production.operations.decisions import Site, Situation
from app.capabilities.production.operations.tables import (
    RUNNING,
    DoubleStartRow,
    OperationRow,
    RunRow,
)
from app.capabilities.production.orders.queries import released_order
from app.journal.knowing import may_follow
from app.journal.rows import read, read_among
from app.kernel.refused import Refused
from app.store.prepared import Among, Prepared

_BY_STREAM = Prepared(
    select(OperationRow.table).where(OperationRow.table.c.stream == bindparam("stream"))
)


def site(connection: Connection, station: str) -> Site:
    """Return what a station serves."""
    return Site(station, served_by(connection, station))


def situation(connection: Connection, order: str, operation: str) -> Situation:
    """Return how one operation stands.

    Refusals: `order.unknown`, `order.not_released`, `operation.unknown`, `document.not_here`.
    """
    head = released_order(connection, order)
    route = body(connection, head.route_pin, Route)
    segment = route.operation(operation)
    if segment is None:
        raise Refused("operation.unknown", order=order, operation=operation)
    stream = node_stream(order, operation)
    rests = segment.min_dwell_min > 0
    rows = read(connection, OperationRow, _BY_STREAM, {"stream": stream})
    return Situation(
        row=rows[0] if rows else OperationRow(stream=stream, order=order, operation=operation),
        route=route,
        operation=segment,
        at=at_nodes(connection, order),
        unit=head.unit_zh,
        whole=head.whole,
        arrived_ms=last_arrival_ms(connection, order, operation) if rests else None,
        waits_since_ms=(
            waiting_since_ms(connection, order, operation) if segment.max_wait_min else None
        ),
    )


def rows_of(connection: Connection, orders: Collection[str]) -> dict[tuple[str, str], OperationRow]:
    """Return the state of every touched operation of some orders, by (order, operation)."""
    rows = read_among(connection, OperationRow, _OF_ORDERS, orders)
    return {(row.order, row.operation): row for row in rows}


_OF_ORDERS = Among(select(OperationRow.table), OperationRow.table.c.order)


def double_starts(connection: Connection) -> tuple[DoubleStartRow, ...]:
    """Return every operation two stations started without knowing of each other."""
    t = DoubleStartRow.table
    return read(connection, DoubleStartRow, select(t).order_by(t.c.at_ms, t.c.second))


def runs_since(
    connection: Connection, named: tuple[str, str, str], since: tuple[int, int | None]
) -> tuple[RunRow, ...]:
    """Return when work began or went on that may be after something in the plant's log.

    `named` are order, operation and equipment, empty for any; `since` is when that something was
    (ms since 1970 UTC) and its place in the log.
    """
    t = RunRow.table
    columns = zip((t.c.order, t.c.operation, t.c.equipment), named, strict=True)
    wanted = [column == name for column, name in columns if name]
    return read(
        connection, RunRow, select(t).where(*wanted, may_follow(t.c.begun, t.c.at_ms, *since))
    )


def running_at(connection: Connection, station: str) -> tuple[OperationRow, ...]:
    """Return the operations that run at a station now, the latest begun first."""
    t = OperationRow.table
    query = select(t).where(t.c.started_at == station, t.c.state == RUNNING)
    return read(connection, OperationRow, query.order_by(t.c.since_ms.desc(), t.c.stream))


def orders_on(connection: Connection, equipment: str, since_ms: int) -> tuple[str, ...]:
    """Return the orders a machine worked on since a time (ms since 1970 UTC), the latest first.

    What began before and went on then is among them, and what has gone on elsewhere since.
    """
    t, r = OperationRow.table, RunRow.table
    went_on = (t.c.state == RUNNING) | (t.c.changed_ms >= since_ms)
    rows = select(t.c.order, func.max(t.c.changed_ms)).where(t.c.equipment == equipment, went_on)
    runs = select(r.c.order, func.max(r.c.at_ms)).where(
        r.c.equipment == equipment, r.c.at_ms >= since_ms
    )
    last: dict[str, int] = {}
    for query, of in ((rows, t), (runs, r)):
        for order, at_ms in connection.execute(query.group_by(of.c.order)):
            last[order] = max(at_ms, last.get(order, 0))
    return tuple(sorted(last, key=lambda one: (-last[one], one)))
