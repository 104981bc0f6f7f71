"""State of deviations."""

from app.capabilities.quality.deviations.events import Ruling
from app.journal.rows import Row, state_table


@state_table("quality_deviation", key=("hash",), index=(("crossing",), ("order", "operation")))
class DeviationRow(Row, frozen=True, kw_only=True):
    """What somebody said of a limit that was crossed."""

    hash: str
    crossing: str
    order: str
    operation: str
    equipment: str
    parameter: str
    value: str
    limit: str
    unit: str
    reason: str
    by: str
    at_ms: int


REPORTED, ASSESSED, DECIDED, CLOSED = "reported", "assessed", "decided", "closed"
STATES = (REPORTED, ASSESSED, DECIDED, CLOSED)
"""How a deviation stands that people told; the words are `quality.deviation.<state>`."""


@state_table(
    "quality_deviation_report",
    key=("stream",),
    index=(("order", "state"), ("lot",), ("state", "reported_ms"), ("reported_ms",)),
)
class ReportRow(Row, frozen=True, kw_only=True):
    """A deviation people told. `reported` is the hash of the event that told it."""

    deviation: str
    stage: str
    sort: str
    planned: str
    actual: str
    at_once: str
    pictures: tuple[str, ...]
    order: str
    operation: str
    lot: str
    product: str
    material: str
    equipment: str
    filled: str
    form: str
    reported: str
    reported_by: str
    reported_ms: int
    station: str
    state: str = REPORTED
    weight: str = ""
    impact: str = ""
    assessed_by: str = ""
    assessed_ms: int = 0
    ruling: str = ""
    reason: str = ""
    decided: str = ""
    decided_by: str = ""
    decided_ms: int = 0
    reference: str = ""
    remarks: str = ""
    closed_by: str = ""
    closed_ms: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether its batch waits for it."""
        return self.state != CLOSED

    @property
    def is_accepted(self) -> bool:
        """Tell whether it was decided to leave it at that."""
        return self.ruling == Ruling.ACCEPT


@state_table("quality_deviation_clash", key=("stream", "second"))
class DeviationClashRow(Row, frozen=True, kw_only=True):
    """A decision made without knowing of the `first`."""

    first: str
    second: str
    by: str
    station: str
    at_ms: int
