"""Where a scanned traveller leads at this station: to a task of ours, or to who has it.

Questions only, asked on the reader thread; the answer is a task, or the refusal to be shown.
"""

from sqlalchemy import Connection

from app.capabilities.equipment.machines.queries import served_by
from app.capabilities.production.orders.queries import order as order_of
from app.capabilities.production.orders.queries import routed
from app.capabilities.production.progress.answers import Task
from app.capabilities.production.progress.queries import task, tasks
from app.capabilities.sites.queries import station as station_of
from app.kernel.refused import Refused
from app.kernel.words import Bilingual


def my_tasks(connection: Connection, station: str) -> tuple[Task, ...]:
    """Return what is to be done at a station, what runs first."""
    return tasks(connection, station, served_by(connection, station))


def whose_operation(
    connection: Connection, station: str, order: str, operation: str
) -> Task | Refused:
    """Return the task of one operation where it is ours, done or not; else why it is not."""
    refused = _unusable(connection, order)
    if refused is not None:
        return refused
    found = task(connection, order, operation)
    if found is None:
        return Refused("operation.unknown", order=order, operation=operation)
    if found.station == station or any(_is(one, found) for one in my_tasks(connection, station)):
        return found
    if not found.station and _serves(connection, station, order, operation):
        return found
    return Refused(
        "operation.other_station", operation=operation, station=_place(connection, found)
    )


def whose_order(connection: Connection, station: str, order: str) -> Task | Refused:
    """Return our most urgent task of an order; else which station has the order now."""
    refused = _unusable(connection, order)
    if refused is not None:
        return refused
    ours = [one for one in my_tasks(connection, station) if one.order == order]
    ready = [one for one in ours if one.state != "waiting" or one.tally.here > 0]
    if ready or ours:
        return (ready or ours)[0]
    for row in routed(connection, [order])[order]:
        found = task(connection, order, row.operation)
        if found is not None and found.tally.here > 0:
            return Refused(
                "operation.other_station",
                operation=found.operation,
                station=_place(connection, found),
            )
    return Refused("desk.nothing_left", order=order)


def _unusable(connection: Connection, order: str) -> Refused | None:
    head = order_of(connection, order)
    if head is None:
        return Refused("desk.unknown_order", order=order)
    return None if head.state == "released" else Refused("order.not_released", order=order)


def _serves(connection: Connection, station: str, order: str, operation: str) -> bool:
    centres = served_by(connection, station)
    rows = routed(connection, [order])[order]
    return any(row.operation == operation and row.work_centre in centres for row in rows)


def _place(connection: Connection, found: Task) -> Bilingual:
    """Return the name of the station a task was sent to, or of the work centre that has it."""
    if found.station:
        known = station_of(connection, found.station)
        return known.name if known else Bilingual(found.station, found.station)
    rows = routed(connection, [found.order])[found.order]
    centre = next(row.work_centre for row in rows if row.operation == found.operation)
    return Bilingual(centre, centre)


def _is(one: Task, other: Task) -> bool:
    return (one.order, one.operation) == (other.order, other.operation)
