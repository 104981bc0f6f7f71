"""What control charts are made of: charted points, a frozen set of limits, a judged chart.

Binary floats: statistics about recorded values, which themselves stay exact decimals.
"""

from dataclasses import dataclass
from enum import StrEnum

import msgspec


class ChartKind(StrEnum):
    """The kinds of control chart."""

    XBAR_R = "xbar-r"
    XBAR_S = "xbar-s"
    I_MR = "i-mr"
    P = "p"
    NP = "np"
    C = "c"
    U = "u"

    @property
    def is_of_measurements(self) -> bool:
        """Tell whether readings are charted, in two charts: position and spread."""
        return self in (ChartKind.XBAR_R, ChartKind.XBAR_S, ChartKind.I_MR)

    @property
    def spread(self) -> str:
        """Return what the second chart shows: `range`, `s`, `mr`; empty where there is none."""
        return {"xbar-r": "range", "xbar-s": "s", "i-mr": "mr"}.get(self, "")


@dataclass(frozen=True, slots=True)
class Charted:
    """The points of a chart in order of time.

    `values` are what the main chart shows: means, readings, shares, counts, rates. `sizes` are
    the readings or units behind each point. `spread` belongs to the second chart; for i-mr it has
    one point fewer, its first belongs to the second reading.
    """

    kind: ChartKind
    values: tuple[float, ...]
    sizes: tuple[float, ...]
    spread: tuple[float, ...] = ()

    @property
    def size(self) -> float | None:
        """Return the size that all points have; None where it differs."""
        return self.sizes[0] if len(set(self.sizes)) == 1 else None


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
