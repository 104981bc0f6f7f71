"""State of quarantine: what people let in after all."""

from app.journal.rows import Row, state_table


@state_table("people_readmitted", key=("stream",))
class ReadmittedRow(Row, frozen=True, kw_only=True):
    """A quarantined event that counts since a person said so."""

    event: str
    by: str
    why: str
    at_ms: int
