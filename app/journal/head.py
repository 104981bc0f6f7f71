"""The signed head: after each commit, where this node's chain ends, in a file beside it.

It signs the order of arrival too, so nothing below it can be put in, taken out or moved unseen,
whoever wrote it. No second fsync: a head file behind the journal is normal, a journal behind its
head file was cut.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec

from app.journal.chain import head_text
from app.journal.event import FIRST
from app.journal.journal import Author, Changes
from app.store import sector

FILE_NAME = "head.json"

Sign = Callable[[bytes], bytes]


class Head(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a chain ends, and `arrival`: the order of arrival rolled up to the event `arrived`.

    `arrived` is empty where that is the head itself; `arrival` where an older program wrote this.
    """

    station: str
    chain: str
    seq: int
    hash: str
    arrived: str = ""
    arrival: str = ""
    signature: str = ""

    @property
    def text(self) -> bytes:
        """Return the bytes that are signed."""
        text = head_text(self.station, self.chain, self.seq, self.hash)
        if not self.arrival:
            return text
        return text + f"\n{self.arrived or self.hash}\n{self.arrival}".encode()


class HeadFile:
    """Writes a chain's head; called on the writer thread after each commit."""

    def __init__(self, folder: Path, author: Author, sign: Sign) -> None:
        self._path = folder / FILE_NAME
        self._author = author
        self._sign = sign

    def begin(self) -> None:
        """Write the head of a chain without events, so that a file that is gone was taken away."""
        self.write(self._head(0, FIRST))

    def note(self, answer: object) -> None:
        """Write the head if `answer` is a change made here."""
        if not isinstance(answer, Changes) or not answer.events:
            return
        last = answer.events[-1]
        if last.envelope.chain == self._author.chain:
            self.write(self._head(last.envelope.seq, last.hash, arrival=answer.arrival))

    def note_end(self, end: tuple[int, str], last: tuple[str, str]) -> None:
        """Write the head of this node's chain (seq, hash) and what arrived last (hash, roll)."""
        arrived, arrival = last
        self.write(self._head(*end, arrived=arrived, arrival=arrival))

    def write(self, head: Head) -> None:
        """Sign a head and write it."""
        signed = msgspec.structs.replace(head, signature=self._sign(head.text).hex())
        sector.write(self._path, msgspec.json.encode(signed))

    def _head(self, seq: int, head: str, *, arrived: str = "", arrival: str = "") -> Head:
        author = self._author
        return Head(
            station=author.station,
            chain=author.chain,
            seq=seq,
            hash=head,
            arrived=arrived,
            arrival=arrival,
        )


def read_head(folder: Path) -> Head | None:
    """Return the head noted last; None where there is none or it cannot be read."""
    try:
        return msgspec.json.decode((folder / FILE_NAME).read_bytes(), type=Head)
    except (OSError, msgspec.MsgspecError):
        return None
