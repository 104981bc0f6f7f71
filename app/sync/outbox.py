"""What this node holds and the server has not judged: counted for the screen, packed for a push."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, text, update

from app.journal.chain import Seal, head_text
from app.journal.event import Sealed, unseal
from app.journal.journal import QUARANTINED
from app.journal.ledger import list_of
from app.kernel.clock import wall_ms
from app.store.tables import event, outbox, receipt, seal
from app.store.upsert import upsert
from app.sync.protocol import KEY_REVOKED, PUSH_EVENTS, Push
from app.sync.signing import Identity


@dataclass(frozen=True, slots=True)
class Unsent:
    """What has not reached the server, for people; `oldest_ms` is 0 where there is nothing.

    `waiting` of them lie at the server, which lacks an event before them.
    """

    events: int
    waiting: int
    oldest_ms: int
    kinds: tuple[tuple[str, int], ...]


_UNSENT = (
    select(event.c.kind, func.count(), func.min(event.c.hlc), func.count().filter(outbox.c.waits))
    .select_from(event.join(outbox, outbox.c.ordinal == event.c.ordinal))
    .group_by(event.c.kind)
)


def unsent(connection: Connection) -> Unsent:
    """Return what has neither position nor verdict, by kind, the most frequent first."""
    rows = connection.execute(_UNSENT).all()
    kinds = sorted(((row[0], int(row[1])) for row in rows), key=lambda one: (-one[1], one[0]))
    oldest = min((int(row[2]) for row in rows), default=0)
    waiting = sum(int(row[3]) for row in rows)
    return Unsent(sum(n for _, n in kinds), waiting, wall_ms(oldest), tuple(kinds))


_QUARANTINED = (
    select(func.count()).select_from(receipt).where(text("verdict <> ''"))  # as its index says
)


def quarantined(connection: Connection) -> int:
    """Return how many events held here the server does not let count."""
    return int(connection.execute(_QUARANTINED).scalar_one())


def collect(connection: Connection, me: Identity, limit: int, limit_bytes: int) -> Push | None:
    """Return the next push, in the order taken; None where nothing is to be offered."""
    events, lists = _oldest(connection, limit, limit_bytes)
    if not events:
        return None
    seals = (*_signed(me, events), *_kept(connection, me, events))
    return Push(events=tuple(sealed.data for sealed in events), seals=seals, lists=lists)


def offer_again(connection: Connection, hashes: Collection[str]) -> None:
    """Offer events the server misses, where they are held here."""
    if not hashes:
        return
    ordinals = select(event.c.ordinal).where(event.c.hash.in_(tuple(hashes)))
    rows = [{"ordinal": n, "waits": False} for n in connection.execute(ordinals).scalars()]
    upsert(connection, outbox, rows)


def offer_revoked(connection: Connection, station: str) -> None:
    """Offer a station's events again that did not count because its key was revoked."""
    query = (
        select(event.c.ordinal)
        .join(receipt, receipt.c.hash == event.c.hash)
        .where(event.c.station == station, receipt.c.verdict == QUARANTINED)
        .where(receipt.c.reason == KEY_REVOKED)
    )
    rows = [{"ordinal": n, "waits": False} for n in connection.execute(query).scalars()]
    upsert(connection, outbox, rows)


def set_aside(connection: Connection, hashes: Sequence[str]) -> None:
    """Offer these no more for now: the server keeps them until what they wait for has come."""
    if not hashes:
        return
    ordinals = select(event.c.ordinal).where(event.c.hash.in_(hashes))
    connection.execute(update(outbox).where(outbox.c.ordinal.in_(ordinals)).values(waits=True))


def remind(connection: Connection) -> None:
    """Offer also what was set aside: the server may have been another one in between."""
    connection.execute(update(outbox).where(outbox.c.waits).values(waits=False))


_OLDEST = (
    select(event.c.bytes)
    .join(outbox, outbox.c.ordinal == event.c.ordinal)
    .where(outbox.c.waits.is_(False))
    .order_by(outbox.c.ordinal)
    .limit(bindparam("limit"))
)


