"""State of badges: the last test of each person's."""

from app.journal.rows import Row, state_table


@state_table("people_badge", key=("stream",))
class BadgeRow(Row, frozen=True, kw_only=True):
    """The last test of a person's badge; a badge given out since has not been tested by it."""

    person: str
    badge: str
    passed: bool
    tested_ms: int
    by: str
    due_ms: int
