"""Questions about deviations: those people told, and those of parameters."""

from collections.abc import Iterator

from sqlalchemy import Connection, bindparam, or_, select

from app.capabilities.equipment.machines.queries import crossed_while
from app.capabilities.equipment.windows.queries import outside
from app.capabilities.flows.moves.events import node_stream
from app.capabilities.people.signatures.queries import signed_off_by
from app.capabilities.production.operations.queries import running_at, situation
from app.capabilities.quality.deviations.answers import Deviation, Window
from app.capabilities.quality.deviations.decisions import check_batch, number
from app.capabilities.quality.deviations.events import deviation_stream
from app.capabilities.quality.deviations.tables import (
    ASSESSED,
    CLOSED,
    DECIDED,
    REPORTED,
    DeviationClashRow,
    DeviationRow,
    ReportRow,
)
from app.capabilities.quality.timeline.queries import first_begun_ms
from app.capabilities.sites.queries import stations
from app.journal.capability import Acting, GateAsk
from app.journal.discrepancy import Check, Discrepancy
from app.journal.rows import read, read_among
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.quantity import trimmed
from app.kernel.words import Bilingual
from app.store.prepared import Among, Prepared

_D = DeviationRow.table
_OF = Among(select(_D), _D.c.crossing)
_R = ReportRow.table
_BY_STREAM = Prepared(select(_R).where(_R.c.stream == bindparam("stream")))
_OPEN = Prepared(
    select(_R)
    .where(_R.c.order == bindparam("order"), _R.c.state != CLOSED)
    .order_by(_R.c.reported_ms, _R.c.stream)
)
_LATEST = 500


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


# ---------------------------------------------------------------------- what people told (CN-14)
def reported(connection: Connection, name: str) -> ReportRow | None:
    """Return a deviation people told, by its name."""
    found = read(connection, ReportRow, _BY_STREAM, {"stream": deviation_stream(name)})
    return found[0] if found else None


def open_deviations(connection: Connection, order: str) -> tuple[ReportRow, ...]:
    """Return the deviations of an order that are not closed, the first told first."""
    return read(connection, ReportRow, _OPEN, {"order": order})


def reports(connection: Connection, limit: int = _LATEST) -> tuple[ReportRow, ...]:
    """Return the deviations people told, the latest first, whatever became of them."""
    query = select(_R).order_by(_R.c.reported_ms.desc(), _R.c.stream).limit(limit)
    return read(connection, ReportRow, query)


def unclosed(connection: Connection) -> tuple[ReportRow, ...]:
    """Return every deviation somebody still has to do something about, the first told first."""
    query = select(_R).where(_R.c.state != CLOSED).order_by(_R.c.reported_ms, _R.c.stream)
    return read(connection, ReportRow, query)


def of_batch(connection: Connection, order: str = "", lot: str = "") -> tuple[ReportRow, ...]:
    """Return every deviation of an order or a lot, the first told first."""
    of_order, of_lot = _R.c.order == order, _R.c.lot == lot
    about = or_(of_order, of_lot) if order and lot else of_order if order else of_lot
    if not order and not lot:
        return ()
    query = select(_R).where(about).order_by(_R.c.reported_ms, _R.c.stream)
    return read(connection, ReportRow, query)


def since(connection: Connection, since_ms: int) -> tuple[ReportRow, ...]:
    """Return the deviations told since then (ms since 1970 UTC), the first told first."""
    query = select(_R).where(_R.c.reported_ms >= since_ms)
    return read(connection, ReportRow, query.order_by(_R.c.reported_ms, _R.c.stream))


_DAY_MS = 86_400_000
_WAITS = {
    REPORTED: ("deviation_assess", ("engineer", "qa_release"), 1),
    ASSESSED: ("deviation_decide", ("qa_release",), 3),
    DECIDED: ("deviation_close", ("qa_release",), 7),
}
"""By state: what waits, for whom, and how many days after it was told it is late."""
_TOLD_THEN = ("qa_release", "production_head")


def todos(acting: Acting) -> Iterator[Todo]:
    """Say which deviations wait to be assessed, decided or closed."""
    for row in unclosed(acting.connection):
        kind, roles, days = _WAITS[row.state]
        said = f"{number(row.deviation)} · {row.actual}"
        yield Todo(
            key=f"{kind}/{row.deviation}",
            kind=kind,
            title=Bilingual(said, said),
            matter=Matter(stream=row.stream, order=row.order, operation=row.operation, lot=row.lot),
            since_ms=row.reported_ms,
            roles=roles,
            due_ms=row.reported_ms + days * _DAY_MS,
            escalated=_TOLD_THEN,
            urgency=Urgency.SOON if row.order else Urgency.NORMAL,
            screen="deviations",
            place=(("record", row.stream),),
        )


def is_signed_by(connection: Connection, name: str, person: str) -> bool:
    """Tell whether somebody's signature as reviewed stands on all that was told of it."""
    return person in signed_off_by(connection, deviation_stream(name), "reviewed")


def of_parameters(connection: Connection, limit: int = _LATEST) -> tuple[Deviation, ...]:
    """Return parameters' deviations: those of work that runs now, then what was answered for."""
    running = [row for one in stations(connection) for row in running_at(connection, one.station)]
    here = [one for row in running for one in deviations(connection, row.order, row.operation)]
    names = {one.crossing for one in here}
    query = select(_D).order_by(_D.c.at_ms.desc(), _D.c.hash).limit(limit)
    said = [row for row in read(connection, DeviationRow, query) if row.crossing not in names]
    return (*here, *(_answered(row) for row in said))


def _answered(row: DeviationRow) -> Deviation:
    return Deviation(
        crossing=row.crossing,
        order=row.order,
        operation=row.operation,
        equipment=row.equipment,
        parameter=row.parameter,
        value=row.value,
        limit=row.limit,
        unit=row.unit,
        at_ms=row.at_ms,
        reason=row.reason,
        by=row.by,
        said_ms=row.at_ms,
    )


def pass_batch(acting: Acting, ask: GateAsk) -> None:
    """Let pieces of an order go on from here while none of its deviations is open (CN-14).

    Refusal: `deviation.open`. A start is let through, so that what is wrong can be put right.
    """
    if ask.moment == "report":
        check_batch(open_deviations(acting.connection, ask.order), ask.order)


APART = "deviation_decided_apart"


def decided_apart(connection: Connection) -> Iterator[Discrepancy]:
    """Find deviations that two stations decided without knowing of each other: one case each."""
    c = DeviationClashRow.table
    rows = read(
        connection, DeviationClashRow, select(c).order_by(c.c.stream, c.c.at_ms, c.c.second)
    )
    for stream in dict.fromkeys(row.stream for row in rows):
        mine = [row for row in rows if row.stream == stream]
        about = read(connection, ReportRow, _BY_STREAM, {"stream": stream})
        for row in about:
            yield Discrepancy(
                kind=APART,
                subjects=(stream,),
                owner=mine[-1].by,
                at_ms=mine[-1].at_ms,
                stream=stream,
                looked_at=tuple(
                    dict.fromkeys(h for one in mine for h in (one.first, one.second) if h)
                ),
                stations=tuple(dict.fromkeys((row.station, *(one.station for one in mine)))),
                facts={"deviation": number(row.deviation), "where": row.order or row.lot},
            )


CHECKS = (Check((APART,), decided_apart),)
