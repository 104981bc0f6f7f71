"""Read what a stream's events say of signing, from the journal of this node."""

from collections.abc import Iterable
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, bindparam, literal_column, select

from app.journal.event import COVERS_INSIDE, LIST, Envelope, Sealed, stored, unseal
from app.journal.folding import EFFECTIVE, events_of
from app.journal.signing import SIGNED, Entry, Ledger
from app.store import content
from app.store.prepared import Prepared
from app.store.tables import event, receipt

_MEDIA = "application/json"
_NAMES_A_LIST = f'"{LIST}'.encode()
_IS_SIGNATURE = event.c.kind == literal_column(f"'{SIGNED}'")
"""Spelt out, as the index over signatures spells it: a bound value would not find that index."""
_SIGNATURES = Prepared(
    select(event.c.hash, event.c.bytes)
    .outerjoin(receipt, receipt.c.hash == event.c.hash)
    .where(event.c.stream == bindparam("stream"), _IS_SIGNATURE, EFFECTIVE)
)

_CARRIED = Prepared(
    select(event.c.hash)
    .outerjoin(receipt, receipt.c.hash == event.c.hash)
    .where(
        event.c.stream == bindparam("stream"),
        _IS_SIGNATURE,
        event.c.station != bindparam("station"),
        receipt.c.position.is_(None),
    )
)


class _Says(msgspec.Struct):
    """What the journal reads of a signature's payload."""

    meaning: str = ""
    closes: bool = False
    withdraws: str = ""


_says = msgspec.json.Decoder(_Says).decode


def ledger_of(connection: Connection, stream: str) -> Ledger:
    """Return every effective event of a stream, judged against its signatures."""
    sealed = events_of(connection, stream)
    return Ledger(entry(connection, one.hash, one.envelope) for one in sealed)


def tips_of(connection: Connection, stream: str, station: str) -> tuple[str, ...]:
    """Return the signatures held of a stream that no other held of it was made in knowledge of."""
    rows = _SIGNATURES.all(connection, {"stream": stream})
    if not rows:  # as with almost every act: nothing to decode
        return ()
    held = (stored(name, bytes(data)) for name, data in rows)
    ledger = Ledger(entry(connection, one.hash, one.envelope) for one in held)
    return ledger.tips(unsure(connection, stream, station))


def unsure(connection: Connection, stream: str, station: str) -> frozenset[str]:
    """Return the signatures that somebody carried to `station` and the server has not placed.

    It may find them forged and keep them out: what they say of others is not to be relied on.
    """
    rows = _CARRIED.all(connection, {"stream": stream, "station": station})
    return frozenset(name for (name,) in rows)


def entry(connection: Connection, name: str, envelope: Envelope) -> Entry:
    """Return what one event says of signing."""
    if envelope.kind != SIGNED:
        return Entry(name, envelope.after, actor=envelope.actor, kind=envelope.kind)
    try:
        says = _says(envelope.payload)
    except msgspec.MsgspecError:
        says = _Says()
    return Entry(
        hash=name,
        after=envelope.after,
        covers=_covers(connection, envelope.covers),
        signs=True,
        closes=says.closes,
        withdraws=says.withdraws,
        meaning=says.meaning,
        actor=envelope.actor,
    )


def written(
    connection: Connection, covers: Iterable[str], inside: int = COVERS_INSIDE
) -> tuple[tuple[str, ...], str]:
    """Return `covers` as an envelope states it, and the blob it names where the list is long.

    Up to `inside` hashes stand in the envelope itself.
    """
    hashes = tuple(sorted(covers))
    if len(hashes) <= inside:
        return hashes, ""
    blob = content.keep(connection, msgspec.json.encode(hashes), _MEDIA)
    return (LIST + blob,), blob


def list_of(connection: Connection, data: bytes) -> bytes | None:
    """Return the list that a signature's bytes name, so that both travel together.

    None where it names none, as almost every event, or where the list has not arrived here.
    """
    if _NAMES_A_LIST not in data:
        return None
    name = list_named(unseal(data).envelope)
    return content.fetch(connection, name) if name else None


def list_named(envelope: Envelope) -> str:
    """Return the sha256 of the list a signature names, empty where it names none."""
    stated = envelope.covers
    return stated[0].removeprefix(LIST) if stated and stated[0].startswith(LIST) else ""


def keep_lists(connection: Connection, events: Iterable[Sealed], lists: Iterable[bytes]) -> None:
    """Keep the lists that came with events, and nothing that none of them names."""
    named = {name for sealed in events if (name := list_named(sealed.envelope))}
    for data in lists:
        if sha256(data).hexdigest() in named:
            content.keep(connection, data, _MEDIA)


def _covers(connection: Connection, stated: tuple[str, ...]) -> tuple[str, ...] | None:
    if not stated or not stated[0].startswith(LIST):
        return stated
    data = content.fetch(connection, stated[0].removeprefix(LIST))
    try:
        return None if data is None else msgspec.json.decode(data, type=tuple[str, ...])
    except msgspec.MsgspecError:
        return None
