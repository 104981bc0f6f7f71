"""What the questions about windows are answered with; times in ms since 1970 UTC."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Last:
    """What a parameter was last known to be; `said` is the hash of the event that says so."""

    parameter: str
    value: Decimal
    at_ms: int
    said: str


@dataclass(frozen=True, slots=True)
class Outside:
    """A parameter that stands outside its window; `limit` is the one it lies beyond.

    `said` is the hash of the last crossing of this parameter, or where none is known of what the
    machine measured: a person answers for that.
    """

    equipment: str
    parameter: str
    value: Decimal
    limit: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    at_ms: int
    said: str
