"""Questions about deviations of parameters."""

from sqlalchemy import Connection, select

from app.capabilities.equipment.machines.queries import crossed_while
from app.capabilities.flows.events import node_stream
from app.capabilities.production.operations.queries import situation
from app.capabilities.quality.deviations.answers import Deviation
from app.capabilities.quality.deviations.tables import DeviationRow
from app.capabilities.quality.timeline.queries import first_begun_ms
from app.journal.rows import read_among
from app.store.prepared import Among

_D = DeviationRow.table
_OF = Among(select(_D), _D.c.crossing)


def deviations(connection: Connection, order: str, operation: str) -> tuple[Deviation, ...]:
    """Return the limits crossed while an operation was in hand, the oldest first.

    Refusals: those of `situation`.
    """
    now = situation(connection, order, operation)
    begun_ms = first_begun_ms(connection, node_stream(order, operation))
    machine = now.row.equipment if begun_ms is not None else ""
    rows = crossed_while(connection, order, operation, machine, begun_ms or 0)
    said = {
        one.crossing: one
        for one in read_among(connection, DeviationRow, _OF, [r.hash for r in rows])
    }
    found = []
    for row in rows:
        answer = said.get(row.hash)
        found.append(
            Deviation(
                crossing=row.hash,
                order=order,
                operation=operation,
                equipment=row.equipment,
                parameter=row.parameter,
                value=row.value,
                limit=row.limit,
                unit=row.unit,
                at_ms=row.at_ms,
                reason="" if answer is None else answer.reason,
                by="" if answer is None else answer.by,
                said_ms=0 if answer is None else answer.at_ms,
            )
        )
    return tuple(found)
