"""Fields that name something of the plant: a lot, a gauge, a machine; scanned, or picked in a list.

What may not be used stands in the list with the reason, and a scan of it is refused in words.
"""

from typing import Any

from app.capabilities.equipment.gauges.bodies import GaugeField
from app.capabilities.forms.definition.answers import Place
from app.capabilities.materials.lots.bodies import LotField
from app.stations.recogniser import (
    EquipmentLabel,
    GaugeLabel,
    LotLabel,
    gauge_meant,
    lot_meant,
)
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Heard, OneValue, ValueControl
from app.ui.screens.forms.fields.simple import pick
from app.ui.screens.forms.named import Named

_APART = " · "
"""Between a lot and its container in what is picked."""


class NamedControl(ValueControl):
    """A field that names one thing; a kind says what a scan names (`named`)."""

    label: type = object
    """The label of our own that is for such fields before any other."""

    def __init__(self, around: Around, place: Place, one: OneValue) -> None:
        super().__init__(around, place, one)
        self._heard: Heard | None = None
        self._known = Named()
        self._sure: Any = self.control

    def show_facts(self, facts: FillFacts) -> None:
        self._known = facts.named
        super().show_facts(facts)

    def is_meant(self, heard: Heard) -> bool:
        return isinstance(heard.meaning, self.label)

    def hear(self, heard: Heard) -> bool:
        keys = self.named(heard)
        if not keys:
            return False
        if len(keys) > 1:
            self._sure.ask()
            return True
        self._heard = heard
        self._sure.scanned(keys[0])
        self._heard = None
        return True

    def named(self, heard: Heard) -> tuple[str, ...]:
        """Return the keys a scan can mean; several where one has to be picked."""
        raise NotImplementedError

    def hand_in(self, value: object, path: str = "", **facts: Any) -> None:  # noqa: ANN401  # any fact of Entry
        heard = self._heard
        if heard is not None:
            facts |= {
                "source": "scan",
                "device": heard.device,
                "raw": heard.raw,
                "read_ms": heard.at_ms,
            }
        super().hand_in(value, path, **facts)


class LotControl(NamedControl):
    """A lot, and the container it is taken from where one was opened."""

    label = LotLabel

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place, OneValue(pick("layers"), _picked_lot, _lot_key))

    def named(self, heard: Heard) -> tuple[str, ...]:
        meant = None if heard.meaning is None else lot_meant(heard.meaning)
        if meant is None:
            return ()
        found = tuple(one.lot for one in self._known.lots_of(meant.lot))
        settings: LotField = self.place.settings
        fits = [
            one.lot
            for one in self._known.lots_of(meant.lot)
            if not settings.of or one.material in settings.of
        ]
        return tuple(fits) or found[:1] or (meant.lot,)


class GaugeControl(NamedControl):
    """A gauge, by its code here or the serial number its maker engraved."""

    label = GaugeLabel

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place, OneValue(pick("gauge"), _some, _same))

    def named(self, heard: Heard) -> tuple[str, ...]:
        meant = None if heard.meaning is None else gauge_meant(heard.meaning)
        return () if meant is None else (self._known.gauge_of(meant.code),)


class MachineControl(NamedControl):
    """A machine, by the label on it."""

    label = EquipmentLabel

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place, OneValue(pick("wrench"), _some, _same))

    def named(self, heard: Heard) -> tuple[str, ...]:
        meaning = heard.meaning
        return (meaning.code,) if isinstance(meaning, EquipmentLabel) else ()


def lot_key(lot: str, container: str = "") -> str:
    """Return the key a lot is picked by: with its container where one was opened."""
    return f"{lot}{_APART}{container}" if container else lot


def gauge_wanted(settings: GaugeField | Any) -> GaugeField:  # noqa: ANN401  # any kind that measures
    """Return which gauge a field asks for: one that names it, or one that is measured with it."""
    if isinstance(settings, GaugeField):
        return settings
    return GaugeField(
        sort=getattr(settings, "gauge_kind", ""),
        unit=getattr(settings, "unit", ""),
        low=getattr(settings, "lsl", None),
        high=getattr(settings, "usl", None),
    )


def _picked_lot(_place: Place, key: str) -> dict[str, str] | None:
    lot, _, container = key.partition(_APART)
    return {"lot": lot, "container": container} if lot else None


def _lot_key(_place: Place, value: Any) -> str:  # noqa: ANN401  # a PickedLot
    return lot_key(value.lot, value.container)


def _some(_place: Place, value: str) -> str | None:
    return value or None


def _same(_place: Place, value: str) -> str:
    return value
