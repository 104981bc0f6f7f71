"""Framers cut a stream of bytes into frames. Pure: any split of a stream gives the same frames.

LineFramer()                      lines that end in CR, LF or CRLF, whichever comes
EndFramer(b"\\r\\n")                frames that end in exactly these bytes
EnvelopeFramer(STX, ETX)          frames with a start and an end; noise between them is told apart
FixedFramer(18, sync=STX)         frames of one length, found again by their first bytes

Every one of them holds few bytes however many come, and finds the next whole frame after any noise.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

STX = b"\x02"
ETX = b"\x03"

LONGEST = 4096
"""No symbol a scanner reads is longer (a full QR holds 2,953 bytes)."""
GAP_MS = 500
"""A frame whose bytes stop for so long has lost its end; what follows is another frame."""

_ENDS = b"\r\n"


class Damage(StrEnum):
    """What was wrong with bytes that made no frame."""

    TOO_LONG = "too_long"
    UNFINISHED = "unfinished"
    STRAY = "stray"
    """Bytes between frames, where there should be none."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The bytes of one frame, never empty: without its start and end, or whole if it has none."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Damaged:
    """Bytes that are shown to a person but never read as a frame; at most LONGEST of them."""

    data: bytes
    damage: Damage


class Framer(Protocol):
    """What every framer does."""

    def feed(self, data: bytes, at_ms: int) -> tuple[Frame | Damaged, ...]:
        """Take bytes heard at `at_ms` (a steady clock) and return what they complete, in order."""
        ...

    def reset(self) -> Damaged | None:
        """Forget a half-heard frame, as after a pulled cable; return it if there was one."""
        ...

    @property
    def is_amid(self) -> bool:
        """Whether bytes wait for the rest of their frame."""
        ...


class _Gathering:
    """What framers have in common: bytes not yet told, at most so many, none older than a gap."""

    def __init__(self, longest: int, gap_ms: int) -> None:
        self._longest = longest
        self._gap_ms = gap_ms
        self._pending = bytearray()
        self._is_skipping = False
        self._last_ms = 0

    @property
    def is_amid(self) -> bool:
        """Whether bytes wait for the rest of their frame."""
        return bool(self._pending) or self._is_skipping

    def feed(self, data: bytes, at_ms: int) -> tuple[Frame | Damaged, ...]:
        """Take bytes heard at `at_ms` (a steady clock) and return what they complete, in order."""
        found = tuple(self._feed(data, at_ms))
        self._last_ms = at_ms
        return found

    def reset(self) -> Damaged | None:
        """Forget a half-heard frame, as after a pulled cable; return it if there was one."""
        lost = None if self._is_skipping else self._lost(Damage.UNFINISHED)
        self._pending.clear()
        self._is_skipping = False
        return lost

    def _feed(self, data: bytes, at_ms: int) -> Iterator[Frame | Damaged]:
        if at_ms - self._last_ms > self._gap_ms and (lost := self.reset()):
            yield lost
        for byte in data:
            yield from self._take(byte)

    def _take(self, byte: int) -> Iterator[Frame | Damaged]:
        raise NotImplementedError

    def _lost(self, damage: Damage, *, but: int = 0) -> Damaged | None:
        """Take the pending bytes out, all but the last `but`; None where there are none to tell."""
        end = max(0, len(self._pending) - but)
        lost = bytes(self._pending[: min(end, self._longest)])
        del self._pending[:end]
        return Damaged(lost, damage) if lost else None


class LineFramer(_Gathering):
    """Frames that end in CR, LF or CRLF; every other byte, GS (0x1D) too, is kept."""

    def __init__(self, *, longest: int = LONGEST, gap_ms: int = GAP_MS) -> None:
        super().__init__(longest, gap_ms)

    def _take(self, byte: int) -> Iterator[Frame | Damaged]:
        if byte in _ENDS:
            if self._pending:
                yield Frame(bytes(self._pending))
            self._pending.clear()
            self._is_skipping = False
        elif not self._is_skipping:
            self._pending.append(byte)
            if len(self._pending) > self._longest and (lost := self._lost(Damage.TOO_LONG)):
                self._is_skipping = True  # the rest of it, up to its end
                yield lost


