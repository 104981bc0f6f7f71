"""What fields of a form name: lots, gauges, machines, and how hard a lot is to be inspected.

Asked with the form, and only what one of its fields can hold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection

from app.capabilities.equipment.gauges.answers import Gauge
from app.capabilities.equipment.gauges.queries import gauges
from app.capabilities.equipment.machines.answers import EquipmentNow, Parameter
from app.capabilities.equipment.machines.queries import parameters, standing
from app.capabilities.forms.definition.answers import Layout
from app.capabilities.forms.filling.answers import Filled
from app.capabilities.forms.readings.queries import of_what
from app.capabilities.materials.lots.answers import Lot
from app.capabilities.materials.lots.queries import lots
from app.capabilities.quality.sampling.kinds import SAMPLING
from app.capabilities.quality.switching.queries import hardest, switching
from app.journal.capability import FieldKind
from app.kernel.days import Moment


@dataclass(frozen=True, slots=True)
class Asked:
    """How hard inspection of `of` has to be by the history of its lots; it may be discontinued."""

    of: str
    severity: str
    is_discontinued: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What may be picked at `now`; `asked` is how hard each sampling field inspects, by key."""

    now: Moment = field(default_factory=lambda: Moment(0))
    lots: tuple[Lot, ...] = ()
    gauges: tuple[Gauge, ...] = ()
    machines: tuple[EquipmentNow, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    asked: Mapping[str, Asked] = field(default_factory=dict)

    def gauge_of(self, code: str) -> str:
        """Return the gauge a label means: by its code here, else what its maker engraved."""
        if any(one.gauge == code for one in self.gauges):
            return code
        return next((one.gauge for one in self.gauges if code and one.serial == code), code)

    def lots_of(self, name: str) -> tuple[Lot, ...]:
        """Return the lots a label may mean: ours of that name, else those the supplier calls so."""
        ours = tuple(one for one in self.lots if one.lot == name)
        return ours or tuple(one for one in self.lots if one.supplier_lot == name)

    def parameter(self, equipment: str, code: str) -> Parameter | None:
        """Return one parameter of a machine."""
        found = (one for one in self.parameters if one.equipment == equipment)
        return next((one for one in found if one.parameter == code), None)


def named(connection: Connection, filled: Filled, form: str, now: Moment) -> Named:
    """Return what the fields of a form may name now."""
    held = tuple(_held(filled.layout))
    kinds = {code for code, _ in held}
    measures = any(hasattr(settings, "needs_gauge") for _, settings in held)
    snapshots, machines = "parameters" in kinds, "equipment" in kinds
    return Named(
        now=now,
        lots=lots(connection) if "lot" in kinds else (),
        gauges=gauges(connection) if measures or "gauge" in kinds else (),
        machines=standing(connection) if machines or snapshots else (),
        parameters=parameters(connection) if snapshots else (),
        asked=_asked(connection, filled, form) if SAMPLING in kinds else {},
    )


def _held(layout: Layout) -> Iterator[tuple[str, msgspec.Struct]]:
    """Return the kind and settings of every field, and of every cell of those that have any."""
    for top in layout.tops.values():
        yield top.kind.code, top.settings
        yield from _parts(layout, top.kind, top.settings)


def _parts(
    layout: Layout, kind: FieldKind, settings: msgspec.Struct
) -> Iterator[tuple[str, msgspec.Struct]]:
    if kind.parts is None:
        return
    for part in kind.parts(settings, layout.kinds):
        yield part.kind, part.settings
        yield from _parts(layout, layout.kinds[part.kind], part.settings)


def _asked(connection: Connection, filled: Filled, form: str) -> dict[str, Asked]:
    about = filled.subject
    of = of_what(about.material, about.supplier, about.product)
    found = {}
    for key, top in filled.layout.tops.items():
        if top.kind.code == SAMPLING:
            views = switching(connection, form, key, top.settings, of)
            severity = hardest(one.now for one in views)
            is_over = any(one.now.is_discontinued for one in views)
            found[key] = Asked(of, severity, is_over)
    return found
