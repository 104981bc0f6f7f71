"""What stations did while work was on hold and they had not heard of it: one matter a hold.

A hold stops a station that knows of it; the others go on until the news comes. What shows whether
an author knew: the hold lies in the plant's log, and every event names the last of that log its
author held (`rights_at`). Whether it was after the hold, the clocks say; the word of a clock that
was under suspicion is not taken: what it puts before the hold shows too, unless the server had
that before it had the hold.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, or_, select

from app.capabilities.flows.moves.events import Cause
from app.capabilities.flows.moves.queries import left_of, move
from app.capabilities.flows.moves.tables import MoveRow
from app.capabilities.production.holds.answers import Hold, Scope
from app.capabilities.production.holds.decisions import said
from app.capabilities.production.holds.events import hold_stream
from app.capabilities.production.holds.queries import every_hold
from app.capabilities.production.operations.tables import RunRow
from app.capabilities.production.orders.queries import known
from app.journal.discrepancy import Discrepancy
from app.journal.event import Envelope, stored
from app.journal.journal import PLANT
from app.kernel.clock import Quality, quality_of
from app.store.tables import event, receipt

WORKED_ON_HOLD = "worked_on_hold"
LOOKED_AT = 200
"""The latest acts on held work that are named; one more makes it another set."""
_RUN, _MOVE = RunRow.table, MoveRow.table
_ON = (Cause.GOOD.value, Cause.REWORK.value)


@dataclass(frozen=True, slots=True)
class _Done:
    """One start or report in the scope of a hold."""

    hash: str
    order: str
    operation: str
    envelope: Envelope
    is_report: bool


def worked_on_hold(connection: Connection) -> Iterator[Discrepancy]:
    """Find what other stations began and reported of held work without knowing of the hold."""
    for held in every_hold(connection):
        done = _unknowing(connection, held)
        if done:
            yield _matter(connection, held, done)


def _matter(connection: Connection, held: Hold, done: tuple[_Done, ...]) -> Discrepancy:
    heads = known(connection, {one.order for one in done})
    releasers = [row.released_by for row in heads.values()]
    places = dict.fromkeys((one.order, one.operation) for one in done)
    return Discrepancy(
        kind=WORKED_ON_HOLD,
        subjects=(held.hold,),
        owner=held.by or next(iter(releasers), ""),
        at_ms=max(one.envelope.wall for one in done),
        stream=hold_stream(held.hold),
        looked_at=(held.event, *(one.hash for one in done[-LOOKED_AT:])),
        stations=tuple(sorted({one.envelope.station for one in done})),
        facts={
            "hold": said(held.scope),
            "order": ", ".join(dict.fromkeys(order for order, _ in places)),
            "operation": ", ".join(dict.fromkeys(operation for _, operation in places)),
            "pieces": _pieces(connection, done),
        },
    )


def _pieces(connection: Connection, done: tuple[_Done, ...]) -> Decimal:
    """Return how many good pieces were reported, less what was taken back."""
    moves = (move(connection, one.hash) for one in done if one.is_report)
    return sum((left_of(connection, one) for one in moves if one is not None), Decimal(0))


def _unknowing(connection: Connection, held: Hold) -> tuple[_Done, ...]:
    """Return the acts on held work of authors who did not know of the hold, the oldest first."""
    told = _positions(connection, {held.event}).get(held.event)
    done = tuple(_in_scope(connection, held, told))
    knew = _positions(connection, {one.envelope.rights_at for one in done})
    unknowing = (
        one
        for one in done
        if not _knew(knew.get(one.envelope.rights_at), told) and _is_while_held(one.envelope, held)
    )
    return tuple(sorted(unknowing, key=lambda one: (one.envelope.wall, one.hash)))


def _knew(author: int | None, told: int | None) -> bool:
    """Tell whether an author held the plant's log as far as the hold lies in it."""
    return author is not None and told is not None and author >= told


def _is_while_held(envelope: Envelope, held: Hold) -> bool:
    if quality_of(envelope.time_quality) is Quality.SUSPECT:
        return True
    until_ms = envelope.wall + 1 if held.freed is None else held.freed.at_ms
    return held.at_ms <= envelope.wall < until_ms


def _in_scope(connection: Connection, held: Hold, told: int | None) -> Iterator[_Done]:
    """Return what other stations did in a hold's scope that may have been after it."""
    runs = _told(_RUN.c.begun, held, told).add_columns(_RUN.c.order, _RUN.c.operation)
    for name, data, order, operation in connection.execute(runs.where(_of_run(held.scope))):
        yield _Done(name, order, operation, stored(name, bytes(data)).envelope, is_report=False)
    moves = _told(_MOVE.c.hash, held, told).add_columns(_MOVE.c.case, _MOVE.c.source)
    for name, data, order, operation in connection.execute(moves.where(_of_move(held.scope))):
        yield _Done(name, order, operation, stored(name, bytes(data)).envelope, is_report=True)


def _told(name: ColumnElement[str], held: Hold, told: int | None) -> Select[tuple[str, bytes]]:
    """Select acts by their hash: of other stations, and not known to the server before the hold.

    At the station it was set at nothing is begun or reported: its own interlock sees to that.
    """
    at_ms = _RUN.c.at_ms if name is _RUN.c.begun else _MOVE.c.at_ms
    after = or_(at_ms >= held.at_ms, receipt.c.hash.is_(None))
    if told is not None:
        after = or_(after, receipt.c.plant_position >= told)
    return (
        select(event.c.hash, event.c.bytes)
        .join(event, event.c.hash == name)
        .outerjoin(receipt, receipt.c.hash == event.c.hash)
        .where(event.c.station != held.at, after)
    )


def _of_run(scope: Scope) -> ColumnElement[bool]:
    columns = {
        _RUN.c.order: scope.order,
        _RUN.c.operation: scope.operation,
        _RUN.c.equipment: scope.equipment,
        _RUN.c.station: scope.station,
    }
    return _named(columns)


def _of_move(scope: Scope) -> ColumnElement[bool]:
    columns = {
        _MOVE.c.case: scope.order,
        _MOVE.c.source: scope.operation,
        _MOVE.c.equipment: scope.equipment,
        _MOVE.c.station: scope.station,
    }
    counts = and_(_MOVE.c.cause.in_(_ON), _MOVE.c.corrects == "")
    return and_(counts, _named(columns))


def _named(columns: Mapping[Column[str], str]) -> ColumnElement[bool]:
    return and_(*(column == name for column, name in columns.items() if name))


def _positions(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """Return where events lie in the plant's log, as far as the server has told."""
    query = select(receipt.c.hash, receipt.c.position).where(
        receipt.c.area == PLANT, receipt.c.hash.in_(names), receipt.c.position.is_not(None)
    )
    return {row.hash: row.position for row in connection.execute(query)}
