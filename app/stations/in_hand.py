"""What a station's equipment is at work on: the operation in hand, its order and lot."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.equipment.machines.queries import machines
from app.capabilities.production.operations.queries import running_at
from app.capabilities.production.operations.tables import OperationRow
from app.capabilities.production.orders.queries import known, routed


@dataclass(frozen=True, slots=True)
class InHand:
    """One operation of one order; all empty where nothing is in hand."""

    order: str = ""
    operation: str = ""
    lot: str = ""


NOTHING = InHand()


def in_hand(connection: Connection, station: str) -> dict[str, InHand]:
    """Return what each machine works on, by its code; those with nothing in hand are left out.

    An operation that names its equipment is at that one. Another one is at every machine of its
    work centre; of several that run there, the latest begun.
    """
    running = running_at(connection, station)
    if not running:
        return {}
    orders = {row.order for row in running}
    lots = {number: head.lot for number, head in known(connection, orders).items()}
    centres = {
        (routing.order, routing.operation): routing.work_centre
        for routings in routed(connection, orders).values()
        for routing in routings
    }

    def works_on(equipment: str, work_centre: str) -> Iterator[OperationRow]:
        yield from (row for row in running if row.equipment == equipment)
        for row in running:
            if not row.equipment and centres.get((row.order, row.operation)) == work_centre:
                yield row

    found = {}
    for machine in machines(connection):
        row = next(works_on(machine.equipment, machine.work_centre), None)
        if row is not None:
            found[machine.equipment] = InHand(row.order, row.operation, lots.get(row.order, ""))
    return found
