"""What the questions about gauges are answered with; times in ms since 1970 UTC, days ISO dates."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.kernel.days import Moment, days_until, end_of_day_ms, is_a_day
from app.kernel.words import Bilingual

SOON_DAYS = 30
"""A gauge due within so many days is asked for."""


class Standing(StrEnum):
    """Whether a gauge may be used, and if not, why; the first that holds."""

    OUT_OF_USE = "out_of_use"
    FAILED = "failed"
    NEVER_CALIBRATED = "never_calibrated"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    USABLE = "usable"


@dataclass(frozen=True, slots=True)
class Calibration:
    """One calibration: `passed` when it came, `passes` when it left."""

    certificate: str
    calibrated_by: str
    date: str
    due: str
    passed: bool
    passes: bool
    by: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Out:
    """Why a gauge is out of use: `name` is its rule's firing, else the hash of its event."""

    name: str
    reason: str
    by: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Window:
    """What was measured from a day to a day rests on a gauge that was then found to be wrong.

    `from_day` is that of the last calibration it left within its error, empty where there is none:
    then everything it ever measured is in question. Both days are in it.
    """

    gauge: str
    from_day: str
    to_day: str
    certificate: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """A gauge as it stands; `calibrations` the latest first."""

    gauge: str
    name: Bilingual
    sort: str
    serial: str
    unit: str
    low: Decimal | None
    high: Decimal | None
    resolution: Decimal | None
    months: int
    work_centre: str
    calibrations: tuple[Calibration, ...] = ()
    outs: tuple[Out, ...] = ()

    @property
    def measures(self) -> bool:
        """Tell whether it gives values; a limit gauge says only go or no-go."""
        return bool(self.unit)

    @property
    def last(self) -> Calibration | None:
        """Return its last calibration."""
        return self.calibrations[0] if self.calibrations else None

    @property
    def due(self) -> str:
        """Return the last day it may be used on; empty where it never was calibrated."""
        return self.calibrations[0].due if self.calibrations else ""

    def is_overdue(self, now: Moment) -> bool:
        """Tell whether its last day is over where this is asked (IL-04: due today is usable).

        A due day that is none (forged) is over.
        """
        return not is_a_day(self.due) or now.ms >= end_of_day_ms(self.due, now.offset_min)

    def days_left(self, now: Moment) -> int | None:
        """Return how many days it may be used after today, negative once overdue."""
        return days_until(self.due, now) if is_a_day(self.due) else None

    def standing(self, now: Moment) -> Standing:
        """Return whether it may be used, and if not, why."""
        if self.outs:
            return Standing.OUT_OF_USE
        if self.last is None:
            return Standing.NEVER_CALIBRATED
        if not self.last.passes:
            return Standing.FAILED
        if self.is_overdue(now):
            return Standing.OVERDUE
        left = self.days_left(now)
        return Standing.DUE_SOON if left is not None and left <= SOON_DAYS else Standing.USABLE
