"""The last subgroups of a characteristic with what is measured now at their end, for a chart.

Binary floats: a picture of recorded values, which themselves stay exact decimals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.quality.charts.answers import ChartView, Subgroup
from app.capabilities.quality.charts.decisions import FEWEST
from app.capabilities.quality.points.answers import ChartKind
from app.capabilities.quality.run_rules.decisions import Rule
from app.capabilities.quality.spc.answers import Chart, Line
from app.capabilities.quality.spc.decisions import main_line, spread_line
from app.kernel.words import Words
from app.ui import kit
from app.ui.moments import Moments


def trend(
    shown: ChartView,
    now: Sequence[Decimal],
    words: Words,
    moments: Moments,
    *,
    spread: bool = False,
    pending: bool = True,
) -> kit.ChartData:
    """Return the chart: the means (or readings), with `spread` also the ranges below.

    `now` are this form's readings so far, the one being typed too; `pending` while it is open.
    """
    is_single = shown.characteristic.chart is ChartKind.I_MR
    mine = [float(value) for value in now]
    before = _points(shown, is_single=is_single)
    values = [value for value, _ in before]
    own = mine if is_single else [sum(mine) / len(mine)] if mine else []
    whole = (*values, *own)
    say = _Say(words, places_of(shown, now))
    panels = [_panel(shown, whole, say, n=len(mine))]
    if spread and not is_single:
        panels.append(_spread_panel(shown, mine, say))
    here = words("inspect.trend.now")
    labels = [moments.date_time(one.at_ms) for _, one in before] + [here] * len(own)
    facts = [_facts(value, one, say, moments) for value, one in before]
    facts += [(here, say.number(value)) for value in own]
    return kit.ChartData(
        tuple(panels),
        label=labels.__getitem__,
        facts=facts.__getitem__,
        pending=len(values) if own and pending else None,
    )


@dataclass(frozen=True, slots=True)
class _Say:
    """Words, and statistics with one place more than the readings have."""

    words: Words
    places: int

    def number(self, value: float) -> str:
        return f"{value:.{self.places}f}"


def places_of(shown: ChartView, now: Sequence[Decimal]) -> int:
    """Return with how many places statistics of a characteristic are said."""
    readings = [*now, *(value for one in shown.subgroups[-5:] for value in one.values)]
    return 1 + max((max(0, -int(value.as_tuple().exponent)) for value in readings), default=2)


def _points(shown: ChartView, *, is_single: bool) -> list[tuple[float, Subgroup]]:
    if is_single:
        return [(float(value), one) for one in shown.subgroups for value in one.values]
    return [
        (sum(float(value) for value in one.values) / len(one.values), one)
        for one in shown.subgroups
    ]


def _panel(shown: ChartView, values: Sequence[float], say: _Say, n: int) -> kit.ChartPanel:
    line = _line(shown, n)
    main = shown.charts[0] if shown.charts else None
    if line is None:
        return kit.ChartPanel(tuple(values), spec=_spec(shown))
    is_of_values = shown.characteristic.chart is ChartKind.I_MR
    return kit.ChartPanel(
        tuple(values),
        say.words("inspect.trend.value" if is_of_values else "inspect.trend.mean"),
        kit.ChartLine(line.ucl, f"UCL {say.number(line.ucl)}"),
        kit.ChartLine(line.center, f"CL {say.number(line.center)}"),
        kit.ChartLine(line.lcl, f"LCL {say.number(line.lcl)}"),
        spec=_spec(shown) if is_of_values else (),
        marks=_marks(shown, main, say.words),
    )


def _spread_panel(shown: ChartView, mine: Sequence[float], say: _Say) -> kit.ChartPanel:
    second = shown.charts[1] if len(shown.charts) > 1 else None
    own = [max(mine) - min(mine)] if len(mine) > 1 else []
    if shown.characteristic.chart is ChartKind.XBAR_S:
        own = [_deviation(mine)] if len(mine) > 1 else []
    values = (*(second.values if second else ()), *own)
    line = second.lines[-1] if second else None
    if shown.fixed is not None and second is not None:
        line = spread_line(shown.fixed.limits, float(len(shown.subgroups[-1].values)))
    if line is None:
        return kit.ChartPanel(tuple(values), say.words("inspect.trend.spread"))
    return kit.ChartPanel(
        tuple(values),
        say.words("inspect.trend.spread"),
        kit.ChartLine(line.ucl, f"UCL {say.number(line.ucl)}"),
        kit.ChartLine(line.center, f"CL {say.number(line.center)}"),
        kit.ChartLine(line.lcl, say.number(line.lcl)),
    )


def _line(shown: ChartView, n: int) -> Line | None:
    """Return the limits in force, else those of the points so far; None where there are too few."""
    if shown.fixed is None and len(shown.subgroups) < FEWEST:
        return None
    if shown.charts:
        return shown.charts[0].lines[-1]
    if shown.fixed is None or shown.fixed.limits.kind is not shown.characteristic.chart:
        return None
    return main_line(shown.fixed.limits, shown.fixed.limits.size or float(max(1, n)))


def _spec(shown: ChartView) -> tuple[kit.ChartLine, ...]:
    what = shown.characteristic
    both = ((what.usl, "USL"), (what.lsl, "LSL"))
    return tuple(
        kit.ChartLine(float(value), f"{name} {value:f}")
        for value, name in both
        if value is not None
    )


def _marks(shown: ChartView, main: Chart | None, words: Words) -> tuple[kit.RuleMark, ...]:
    if main is None:
        return ()
    first = main.numbers[0] if len(main.numbers) else 1
    by_place: dict[int, list[Rule]] = {}
    for rule, points in shown.violations.items():
        for number in points:
            by_place.setdefault(number - first, []).append(rule)
    return tuple(
        kit.RuleMark(
            place,
            "·".join(rule_number(rule) for rule in rules),
            " ".join(words(f"quality.rule.{rule.value}") for rule in rules),
        )
        for place, rules in sorted(by_place.items())
    )


def rule_number(rule: Rule) -> str:
    """Return the short sign of a run rule as charts show it."""
    return rule.value.upper().removeprefix("N")


def _facts(value: float, one: Subgroup, say: _Say, moments: Moments) -> tuple[str, ...]:
    said = [moments.when(one.at_ms), say.number(value)]
    return tuple(said + [part for part in (one.lot, one.order) if part])


def _deviation(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return float((sum((value - mean) ** 2 for value in values) / (len(values) - 1)) ** 0.5)
