"""What can happen in a flow: a quantity moves. Everything else is a sum."""

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from app.journal.event import Happened, Whole


class Cause(StrEnum):
    """Why a quantity moved."""

    RELEASE = "release"
    GOOD = "good"
    SCRAP = "scrap"
    REWORK = "rework"


class Moved(Happened, frozen=True, kw_only=True):
    """A quantity of `case` went from `source` to `target`.

    A correction is a counter-move: the same way, a negative quantity, and `corrects` names the
    hash of the move it takes back. Order-free: a sum does not care when its parts arrive.

    `occurred_ms` is when it happened (ms since 1970 UTC) where that was before it was entered, and
    `late_because` why it was entered so late.
    """

    kind: ClassVar[str] = "flows.moved"
    order_free: ClassVar[bool] = True
    case: str
    source: str
    target: str
    quantity: Decimal
    unit: str
    cause: Cause
    reason: str = ""
    corrects: str = ""
    equipment: str = ""
    occurred_ms: Whole | None = None
    late_because: str = ""

    @property
    def stream(self) -> str:
        return node_stream(self.case, self.source)


def node_stream(case: str, node: str) -> str:
    """Return the stream of one node of one case: for production, of one (order, operation)."""
    return f"node/{case}/{node}"
