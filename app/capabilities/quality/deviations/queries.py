"""Questions about deviations of parameters."""

from sqlalchemy import Connection, select

from app.capabilities.equipment.machines.queries import crossed_while
from app.capabilities.equipment.windows.queries import outside
from app.capabilities.flows.moves.events import node_stream
from app.capabilities.production.operations.queries import situation
from app.capabilities.quality.deviations.answers import Deviation, Window
from app.capabilities.quality.deviations.tables import DeviationRow
from app.capabilities.quality.timeline.queries import first_begun_ms
from app.journal.rows import read_among
from app.kernel.quantity import trimmed
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


def standing(
    connection: Connection, order: str, operation: str, equipment: str, now_ms: int
) -> tuple[Deviation, ...]:
    """Return where a machine stands outside its windows, whatever was in hand when it left them.

    What somebody said of it for another operation does not answer for this one. `equipment` is the
    machine the work is about to begin on, or runs on; `now_ms` since 1970 UTC.
    """
    found = outside(connection, equipment, now_ms)
    rows = read_among(connection, DeviationRow, _OF, [one.said for one in found])
    mine = {one.crossing: one for one in rows if (one.order, one.operation) == (order, operation)}
    here = []
    for one in found:
        answer = mine.get(one.said)
        here.append(
            Deviation(
                crossing=one.said,
                order=order,
                operation=operation,
                equipment=one.equipment,
                parameter=one.parameter,
                value=str(trimmed(one.value)),
                limit=str(trimmed(one.limit)),
                unit=one.unit,
                at_ms=one.at_ms,
                reason="" if answer is None else answer.reason,
                by="" if answer is None else answer.by,
                said_ms=0 if answer is None else answer.at_ms,
                window=Window(one.low, one.high),
            )
        )
    return tuple(here)


def known(
    connection: Connection, order: str, operation: str, equipment: str, now_ms: int
) -> tuple[Deviation, ...]:
    """Return what there is to answer for at an operation: crossed in it, or standing before it.

    `equipment` as in `standing`; empty for the machine the work runs on or was sent to.
    Refusals: those of `situation`.
    """
    crossed = deviations(connection, order, operation)
    machine = equipment or situation(connection, order, operation).row.equipment
    names = {one.crossing for one in crossed}
    before = standing(connection, order, operation, machine, now_ms)
    return (*crossed, *(one for one in before if one.crossing not in names))
