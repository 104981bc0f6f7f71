"""State of weighings: one row each, whatever order they arrive in."""

from decimal import Decimal

from app.journal.rows import Row, state_table


@state_table("production_weighing", key=("hash",), index=(("order", "operation"), ("lot",)))
class WeighingRow(Row, frozen=True, kw_only=True):
    """One weighing; `net` in `unit`, `at_ms` when it was recorded (ms since 1970 UTC).

    `lot` is the lot of material it was taken of, empty where none was named.
    """

    hash: str
    order: str
    operation: str
    step: int
    net: Decimal
    unit: str
    scale: str
    by: str
    station: str
    at_ms: int
    by_hand_because: str = ""
    lot: str = ""


@state_table("production_weighing_taken_back", key=("hash",), index=(("order", "operation"),))
class TakenBackRow(Row, frozen=True, kw_only=True):
    """A weighing that does not count any more."""

    hash: str
    order: str
    operation: str
    weighing: str
    reason: str
