"""What control charts answer: a frozen set of limits, a judged chart.

Binary floats: statistics about recorded values, which themselves stay exact decimals.
"""

from dataclasses import dataclass

import msgspec

from app.capabilities.quality.points.answers import ChartKind


class LimitSet(msgspec.Struct, frozen=True, kw_only=True):
    """Limits fixed from the points of phase I; later points are judged by them as they stand.

    `center` is that of the main chart per unit of size: the mean, or the share or rate per unit
    (np: the share; its center line is share × size). `sigma` is the standard deviation of one
    reading (within subgroups), of one unit for p and np, of the count for c, of one unit for u.
    `spread_center` is the second chart's center. `size` is the size all points had, None where it
    differed; then `lcl` and `ucl` are None, each point has its own.
    """

    kind: ChartKind
    center: float
    sigma: float
    lcl: float | None
    ucl: float | None
    size: float | None
    points: int
    spread_center: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Center and limits where one point stands, and the standard deviation of such points."""

    center: float
    lcl: float
    ucl: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart judged by a set of limits.

    `numbers` are the points' numbers, 1 for the first reading or subgroup; `lines` holds one line
    where all points share it, else one for each point. `standings` are the points' distances from
    the center in standard deviations. `beyond` are the numbers of points beyond the limits, `runs`
    of those that end a run of `run` or more on one side of the center.
    """

    name: str
    numbers: range
    values: tuple[float, ...]
    lines: tuple[Line, ...]
    standings: tuple[float, ...]
    beyond: tuple[int, ...]
    runs: tuple[int, ...]

    @property
    def is_even(self) -> bool:
        """Tell whether one line holds for all points."""
        return len(self.lines) == 1
