"""One event: the author's own bytes, written once and never encoded again.

`hash = sha256(bytes)` is its identity; `prev` is inside, so a chain of hashes is a chain of events.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, ClassVar

import msgspec

from app.kernel.refused import Refused

LIMIT_BYTES = 64 * 1024
"""A longer event goes to a blob named by its hash."""

Whole = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]
"""A whole number in a payload: what every database, and every reader of JSON, keeps exactly."""

LIST = "list:"
"""Starts the one entry of `covers` that names a blob instead of an event."""

COVERS_INSIDE = 500
"""A longer list goes to a blob (DESIGN §2)."""

PLANT = "plant"
"""The area of people, documents, sites: every station pulls it beside its own."""

NOBODY = ""
"""The actor of what a node says itself."""

FIRST = ""
"""`prev` of the first event of a chain."""


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, in the words of its capability: the payload of an event.

    Subclasses are past tense and name their `kind`. An event's meaning never changes: add fields
    with defaults, or raise `v` and write an upcast.
    """

    kind: ClassVar[str] = ""
    v: ClassVar[int] = 1
    order_free: ClassVar[bool] = False
    """An order-free kind writes only rows keyed by its hash and reads none."""
    plant_wide: ClassVar[bool] = False
    """Lies in the plant area (people, documents), which every station pulls."""
    restates: ClassVar[bool] = False
    """Says anew what the event of its kind before it in its stream said: a change from that."""

    @property
    def stream(self) -> str:
        """Return the stream this belongs to: the smallest thing somebody signs off."""
        raise NotImplementedError(type(self).__name__)

    @property
    def blobs(self) -> tuple[str, ...]:
        """Return the sha256 of every content body or picture this names."""
        return ()


@dataclass(frozen=True, slots=True)
class Covering:
    """A signature that happened, with the hashes of the events it covers (DESIGN §2)."""

    happened: Happened
    covers: tuple[str, ...]


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of an event, in the order of its bytes.

    `wall` is ms since 1970 UTC as the author's clock said, `offset` its minutes from UTC; order is
    by (`hlc`, `station`, `seq`, hash) only. `actor` is a person's id, empty for the station itself.
    `after` are the signatures of the stream its author held, `covers` what a signature covers:
    hashes, or one `LIST` and the sha256 of a blob that holds a JSON list of them.
    """

    station: str
    chain: str
    seq: int
    prev: str
    hlc: int
    wall: int
    offset: int
    time_quality: str
    actor: str
    rights_at: str
    area: str
    stream: str
    kind: str
    v: int
    after: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    payload: msgspec.Raw
    blobs: tuple[str, ...] = ()


class Sealed(msgspec.Struct, frozen=True):
    """An event as it is stored and sent: its bytes, its hash and what the bytes say."""

    hash: str
    data: bytes
    envelope: Envelope

    @property
    def order(self) -> tuple[int, str, int, str]:
        """Return its place in its stream, the same on every node.

        Two machines that run from one disk may write the same hlc and seq: the hash tells apart.
        """
        return (self.envelope.hlc, self.envelope.station, self.envelope.seq, self.hash)


class Event(msgspec.Struct, frozen=True):
    """An event as a fold sees it: who, when, where, and what happened."""

    hash: str
    station: str
    actor: str
    wall: int
    area: str
    stream: str
    happened: Happened


_BIGINT = 1 << 63
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Envelope)


def seal(envelope: Envelope) -> Sealed:
    """Write the envelope's bytes. Raises Refused `event.too_large`, `event.not_text`."""
    data = _encoder.encode(envelope)
    if len(data) > LIMIT_BYTES:
        raise Refused("event.too_large", size=len(data), limit=LIMIT_BYTES)
    if _has_nul(data):
        raise Refused("event.not_text")
    return Sealed(sha256(data).hexdigest(), data, envelope)


def unseal(data: bytes) -> Sealed:
    """Read an event's bytes. Raises Refused `event.unreadable`, and nothing else."""
    if len(data) > LIMIT_BYTES:
        raise Refused("event.unreadable", why=f"{len(data)} bytes")
    try:
        envelope = _decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("event.unreadable", why=str(error)) from error
    if not _is_storable(envelope):
        raise Refused("event.unreadable", why="out of range")
    if _has_nul(data):
        raise Refused("event.unreadable", why="NUL in a text")
    return Sealed(sha256(data).hexdigest(), data, envelope)


def stored(name: str, data: bytes) -> Sealed:
    """Return an event as this journal holds it, checked when it came in and by `verify`."""
    return Sealed(name, data, _decoder.decode(data))


def payload_of(happened: Happened) -> msgspec.Raw:
    """Return the payload's bytes."""
    return msgspec.Raw(_encoder.encode(happened))


def _is_storable(envelope: Envelope) -> bool:
    """Tell whether every number fits the database; a forged one may not."""
    seq, hlc, wall = envelope.seq, envelope.hlc, envelope.wall
    return 0 < seq < _BIGINT and 0 <= hlc < _BIGINT and 0 <= wall < _BIGINT


def _has_nul(data: bytes) -> bool:
    """Tell whether any text in the JSON holds NUL, which no text column of PostgreSQL takes.

    JSON spells it `\\u0000` and in no other way; after an escaped backslash those are six letters.
    """
    return b"\\u0000" in data and _NUL.search(data) is not None
