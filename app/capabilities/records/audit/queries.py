"""The audit trail: filtered and paged in the database; only a page's events are ever decoded."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, true

from app.capabilities.records.audit.answers import Filters, Line, Page
from app.capabilities.records.entries.queries import FOUND, as_found, entries
from app.journal.ledger import ledger_of
from app.journal.signing import SIGNED
from app.journal.upcast import Vocabulary
from app.store.tables import ACTOR, event, receipt

PAGE = 200
"""Lines on one page."""
COUNTED_TO = 10_000
"""No further is counted: what is beyond is said to be more."""
_HLC_OF_MS = 1 << 16


def page(connection: Connection, vocabulary: Vocabulary, filters: Filters, start: int = 0) -> Page:
    """Return a page of the trail, latest first."""
    chosen = _chosen(filters)
    lines = _lines(connection, vocabulary, chosen, start)
    is_last = len(lines) < PAGE and (bool(lines) or start == 0)
    total = start + len(lines) if is_last else _count(connection, chosen)
    return Page(lines, start, total, COUNTED_TO)


def everything(connection: Connection, vocabulary: Vocabulary, filters: Filters) -> Iterator[Line]:
    """Yield the whole trail that `filters` choose, latest first, a page at a time."""
    chosen, start = _chosen(filters), 0
    while lines := _lines(connection, vocabulary, chosen, start):
        yield from lines
        start += PAGE


def kinds(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return every kind of event this program knows, sorted: what can be filtered by."""
    known = (happened.kind for each in vocabulary.capabilities for happened in each.happened)
    return tuple(sorted(known))


def _count(connection: Connection, chosen: ColumnElement[bool]) -> int:
    some = select(event.c.ordinal).where(chosen).limit(COUNTED_TO).subquery()
    total: int = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return total


def _lines(
    connection: Connection, vocabulary: Vocabulary, chosen: ColumnElement[bool], start: int
) -> tuple[Line, ...]:
    found = [as_found(row) for row in connection.execute(_page_of(chosen, start))]
    made = entries(connection, vocabulary, found)
    signed = _signed(connection, {entry.stream for entry in made})
    return tuple(Line(entry, entry.hash in signed) for entry in made)


def _signed(connection: Connection, streams: set[str]) -> frozenset[str]:
    """Return what standing signatures cover in these streams."""
    query = select(event.c.stream).where(event.c.stream.in_(streams), event.c.kind == SIGNED)
    ledgers = [
        ledger_of(connection, name) for name in connection.execute(query.distinct()).scalars()
    ]
    return frozenset(
        name
        for ledger in ledgers
        for one in ledger.signatures
        if one.hash not in ledger.withdrawn
        for name in ledger.reached(one.hash)
    )


def _page_of(chosen: ColumnElement[bool], start: int) -> Select[tuple[object, ...]]:
    """Select a page: its places from the index alone, then only those rows."""
    latest = (event.c.hlc.desc(), event.c.ordinal.desc())
    places = select(event.c.ordinal).where(chosen).order_by(*latest).offset(start).limit(PAGE)
    return (
        select(*FOUND)
        .select_from(event.outerjoin(receipt, receipt.c.hash == event.c.hash))
        .where(event.c.ordinal.in_(places))
        .order_by(*latest)
    )


def _chosen(filters: Filters) -> ColumnElement[bool]:
    """Return the condition of what is wanted, every part of it served by an index."""
    found: list[ColumnElement[bool]] = [true()]
    for column, value in (
        (ACTOR, filters.person),
        (event.c.station, filters.station),
        (event.c.kind, filters.kind),
    ):
        if value:
            found.append(column == value)
    if filters.record:
        found.append(event.c.stream.contains(filters.record, autoescape=True))
    if filters.since_ms is not None:
        found.append(event.c.hlc >= filters.since_ms * _HLC_OF_MS)
    if filters.until_ms is not None:
        found.append(event.c.hlc < filters.until_ms * _HLC_OF_MS)
    return and_(*found)