class EndFramer(_Gathering):
    """Frames that end in exactly `end`: CR, CRLF, ETX CR. Other line ends are data."""

    def __init__(self, end: bytes, *, longest: int = LONGEST, gap_ms: int = GAP_MS) -> None:
        super().__init__(longest, gap_ms)
        if not end:
            raise ValueError("a frame needs an end")
        self._end = end

    def _take(self, byte: int) -> Iterator[Frame | Damaged]:
        self._pending.append(byte)
        if self._pending.endswith(self._end):
            data = bytes(self._pending[: -len(self._end)])
            self._pending.clear()
            if data and not self._is_skipping:
                yield Frame(data)
            self._is_skipping = False
        elif len(self._pending) >= self._longest + len(self._end):
            lost = self._lost(Damage.TOO_LONG, but=len(self._end) - 1)
            if lost and not self._is_skipping:
                yield lost
            self._is_skipping = True


class EnvelopeFramer(_Gathering):
    """Frames between `start` and `end`: STX … ETX, STX … CR, a printer's STX … ETX CR LF.

    A start within a frame means that the frame lost its end. Bytes outside are told as STRAY, but
    those of `between` (a printer's CR LF after each ETX) are passed over in silence.
    """

    def __init__(
        self,
        start: bytes,
        end: bytes,
        *,
        between: bytes = b"",
        longest: int = LONGEST,
        gap_ms: int = GAP_MS,
    ) -> None:
        super().__init__(longest, gap_ms)
        if not start or not end or start == end:
            raise ValueError("an envelope needs a start and another end")
        self._start, self._end, self._between = start, end, between
        self._is_inside = False

    def reset(self) -> Damaged | None:
        """Forget a half-heard frame, as after a pulled cable; return it if there was one."""
        if not self._is_inside:
            return self._stray()
        self._is_inside = False
        return super().reset()

    def _take(self, byte: int) -> Iterator[Frame | Damaged]:
        self._pending.append(byte)
        if self._pending.endswith(self._start):
            del self._pending[-len(self._start) :]
            if lost := self.reset():
                yield lost
            self._is_inside = True
        elif self._is_inside and self._pending.endswith(self._end):
            data = bytes(self._pending[: -len(self._end)])
            self._pending.clear()
            self._is_inside = False
            if data:
                yield Frame(data)
        elif len(self._pending) >= self._longest + max(len(self._start), len(self._end)):
            kept = len(self._start) - 1  # they may begin the next start
            damage = Damage.TOO_LONG if self._is_inside else Damage.STRAY
            self._is_inside = False
            if lost := self._lost(damage, but=kept):
                yield lost

    def _stray(self) -> Damaged | None:
        noise = bytes(self._pending).strip(self._between)[: self._longest]
        self._pending.clear()
        return Damaged(noise, Damage.STRAY) if noise else None


class FixedFramer(_Gathering):
    """Frames of `length` bytes that begin with `sync`, kept whole.

    `is_whole` tells a frame from noise that looks like one (its checksum, the CR at its end); where
    it says no, the frame is looked for one byte later. Without `sync` only a gap finds it again.
    """

    def __init__(
        self,
        length: int,
        *,
        sync: bytes = b"",
        is_whole: Callable[[bytes], bool] = bool,
        longest: int = LONGEST,
        gap_ms: int = GAP_MS,
    ) -> None:
        super().__init__(longest, gap_ms)
        if not len(sync) <= length <= longest or length < 1:
            raise ValueError("a frame is as long as its sync bytes at least, and not endless")
        self._length, self._sync, self._is_whole = length, sync, is_whole
        self._passed_over = bytearray()

    def reset(self) -> Damaged | None:
        """Forget a half-heard frame, as after a pulled cable; return it if there was one."""
        self._pending[:0] = self._passed_over
        self._passed_over.clear()
        return super().reset()

    def _take(self, byte: int) -> Iterator[Frame | Damaged]:
        self._pending.append(byte)
        while not self._may_become_one():
            self._passed_over.append(self._pending.pop(0))
        is_one = len(self._pending) == self._length
        if self._passed_over and (is_one or len(self._passed_over) >= self._longest):
            yield Damaged(bytes(self._passed_over[: self._longest]), Damage.STRAY)
            self._passed_over.clear()
        if is_one:
            yield Frame(bytes(self._pending))
            self._pending.clear()

    def _may_become_one(self) -> bool:
        if not self._sync.startswith(bytes(self._pending[: len(self._sync)])):
            return False
        return len(self._pending) < self._length or self._is_whole(bytes(self._pending))
