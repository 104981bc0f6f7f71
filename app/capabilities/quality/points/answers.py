"""The points of a control chart, and which kinds of chart there are.

Binary floats: statistics about recorded values, which themselves stay exact decimals.
"""

from dataclasses import dataclass
from enum import StrEnum


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
