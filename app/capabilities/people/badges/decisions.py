"""What is allowed with badges, and how one stands: pure rules."""

from dataclasses import dataclass
from enum import StrEnum

from app.capabilities.people.badges.events import BadgeTested
from app.kernel.refused import Refused

DAY_MS = 86_400_000
DAYS = 365
"""From one test to the next, where a site sets nothing else."""
MOST_DAYS = 3_650
SOON_DAYS = 30
GRACE_DAYS = 30
"""So long an overdue badge still opens the door, with a warning; then only id and password do."""


class Standing(StrEnum):
    """How a badge stands; its words are `people.badge.<standing>`."""

    TESTED = "tested"
    SOON = "soon"
    OVERDUE = "overdue"
    BLOCKED = "blocked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BadgeStanding:
    """How a badge stands now, when it was last tested, and when its next test is due.

    Being given out is a badge's first test: whoever hands it over reads it into the account.
    """

    standing: Standing
    tested_ms: int
    due_ms: int

    @property
    def warns(self) -> bool:
        """Tell whether whoever logs in by it is to be told."""
        return self.standing is Standing.OVERDUE

    @property
    def blocks(self) -> bool:
        """Tell whether it opens no door any more; id and password still do."""
        return self.standing in (Standing.BLOCKED, Standing.FAILED)


def standing(tested_ms: int, due_ms: int, now_ms: int, *, passed: bool = True) -> BadgeStanding:
    """Return how a badge stands now."""
    if not passed:
        return BadgeStanding(Standing.FAILED, tested_ms, due_ms)
    if now_ms >= due_ms + GRACE_DAYS * DAY_MS:
        return BadgeStanding(Standing.BLOCKED, tested_ms, due_ms)
    if now_ms >= due_ms:
        return BadgeStanding(Standing.OVERDUE, tested_ms, due_ms)
    soon = now_ms >= due_ms - SOON_DAYS * DAY_MS
    return BadgeStanding(Standing.SOON if soon else Standing.TESTED, tested_ms, due_ms)


def admit(stands: BadgeStanding) -> None:
    """Let a badge open the door. Refuses `login.badge_untested`."""
    if stands.blocks:
        raise Refused("login.badge_untested")


def tested(person: str, badge: str, seen: str, days: int) -> BadgeTested:
    """Test a badge: what its reader said, `seen`, must be what was given out.

    A badge that says nothing or something else has failed. Refuses `people.badge_days`.
    """
    if not 0 < days <= MOST_DAYS:
        raise Refused("people.badge_days", most=MOST_DAYS)
    return BadgeTested(person=person, badge=badge, passed=seen.strip() == badge, days=days)
