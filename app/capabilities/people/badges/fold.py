"""From tests of a badge to how it stands: the last one counts."""

from app.capabilities.people.badges.decisions import DAY_MS, MOST_DAYS
from app.capabilities.people.badges.events import BadgeTested
from app.capabilities.people.badges.tables import BadgeRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Apply one event."""
    tested = event.happened
    if not isinstance(tested, BadgeTested):
        return
    rows.put(
        BadgeRow(
            stream=event.stream,
            person=tested.person,
            badge=tested.badge,
            passed=tested.passed,
            tested_ms=event.wall,
            by=event.actor,
            due_ms=event.wall + max(0, min(tested.days, MOST_DAYS)) * DAY_MS,
        )
    )
