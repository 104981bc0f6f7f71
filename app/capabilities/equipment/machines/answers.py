"""What the questions about equipment are answered with; times in ms since 1970 UTC."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from app.kernel.words import Bilingual

QualityLetter = Literal["g", "u", "b"]
"""Whether a value's source vouches for it: good, uncertain, bad."""


@dataclass(frozen=True, slots=True)
class Point:
    """One sample: when at its source, what, and its quality; no value where the source had none."""

    at_ms: int
    value: Decimal | None
    quality: QualityLetter = "g"


@dataclass(frozen=True, slots=True)
class Trace:
    """The samples of one parameter, in the order they came."""

    parameter: str
    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a parameter's values should keep to; None where there is no limit."""

    low: Decimal | None = None
    high: Decimal | None = None
    warn_low: Decimal | None = None
    warn_high: Decimal | None = None

    def crossed(self, value: Decimal) -> Decimal | None:
        """Return the limit a value lies beyond; None within them. A limit itself is within."""
        return _beyond(value, self.low, self.high)

    def is_warning(self, value: Decimal) -> bool:
        """Tell whether a value has left the warn band, whether or not the limits too."""
        return _beyond(value, self.warn_low, self.warn_high) is not None

    def is_calm(self, value: Decimal) -> bool:
        """Tell whether a value has come back: within the limits, and the warn band where one is.

        The band is the hysteresis: a value that trembles on a limit crosses it once.
        """
        return self.crossed(value) is None and not self.is_warning(value)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a machine."""

    equipment: str
    parameter: str
    name: Bilingual
    unit: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class EquipmentNow:
    """A machine and how it is; `state` is empty where nobody and nothing ever said."""

    equipment: str
    name: Bilingual
    work_centre: str
    state: str = ""
    reason: str = ""
    since_ms: int = 0
    by: str = ""
    by_machine: bool = False
    order: str = ""
    operation: str = ""


@dataclass(frozen=True, slots=True)
class StateSpan:
    """How long a machine was in one state; `to_ms` is None for the one it is in."""

    state: str
    reason: str
    from_ms: int
    to_ms: int | None
    by: str
    by_machine: bool


@dataclass(frozen=True, slots=True)
class Crossing:
    """A parameter that left its limits, and what was made then."""

    equipment: str
    parameter: str
    at_ms: int
    value: str
    limit: str
    unit: str
    order: str
    operation: str
    lot: str


def _beyond(value: Decimal, low: Decimal | None, high: Decimal | None) -> Decimal | None:
    if low is not None and value < low:
        return low
    if high is not None and value > high:
        return high
    return None
