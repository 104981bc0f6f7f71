"""Days as people at a place count them: what is due or expires on a day holds to its end there.

A day is an ISO date. A place is told by its offset from UTC in minutes, as its clock says it now:
where the clocks change in between, a day far off ends an hour aside.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_MINUTE_MS = 60_000
_DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, and where: ms since 1970 UTC, and how many minutes local time is ahead of UTC."""

    ms: int
    offset_min: int = 0

    @property
    def day(self) -> str:
        """Return the local day."""
        return local_day(self.ms, self.offset_min)


def local_day(at_ms: int, offset_min: int) -> str:
    """Return the local day of a time (ms since 1970 UTC)."""
    return datetime.fromtimestamp((at_ms + offset_min * _MINUTE_MS) / 1000, UTC).date().isoformat()


def local_time(at_ms: int, offset_min: int) -> str:
    """Return the local day and minute of a time (ms since 1970 UTC), as `2026-11-24 07:05`."""
    local = datetime.fromtimestamp((at_ms + offset_min * _MINUTE_MS) / 1000, UTC)
    return local.strftime("%Y-%m-%d %H:%M")


def end_of_day_ms(day: str, offset_min: int) -> int:
    """Return the local midnight that ends a day: it holds before that ms, and no more at it."""
    return ((date.fromisoformat(day) - _EPOCH).days + 1) * _DAY_MS - offset_min * _MINUTE_MS


def is_a_day(text: str) -> bool:
    """Tell whether a text is an ISO date, written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


NO_DAY = "1970-01-01"
"""What is shown for a day that is none: it is past, so that somebody looks."""


def a_day(text: str) -> str:
    """Return an ISO date as it stands, NO_DAY for a text that is none. Total: for folds."""
    return text if is_a_day(text) else NO_DAY


def days_until(day: str, now: Moment) -> int:
    """Return how many days a day is ahead of the local one; 0 today, negative past it."""
    return (date.fromisoformat(day) - date.fromisoformat(now.day)).days


def later(day: str, days: int) -> str:
    """Return the day so many days later, or earlier."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
