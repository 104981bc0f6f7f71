"""From a judged chart to what the kit draws. No Qt."""

from collections.abc import Sequence

from app.capabilities.quality.charts.answers import ChartView
from app.capabilities.quality.points.answers import ChartKind
from app.capabilities.quality.run_rules.decisions import Rule
from app.capabilities.quality.spc.answers import Chart
from app.capabilities.quality.spc.decisions import RUN
from app.kernel.words import Words
from app.ui.kit import ChartData, ChartLine, ChartPanel, RuleMark
from app.ui.moments import Moments
from app.ui.screens.quality.spc.facts import SpcFacts
from app.ui.screens.quality.spc.words import (
    SIGNS,
    broken,
    figure,
    places,
    readings,
    rule_number,
    rule_words,
    who,
    with_unit,
)


def standing(words: Words, view: ChartView) -> tuple[str, str]:
    """Return how a chart stands: the state's word, and a few words for people."""
    if not view.charts:
        return "todo", words("spc.state.empty")
    rules = [rule for rule, found in view.violations.items() if found]
    spread = view.charts[1].beyond if len(view.charts) > 1 else ()
    if rules or spread:
        said = ", ".join(map(rule_number, rules)) or SIGNS.get(view.charts[1].name, "")
        return "fail", words("spc.state.out", rules=said)
    if view.fixed is None:
        return "warn", words("spc.state.provisional")
    return "ok", words("spc.state.in_control")


def chart_data(words: Words, moments: Moments, facts: SpcFacts) -> ChartData:
    """Return a chart's panels, with the words of each point made when it is looked at."""
    view = facts.view
    decimals = places(view)

    def label(place: int) -> str:
        found = facts.owner(place)
        return "" if found is None else moments.date_time(found[0].at_ms)

    def told(place: int) -> tuple[str, ...]:
        return point_words(words, moments, facts, place)

    main, *spread = view.charts
    panels = [_main(words, view, main, decimals)]
    panels += [_spread(words, view, one, decimals) for one in spread]
    divider = _divider(facts)
    phases = (words("spc.phase.fixed"), words("spc.phase.judged")) if divider else ("", "")
    return ChartData(tuple(panels), label, told, divider, phases)


def point_words(words: Words, moments: Moments, facts: SpcFacts, place: int) -> tuple[str, ...]:
    """Return what is told of a point: value, readings, what it is of, who and when."""
    found = facts.owner(place)
    if found is None:
        return ()
    one, at = found
    view, unit = facts.view, facts.view.characteristic.unit
    decimals = places(view)
    value = with_unit(figure(view.charts[0].values[place], decimals + 1), unit)
    lines = [f"{SIGNS.get(view.charts[0].name, '')} {value}  #{place + 1}"]
    if view.characteristic.chart is ChartKind.I_MR:
        lines[0] = f"{one.values[at]:f} {unit}  #{place + 1}"
    else:
        lines.append(readings(view.characteristic, one))
    lines.append(" · ".join(part for part in (one.lot, one.order) if part))
    lines.append(f"{who(words, facts.people, one.by)} · {moments.date_time(one.at_ms)}")
    if one.cause:
        lines.append(words("spc.caused", cause=one.cause))
    return tuple(line for line in lines if line)


def _main(words: Words, view: ChartView, main: Chart, decimals: int) -> ChartPanel:
    run = RUN if view.fixed is None else view.fixed.run
    marks = tuple(
        RuleMark(place, "·".join(map(rule_number, rules)), _said(words, rules, run))
        for place, rules in broken(view).items()
    )
    return _panel(main, decimals + 1, marks, zones=True)


def _said(words: Words, rules: Sequence[Rule], run: int) -> str:
    return "; ".join(rule_words(words, rule, run) for rule in rules)


def _spread(words: Words, view: ChartView, chart: Chart, decimals: int) -> ChartPanel:
    beyond = words("quality.rule.n1")
    marks = tuple(RuleMark(number - 1, "1", beyond) for number in chart.beyond)
    return _panel(chart, decimals + 1, marks, zones=False)


def _panel(chart: Chart, decimals: int, marks: tuple[RuleMark, ...], *, zones: bool) -> ChartPanel:
    # The first moving range belongs to the second point: a gap keeps both series in step.
    gap = chart.numbers.start - 1
    values = (None,) * gap + chart.values if gap else chart.values

    def line(name: str, of: str) -> ChartLine:
        every = [getattr(one, of) for one in chart.lines]
        said = f"{name} {figure(every[-1], decimals)}"
        return ChartLine(every[0] if chart.is_even else [every[0]] * gap + every, said)

    return ChartPanel(
        values,
        SIGNS.get(chart.name, ""),
        line("UCL", "ucl"),
        line("CL", "center"),
        line("LCL", "lcl"),
        marks=marks,
        zones=zones,
    )


def _divider(facts: SpcFacts) -> int | None:
    """Return the first point that came after the limits were fixed; None where all are of one."""
    fixed = facts.view.fixed
    if fixed is None:
        return None
    for at, one in enumerate(facts.view.subgroups):
        if one.at_ms > fixed.to_ms:
            return (facts.starts[at] if facts.starts else at) or None
    return None
