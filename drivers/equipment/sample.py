"""What a machine tells: samples of its parameters, and whether it runs."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Quality(StrEnum):
    """Whether the source itself vouches for the value (OPC UA's three classes)."""

    GOOD = "good"
    UNCERTAIN = "uncertain"
    BAD = "bad"


class Working(StrEnum):
    """What a machine says of itself; STOPPED comes with its reason where it gives one."""

    RUNNING = "running"
    STOPPED = "stopped"
    FAULT = "fault"


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


@dataclass(frozen=True, slots=True)
class StateSample:
    """A machine's own word on its state: told when first heard and whenever it changes."""

    working: Working
    reason: str
    source_ms: int
    at_ms: int
    heard_s: float
    source: str


Told = Sample | StateSample
