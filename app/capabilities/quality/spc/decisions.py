"""The limits that phase I gives a control chart, and points judged by them: pure rules.

Standard: ISO 7870-2 = GB/T 17989.2. σ within subgroups is the mean of R/d2 (xbar-r), of s/c4
(xbar-s), or MR̄/d2(2) (i-mr). Subgroups of unequal size: means are weighted by size and each point
has its own limits, as the R package qcc has it. Lower limits of what cannot be negative stop at 0,
the upper limit of a share at 1.
"""

import itertools
import math
from collections.abc import Sequence

import msgspec

from app.capabilities.quality.points.answers import Charted, ChartKind
from app.capabilities.quality.points.decisions import of_readings
from app.capabilities.quality.run_rules import decisions as rules
from app.capabilities.quality.spc.answers import Chart, LimitSet, Line
from app.capabilities.quality.standards.chart_constants import c4, range_constants
from app.kernel.refused import Refused

RUN = 9
"""Points in a row on one side of the center that are a signal, where nobody says otherwise."""


# ---------------------------------------------------------------- phase I


def limits(charted: Charted, phase1: Sequence[bool] | None = None) -> LimitSet:
    """Fix limits from the points of phase I; None: from all.

    A moving range of i-mr is taken between phase I readings that follow each other once the others
    are left out. Refusals: `spc.phase1_length`, `spc.phase1_empty`; `spc.one_reading` (i-mr).
    """
    chosen = charted if phase1 is None else _chosen(charted, phase1)
    center = _center(chosen)
    found = LimitSet(
        kind=chosen.kind,
        center=center,
        sigma=_sigma(chosen, center),
        lcl=None,
        ucl=None,
        size=chosen.size,
        points=len(chosen.values),
        spread_center=_mean(chosen.spread, chosen.sizes) if chosen.spread else None,
    )
    if found.size is None:
        return found
    line = main_line(found, found.size)
    return msgspec.structs.replace(found, lcl=line.lcl, ucl=line.ucl)


def main_line(given: LimitSet, size: float) -> Line:
    """Return center and limits of the main chart for a point of `size` readings or units."""
    center, highest = given.center, math.inf
    match given.kind:
        case ChartKind.P:
            deviation, highest = given.sigma / math.sqrt(size), 1.0
        case ChartKind.NP:
            center, highest = center * size, size
            deviation = given.sigma * math.sqrt(size)
        case ChartKind.C | ChartKind.I_MR:
            deviation = given.sigma
        case _:
            deviation = given.sigma / math.sqrt(size)
    lowest = -math.inf if given.kind.is_of_measurements else 0.0
    return _line(center, deviation, lowest, highest)


def spread_line(given: LimitSet, size: float) -> Line:
    """Return center and limits of the second chart for a point of `size` readings."""
    if given.kind is ChartKind.XBAR_S:
        deviation = given.sigma * math.sqrt(1 - c4(int(size)) ** 2)
    else:
        n = 2 if given.kind is ChartKind.I_MR else int(size)
        deviation = given.sigma * range_constants(n).d3
    return _line(given.spread_center or 0.0, deviation, 0.0, math.inf)


# ---------------------------------------------------------------- points judged by limits


def chart(given: LimitSet, charted: Charted, run: int = RUN) -> tuple[Chart, ...]:
    """Judge points by limits as they stand: the main chart, then that of spread where there is one.

    Refusals: `spc.run_length`; `spc.other_chart` for points of another kind of chart.
    """
    rules.check_run(run)
    if charted.kind is not given.kind:
        raise Refused("spc.other_chart", chart=charted.kind.value, limits=given.kind.value)
    size = charted.size
    main = tuple([main_line(given, one) for one in ((size,) if size else charted.sizes)])
    noise = 8 * math.ulp(max(map(abs, charted.values)))
    judged = _judged(given.kind.value, charted.values, main, run, noise)
    if not charted.spread:
        return (judged,)
    sizes = charted.sizes[-len(charted.spread) :]
    spread = tuple([spread_line(given, one) for one in ((size,) if size else sizes)])
    return judged, _judged(given.kind.spread, charted.spread, spread, run, noise)


