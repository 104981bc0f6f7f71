"""What intake looks up and lays aside: words said, chain links, what waits, seals, held bytes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, select

from app.journal.chain import Seal
from app.journal.event import Sealed, unseal
from app.journal.journal import QUARANTINED, WAITING
from app.journal.ledger import list_named
from app.store import content
from app.store.tables import event, held, receipt, seal, waiting
from app.store.upsert import insert_new, upsert
from server.placing import Link


@dataclass(frozen=True, slots=True)
class Word:
    """What was said of an event."""

    position: int | None
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event without a place; `missing` is a hash, `station/<name>`, or empty for a seal."""

    hash: str
    missing: str
    carried: bool
    vouched: bool


_WORDS = select(receipt.c.hash, receipt.c.position, receipt.c.verdict, receipt.c.reason).where(
    receipt.c.hash.in_(bindparam("hashes", expanding=True))
)


def words(connection: Connection, hashes: Collection[str]) -> dict[str, Word]:
    """Return what was said of those of `hashes` that are held."""
    rows = connection.execute(_WORDS, {"hashes": list(hashes)})
    return {row.hash: Word(row.position, row.verdict, row.reason) for row in rows}


_LINKS = (
    select(event.c.hash, event.c.station, event.c.chain, event.c.seq)
    .join(receipt, receipt.c.hash == event.c.hash)
    .where(event.c.hash.in_(bindparam("hashes", expanding=True)), receipt.c.verdict != WAITING)
)


def links(
    connection: Connection, events: Iterable[Sealed], also: Iterable[str] = ()
) -> dict[str, Link]:
    """Return where the settled events that these follow on, and `also`, stand in their chains."""
    own: set[str] = set()
    named = set(also)
    for sealed in events:
        own.add(sealed.hash)
        named.update((sealed.envelope.prev, sealed.envelope.rights_at))
    rows = connection.execute(_LINKS, {"hashes": sorted(named - own - {""})})
    return {row.hash: Link(row.station, row.chain, row.seq) for row in rows}


def absent_lists(connection: Connection, events: Iterable[Sealed]) -> frozenset[str]:
    """Return the lists that signatures among these name and that have not arrived."""
    named = {list_named(sealed.envelope) for sealed in events} - {""}
    return frozenset(content.missing(connection, named) if named else ())


_QUARANTINED = (
    select(event.c.bytes)
    .join(receipt, receipt.c.hash == event.c.hash)
    .where(
        event.c.hash.in_(bindparam("hashes", expanding=True)),
        receipt.c.verdict == QUARANTINED,
        receipt.c.reason.in_(bindparam("reasons", expanding=True)),
    )
    .order_by(event.c.ordinal)
)


def quarantined_for(
    connection: Connection, hashes: Sequence[str], reasons: Collection[str]
) -> list[Sealed]:
    """Return those of `hashes` that are quarantined for one of `reasons`."""
    if not hashes:
        return []
    asked = {"hashes": list(hashes), "reasons": sorted(reasons)}
    rows = connection.execute(_QUARANTINED, asked).scalars()
    return [unseal(bytes(data)) for data in rows]


_HOME = (
    select(event.c.area)
    .join(receipt, receipt.c.hash == event.c.hash)
    .where(event.c.stream == bindparam("stream"), receipt.c.position.is_not(None))
    .limit(1)
)


def homes(connection: Connection, streams: Collection[str]) -> dict[str, str]:
    """Return the area of each of `streams` that exists."""
    found = {stream: connection.execute(_HOME, {"stream": stream}).scalar() for stream in streams}
    return {stream: area for stream, area in found.items() if area is not None}


def hold(
    connection: Connection, sender: str, data: Sequence[bytes], now_ms: int, reason: str
) -> None:
    """Keep bytes that cannot be read as an event, for a person to look at."""
    rows = [
        {
            "hash": sha256(one).hexdigest(),
            "sender": sender,
            "received_at": now_ms,
            "reason": reason,
            "bytes": one,
        }
        for one in data
    ]
    insert_new(connection, held, rows)


def held_count(connection: Connection) -> int:
    """Return how many unreadable things are held."""
    return int(connection.execute(select(func.count()).select_from(held)).scalar_one())


def keep_seals(connection: Connection, seals: Sequence[Seal]) -> None:
    """Keep seals that were found good."""
    upsert(connection, seal, [msgspec.structs.asdict(one) for one in seals])


def keep_unproven_seals(connection: Connection, seals: Sequence[Seal]) -> None:
    """Keep seals of a station not known yet, to be weighed when it is."""
    insert_new(connection, seal, [msgspec.structs.asdict(one) for one in seals])


def wait(connection: Connection, rows: Sequence[Waiting]) -> None:
    """Lay events aside until what they miss has come."""
    upsert(connection, waiting, [asdict(row) for row in rows])


_ANY_WAITING = select(waiting.c.hash).limit(1)


def wait_no_more(connection: Connection, hashes: Sequence[str]) -> None:
    """Take events off the shelf of the waiting."""
    if connection.execute(_ANY_WAITING).first() is not None:
        connection.execute(delete(waiting).where(waiting.c.hash.in_(hashes)))


def waiting_for(connection: Connection, keys: Collection[str]) -> list[tuple[Waiting, Sealed]]:
    """Return what waits for one of `keys`, and all that waits in the same chains, as it came."""
    if not keys or connection.execute(_ANY_WAITING).first() is None:
        return []
    joined = event.join(waiting, waiting.c.hash == event.c.hash)
    chains = select(event.c.chain).select_from(joined).where(waiting.c.missing.in_(keys))
    query = (
        select(
            waiting.c.hash, waiting.c.missing, waiting.c.carried, waiting.c.vouched, event.c.bytes
        )
        .select_from(joined)
        .where(event.c.chain.in_(chains))
        .order_by(event.c.ordinal)
    )
    return [
        (Waiting(row.hash, row.missing, row.carried, row.vouched), unseal(bytes(row.bytes)))
        for row in connection.execute(query)
    ]


def told_lacks(connection: Connection, hashes: Collection[str]) -> dict[str, str]:
    """Return the missing hash of those of `hashes` that wait for an event not held here at all."""
    if not hashes:
        return {}
    query = (
        select(waiting.c.hash, waiting.c.missing)
        .outerjoin(event, event.c.hash == waiting.c.missing)
        .where(
            waiting.c.hash.in_(hashes), event.c.hash.is_(None), func.length(waiting.c.missing) == 64
        )
    )
    return {row.hash: row.missing for row in connection.execute(query)}
