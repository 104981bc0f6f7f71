"""State of deviations."""

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
