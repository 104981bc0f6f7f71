"""What a benchmark says: our figure, the raw arm beside it, and the bar it is held to."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `raw` is the peer or the physical limit of the same run, if any.

    `holds` tells whether the bar is met; `bar` says it in words.
    """

    name: str
    ours: float
    unit: str
    bar: str
    holds: bool
    raw: float | None = None
    raw_is: str = ""

    @property
    def ratio(self) -> float | None:
        """Return ours over raw."""
        return self.ours / self.raw if self.raw else None


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that `percent` of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def times_ms(work: Callable[[], object], repeats: int) -> list[float]:
    """Return the wall time of each of `repeats` calls."""
    found = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        found.append((time.perf_counter() - started) * 1000)
    return found
