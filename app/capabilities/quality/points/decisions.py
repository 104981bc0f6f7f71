"""What a control chart shows of readings and counts: pure rules.

`number` in a refusal is that of the subgroup or count, 1 for the first.
"""

import itertools
import math
from collections.abc import Sequence

from app.capabilities.quality.points.answers import Charted, ChartKind
from app.capabilities.quality.standards.chart_constants import MOST
from app.kernel.refused import Refused


def of_subgroups(kind: ChartKind, subgroups: Sequence[Sequence[float]]) -> Charted:
    """Chart subgroups of readings (xbar-r, xbar-s), in order of time.

    Refusals: `spc.nothing`; `spc.subgroup_of_one` for fewer than two readings in one;
    `spc.subgroup_too_large` for more than 25 on an xbar-r chart.
    """
    if not subgroups:
        raise Refused("spc.nothing")
    for number, subgroup in enumerate(subgroups, 1):
        _check_subgroup(kind, number, len(subgroup))
    means = tuple([math.fsum(one) / len(one) for one in subgroups])
    if kind is ChartKind.XBAR_R:
        spread = tuple([max(one) - min(one) for one in subgroups])
    else:
        spread = tuple([_deviation(one, mean) for one, mean in zip(subgroups, means, strict=True)])
    return Charted(kind, means, tuple([len(one) for one in subgroups]), spread)


def of_readings(readings: Sequence[float]) -> Charted:
    """Chart single readings (i-mr), in order of time. Refusal: `spc.one_reading`."""
    if len(readings) < 2:
        raise Refused("spc.one_reading")
    moving = tuple([abs(b - a) for a, b in itertools.pairwise(readings)])
    return Charted(ChartKind.I_MR, tuple(readings), (1.0,) * len(readings), moving)


def of_counts(kind: ChartKind, counts: Sequence[float], sizes: Sequence[float] = ()) -> Charted:
    """Chart counts of nonconforming units (p, np) or nonconformities (c, u) by units inspected.

    c needs no sizes. Refusals: `spc.nothing`, `spc.sizes_missing`, `spc.count_bad`,
    `spc.size_bad`, `spc.count_above_size` (p, np), `spc.sizes_differ` (c).
    """
    if not counts:
        raise Refused("spc.nothing")
    if kind is ChartKind.C and not sizes:
        sizes = (1.0,) * len(counts)
    if len(sizes) != len(counts):
        raise Refused("spc.sizes_missing", chart=kind.value)
    for number, (count, size) in enumerate(zip(counts, sizes, strict=True), 1):
        _check_count(kind, number, count, size)
    if kind is ChartKind.C and len(set(sizes)) > 1:
        raise Refused("spc.sizes_differ")
    if kind in (ChartKind.P, ChartKind.U):
        values = tuple([count / size for count, size in zip(counts, sizes, strict=True)])
    else:
        values = tuple(map(float, counts))
    return Charted(kind, values, tuple(map(float, sizes)))


def _deviation(values: Sequence[float], mean: float) -> float:
    """Return s, the standard deviation of a sample (n − 1)."""
    return math.sqrt(math.fsum([(one - mean) ** 2 for one in values]) / (len(values) - 1))


def _check_subgroup(kind: ChartKind, number: int, size: int) -> None:
    if size < 2:
        raise Refused("spc.subgroup_of_one", number=number)
    if kind is ChartKind.XBAR_R and size > MOST:
        raise Refused("spc.subgroup_too_large", number=number, size=size, most=MOST)


def _check_count(kind: ChartKind, number: int, count: float, size: float) -> None:
    of_units = kind in (ChartKind.P, ChartKind.NP)
    if count < 0 or (of_units and count != int(count)):
        raise Refused("spc.count_bad", number=number, count=f"{count:g}")
    if size <= 0 or (of_units and size != int(size)):
        raise Refused("spc.size_bad", number=number, size=f"{size:g}")
    if of_units and count > size:
        raise Refused("spc.count_above_size", number=number, count=f"{count:g}", size=f"{size:g}")
