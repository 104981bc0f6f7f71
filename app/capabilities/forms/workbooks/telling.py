"""How values of a form and their limits are told in one language."""

from decimal import Decimal
from typing import Any

from app.capabilities.documents.answers import Word
from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.definition.bodies import Field
from app.kernel.words import Bilingual, Words


def said(words: Words, place: Place, value: object, kept: str) -> str:
    """Return a held value in the reader's language; as it was kept where it is not decoded."""
    if value is None:
        return kept
    told_ = place.kind.said(place.settings, value)
    if isinstance(told_, Word):
        return words(told_.code)
    if isinstance(told_, Bilingual):
        return told_.of(words.language)
    return str(told_)


def told(words: Words, kept: str) -> str:
    """Return what was kept of a value in the reader's language: a code of the catalogue is said."""
    return words(kept) if words.knows(kept) else kept


def marks_of(field: Field) -> str:
    """Return what a field bears on paper: ◆ critical to quality, ▲ a registered requirement."""
    return f"{' ◆' if field.critical else ''}{' ▲' if field.registered else ''}"


def limits_said(settings: Any) -> str:  # noqa: ANN401  # settings of any kind with limits
    """Return `5.60 ± 0.10 mm`, `5.55 – 5.70 mm`, `≥ 15 N`, or nothing."""
    low, high = getattr(settings, "lsl", None), getattr(settings, "usl", None)
    nominal, unit = getattr(settings, "nominal", None), getattr(settings, "unit", "")
    if low is None and high is None:
        return ""
    if low is None or high is None:
        said_ = f"≥ {low:f}" if low is not None else f"≤ {high:f}"
    elif nominal is not None and nominal - low == high - nominal:
        said_ = f"{nominal:f} ± {high - nominal:f}"
    else:
        said_ = f"{low:f} – {high:f}"
    return f"{said_} {unit}".strip()


def number_of(value: Any) -> Decimal | None:  # noqa: ANN401  # a held value of any kind
    """Return the number a held value is; None where it is none."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    net = getattr(value, "net", None)
    return net if isinstance(net, Decimal) else None


def figure(value: Any) -> str:  # noqa: ANN401  # a held value of any kind
    """Return a number as it was entered, its places kept; empty for none."""
    number = number_of(value)
    return "" if number is None else f"{number:f}"
