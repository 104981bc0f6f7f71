"""State of flows: the moves themselves; a quantity at a node is their sum, never a counter."""

from decimal import Decimal

from app.journal.rows import Row, state_table

_SUMMED = ("case", "source", "target", "cause", "quantity")
"""A case's sums are read from this index alone, however many moves it has."""


@state_table("flow_move", key=("hash",), index=(_SUMMED, ("station", "at_ms")))
class MoveRow(Row, frozen=True, kw_only=True):
    """One move, with who, where and when: `at_ms` it was entered, `occurred_ms` it happened."""

    hash: str
    case: str
    source: str
    target: str
    quantity: Decimal
    unit: str
    cause: str
    reason: str
    corrects: str
    equipment: str
    actor: str
    station: str
    at_ms: int
    occurred_ms: int
    late_because: str
