"""Events as entries, with what stood before them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, select

from app.capabilities.flows.moves.events import Moved
from app.capabilities.records.entries.answers import Before, Chain, Entry
from app.capabilities.records.entries.decisions import changes_of, facts_of, why_field
from app.journal.event import FIRST, Envelope, Event, Sealed, stored
from app.journal.folding import EFFECTIVE
from app.journal.upcast import Vocabulary
from app.store.tables import event, receipt

_JOINED = event.outerjoin(receipt, receipt.c.hash == event.c.hash)
FOUND = (
    event.c.hash,
    event.c.bytes,
    receipt.c.verdict,
    receipt.c.reason,
    receipt.c.position,
    receipt.c.received_at,
)
"""The columns of an event and the server's word on it."""


@dataclass(frozen=True, slots=True)
class Found:
    """An event and the server's word on it."""

    sealed: Sealed
    verdict: str
    reason: str
    received_ms: int | None


def entries_of(connection: Connection, vocabulary: Vocabulary, stream: str) -> tuple[Entry, ...]:
    """Return a stream's entries in its order, those held back too."""
    return entries(connection, vocabulary, found(connection, event.c.stream == stream))


def entries_named(
    connection: Connection, vocabulary: Vocabulary, hashes: Sequence[str]
) -> tuple[Entry, ...]:
    """Return the entries of these hashes that are held here, in the order of their streams."""
    return entries(connection, vocabulary, found(connection, event.c.hash.in_(hashes)))


def found(connection: Connection, condition: ColumnElement[bool]) -> tuple[Found, ...]:
    """Return the events that meet `condition`, in the order of folding."""
    query = select(*FOUND).select_from(_JOINED).where(condition)
    order = (event.c.hlc, event.c.station, event.c.seq, event.c.hash)
    return tuple(as_found(row) for row in connection.execute(query.order_by(*order)))


def as_found(row: Any) -> Found:  # noqa: ANN401  # any row with these columns
    """Return a row of `event` and `receipt` as what it holds."""
    sealed = stored(row.hash, bytes(row.bytes))
    received = None if row.position is None else row.received_at
    return Found(sealed, row.verdict or "", row.reason or "", received)


def entries(
    connection: Connection, vocabulary: Vocabulary, events: Sequence[Found]
) -> tuple[Entry, ...]:
    """Return events as entries, in the order given."""
    links = _held(connection, {one.sealed.envelope.prev for one in events})
    return tuple(_entry(connection, vocabulary, one, links) for one in events)


def _held(connection: Connection, hashes: set[str]) -> frozenset[str]:
    query = select(event.c.hash).where(event.c.hash.in_(hashes))
    return frozenset(connection.execute(query).scalars())


def _chain(sealed: Sealed, links: frozenset[str]) -> Chain:
    if sha256(sealed.data).hexdigest() != sealed.hash:
        return Chain.BROKEN
    prev = sealed.envelope.prev
    return Chain.WHOLE if prev == FIRST or prev in links else Chain.UNLINKED


def _entry(
    connection: Connection, vocabulary: Vocabulary, one: Found, links: frozenset[str]
) -> Entry:
    sealed, envelope = one.sealed, one.sealed.envelope
    known = vocabulary.understand(sealed)
    payload = _payload(known, sealed)
    before = _before(connection, vocabulary, sealed, payload)
    return Entry(
        hash=sealed.hash,
        stream=envelope.stream,
        kind=envelope.kind,
        actor=envelope.actor,
        station=envelope.station,
        at_ms=envelope.wall,
        offset_min=envelope.offset,
        time_quality=envelope.time_quality,
        facts=facts_of(_without(payload, before), envelope.stream),
        changes=changes_of(payload, before),
        why=str(payload.get(why_field(payload), "")),
        verdict=one.verdict,
        reason=one.reason,
        received_ms=one.received_ms,
        chain=_chain(sealed, links),
        is_readable=known is not None,
        corrects=str(payload.get("corrects", "")),
    )


def _without(payload: Mapping[str, Any], before: Before) -> dict[str, Any]:
    """Leave out what a change says already: the amount of a correction, a field stated anew."""
    changed = {name for name, old in before.restated.items() if payload.get(name) != old}
    if before.corrected is not None:
        changed |= {"quantity", "unit", "cause", "equipment"}
    return {name: value for name, value in payload.items() if name not in changed}


def _payload(known: Event | None, sealed: Sealed) -> dict[str, Any]:
    """Return what an event says by field; of an unknown kind what its bytes say."""
    if known is not None:
        return msgspec.structs.asdict(known.happened)
    said = msgspec.json.decode(sealed.envelope.payload)
    return said if isinstance(said, dict) else {"payload": said}


def _before(
    connection: Connection, vocabulary: Vocabulary, sealed: Sealed, payload: Mapping[str, Any]
) -> Before:
    if payload.get("corrects"):
        return Before(corrected=_corrected(connection, sealed.envelope, payload))
    if not vocabulary.restates(sealed.envelope.kind):
        return Before()
    earlier = _last_before(connection, sealed.envelope)
    if earlier is None:
        return Before()
    return Before(restated=_payload(vocabulary.understand(earlier), earlier))


def _last_before(connection: Connection, envelope: Envelope) -> Sealed | None:
    """Return the effective event of the same kind before this one in its stream."""
    query = (
        select(event.c.hash, event.c.bytes)
        .select_from(_JOINED)
        .where(
            event.c.stream == envelope.stream,
            event.c.kind == envelope.kind,
            event.c.hlc < envelope.hlc,
            EFFECTIVE,
        )
        .order_by(event.c.hlc.desc(), event.c.station.desc(), event.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else stored(row.hash, bytes(row.bytes))


def _corrected(
    connection: Connection, envelope: Envelope, payload: Mapping[str, Any]
) -> tuple[object, object] | None:
    """Return an amount before and after this correction, earlier ones taken off; None if unknown.

    A counter-move lies in the stream of the move it takes back.
    """
    earlier = and_(
        event.c.stream == envelope.stream,
        event.c.kind == envelope.kind,
        event.c.hlc < envelope.hlc,
        EFFECTIVE,
    )
    amount: Decimal | None = None
    for one in found(connection, earlier):
        move = msgspec.json.decode(one.sealed.envelope.payload, type=Moved)
        if one.sealed.hash == payload["corrects"]:
            amount = move.quantity
        elif move.corrects == payload["corrects"] and amount is not None:
            amount += move.quantity
    return None if amount is None else (amount, amount + payload["quantity"])
