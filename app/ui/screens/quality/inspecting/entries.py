"""What a person typed or a device sent, as a form takes it. Pure."""

from decimal import Decimal

import msgspec

from app.capabilities.forms.filling.decisions import Entry
from app.kernel.refused import Refused
from app.kernel.units import in_unit, is_comparable
from app.ui.screens.forms.fields.control import Heard
from app.ui.screens.quality.inspecting.items import Item


def json_of(item: Item, text: str) -> str:
    """Return typed decimal text as JSON of the item's kind: an integer, or a decimal as text."""
    value: object = int(Decimal(text)) if item.field.kind.code == "integer" else text
    return msgspec.json.encode(value).decode()


def from_device(item: Item, path: str, heard: Heard, gauge: str) -> Entry | None:
    """Return a device's reading for a place, in the place's unit, with everything it came with.

    None for what is no number, or of another quantity than the item. `gauge` is the one in use.
    """
    unit = getattr(item.place.settings, "unit", "")
    if not heard.value or not path:
        return None
    value = heard.value
    if heard.unit and unit and heard.unit != unit:
        if not is_comparable(heard.unit, unit):
            return None
        try:
            value = f"{in_unit(Decimal(heard.value), heard.unit, unit):f}"
        except Refused:
            return None
    return Entry(
        path=path,
        value=json_of(item, value),
        source="device",
        device=heard.device,
        serial=heard.serial,
        raw=heard.raw,
        gauge=gauge if item.measures else "",
        read_ms=heard.at_ms,
    )
