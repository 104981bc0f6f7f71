"""State of switching: only what people signed; where it stands follows from lots and these."""

from app.journal.rows import Row, state_table


@state_table("quality_switching_said", key=("stream", "hash"))
class SaidRow(Row, frozen=True, kw_only=True):
    """One signed statement; `resumes` after discontinuation, else steady and agreed."""

    hash: str
    form: str
    field: str
    of: str
    resumes: bool
    is_steady: bool
    is_agreed: bool
    reason: str
    by: str
    at_ms: int
    turn: int