URGENT = 20
"""Lockouts that go before everything else: somebody must be told (P11-27)."""
_URGENT = (
    select(event.c.bytes)
    .join(outbox, outbox.c.ordinal == event.c.ordinal)
    .where(text("kind = 'people.locked_out'"), outbox.c.waits.is_(False))  # as its index says
    .order_by(event.c.ordinal)
    .limit(URGENT)
)


MOST_FOLLOWING = 200
"""What follows from one act is far less; a push stays below what the server takes (PUSH_EVENTS)."""


def _oldest(
    connection: Connection, limit: int, limit_bytes: int
) -> tuple[list[Sealed], tuple[bytes, ...]]:
    """Return the next events, and what their lists hold.

    What follows from an act goes with it, beyond the limit where need be: the server would else
    conclude from the act alone what its station had concluded already. One event alone is asked for
    where the server can digest no more: that stays one.
    """
    limit = min(limit, PUSH_EVENTS - MOST_FOLLOWING)
    more = MOST_FOLLOWING if limit > 1 else 0
    events: list[Sealed] = []
    lists: list[bytes] = []
    size = 0
    for data in _next(connection, limit, more):
        listed = list_of(connection, data)
        size += len(data) + len(listed or b"")
        sealed = unseal(data)
        is_full = len(events) >= limit or size > limit_bytes
        if events and is_full and not (more and _follows(events, sealed)):
            break
        events.append(sealed)
        lists += [listed] if listed is not None else []
    return events, tuple(lists)


def _follows(before: Sequence[Sealed], sealed: Sealed) -> bool:
    """Tell whether an event is nobody's, in the wake of an act that is among those before it."""
    return not sealed.envelope.actor and any(one.envelope.actor for one in before)


def _next(connection: Connection, limit: int, more: int) -> list[bytes]:
    """Return the next events in the order taken, lockouts first where they are not among `limit`.

    One that overtakes has its place by its own seal; its chain is looked at once it is whole.
    """
    oldest = [
        bytes(data) for data in connection.execute(_OLDEST, {"limit": limit + more}).scalars()
    ]
    urgent = [bytes(data) for data in connection.execute(_URGENT).scalars()]
    first = [data for data in urgent if data not in oldest[:limit]]
    return [*first, *(data for data in oldest if data not in first)][: limit + more]


def _signed(me: Identity, events: Sequence[Sealed]) -> tuple[Seal, ...]:
    """Sign each own event that no later own one of the same area names as its `prev`.

    So whoever holds one area only can vouch for all of it; a run of reports needs one signature.
    """
    last: dict[tuple[str, str], Sealed] = {}
    for sealed in events:
        envelope = sealed.envelope
        if envelope.station == me.station:
            last.pop((envelope.area, envelope.prev), None)
            last[envelope.area, sealed.hash] = sealed
    return tuple(seal_of(me, sealed) for sealed in last.values())


def seal_of(me: Identity, sealed: Sealed) -> Seal:
    """Return this node's signature over one of its own events."""
    envelope = sealed.envelope
    text = head_text(me.station, envelope.chain, envelope.seq, sealed.hash)
    return Seal(
        station=me.station,
        chain=envelope.chain,
        seq=envelope.seq,
        hash=sealed.hash,
        signature=me.sign(text).hex(),
    )


def _kept(connection: Connection, me: Identity, events: Sequence[Sealed]) -> tuple[Seal, ...]:
    """Return the seals other stations gave for events of theirs that are carried here."""
    carried = [s.hash for s in events if s.envelope.station != me.station]
    return seals_of(connection, carried) if carried else ()


_SEALS = (
    select(seal.c.station, seal.c.chain, seal.c.seq, seal.c.hash, seal.c.signature)
    .where(seal.c.hash.in_(bindparam("hashes", expanding=True)))
    .order_by(seal.c.chain, seal.c.seq, seal.c.hash)
)


def seals_of(connection: Connection, hashes: Sequence[str]) -> tuple[Seal, ...]:
    """Return the seals held over these events."""
    if not hashes:
        return ()
    rows = connection.execute(_SEALS, {"hashes": list(hashes)})
    return tuple(Seal(**row) for row in rows.mappings())
