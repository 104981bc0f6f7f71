"""What is asked of the audit trail, and one page of it."""

from dataclasses import dataclass

from app.capabilities.records.entries.answers import Entry


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show of the trail; what is empty filters nothing.

    `record` is any part of a stream's name; times are ms since 1970 UTC, `until_ms` not included.
    """

    person: str = ""
    station: str = ""
    kind: str = ""
    record: str = ""
    since_ms: int | None = None
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail; `is_signed` tells that a signature of its record covers it."""

    entry: Entry
    is_signed: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Lines from `start` on (counted from 0), latest first.

    `total` is how many there are, counted no further than `counted_to`.
    """

    lines: tuple[Line, ...]
    start: int
    total: int
    counted_to: int

    @property
    def is_counted(self) -> bool:
        """Tell whether `total` is all of them."""
        return self.total < self.counted_to
