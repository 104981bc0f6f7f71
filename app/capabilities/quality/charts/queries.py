"""Questions about charts of what forms measure."""

from decimal import Decimal, InvalidOperation

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.capabilities.documents.queries import all_in_force
from app.capabilities.forms.definition.answers import Layout, Place
from app.capabilities.forms.definition.bodies import FORM
from app.capabilities.forms.filling.queries import layout
from app.capabilities.forms.numbers.bodies import Measurement, Samples, Whole
from app.capabilities.forms.readings.answers import FormReadings
from app.capabilities.forms.readings.queries import last_begun, readings_of
from app.capabilities.quality.charts.answers import Characteristic, ChartView, Fixed, Subgroup
from app.capabilities.quality.charts.decisions import broken_last, fix, fixed_of, view
from app.capabilities.quality.charts.events import LimitsFrozen, chart_stream
from app.capabilities.quality.charts.tables import CauseRow, LimitsRow
from app.capabilities.quality.points.answers import ChartKind
from app.capabilities.quality.run_rules.decisions import Rule
from app.capabilities.quality.sampling.bodies import DefectClass, Sample, Sampled
from app.capabilities.quality.sampling.decisions import MOST_PERCENT, aql_of
from app.journal.capability import Plugs
from app.journal.rows import read
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store.prepared import Prepared

_L, _C = LimitsRow.table, CauseRow.table
_LIMITS = Prepared(select(_L).where(_L.c.stream == bindparam("stream")))
_CAUSES = Prepared(select(_C).where(_C.c.stream == bindparam("stream")))
JUDGED = 60
"""So many of the last forms are looked at to tell whether the newest point breaks a run rule."""
_OF_SAMPLES = (ChartKind.P, ChartKind.NP, ChartKind.U, ChartKind.C)
_decimal = msgspec.json.Decoder(Decimal).decode
_sample = msgspec.json.Decoder(Sample).decode


def characteristics(
    connection: Connection, plugs: Plugs, now_ms: int
) -> tuple[Characteristic, ...]:
    """Return every characteristic of the forms in force that is charted, in reading order.

    What is measured, and each class of defects that lots are sampled for.
    """
    found: list[Characteristic] = []
    for pin in all_in_force(connection, FORM, now_ms):
        try:
            laid = layout(connection, pin.body, plugs)
        except Refused:  # a form of a kind this station lacks measures nothing here
            continue
        for top in laid.tops.values():
            found += [_characteristic(laid, place, pin.code) for place in _measured(laid, top)]
            found += _counted(laid, top, pin.code)
            found += _counts(laid, top, pin.code)
    return tuple(found)


def characteristic(
    connection: Connection, plugs: Plugs, now_ms: int, form: str, field: str
) -> Characteristic:
    """Return one characteristic of a form in force. Refusal: `chart.unknown`."""
    for one in characteristics(connection, plugs, now_ms):
        if (one.form, one.field) == (form, field):
            return one
    raise Refused("chart.unknown", form=form, field=field)


def subgroups(
    connection: Connection, form: str, field: str, from_ms: int = 0, to_ms: int = 1 << 52
) -> tuple[Subgroup, ...]:
    """Return the readings of a characteristic between two times, a subgroup for each form."""
    causes = _causes_of(connection, form, field)
    found = []
    for one in readings_of(connection, form, field, from_ms, to_ms):
        values = _values(one.values)
        if not values:
            continue
        found.append(_subgroup(one, values, causes.get(one.filled)))
    return tuple(found)


def points_of(
    connection: Connection, what: Characteristic, from_ms: int = 0, to_ms: int = 1 << 52
) -> tuple[Subgroup, ...]:
    """Return what a characteristic's chart is made of between two times, a point for each form.

    Of a class of defects (`field/class`) the two values of a point are what was found and how many
    were inspected.
    """
    if what.chart.is_of_measurements or "/" not in what.field:
        return subgroups(connection, what.form, what.field, from_ms, to_ms)
    field, _, defects = what.field.rpartition("/")
    causes = _causes_of(connection, what.form, what.field)
    found = []
    for one in readings_of(connection, what.form, field, from_ms, to_ms):
        values = _count(one.values[-1], defects)
        if values is not None:
            found.append(_subgroup(one, values, causes.get(one.filled)))
    return tuple(found)


def limit_sets(connection: Connection, form: str, field: str) -> tuple[Fixed, ...]:
    """Return every set of limits a chart ever had, the one in force first."""
    rows = read(connection, LimitsRow, _LIMITS, {"stream": chart_stream(form, field)})
    known = [row for row in rows if row.chart in set(ChartKind)]
    return tuple(fixed_of(row) for row in sorted(known, key=lambda row: -row.turn))


def charted(
    connection: Connection,
    what: Characteristic,
    from_ms: int = 0,
    to_ms: int = 1 << 52,
    last: int = 0,
) -> ChartView:
    """Return a characteristic's chart as it is drawn, by the limits in force; not yet `studied`.

    Of forms begun between two times; `last` keeps only so many of the newest points.
    """
    sets = [
        one
        for one in limit_sets(connection, what.form, what.field)
        if one.limits.kind is what.chart
    ]
    found = points_of(connection, what, from_ms, to_ms)
    return view(what, found[-last:] if last else found, sets[0] if sets else None)


