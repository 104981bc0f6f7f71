"""Bars for readings, and the normal curve that fits them: pure, for whoever draws.

Binary floats: a picture of recorded values, never values themselves.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.refused import Refused

MOST_BARS = 60
_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of one width: `counts[i]` readings lie from `start + i·width` to the next edge."""

    start: float
    width: float
    counts: tuple[int, ...]

    @property
    def edges(self) -> tuple[float, ...]:
        """Return where the bars begin and end, one more than there are bars."""
        return tuple(self.start + at * self.width for at in range(len(self.counts) + 1))


def bars(readings: Sequence[float], resolution: float = 0.0) -> Bars:
    """Sort readings into bars, a round width wide (1, 2 or 5 · 10ⁿ), by Freedman and Diaconis.

    `resolution` is the gauge's step: no bar is narrower, else some would stay empty by the gauge
    alone. Refusal: `spc.nothing`.
    """
    if not readings:
        raise Refused("spc.nothing")
    ordered = sorted(readings)
    low, high = ordered[0], ordered[-1]
    width = _round_up(max(_width(ordered), resolution, (high - low) / MOST_BARS))
    # Bars begin off the round numbers: a reading must not stand on an edge.
    aside = (resolution or width) / 2
    start = math.floor((low + aside) / width) * width - aside
    counts = [0] * (math.floor((high - start) / width) + 1)
    for one in ordered:
        counts[math.floor((one - start) / width)] += 1
    return Bars(start, width, tuple(counts))


def normal_curve(
    mean: float, sigma: float, over: Bars, points: int = 121
) -> tuple[tuple[float, float], ...]:
    """Return (x, y) of the normal curve as high as the bars: y in readings per bar.

    It reaches over the bars and four standard deviations either way; empty where σ is 0.
    """
    if sigma <= 0:
        return ()
    low = min(over.edges[0], mean - 4 * sigma)
    high = max(over.edges[-1], mean + 4 * sigma)
    step = (high - low) / (points - 1)
    top = sum(over.counts) * over.width / (sigma * math.sqrt(2 * math.pi))
    xs = (low + at * step for at in range(points))
    return tuple((x, top * math.exp(-(((x - mean) / sigma) ** 2) / 2)) for x in xs)


def _width(ordered: Sequence[float]) -> float:
    n = len(ordered)
    middle_half = ordered[(3 * n) // 4] - ordered[n // 4] if n >= 4 else 0.0
    if middle_half > 0:
        return 2 * middle_half / math.cbrt(n)
    whole = ordered[-1] - ordered[0]
    return whole / (1 + math.log2(n)) if whole > 0 else max(abs(ordered[0]), 1.0) / 100


def _round_up(width: float) -> float:
    scale = math.pow(10, math.floor(math.log10(width)))
    return scale * next(step for step in _STEPS if step * scale >= width * (1 - 1e-9))
