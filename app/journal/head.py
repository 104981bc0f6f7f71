"""The signed head: after each commit, where this station's chain ends, in a file beside it.

No second fsync: a head file behind the chain is normal, a chain behind its head file was cut.
"""

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from app.journal.chain import Seal, head_text
from app.journal.journal import Author, Changes

FILE_NAME = "head.json"

SIZE_BYTES = 512
"""One sector of any disk: written whole or not at all, so the file is overwritten in place."""

_OPEN = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)


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
        # Not swapped in by a rename: that makes the file system write out, a second fsync in all.
        file = os.open(self._path, _OPEN, 0o644)
        try:
            os.write(file, msgspec.json.encode(seal).ljust(SIZE_BYTES))
        finally:
            os.close(file)


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
