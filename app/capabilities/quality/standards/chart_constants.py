"""Constants of control charts for subgroups of 2 to 25 readings (ISO 7870-2).

d2 and d3 are the mean and the standard deviation of the range of n standard normal readings, c4
the mean of their standard deviation; all others follow from these. Six decimals: programs that
divide by the three decimals of printed tables differ from us by up to 3 in 10,000 for n = 2.
"""

import csv
import math
from functools import lru_cache
from typing import NamedTuple

from app.kernel.paths import resources

MOST = 25
"""The largest subgroup whose range says enough; larger ones are judged by s."""


class SpreadConstants(NamedTuple):
    """What the range of n standard normal readings is on average, and how much it varies."""

    d2: float
    d3: float


@lru_cache
def table() -> dict[int, dict[str, float]]:
    """Return the whole table: n → constant → value."""
    path = resources() / "quality" / "spc_constants.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        int(row["n"]): {name: float(value) for name, value in row.items() if name != "n"}
        for row in rows
    }


@lru_cache
def range_constants(n: int) -> SpreadConstants:
    """Return d2 and d3 for subgroups of n, 2 to `MOST`."""
    row = table()[n]
    return SpreadConstants(row["d2"], row["d3"])


@lru_cache
def c4(n: int) -> float:
    """Return the mean of s of n standard normal readings, n ≥ 2, by its closed form."""
    return math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))
