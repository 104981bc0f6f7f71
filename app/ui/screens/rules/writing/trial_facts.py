"""What a trial came to: the cases by day, and beside the revision in force. No Qt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.capabilities.rules.firings.answers import WouldFire
from app.kernel.days import local_day

BOTH, ONLY_NEW, ONLY_OLD = "both", "only_new", "only_old"
"""Both revisions fire; only the new one does; only the one in force does."""

Cases = Mapping[str, WouldFire]


@dataclass(frozen=True, slots=True)
class Tried:
    """One case of a trial, on which day (ISO), and which revisions fire at it."""

    case: WouldFire
    day: str
    by: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a trial came to; `tried` are all cases, the latest first, `days` ISO dates.

    `other` are the counts of the revision in force, None where there is none.
    """

    tried: tuple[Tried, ...]
    days: tuple[str, ...]
    counts: tuple[int, ...]
    other: tuple[int, ...] | None
    looked_at: int

    @property
    def fires(self) -> int:
        """Return how often the new one fires."""
        return sum(self.counts)

    @property
    def more(self) -> int:
        """Return at how many cases only the new one fires."""
        return sum(one.by == ONLY_NEW for one in self.tried)

    @property
    def less(self) -> int:
        """Return at how many cases only the one in force fires."""
        return sum(one.by == ONLY_OLD for one in self.tried)

    def on(self, place: int) -> tuple[Tried, ...]:
        """Return the cases of a day by its place, all for -1."""
        return tuple(one for one in self.tried if place < 0 or one.day == self.days[place])


def outcome(
    new: Cases, old: Cases | None, days: Sequence[str], looked_at: int, offset_min: int
) -> Outcome:
    """Put the cases of a rule, and those of the revision in force, by day."""
    known = old or {}
    tried = [
        Tried(case, local_day(case.at_ms, offset_min), BOTH if key in known else ONLY_NEW)
        for key, case in new.items()
    ]
    tried += [
        Tried(case, local_day(case.at_ms, offset_min), ONLY_OLD)
        for key, case in known.items()
        if key not in new
    ]
    tried.sort(key=lambda one: one.case.at_ms, reverse=True)
    mine = Counter(one.day for one in tried if one.by != ONLY_OLD)
    theirs = Counter(one.day for one in tried if one.by != ONLY_NEW)
    return Outcome(
        tried=tuple(tried),
        days=tuple(days),
        counts=tuple(mine[day] for day in days),
        other=None if old is None else tuple(theirs[day] for day in days),
        looked_at=looked_at,
    )
