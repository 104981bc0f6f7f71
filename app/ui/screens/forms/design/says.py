"""How a field that is drawn is told in a line: its kind, its key, its limits. No Qt."""

from decimal import Decimal, InvalidOperation
from typing import Any

from app.kernel.words import Bilingual, Words
from app.ui.kit.limitgauge import GaugeMarks
from app.ui.screens.forms.design.body import Plain


def said(words: Words, text: Any) -> str:  # noqa: ANN401  # a bilingual text, or what stands for one
    """Return a bilingual text of a body in the language of the screen."""
    if not isinstance(text, dict):
        return ""
    return str(words.of(Bilingual(str(text.get("zh", "")), str(text.get("en", "")))))


def field_sub(words: Words, field: Plain) -> str:
    """Return `Measured value · force · 15 – 30 N`."""
    settings = field.get("settings", {})
    parts = (words(f"forms.kind.{field['kind']}"), field["key"], _told(words, settings))
    return " · ".join(part for part in parts if part)


def marks(settings: Plain) -> GaugeMarks | None:
    """Return the picture of a field's limits; None where it has none that can be read."""
    low, nominal, high = (_decimal(settings.get(name)) for name in ("lsl", "nominal", "usl"))
    if low is None and high is None:
        return None
    told = ["" if one is None else f"{one:f}" for one in (low, nominal, high)]
    return GaugeMarks(low, nominal, high, *told)


def is_crossed(found: GaugeMarks) -> bool:
    """Tell whether the limits stand the wrong way round: no band lies between them."""
    low, high = found.low, found.high
    return low is not None and high is not None and low > high


def _told(words: Words, settings: Plain) -> str:
    """Return what matters most of a field's settings."""
    unit = str(settings.get("unit", ""))
    found = marks(settings)
    if found is not None:
        low, high = found.low_said, found.high_said
        limits = f"{low} – {high}" if low and high else f"≥ {low}" if low else f"≤ {high}"
        return f"{limits} {unit}".strip()
    if settings.get("expression"):
        return str(settings["expression"])
    for name in ("choices", "items", "codes", "columns", "rows", "classes", "windows"):
        if isinstance(settings.get(name), list):
            return words("form_design.rows_n", n=len(settings[name]))
    return unit


def _decimal(value: Any) -> Decimal | None:  # noqa: ANN401  # any JSON value
    try:
        made = None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None
    return made if made is None or made.is_finite() else None
