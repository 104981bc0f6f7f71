"""The signed head: after each commit, where this station's chain ends, in a file beside it.

No second fsync: a head file behind the chain is normal, a chain behind its head file was cut.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec

from app.journal.chain import Seal, head_text
from app.journal.journal import Author, Changes

FILE_NAME = "head.json"


class HeadFile:
    """Writes a chain's head; called on the writer thread after each commit."""

    def __init__(self, folder: Path, author: Author, sign: Callable[[bytes], bytes]) -> None:
        self._path = folder / FILE_NAME
        self._author = author
        self._sign = sign

    def note(self, answer: object) -> None:
        """Write the head if `answer` is a change made here."""
        if not isinstance(answer, Changes) or not answer.events:
            return
        last = answer.events[-1]
        if last.envelope.chain != self._author.chain:
            return
        seal = sealed_head(self._author, last.envelope.seq, last.hash, self._sign)
        beside = self._path.with_suffix(".new")
        beside.write_bytes(msgspec.json.encode(seal))
        beside.replace(self._path)


def sealed_head(author: Author, seq: int, head: str, sign: Callable[[bytes], bytes]) -> Seal:
    """Return the station's seal over its chain up to `seq`."""
    text = head_text(author.station, author.chain, seq, head)
    return Seal(
        station=author.station,
        chain=author.chain,
        seq=seq,
        hash=head,
        signature=sign(text).hex(),
    )


def read_head(folder: Path) -> Seal | None:
    """Return the head noted last; None where there is none or it cannot be read."""
    try:
        return msgspec.json.decode((folder / FILE_NAME).read_bytes(), type=Seal)
    except (OSError, msgspec.MsgspecError):
        return None
