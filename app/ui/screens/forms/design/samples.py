"""Examples to try a form with: a value that passes for every place that is still empty. No Qt."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.filling.answers import Filled
from app.capabilities.forms.filling.decisions import Entry

_NOON = "12:00:00+00:00"


def samples(filled: Filled, today: date) -> Iterator[Entry]:
    """Return an example for every place that is missing; none where only a person knows one."""
    for path in filled.judged.missing:
        place = filled.place(path)
        value = None if place is None else _sample(place, today)
        if value is not None:
            yield Entry(path=path, value=msgspec.json.encode(value).decode())


def _sample(place: Place, today: date) -> Any:  # noqa: ANN401  # as the kind has it
    """Return a value by what the kind holds and is told; None for none."""
    settings = place.settings
    plain = {
        "boolean": getattr(settings, "wanted", None) is not False,
        "pass_fail": "pass",
        "date": today.isoformat(),
        "datetime": f"{today.isoformat()}T{_NOON}",
        "duration": {"ms": 1000 * (getattr(settings, "least_s", None) or 60)},
        "scan": {"text": "SAMPLE-1"},
    }
    if place.kind.code in plain:
        return plain[place.kind.code]
    for name in ("choices", "items"):
        if hasattr(settings, name):
            return _chosen(place, getattr(settings, name))
    if place.kind.value is int:
        return int(_middle(settings))
    if place.kind.value is Decimal:
        return f"{_middle(settings):f}"
    if place.kind.code == "weight":
        return {"net": f"{_middle(settings):f}"}
    is_text = place.kind.code in ("text", "multiline", "rich_note")
    return "Sample"[: settings.longest] if is_text else None


def _chosen(place: Place, choices: Any) -> Any:  # noqa: ANN401  # as the kind has it
    good = [one.code for one in choices if not one.fails] or [one.code for one in choices]
    if place.kind.code == "checklist":
        return {one.code: "done" for one in choices}
    if place.kind.code == "multi_choice":
        return good[: max(1, place.settings.least)]
    return good[0] if good else None


def _middle(settings: Any) -> Decimal:  # noqa: ANN401  # of any kind of number
    """Return the nominal, else what lies between the limits, else a number that may be entered."""
    nominal = getattr(settings, "nominal", None)
    if nominal is not None:
        return Decimal(nominal)
    low, high = getattr(settings, "lsl", None), getattr(settings, "usl", None)
    if low is None and high is None:
        low, high = getattr(settings, "least", None), getattr(settings, "greatest", None)
    ends = [Decimal(one) for one in (low, high) if one is not None]
    return sum(ends, Decimal(0)) / len(ends) if ends else Decimal(1)
