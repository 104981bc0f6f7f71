"""The chain of one author, without a database: what makes it whole, and what breaks it.

A chain is one incarnation of a station: its events follow each other by `prev`. A *seal* is the
station's signature over a head of its chain and so vouches for every event below that head.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from app.journal.event import FIRST, Sealed
from app.kernel.sealing import verifies


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """A station's signature (hex, ed25519) over the head of its chain."""

    station: str
    chain: str
    seq: int
    hash: str
    signature: str

    @property
    def text(self) -> bytes:
        """Return the bytes that are signed."""
        return head_text(self.station, self.chain, self.seq, self.hash)


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a chain is not whole; `code` names the sentence `verify.<code>`."""

    chain: str
    seq: int
    code: str
    hash: str


def head_text(station: str, chain: str, seq: int, head: str) -> bytes:
    """Return the bytes a station signs for its head."""
    return f"lineside head\n{station}\n{chain}\n{seq}\n{head}".encode()


def is_signed(text: bytes, signature: str, public_key: bytes) -> bool:
    """Tell whether `signature` (hex) over `text` was made with this key; anything may be forged."""
    try:
        return verifies(public_key, bytes.fromhex(signature), text)
    except ValueError:
        return False


def breaks(events: Iterable[Sealed]) -> Iterator[Break]:
    """Walk one chain from its first event in the order given; yield every break.

    Two events with one `prev` are a fork (a restored or cloned disk): both are kept, and said.
    """
    seq, head = 0, FIRST
    for event in events:
        envelope = event.envelope
        if envelope.seq == seq and seq > 0:
            yield Break(envelope.chain, envelope.seq, "fork", event.hash)
            continue
        if envelope.seq != seq + 1:
            yield Break(envelope.chain, envelope.seq, "gap", event.hash)
        elif envelope.prev != head:
            yield Break(envelope.chain, envelope.seq, "wrong_prev", event.hash)
        seq, head = envelope.seq, event.hash


def roll(log_hash: str, event_hash: str) -> str:
    """Return an area log's rolling hash after one more event."""
    return sha256(f"{log_hash}\n{event_hash}".encode()).hexdigest()
