"""State of delegations."""

from app.journal.rows import Row, state_table


@state_table("people_delegation", key=("stream",), index=(("to",), ("grantor",)))
class DelegationRow(Row, frozen=True, kw_only=True):
    """One delegation; `given` is its event's hash, `ended_ms` when it was ended early."""

    delegation: str
    given: str
    grantor: str
    to: str
    meanings: tuple[str, ...]
    from_ms: int
    until_ms: int
    why: str
    at_ms: int
    ended_ms: int | None
    ended_why: str
