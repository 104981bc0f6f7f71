"""State of operations."""

from app.journal.rows import Row, state_table

WAITING = "waiting"
RUNNING = "running"
PAUSED = "paused"
COMPLETED = "completed"


@state_table(
    "production_operation",
    key=("stream",),
    index=(("station", "state"), ("order",), ("state",)),
)
class OperationRow(Row, frozen=True, kw_only=True):
    """Where an operation is to be done and how its work stands.

    `state`: waiting, running, paused, completed. `started` is the hash of the start that counts,
    `started_ms` its time; `worked_ms` the time before the current run, `since_ms` when that began
    (ms since 1970 UTC).
    """

    order: str
    operation: str
    station: str = ""
    equipment: str = ""
    state: str = WAITING
    started: str = ""
    started_at: str = ""
    by: str = ""
    since_ms: int = 0
    worked_ms: int = 0
    changed_ms: int = 0
    started_ms: int = 0


@state_table(
    "production_run",
    key=("stream", "begun"),
    index=(("order",), ("equipment",), ("station",)),
)
class RunRow(Row, frozen=True, kw_only=True):
    """Work on an operation began, or went on, at a station; `begun` is the hash of what says so."""

    begun: str
    order: str
    operation: str
    equipment: str
    station: str
    by: str
    at_ms: int


@state_table("production_double_start", key=("stream", "second"))
class DoubleStartRow(Row, frozen=True, kw_only=True):
    """Two stations started the same operation without knowing of each other; both are kept."""

    order: str
    operation: str
    first: str
    second: str
    first_station: str
    second_station: str
    at_ms: int
