"""Everything the inspection screen shows of one form, and of one characteristic in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.capabilities.equipment.gauges.answers import Gauge
from app.capabilities.equipment.gauges.queries import gauges
from app.capabilities.forms.filling.answers import Tried
from app.capabilities.forms.filling.queries import tried
from app.capabilities.forms.numbers.bodies import Measurement
from app.capabilities.quality.charts.answers import Characteristic, ChartView
from app.capabilities.quality.charts.decisions import studied, view
from app.capabilities.quality.charts.queries import chart_kind, limit_sets, subgroups
from app.capabilities.quality.inspections.answers import Inspection, Standing
from app.capabilities.quality.inspections.events import inspection_stream
from app.capabilities.quality.inspections.queries import inspection
from app.capabilities.quality.nonconformance.records.queries import of_filled
from app.journal.capability import Plugs
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.ui.screens.forms.facts import FillFacts, fill_facts
from app.ui.screens.quality.inspecting.items import Item

MOST_SUBGROUPS = 25
"""So many of the last subgroups stand in the trend beside an inspection."""
_STREAM = inspection_stream("")
_LATELY_MS = 90 * 86_400_000
"""Nobody looks further back while measuring; the explorer of charts does."""


@dataclass(frozen=True, slots=True, eq=False)
class InspectFacts:
    """One form, the gauges of the plant by code, and the inspection it is filled for, if any.

    `ncr` is the name of the nonconformance that was opened because of it, empty for none.
    """

    fill: FillFacts
    gauges: Mapping[str, Gauge] = field(default_factory=dict)
    inspection: Inspection | None = None
    ncr: str = ""

    @property
    def is_reviewed(self) -> bool:
        """Tell whether another person has to sign it as reviewed: its form or its plan asks so."""
        one = self.inspection
        return self.fill.filled.reviewed or (one is not None and one.row.reviewed)

    @property
    def step(self) -> Standing | None:
        """Return what is to be done with the inspection; None for a form of no inspection."""
        return None if self.inspection is None else self.inspection.step


@dataclass(frozen=True, slots=True, eq=False)
class ItemFacts:
    """What one characteristic was lately; `chart` is None for what is not charted.

    `chart` holds the subgroups before this form's own: what is measured now is added live.
    `tried` is every value of it in this form, the replaced ones too.
    """

    key: str
    chart: ChartView | None = None
    tried: tuple[Tried, ...] = ()


def inspect_facts(
    connection: Connection, name: str, plugs: Plugs, station: str, now: Moment
) -> InspectFacts | Refused:
    """Return one form as it stands, or why it cannot be shown here.

    `name` is a filled form's, or an inspection's stream.
    """
    about = inspection(connection, name.removeprefix(_STREAM)) if name.startswith(_STREAM) else None
    filled = name if about is None else about.row.filled
    if not filled:
        return Refused("inspection.not_begun")
    fill = fill_facts(connection, filled, plugs, station, now)
    if isinstance(fill, Refused):
        return fill
    of = fill.filled.subject.inspection.removeprefix(_STREAM)
    found = about or (inspection(connection, of) if of else None)
    ncr = next((row.name for row in of_filled(connection, filled)), "")
    return InspectFacts(fill, {one.gauge: one for one in gauges(connection)}, found, ncr)


def item_facts(connection: Connection, fill: FillFacts, item: Item, now_ms: int) -> ItemFacts:
    """Return the last subgroups of an item by its limits in force, and what was tried here."""
    ahead = f"{item.key}/"
    mine = tuple(
        one
        for one in tried(connection, fill.filled.filled)
        if one.path == item.key or one.path.startswith(ahead)
    )
    return ItemFacts(item.key, _chart(connection, fill, item, now_ms), mine)


def _chart(connection: Connection, fill: FillFacts, item: Item, now_ms: int) -> ChartView | None:
    settings = item.place.settings
    if not isinstance(settings, Measurement):
        return None
    what = Characteristic(
        form=fill.form,
        field=item.key,
        form_title=fill.title,
        label=item.place.label,
        unit=settings.unit,
        lsl=settings.lsl,
        usl=settings.usl,
        nominal=settings.nominal,
        chart=chart_kind(settings),
    )
    sets = [
        one for one in limit_sets(connection, fill.form, item.key) if one.limits.kind is what.chart
    ]
    before = tuple(
        one
        for one in subgroups(connection, fill.form, item.key, now_ms - _LATELY_MS)
        if one.filled != fill.filled.filled
    )
    return studied(view(what, before[-MOST_SUBGROUPS:], sets[0] if sets else None))
