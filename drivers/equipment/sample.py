"""A sample: one value of one parameter of a machine, at the source's time and at ours."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Quality(StrEnum):
    """Whether the source itself vouches for the value (OPC UA's three classes)."""

    GOOD = "good"
    UNCERTAIN = "uncertain"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Sample:
    """One value. `value` is None where the source had none; times are wall ms and steady s."""

    tag: str
    value: Decimal | None
    unit: str
    quality: Quality
    source_ms: int
    at_ms: int
    heard_s: float
    source: str
