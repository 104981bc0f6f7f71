"""Framers cut a stream of bytes into frames. Pure: any split of a stream gives the same frames."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 4096
"""No symbol a scanner reads is longer (a full QR holds 2,953 bytes)."""
GAP_MS = 500
"""A frame whose bytes stop for so long has lost its end; what follows is another frame."""

_ENDS = b"\r\n"


class Damage(StrEnum):
    """What was wrong with bytes that made no frame."""

    TOO_LONG = "too_long"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Frame:
    """The bytes between two line ends, without them; never empty."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Damaged:
    """Bytes that are shown to a person but never read as a frame; at most LONGEST of them."""

    data: bytes
    damage: Damage


class LineFramer:
    """Frames that end in CR, LF or CRLF; every other byte, GS (0x1D) too, is kept."""

    def __init__(self, *, longest: int = LONGEST, gap_ms: int = GAP_MS) -> None:
        self._longest = longest
        self._gap_ms = gap_ms
        self._pending = bytearray()
        self._overflowing = False
        self._last_ms = 0

    def feed(self, data: bytes, at_ms: int) -> tuple[Frame | Damaged, ...]:
        """Take bytes heard at `at_ms` (a steady clock) and return what they complete, in order."""
        found = tuple(self._feed(data, at_ms))
        self._last_ms = at_ms
        return found

    def reset(self) -> Damaged | None:
        """Forget a half-heard frame, as after a pulled cable; return it if there was one."""
        lost = self._lost(Damage.UNFINISHED) if self._pending else None
        self._overflowing = False
        return lost

    def _feed(self, data: bytes, at_ms: int) -> Iterator[Frame | Damaged]:
        if at_ms - self._last_ms > self._gap_ms and (lost := self.reset()):
            yield lost
        for byte in data:
            if byte in _ENDS:
                yield from self._end()
            elif not self._overflowing:
                self._pending.append(byte)
                self._overflowing = len(self._pending) > self._longest

    def _end(self) -> Iterator[Frame | Damaged]:
        if self._overflowing:
            yield self._lost(Damage.TOO_LONG)
        elif self._pending:
            yield Frame(bytes(self._pending))
            self._pending.clear()
        self._overflowing = False

    def _lost(self, damage: Damage) -> Damaged:
        lost = Damaged(bytes(self._pending[: self._longest]), damage)
        self._pending.clear()
        return lost
