"""State of calls."""

from app.journal.rows import Row, state_table


@state_table("production_call", key=("stream",), index=(("state",),))
class CallRow(Row, frozen=True, kw_only=True):
    """One call; `state` is open, answered or closed."""

    call: str
    state: str
    reason: str
    station: str
    order: str
    operation: str
    raised_by: str
    raised_ms: int
    answered_by: str = ""
    answered_ms: int = 0
    closed_ms: int = 0
