"""State of reviews of access."""

from app.journal.rows import Row, state_table


@state_table("people_review", key=("stream",))
class ReviewRow(Row, frozen=True, kw_only=True):
    """One review; open while `closed_ms` is None. `listed` names the list looked through."""

    review: str
    by: str
    started_ms: int
    listed: str
    people: int
    closed_ms: int | None
    closed_by: str
    kept: int
    to_change: int
    next_ms: int


@state_table("people_judged", key=("stream", "person"))
class JudgedRow(Row, frozen=True, kw_only=True):
    """What was last said of one account in a review."""

    person: str
    finding: str
    why: str
    by: str
    at_ms: int
