"""Questions about nonconformances: one as it stands, all that are open, what recurs."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Connection, bindparam, select

from app.capabilities.documents.queries import all_in_force, body
from app.capabilities.flows.moves.bodies import START
from app.capabilities.flows.moves.decisions import sums
from app.capabilities.flows.moves.queries import totals
from app.capabilities.forms.filling.queries import filled, head, uninvestigated
from app.capabilities.quality.nonconformance.records import decisions
from app.capabilities.quality.nonconformance.records.answers import (
    Nonconformance,
    Pieces,
    Recurrence,
)
from app.capabilities.quality.nonconformance.records.bodies import (
    HELD,
    NC_TERMS,
    STANDARD_TERMS,
    Terms,
    pieces_case,
)
from app.capabilities.quality.nonconformance.records.events import nonconformance_stream
from app.capabilities.quality.nonconformance.records.tables import (
    ApprovalRow,
    CostRow,
    DeedRow,
    NonconformanceRow,
    ProposalRow,
    RemarkRow,
)
from app.journal.capability import Plugs
from app.journal.ledger import ledger_of
from app.journal.rows import read, read_among
from app.kernel.refused import Refused
from app.store.prepared import Among, Prepared

R = TypeVar("R", ProposalRow, ApprovalRow, DeedRow)

_DAY_MS = 86_400_000
_N = NonconformanceRow.table
_BY_STREAM = Prepared(select(_N).where(_N.c.stream == bindparam("stream")))
_OPEN = Prepared(
    select(_N)
    .where(_N.c.closed_ms == 0, _N.c.called_off_ms == 0, _N.c.opened != "")
    .order_by(_N.c.opened_ms, _N.c.name)
)
_PROPOSALS = Among(select(ProposalRow.table), ProposalRow.table.c.stream)
_APPROVALS = Among(select(ApprovalRow.table), ApprovalRow.table.c.stream)
_DONE = Among(select(DeedRow.table), DeedRow.table.c.stream)


def nonconformance(connection: Connection, name: str) -> Nonconformance | None:
    """Return one as it stands; None where it is not known here."""
    rows = read(connection, NonconformanceRow, _BY_STREAM, {"stream": nonconformance_stream(name)})
    return standing(connection, rows)[0] if rows else None


def known(connection: Connection, name: str) -> Nonconformance:
    """Return one as it stands. Refusal: `ncr.unknown`."""
    found = nonconformance(connection, name)
    if found is None:
        raise Refused("ncr.unknown")
    return found


def numbers(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """Return the numbers people read, by the names that holds and cases know them by."""
    wanted = {one for one in names if one}
    if not wanted:
        return {}
    found = read(connection, NonconformanceRow, select(_N).where(_N.c.name.in_(wanted)))
    return {row.name: row.number for row in found if row.number}


def open_ones(connection: Connection) -> tuple[Nonconformance, ...]:
    """Return every one that is neither closed nor called off, the oldest first."""
    return standing(connection, read(connection, NonconformanceRow, _OPEN, {}))


def opened_since(connection: Connection, since_ms: int) -> tuple[NonconformanceRow, ...]:
    """Return what was opened since a time (ms since 1970 UTC), the oldest first."""
    query = select(_N).where(_N.c.opened_ms >= since_ms, _N.c.opened != "")
    return read(connection, NonconformanceRow, query.order_by(_N.c.opened_ms, _N.c.name))


def closed_since(connection: Connection, since_ms: int) -> tuple[NonconformanceRow, ...]:
    """Return what was closed since a time (ms since 1970 UTC)."""
    query = select(_N).where(_N.c.closed_ms >= since_ms, _N.c.closed_ms > 0)
    return read(connection, NonconformanceRow, query.order_by(_N.c.closed_ms, _N.c.name))


def of_order(connection: Connection, order: str) -> tuple[Nonconformance, ...]:
    """Return every one of an order, the oldest first."""
    query = select(_N).where(_N.c.order == order, _N.c.opened != "").order_by(_N.c.opened_ms)
    return standing(connection, read(connection, NonconformanceRow, query))


def of_lot(connection: Connection, lot: str) -> tuple[Nonconformance, ...]:
    """Return every one of a lot, the oldest first."""
    query = select(_N).where(_N.c.lot == lot, _N.c.opened != "").order_by(_N.c.opened_ms)
    return standing(connection, read(connection, NonconformanceRow, query))


def of_filled(connection: Connection, filled: str) -> tuple[NonconformanceRow, ...]:
    """Return what was opened because of a filled form and not called off, the oldest first."""
    query = select(_N).where(_N.c.filled == filled, _N.c.opened != "", _N.c.called_off_ms == 0)
    return read(connection, NonconformanceRow, query.order_by(_N.c.opened_ms, _N.c.name))


def latest(connection: Connection, limit: int = 200) -> tuple[Nonconformance, ...]:
    """Return the last ones opened, whatever became of them, the latest first."""
    query = select(_N).where(_N.c.opened != "").order_by(_N.c.opened_ms.desc(), _N.c.name)
    return standing(connection, read(connection, NonconformanceRow, query.limit(limit)))


def standing(
    connection: Connection, rows: Sequence[NonconformanceRow]
) -> tuple[Nonconformance, ...]:
    """Return nonconformances with their proposals, approvals, deeds and pieces."""
    streams = [row.stream for row in rows]
    proposals = _by_stream(read_among(connection, ProposalRow, _PROPOSALS, streams))
    approvals = _by_stream(read_among(connection, ApprovalRow, _APPROVALS, streams))
    done = _by_stream(read_among(connection, DeedRow, _DONE, streams))
    moved = totals(connection, [pieces_case(row.name) for row in rows])
    return tuple(
        Nonconformance(
            row,
            _pieces(row, moved[pieces_case(row.name)]),
            tuple(sorted(proposals.get(row.stream, ()), key=_age)),
            tuple(sorted(approvals.get(row.stream, ()), key=_age)),
            tuple(sorted(done.get(row.stream, ()), key=_age)),
        )
        for row in rows
    )


def terms(connection: Connection, at_ms: int) -> Terms:
    """Return the plant's terms in force, or those that hold where it has none, or none is here yet.

    What is not as required is written down, held and shown with or without them.
    """
    try:
        return terms_in_force(connection, at_ms)
    except Refused:
        return STANDARD_TERMS


def terms_in_force(connection: Connection, at_ms: int) -> Terms:
    """Return the plant's terms by which it judges. Refusal: `document.not_here`."""
    for pin in all_in_force(connection, NC_TERMS, at_ms):
        return body(connection, pin.body, Terms)
    return STANDARD_TERMS


