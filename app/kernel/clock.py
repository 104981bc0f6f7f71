"""Time as a thing that is handed in: wall clock, and the hybrid logical clock of the journal."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

AHEAD_LIMIT_MS = 60_000
"""A received time moves our clock only when it is at most this far ahead (DESIGN §2)."""

_COUNTER_BITS = 16

# Linux counts a sleep in this one only; elsewhere the usual one does (Windows) or none.
_SINCE_BOOT: int | None = getattr(time, "CLOCK_BOOTTIME", None)


class Clock(Protocol):
    """What the house needs to know of time; tests hand in one they move themselves."""

    def now_ms(self) -> int:
        """Return the wall clock in ms since 1970 UTC."""
        ...

    def offset_min(self) -> int:
        """Return the local offset from UTC in minutes."""
        ...

    def monotonic_s(self) -> float:
        """Return seconds that never run backwards; only differences mean anything.

        They go on while the machine sleeps, where the machine can tell.
        """
        ...


class SystemClock:
    """The machine's own clock."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def offset_min(self) -> int:
        local = datetime.now().astimezone().utcoffset()
        return 0 if local is None else int(local.total_seconds()) // 60

    def monotonic_s(self) -> float:
        return time.monotonic() if _SINCE_BOOT is None else time.clock_gettime(_SINCE_BOOT)


class Quality(StrEnum):
    """How far a time may be trusted, as an event says it of its own. Texts: `time.quality.<word>`.

    In step with the server's within 2 s; near it; nothing to go by; the clock was seen to jump,
    or is minutes off.
    """

    SYNCHRONISED = "synchronised"
    DRIFTING = "drifting"
    UNSYNCHRONISED = "unsynchronised"
    SUSPECT = "suspect"


_QUALITIES = {"off": Quality.DRIFTING, **{quality.value: quality for quality in Quality}}


def quality_of(word: str) -> Quality:
    """Return what an event's word means; `off` is an older one, an unknown one promises nothing."""
    return _QUALITIES.get(word, Quality.UNSYNCHRONISED)


class HybridClock:
    """Hybrid logical clock: 48 bits of ms, 16 bits of counter, in one integer.

    Monotone per stream only (DESIGN §2): `tick` is told the greatest value the author holds of the
    stream, so a stream that runs ahead is followed in that stream alone.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def tick(self, held: int) -> int:
        """Return the hlc of a new event of a stream whose greatest held hlc is `held`."""
        self._last = max(self._last + 1, self._clock.now_ms() << _COUNTER_BITS)
        return max(self._last, held + 1)

    def receive(self, hlcs: Iterable[int]) -> None:
        """Take note of received hlcs; one too far ahead is ignored, not obeyed."""
        limit = (self._clock.now_ms() + AHEAD_LIMIT_MS + 1) << _COUNTER_BITS
        self._last = max([self._last, *(hlc for hlc in hlcs if hlc < limit)])


def wall_ms(hlc: int) -> int:
    """Return the ms part of an hlc."""
    return hlc >> _COUNTER_BITS


def moment(ms: int) -> datetime:
    """Return ms since 1970 as an aware UTC time."""
    return datetime.fromtimestamp(ms / 1000, UTC)
