"""State of tasks."""

from app.journal.rows import Row, state_table
from app.journal.ruling import Matter

OPEN, TAKEN, DONE, WITHDRAWN = "open", "taken", "done", "withdrawn"
STATES = (OPEN, TAKEN, DONE, WITHDRAWN)


@state_table(
    "flow_task", key=("stream",), index=(("state",), ("asked_by", "asked_ms"), ("holder",))
)
class TaskRow(Row, frozen=True, kw_only=True):
    """One task. `holder` does it, empty while nobody has taken it.

    `matters` holds the one thing it is about; `asked_by` is empty for a rule's, `due_ms` (ms since
    1970 UTC) empty where it is never late. `ended_by`, `ended_ms`: who ended it, and when.
    """

    task: str
    zh: str
    en: str
    note: str
    roles: tuple[str, ...]
    people: tuple[str, ...]
    urgency: str
    due_ms: int | None
    escalated: tuple[str, ...]
    matters: tuple[Matter, ...]
    firing: str
    asked_by: str
    asked_ms: int
    station: str
    state: str
    holder: str
    held_ms: int
    ended_by: str
    ended_ms: int
    remarks: str
