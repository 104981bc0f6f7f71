"""A weight: what the scale says now, taken by a press when it is still, or typed by hand."""

from decimal import Decimal

from app.capabilities.forms.definition.answers import Place
from app.capabilities.production.weighings.decisions import in_unit
from app.kernel.refused import Refused
from app.stations.weighing import Live
from app.ui import kit
from app.ui.kit.typed import number
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import FieldControl, Heard, name_for
from app.ui.screens.forms.fields.said import figure, typed_limits

_DIGITS = 12


class WeightControl(FieldControl):
    """Takes a weight of the station's scale in the field's unit."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        self._hash = ""
        self._field = kit.WeightField(
            self.look, around.label(place), name=name_for(place), unit=place.settings.unit
        )
        self._field.taken.connect(lambda: self.asked.emit("weigh"))
        self._field.by_hand.connect(self._type)
        self._field.offer_by_hand(not place.field.only_device)
        self.widget = self._field

    def show_facts(self, facts: FillFacts) -> None:
        held = facts.filled.held.get(self.place.path)
        name = "" if held is None else held.hash
        if name != self._hash:
            self._hash = name
            self._field.put("" if held is None else figure(held.value))

    def show_live(self, live: Live) -> None:
        words = self.look.words
        value = _as(live.value, live.unit, self.place.settings.unit)
        wrong = "" if value is not None else words("weigh.blocked.not_stable")
        waits = wrong if live.state == "ok" else words("weigh.blocked.not_stable")
        shown = live.text if value is None else f"{value:f}"
        at = self.around.moments.second(live.at_ms)
        self._field.show_live(shown, live.state, words(f"weigh.live.{live.word}"), at, waits=waits)

    def hear(self, heard: Heard) -> bool:
        value = (
            _as(Decimal(heard.value), heard.unit, self.place.settings.unit) if heard.value else None
        )
        if value is None:
            return False
        self.hand_in(
            {"net": f"{value:f}", "stable": True},
            source="device",
            device=heard.device,
            serial=heard.serial,
            raw=heard.raw,
            read_ms=heard.at_ms,
        )
        return True

    def _type(self) -> None:
        name = f"{name_for(self.place)}-hand"
        unit = self.place.settings.unit
        shown = kit.NumberField(
            self.look, self.around.label(self.place), unit, name=f"{name}-number"
        )
        keypad = kit.Keypad(self.look, name=f"{name}-keypad", mode="decimal", digits=_DIGITS)
        sheet = kit.NumberSheet(self.look, self._field.page(), shown, keypad, name=f"{name}-sheet")
        limits = typed_limits(self.place.settings)

        def judge(typed: str) -> str:
            return typed_weight(typed, limits)

        sheet.entered.connect(lambda typed: self.hand_in({"net": judge(typed), "stable": True}))
        sheet.ask("", judge)


def typed_weight(typed: str, limits: kit.Limits) -> str:
    """Return a typed weight as decimal text, or refuse it."""
    made = number(typed, limits)
    if not made:
        raise Refused("field.empty")
    return made


def _as(value: Decimal | None, unit: str, wanted: str) -> Decimal | None:
    """Return a weight in the unit of the field; None where that cannot be told."""
    if value is None:
        return None
    try:
        return in_unit(value, unit, wanted)
    except Refused:
        return None
