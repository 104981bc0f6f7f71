"""What was measured lately, as long as the window lives: for curves that run on as one looks.

Of each second the least and the greatest are kept, so that a curve costs the same at one sample a
second and at a hundred, and no peak is lost.
"""

from collections import deque
from itertools import chain

from app.capabilities.equipment.machines.answers import Point
from app.stations.measured import Gathered
from app.ui.kit.trendstrip import Dot, extremes

BUCKET_MS = 1_000
MOST = 1_800
"""Seconds that are kept of one parameter: half an hour."""


class _Lately:
    """One parameter."""

    def __init__(self, most: int) -> None:
        self._past: deque[tuple[Dot, ...]] = deque(maxlen=most)
        self._now: list[Dot] = []
        self.latest: Point | None = None

    def note(self, point: Point) -> None:
        self.latest = point
        dot = (point.at_ms, None if point.value is None else float(point.value))
        if self._now and self._now[0][0] // BUCKET_MS != point.at_ms // BUCKET_MS:
            self._past.append(tuple(self._now))
            self._now = []
        self._now = extremes([*self._now, dot])

    def dots(self, since_ms: int) -> tuple[Dot, ...]:
        every = chain(chain.from_iterable(self._past), self._now)
        return tuple(dot for dot in every if dot[0] >= since_ms)


class Trends:
    """Bounded buffers by equipment and parameter; lives on the window's thread."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: dict[tuple[str, str], _Lately] = {}

    def note(self, gathered: Gathered) -> None:
        """Take what came."""
        for one in gathered.samples:
            key = (one.equipment, one.parameter)
            if key not in self._kept:
                self._kept[key] = _Lately(self._most)
            self._kept[key].note(one.point)

    def dots(self, equipment: str, parameter: str, since_ms: int = 0) -> tuple[Dot, ...]:
        """Return what one parameter was lately, the oldest first."""
        kept = self._kept.get((equipment, parameter))
        return kept.dots(since_ms) if kept is not None else ()

    def latest(self, equipment: str, parameter: str) -> Point | None:
        """Return the last sample of a parameter; None before the first."""
        kept = self._kept.get((equipment, parameter))
        return kept.latest if kept is not None else None
