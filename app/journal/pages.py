"""The journal's pages: events as they lie in the database, appended there and never changed."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, false, insert, select

from app.journal.chain import roll
from app.journal.event import FIRST, Sealed, stored
from app.store import content
from app.store.prepared import Prepared, PreparedChange
from app.store.tables import event, outbox
from app.store.upsert import Line, append


def append_events(connection: Connection, events: Sequence[Sealed], *, unsent: bool) -> str:
    """Append events; return the order of arrival rolled up to the last of them."""
    if not events:
        return ""
    arrival = _LAST_ARRIVAL.scalar(connection, {}) or FIRST
    lines = []
    for sealed in events:
        arrival = roll(arrival, sealed.hash)
        lines.append(_line(sealed, arrival))
    append(connection, event, lines)
    if unsent:
        _INTO_OUTBOX.run(connection, [{"hash": sealed.hash} for sealed in events])
    named = [(s.envelope.area, name) for s in events for name in s.envelope.blobs]
    if named:
        content.name(connection, named)
    return arrival


def end_of(connection: Connection, chain: str) -> tuple[int, str]:
    """Return where a chain ends here: (seq, hash) of its last event."""
    return _HEAD_OF_CHAIN.first(connection, {"chain": chain}) or (0, FIRST)


def last_arrived(connection: Connection) -> tuple[str, str]:
    """Return the hash of what arrived last, and the order of arrival rolled up to it."""
    return _LAST.first(connection, {}) or ("", "")


def last_wall_ms(connection: Connection, chain: str) -> int:
    """Return what the author's clock said at the last event of a chain, 0 before the first."""
    last = _LAST_OF_CHAIN.first(connection, {"chain": chain})
    return 0 if last is None else stored(last[0], bytes(last[1])).envelope.wall


def whose(connection: Connection, event_hash: str) -> str:
    """Return the actor of an event held here, empty where it is not held."""
    data = _BYTES.scalar(connection, {"hash": event_hash})
    return "" if data is None else stored(event_hash, bytes(data)).envelope.actor


def _line(sealed: Sealed, arrival: str) -> Line:
    """Return the columns after `ordinal`, in the order of the table."""
    envelope = sealed.envelope
    return (
        sealed.hash,
        envelope.station,
        envelope.chain,
        envelope.seq,
        envelope.hlc,
        envelope.area,
        envelope.stream,
        envelope.kind,
        sealed.data,
        arrival,
    )


_BYTES = Prepared(select(event.c.bytes).where(event.c.hash == bindparam("hash")))
_HEAD_OF_CHAIN = Prepared(
    select(event.c.seq, event.c.hash)
    .where(event.c.chain == bindparam("chain"))
    .order_by(event.c.seq.desc())
    .limit(1)
)
_LAST_OF_CHAIN = Prepared(
    select(event.c.hash, event.c.bytes)
    .where(event.c.chain == bindparam("chain"))
    .order_by(event.c.seq.desc())
    .limit(1)
)
_LAST = Prepared(select(event.c.hash, event.c.arrival).order_by(event.c.ordinal.desc()).limit(1))
_LAST_ARRIVAL = Prepared(select(event.c.arrival).order_by(event.c.ordinal.desc()).limit(1))
_INTO_OUTBOX = PreparedChange(
    insert(outbox).from_select(
        ["ordinal", "waits"],
        select(event.c.ordinal, false()).where(event.c.hash == bindparam("hash")),
    )
)