def broken_by(  # where, when, what, and which rules
    connection: Connection,
    plugs: Plugs,
    now_ms: int,
    form: str,
    filled: str,
    rules: tuple[Rule, ...],
) -> frozenset[Rule]:
    """Return which of these run rules a filled form's own points end, on any of its charts.

    As they stood with that form the newest. Where limits were never fixed they are judged by those
    of the points so far, from FEWEST points on: fewer say nothing.
    """
    from_ms, until_ms = last_begun(connection, form, filled, JUDGED)
    found: set[Rule] = set()
    for what in characteristics(connection, plugs, now_ms):
        if what.form == form:
            drawn = charted(connection, what, from_ms, until_ms)
            found |= broken_last(drawn, filled, rules)
    return frozenset(found)


def would_fix(
    connection: Connection,
    what: Characteristic,
    from_ms: int,
    to_ms: int,
    rules: tuple[str, ...],
    run: int,
) -> LimitsFrozen | Refused:
    """Return the limits that would be fixed of forms begun between two times, or why none are."""
    found = points_of(connection, what, from_ms, to_ms)
    try:
        return fix(what, found, rules, run, "…")
    except Refused as refused:
        return refused


def _measured(laid: Layout, top: Place) -> tuple[Place, ...]:
    """Return what is charted of a field: itself, or each row of a matrix."""
    if isinstance(top.settings, Measurement):
        return (top,)
    rows = (laid.step(top, part.key) for part in laid.parts(top))
    return tuple(row for row in rows if row is not None and isinstance(row.settings, Samples))


def _characteristic(laid: Layout, place: Place, form: str) -> Characteristic:
    settings: Measurement = place.settings
    return Characteristic(
        form=form,
        field=place.path,
        form_title=laid.form.name,
        label=place.label,
        unit=settings.unit,
        lsl=settings.lsl,
        usl=settings.usl,
        nominal=settings.nominal,
        chart=chart_kind(settings),
    )


def chart_kind(settings: Measurement) -> ChartKind:
    """Return the chart a characteristic asks for, or the one that suits its samples."""
    if settings.chart in set(ChartKind):
        return ChartKind(settings.chart)
    n = getattr(settings, "n", 1)
    if n == 1:
        return ChartKind.I_MR
    return ChartKind.XBAR_R if n is not None and n <= 10 else ChartKind.XBAR_S


def _counted(laid: Layout, top: Place, form: str) -> list[Characteristic]:
    """Return the classes of defects of a sampling field: shares, or rates where units have many."""
    settings = top.settings
    if not isinstance(settings, Sampled):
        return []
    return [
        Characteristic(
            form=form,
            field=f"{top.path}/{one.code}",
            form_title=laid.form.name,
            label=Bilingual(
                f"{top.field.label.zh} · {one.label.zh}", f"{top.field.label.en} · {one.label.en}"
            ),
            unit="",
            lsl=None,
            usl=None,
            nominal=None,
            chart=_chart_of(settings, one),
        )
        for one in settings.classes
    ]


def _chart_of(settings: Sampled, one: DefectClass) -> ChartKind:
    """Return the chart a class of defects asks for, or the one that suits how it is counted."""
    if settings.chart in _OF_SAMPLES:
        return ChartKind(settings.chart)
    return ChartKind.P if aql_of(one.aql) <= MOST_PERCENT else ChartKind.U


def _counts(laid: Layout, top: Place, form: str) -> list[Characteristic]:
    """Return a whole number that counts nonconformities, always of as much."""
    settings = top.settings
    if not isinstance(settings, Whole) or settings.chart != ChartKind.C:
        return []
    return [
        Characteristic(
            form=form,
            field=top.path,
            form_title=laid.form.name,
            label=top.label,
            unit=settings.unit,
            lsl=None,
            usl=None,
            nominal=None,
            chart=ChartKind.C,
        )
    ]


def _causes_of(connection: Connection, form: str, field: str) -> dict[str, CauseRow]:
    rows = read(connection, CauseRow, _CAUSES, {"stream": chart_stream(form, field)})
    return {row.filled: row for row in rows}


def _subgroup(one: FormReadings, values: tuple[Decimal, ...], cause: CauseRow | None) -> Subgroup:
    return Subgroup(
        one.filled,
        values,
        one.by,
        one.at_ms,
        one.lot,
        one.order,
        cause.reason if cause else "",
        cause is not None and cause.leave_out,
        one.began_ms,
    )


def _count(text: str, defects: str) -> tuple[Decimal, Decimal] | None:
    """Return what a lot's sample found of a class, and its size; None for another kind of value."""
    try:
        found = _sample(text).classes.get(defects)
    except msgspec.MsgspecError:
        return None
    return None if found is None else (Decimal(found.found), Decimal(found.n))


def _values(texts: tuple[str, ...]) -> tuple[Decimal, ...]:
    """Return what can be read; a value of another form of the field is no point here."""
    try:
        return tuple([_decimal(text) for text in texts])
    except (msgspec.MsgspecError, InvalidOperation):
        return tuple([value for text in texts if (value := _value(text)) is not None])


def _value(text: str) -> Decimal | None:
    try:
        return _decimal(text)
    except (msgspec.MsgspecError, InvalidOperation):
        return None