def costs(connection: Connection, name: str) -> tuple[CostRow, ...]:
    """Return what one cost, the oldest first."""
    t = CostRow.table
    query = select(t).where(t.c.name == name).order_by(t.c.at_ms, t.c.hash)
    return read(connection, CostRow, query)


def costs_since(connection: Connection, since_ms: int) -> tuple[CostRow, ...]:
    """Return what was noted of costs since a time (ms since 1970 UTC)."""
    t = CostRow.table
    return read(connection, CostRow, select(t).where(t.c.at_ms >= since_ms))


def done_since(connection: Connection, since_ms: int) -> tuple[DeedRow, ...]:
    """Return what was done since a time (ms since 1970 UTC)."""
    t = DeedRow.table
    return read(connection, DeedRow, select(t).where(t.c.at_ms >= since_ms))


def remarks(connection: Connection, name: str) -> tuple[RemarkRow, ...]:
    """Return what was said of one, the oldest first."""
    t = RemarkRow.table
    query = select(t).where(t.c.name == name).order_by(t.c.at_ms, t.c.hash)
    return read(connection, RemarkRow, query)


def recurrences(connection: Connection, now_ms: int) -> tuple[Recurrence, ...]:
    """Return what recurs by the plant's terms, the latest last; for whoever acts on it.

    Of what was opened within twice the window of the terms: what recurs now began in it.
    """
    here = terms(connection, now_ms)
    since_ms = now_ms - 2 * here.within_days * _DAY_MS
    return decisions.recurrences(opened_since(connection, since_ms), here)


# ----------------------------------------------------------------------------- forms, signatures
def misses_registered(connection: Connection, name: str, plugs: Plugs) -> bool:
    """Tell whether a field of a filled form fails that checks a registered requirement."""
    if not name or head(connection, name) is None:
        return False
    one = filled(connection, name, plugs)
    failed = set(one.judged.failed)
    return any(field.registered and field.key in failed for field in one.layout.form.fields)


def open_results(connection: Connection, name: str, plugs: Plugs) -> int:
    """Return how many failed results of a filled form nobody investigated yet (CN-18)."""
    if not name:
        return 0
    return sum(1 for one in uninvestigated(connection, plugs) if one.filled == name)


def has_signed(
    connection: Connection, stream: str, person: str, meanings: Iterable[str], event: str
) -> bool:
    """Tell whether a standing signature of a person's over an event says one of `meanings`."""
    ledger = ledger_of(connection, stream)
    said = frozenset(meanings)
    return any(
        one.actor == person and one.meaning in said and event in ledger.reached(one.hash)
        for one in ledger.signatures
        if one.hash not in ledger.withdrawn
    )


def _pieces(row: NonconformanceRow, moved: dict[tuple[str, str, str], Decimal]) -> Pieces:
    """The quantity that was found comes in by the record itself, once, however often it is said."""
    moves = ((source, target, much) for (source, target, _), much in moved.items())
    return Pieces(sums(((START, HELD, row.quantity), *moves)))


def _by_stream(rows: Iterable[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(row.stream, []).append(row)
    return found


def _age(row: ProposalRow | ApprovalRow | DeedRow) -> tuple[int, str]:
    return (row.at_ms, row.hash)
