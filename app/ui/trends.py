"""What was measured lately, as long as the window lives: for curves that run on as one looks."""

from collections import defaultdict, deque

from app.capabilities.equipment.answers import Point
from app.stations.measured import Gathered

MOST = 6_000
"""Points kept of one parameter: ten minutes at ten a second."""


class Trends:
    """Bounded buffers by equipment and parameter; lives on the window's thread."""

    def __init__(self, most: int = MOST) -> None:
        self._points: defaultdict[tuple[str, str], deque[Point]] = defaultdict(
            lambda: deque(maxlen=most)
        )

    def note(self, gathered: Gathered) -> None:
        """Take what came."""
        for one in gathered.samples:
            self._points[one.equipment, one.parameter].append(one.point)

    def points(self, equipment: str, parameter: str, since_ms: int = 0) -> tuple[Point, ...]:
        """Return what one parameter was lately, the oldest first."""
        held = self._points.get((equipment, parameter), ())
        return tuple(point for point in held if point.at_ms >= since_ms)

    def parameters(self, equipment: str) -> tuple[str, ...]:
        """Return the parameters a machine has told lately."""
        return tuple(sorted(p for e, p in self._points if e == equipment))
