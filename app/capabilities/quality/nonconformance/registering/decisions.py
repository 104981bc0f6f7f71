"""What a filled form says of what failed in it. Pure."""

from decimal import Decimal
from typing import Any

from app.capabilities.forms.filling.answers import Filled
from app.capabilities.quality.deviations.answers import Window
from app.capabilities.quality.nonconformance.records.bodies import Found

_MOST_SAID = 5


def found_in(form: Filled) -> Found:
    """Return what the first failed field of a form found; nothing where none fails."""
    for key in form.judged.failed:
        place = form.layout.tops.get(key)
        if place is None:
            continue
        label, limit = place.field.label, limit_of(place.settings)
        judged = {
            path: held
            for path, held in form.held.items()
            if path.partition("/")[0] == key and held.passes is not None
        }
        bad = [held.said for held in judged.values() if held.passes is False]
        return Found(
            characteristic=label.zh if label.zh == label.en else f"{label.zh} / {label.en}",
            limit=limit,
            measured=", ".join(bad[:_MOST_SAID]),
            failed=len(bad),
            checked=len(judged),
        )
    return Found()


def limit_of(settings: Any) -> str:  # noqa: ANN401  # settings of any kind with limits
    """Return the limits of a field as signs: `3.925…3.99 mm`; empty where it has none."""
    low, high = getattr(settings, "lsl", None), getattr(settings, "usl", None)
    window = Window(
        low if isinstance(low, Decimal) else None, high if isinstance(high, Decimal) else None
    )
    return f"{window.said} {getattr(settings, 'unit', '')}".strip()
