"""State of identities."""

from app.journal.rows import Row, state_table


@state_table("people_identity", key=("stream",))
class IdentityRow(Row, frozen=True, kw_only=True):
    """How somebody's identity stands; `is_verified` until it is withdrawn."""

    person: str
    is_verified: bool
    how: str
    evidence: str
    by: str
    at_ms: int
    withdrawn_why: str
