"""State of qualifications: which there are, and who had which from when to when."""

from app.journal.rows import Row, state_table


@state_table("people_qualification", key=("stream",))
class QualificationRow(Row, frozen=True, kw_only=True):
    """A qualification people can have."""

    qualification: str
    name_zh: str
    name_en: str
    months: int


@state_table("people_qualified", key=("stream", "granted"), index=(("person",),))
class QualifiedRow(Row, frozen=True, kw_only=True):
    """One grant, named by its event's hash: it counted from `from_ms` to `until_ms`.

    `ended_ms` says when it was withdrawn or granted anew, and stopped counting before its time.
    """

    granted: str
    person: str
    qualification: str
    level: int
    evidence: str
    by: str
    from_ms: int
    until_ms: int
    ended_ms: int | None
    ended_by: str
    ended_why: str
