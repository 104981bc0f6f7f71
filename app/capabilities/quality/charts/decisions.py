"""What is allowed with control charts, and how one is put together: pure rules."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.capabilities.quality.charts.answers import Characteristic, ChartView, Fixed, Subgroup
from app.capabilities.quality.charts.events import CauseTold, LimitsFrozen
from app.capabilities.quality.charts.tables import LimitsRow
from app.capabilities.quality.histogram.decisions import bars
from app.capabilities.quality.points.answers import Charted, ChartKind
from app.capabilities.quality.points.decisions import of_counts, of_readings, of_subgroups
from app.capabilities.quality.process_capability.answers import CapabilityStudy
from app.capabilities.quality.process_capability.decisions import capability
from app.capabilities.quality.run_rules.decisions import DEFAULT, Rule
from app.capabilities.quality.spc.answers import LimitSet
from app.capabilities.quality.spc.decisions import RUN, chart, limits, violations
from app.kernel.refused import Refused

FEWEST = 20
"""Points limits are fixed from at the least (ISO 7870-2 asks for about 25, never fewer than 20)."""


def fix(
    what: Characteristic,
    subgroups: Sequence[Subgroup],
    rules: Sequence[str],
    run: int,
    reason: str,
) -> LimitsFrozen:
    """Fix limits from points of phase I; those with a cause that is left out do not count.

    Refusals: `chart.few`, `chart.reason_missing`, `chart.unknown_rule`, those of the statistics.
    """
    counted = [one for one in subgroups if not one.left_out]
    if len(counted) < FEWEST:
        raise Refused("chart.few", points=len(counted), least=FEWEST)
    if not reason.strip():
        raise Refused("chart.reason_missing")
    if strange := [rule for rule in rules if rule not in set(Rule)]:
        raise Refused("chart.unknown_rule", rule=strange[0])
    found = limits(points(what.chart, counted))
    return LimitsFrozen(
        form=what.form,
        field=what.field,
        chart=what.chart.value,
        center=_exact(found.center),
        sigma=_exact(found.sigma),
        spread_center=None if found.spread_center is None else _exact(found.spread_center),
        lcl=None if found.lcl is None else _exact(found.lcl),
        ucl=None if found.ucl is None else _exact(found.ucl),
        size=None if found.size is None else int(found.size),
        points=found.points,
        from_ms=counted[0].at_ms,
        to_ms=counted[-1].at_ms,
        rules=tuple(rules) or DEFAULT,
        run=run,
        left_out=tuple(one.filled for one in subgroups if one.left_out),
        reason=reason.strip(),
    )


def tell_cause(
    what: Characteristic, point: Subgroup | None, reason: str, *, leave_out: bool
) -> CauseTold:
    """Tell a point's assignable cause. Refusals: `chart.no_point`, `chart.reason_missing`."""
    if point is None:
        raise Refused("chart.no_point")
    if not reason.strip():
        raise Refused("chart.reason_missing")
    return CauseTold(
        form=what.form,
        field=what.field,
        filled=point.filled,
        reason=reason.strip(),
        leave_out=leave_out,
    )


def points(kind: ChartKind, subgroups: Sequence[Subgroup]) -> Charted:
    """Return what a chart shows of subgroups. Refusals: those of the statistics."""
    readings = [[float(value) for value in one.values] for one in subgroups]
    if not kind.is_of_measurements:
        sizes = [one[1] for one in readings if len(one) > 1]
        return of_counts(kind, [one[0] for one in readings], sizes)
    if kind is ChartKind.I_MR:
        return of_readings([value for one in readings for value in one])
    return of_subgroups(kind, readings)


def fixed_of(row: LimitsRow) -> Fixed:
    """Return a set of limits as the statistics take it."""
    return Fixed(
        hash=row.hash,
        limits=LimitSet(
            kind=ChartKind(row.chart),
            center=float(row.center),
            sigma=float(row.sigma),
            lcl=float(row.lcl) if row.lcl else None,
            ucl=float(row.ucl) if row.ucl else None,
            size=float(row.size) if row.size else None,
            points=row.points,
            spread_center=float(row.spread_center) if row.spread_center else None,
        ),
        rules=tuple(Rule(rule) for rule in row.rules if rule in set(Rule)),
        run=row.run,
        by=row.by,
        at_ms=row.at_ms,
        from_ms=row.from_ms,
        to_ms=row.to_ms,
        left_out=row.left_out,
        reason=row.reason,
        turn=row.turn,
    )


def view(what: Characteristic, subgroups: Sequence[Subgroup], fixed: Fixed | None) -> ChartView:
    """Put a chart together, without its `studied`.

    Limits that were fixed for another kind of chart are not used.
    """
    whole = _whole(what, subgroups)
    empty = ChartView(what, whole, fixed, (), {}, None, None)
    try:
        charted = points(what.chart, whole)
        given = fixed.limits if fixed is not None else limits(charted)
        charts = chart(given, charted, _run(fixed))
    except Refused as refused:
        return replace(empty, trouble=refused)
    return replace(
        empty,
        limits=given,
        charts=charts,
        violations=violations(charts[0], fixed.rules if fixed else DEFAULT, _run(fixed)),
    )


def broken_last(drawn: ChartView, filled: str, rules: Sequence[Rule]) -> frozenset[Rule]:
    """Return which run rules a form's points end, where that form is the newest on the chart."""
    if not drawn.charts or not drawn.subgroups or drawn.subgroups[-1].filled != filled:
        return frozenset()
    if drawn.fixed is None and len(drawn.subgroups) < FEWEST:
        return frozenset()
    main = drawn.charts[0]
    is_single = drawn.characteristic.chart is ChartKind.I_MR
    own = len(drawn.subgroups[-1].values) if is_single else 1
    ended = violations(main, rules, _run(drawn.fixed))
    last = main.numbers[-own:]
    return frozenset(rule for rule, points in ended.items() if not set(points).isdisjoint(last))


def studied(drawn: ChartView) -> ChartView:
    """Add capability and histogram to a chart: they take as long again, and nobody waits for them.

    `study` stays None where nothing limits the characteristic or the readings do not allow it, and
    of what is counted there is neither.
    """
    if not drawn.charts or not drawn.characteristic.chart.is_of_measurements:
        return drawn
    readings = [[float(value) for value in one.values] for one in drawn.subgroups]
    return replace(
        drawn,
        study=_study(drawn.characteristic, readings),
        bars=bars([value for one in readings for value in one]),
    )


def _whole(what: Characteristic, subgroups: Sequence[Subgroup]) -> tuple[Subgroup, ...]:
    """Leave out subgroups that are still being filled: one reading is no subgroup."""
    if what.chart is ChartKind.I_MR or not what.chart.is_of_measurements:
        return tuple(subgroups)
    return tuple(one for one in subgroups if len(one.values) > 1)


def _run(fixed: Fixed | None) -> int:
    return RUN if fixed is None else fixed.run


def _study(what: Characteristic, subgroups: Sequence[Sequence[float]]) -> CapabilityStudy | None:
    if what.lsl is None and what.usl is None:
        return None
    try:
        return capability(
            subgroups,
            lower=None if what.lsl is None else float(what.lsl),
            upper=None if what.usl is None else float(what.usl),
        )
    except Refused:
        return None


def _exact(value: float) -> Decimal:
    """Return a statistic as the decimal of its shortest text, which gives it back exactly."""
    return Decimal(repr(value))
