"""State of control charts; statistics as decimal text, exact as they were fixed."""

from app.journal.rows import Row, state_table


@state_table("quality_limits", key=("stream", "hash"))
class LimitsRow(Row, frozen=True, kw_only=True):
    """One set of limits; the last in the order of the stream is in force."""

    hash: str
    turn: int
    form: str
    field: str
    chart: str
    center: str
    sigma: str
    spread_center: str
    lcl: str
    ucl: str
    size: int
    points: int
    from_ms: int
    to_ms: int
    rules: tuple[str, ...]
    run: int
    left_out: tuple[str, ...]
    reason: str
    by: str
    at_ms: int


@state_table("quality_cause", key=("stream", "filled"))
class CauseRow(Row, frozen=True, kw_only=True):
    """The assignable cause of a point, the last one told."""

    form: str
    field: str
    filled: str
    reason: str
    leave_out: bool
    by: str
    at_ms: int
