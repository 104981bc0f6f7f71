"""What a benchmark says: our figure, the raw arm beside it, and the bar it is held to."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

REPEATS = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure is held to: at most `most`, or at least `least`, in its own unit.

    `times_raw` holds it to a multiple of the raw arm instead.
    """

    most: float | None = None
    least: float | None = None
    times_raw: float | None = None

    def holds(self, ours: float, raw: float | None) -> bool:
        """Tell whether `ours` meets the bar."""
        if self.most is not None and ours > self.most:
            return False
        if self.least is not None and ours < self.least:
            return False
        return self.times_raw is None or (raw is not None and ours <= self.times_raw * raw)

    def says(self, unit: str) -> str:
        """Return the bar in words."""
        parts = (
            ("<=", self.most, f" {unit}"),
            (">=", self.least, f" {unit}"),
            ("<=", self.times_raw, "x raw"),
        )
        told = [f"{sign} {limit:,g}{of}" for sign, limit, of in parts if limit is not None]
        return ", ".join(told) or "told beside"


BESIDE = Bar()
"""No bar: a figure that explains another."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One side of a figure: the value that counts, and the spread of the repeats."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `raw` is the peer or the physical limit of the same run, if any."""

    name: str
    unit: str
    bar: Bar
    ours: Arm
    raw: Arm | None = None
    raw_is: str = ""

    @property
    def ratio(self) -> float | None:
        """Return ours over raw."""
        return self.ours.value / self.raw.value if self.raw and self.raw.value else None

    @property
    def holds(self) -> bool:
        """Tell whether the bar is met."""
        return self.bar.holds(self.ours.value, self.raw.value if self.raw else None)


def median(values: Sequence[float]) -> Arm:
    """Return the median of repeats and their spread."""
    return Arm(statistics.median(values), min(values), max(values))


def at_percent(rounds: Sequence[Sequence[float]], percent: float) -> Arm:
    """Return a percentile over all rounds; the spread is that of the rounds' own percentiles."""
    each = [percentile(values, percent) for values in rounds]
    together = [value for values in rounds for value in values]
    return Arm(percentile(together, percent), min(each), max(each))


def percentile(values: Iterable[float], percent: float) -> float:
    """Return the value that `percent` of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def seconds(work: Callable[[], object]) -> float:
    """Return the wall time of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def milliseconds(work: Callable[[], object]) -> float:
    """Return the wall time of one call in ms."""
    return seconds(work) * 1000
