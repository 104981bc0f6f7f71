"""What the bodies of the inspection screen share: around the fields, the gauges, who may what."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from app.kernel.units import in_unit
from app.stations.bench import DeviceState, Reading
from app.ui.moments import Moments
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.quality.inspecting.gauge_use import GaugeUse
from app.ui.screens.quality.inspecting.items import Item
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True, eq=False)
class Tools:
    """`gauge` tells how an item is measured; `may` whether whoever is in front has a right.

    `scale` is the scale whose weight an item may take, with what it last said; None without one.
    """

    around: Around
    gauge: Callable[[Item], GaugeUse]
    may: Callable[[str], bool]
    scale: Callable[[Item], tuple[DeviceState, Reading | None] | None]

    @property
    def look(self) -> Look:
        """Return how everything looks."""
        return self.around.look

    @property
    def moments(self) -> Moments:
        """Return what says times."""
        return self.around.moments

    def weight(self, item: Item) -> tuple[Decimal, str] | None:
        """Return what the scale gives in the item's unit; None without one, or while it moves."""
        found = self.scale(item)
        if found is None or found[1] is None or not found[1].decoded.value:
            return None
        said, unit = found[1].decoded, item.place.settings.unit
        assert said.value is not None
        return in_unit(said.value, said.unit, unit), unit
