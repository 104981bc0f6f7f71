"""State of switching: only what people signed; where it stands follows from lots and these."""

from app.journal.rows import Row, state_table


@state_table("quality_switching_said", key=("stream", "name"))
class SaidRow(Row, frozen=True, kw_only=True):
    """One statement: signed, or a rule's. It `resumes`, `tightens`, or says steady and agreed.

    `name` is the rule's firing, else the hash of its event.
    """

    name: str
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
    tightens: bool = False