def violations(
    judged: Chart, using: Sequence[rules.Rule] = rules.DEFAULT, run: int | None = None
) -> dict[rules.Rule, tuple[int, ...]]:
    """Return for each run rule the numbers of the points that end its pattern.

    Refusal: `spc.run_length`. See `run_rules` for the sets.
    """
    found = rules.violations(judged.standings, judged.values, using, run)
    return {rule: _numbered(judged.numbers, points) for rule, points in found.items()}


def _judged(
    name: str, values: tuple[float, ...], lines: tuple[Line, ...], run: int, noise: float
) -> Chart:
    # The first moving range belongs to the second reading: its chart begins with point 2.
    first = 2 if name == ChartKind.I_MR.spread else 1
    numbers = range(first, first + len(values))
    standings = _standings(values, lines, noise)
    return Chart(
        name=name,
        numbers=numbers,
        values=values,
        lines=lines,
        standings=standings,
        beyond=_numbered(numbers, rules.beyond(standings)),
        runs=_numbered(numbers, rules.runs(standings, run)),
    )


def _standings(
    values: tuple[float, ...], lines: tuple[Line, ...], noise: float
) -> tuple[float, ...]:
    """Return each point's distance from its center in standard deviations.

    What differs from the center by less than `noise` stands on it: 74.02 − 74.00 and 74.03 − 74.01
    are the same range, though not in their last bits. Where there is no variation at all, any other
    point is infinitely far.
    """
    if len(lines) > 1:
        pairs = zip(values, lines, strict=True)
        return tuple([_standing(value, line, noise) for value, line in pairs])
    line = lines[0]
    center, deviation = line.center, line.deviation
    if deviation <= noise:
        return tuple([_standing(value, line, noise) for value in values])
    return tuple(
        [0.0 if -noise <= (far := value - center) <= noise else far / deviation for value in values]
    )


def _standing(value: float, line: Line, noise: float) -> float:
    far = value - line.center
    if abs(far) <= noise:
        return 0.0
    return far / line.deviation if line.deviation > noise else math.copysign(math.inf, far)


def _line(center: float, deviation: float, lowest: float, highest: float) -> Line:
    lcl, ucl = max(center - 3 * deviation, lowest), min(center + 3 * deviation, highest)
    return Line(center, lcl, ucl, deviation)


def _numbered(numbers: range, points: Sequence[int]) -> tuple[int, ...]:
    return tuple([numbers[at] for at in points])


# ---------------------------------------------------------------- center and σ


def _chosen(charted: Charted, phase1: Sequence[bool]) -> Charted:
    if len(phase1) != len(charted.values):
        raise Refused("spc.phase1_length", marks=len(phase1), points=len(charted.values))
    if not any(phase1):
        raise Refused("spc.phase1_empty")
    values = tuple(itertools.compress(charted.values, phase1))
    if charted.kind is ChartKind.I_MR:
        return of_readings(values)
    return Charted(
        charted.kind,
        values,
        tuple(itertools.compress(charted.sizes, phase1)),
        tuple(itertools.compress(charted.spread, phase1)),
    )


def _center(chosen: Charted) -> float:
    match chosen.kind:
        case ChartKind.NP:
            return math.fsum(chosen.values) / math.fsum(chosen.sizes)
        case ChartKind.C | ChartKind.I_MR:
            return math.fsum(chosen.values) / len(chosen.values)
        case _:
            return _mean(chosen.values, chosen.sizes)


def _sigma(chosen: Charted, center: float) -> float:
    match chosen.kind:
        case ChartKind.XBAR_R:
            return _average(
                [
                    r / range_constants(int(n)).d2
                    for r, n in zip(chosen.spread, chosen.sizes, strict=True)
                ]
            )
        case ChartKind.XBAR_S:
            return _average(
                [s / c4(int(n)) for s, n in zip(chosen.spread, chosen.sizes, strict=True)]
            )
        case ChartKind.I_MR:
            return _average(chosen.spread) / range_constants(2).d2
        case ChartKind.P | ChartKind.NP:
            return math.sqrt(center * (1 - center))
        case ChartKind.C | ChartKind.U:
            return math.sqrt(center)


def _mean(values: Sequence[float], sizes: Sequence[float]) -> float:
    """Return the mean of means: weighted by the readings or units behind each."""
    if len(values) != len(sizes) or len(set(sizes)) == 1:  # a moving range has no size of its own
        return _average(values)
    weighed = [value * size for value, size in zip(values, sizes, strict=True)]
    return math.fsum(weighed) / math.fsum(sizes)


def _average(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
