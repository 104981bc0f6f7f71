"""Questions about charts of what forms measure."""

from collections import defaultdict
from decimal import Decimal, InvalidOperation

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.capabilities.documents.queries import all_in_force
from app.capabilities.forms.definition.answers import Layout, Place
from app.capabilities.forms.definition.bodies import FORM
from app.capabilities.forms.filling.queries import layout, readings_of
from app.capabilities.forms.numbers.bodies import Measurement, Samples
from app.capabilities.quality.charts.answers import Characteristic, ChartView, Fixed, Subgroup
from app.capabilities.quality.charts.decisions import fixed_of, view
from app.capabilities.quality.charts.events import chart_stream
from app.capabilities.quality.charts.tables import CauseRow, LimitsRow
from app.capabilities.quality.points.answers import ChartKind
from app.journal.capability import Plugs
from app.journal.rows import read
from app.kernel.refused import Refused
from app.store.prepared import Prepared

_L, _C = LimitsRow.table, CauseRow.table
_LIMITS = Prepared(select(_L).where(_L.c.stream == bindparam("stream")))
_CAUSES = Prepared(select(_C).where(_C.c.stream == bindparam("stream")))
_decimal = msgspec.json.Decoder(Decimal)


def characteristics(
    connection: Connection, plugs: Plugs, now_ms: int
) -> tuple[Characteristic, ...]:
    """Return every measured characteristic of the forms in force, by form and reading order."""
    found: list[Characteristic] = []
    for pin in all_in_force(connection, FORM, now_ms):
        try:
            laid = layout(connection, pin.body, plugs)
        except Refused:  # a form of a kind this station lacks measures nothing here
            continue
        for top in laid.tops.values():
            found += [_characteristic(laid, place, pin.code) for place in _measured(laid, top)]
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
    causes = {
        row.filled: row
        for row in read(connection, CauseRow, _CAUSES, {"stream": chart_stream(form, field)})
    }
    values: defaultdict[str, list[Decimal]] = defaultdict(list)
    about: dict[str, tuple[str, int, str, str]] = {}
    for one in readings_of(connection, form, field, from_ms, to_ms):
        value = _value(one.value)
        if value is not None:
            values[one.filled].append(value)
            about[one.filled] = (one.by, one.at_ms, one.lot, one.order)
    return tuple(
        Subgroup(
            filled,
            tuple(readings),
            *about[filled],
            cause=causes[filled].reason if filled in causes else "",
            left_out=filled in causes and causes[filled].leave_out,
        )
        for filled, readings in values.items()
    )


def limit_sets(connection: Connection, form: str, field: str) -> tuple[Fixed, ...]:
    """Return every set of limits a chart ever had, the one in force first."""
    rows = read(connection, LimitsRow, _LIMITS, {"stream": chart_stream(form, field)})
    known = [row for row in rows if row.chart in set(ChartKind)]
    return tuple(fixed_of(row) for row in sorted(known, key=lambda row: -row.turn))


def charted(
    connection: Connection, what: Characteristic, from_ms: int = 0, to_ms: int = 1 << 52
) -> ChartView:
    """Return a characteristic's chart as it is drawn, by the limits in force."""
    sets = [
        one
        for one in limit_sets(connection, what.form, what.field)
        if one.limits.kind is what.chart
    ]
    found = subgroups(connection, what.form, what.field, from_ms, to_ms)
    return view(what, found, sets[0] if sets else None)


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


def _value(text: str) -> Decimal | None:
    try:
        return _decimal.decode(text)
    except (msgspec.MsgspecError, InvalidOperation):
        return None
