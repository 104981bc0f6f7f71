"""How numbers of a form are told: their limits, and what may be typed at all."""

from decimal import Decimal
from typing import Any

from app.ui.kit import GaugeMarks, Limits


def limits_said(settings: Any) -> str:  # noqa: ANN401  # settings of any kind with limits
    """Return `5.60 ± 0.10 mm`, `5.55 – 5.70 mm`, `≥ 15 N`, or nothing."""
    low, high = getattr(settings, "lsl", None), getattr(settings, "usl", None)
    nominal, unit = getattr(settings, "nominal", None), getattr(settings, "unit", "")
    if low is None and high is None:
        return ""
    if low is None or high is None:
        said = f"≥ {low:f}" if low is not None else f"≤ {high:f}"
    elif nominal is not None and nominal - low == high - nominal:
        said = f"{nominal:f} ± {high - nominal:f}"
    else:
        said = f"{low:f} – {high:f}"
    return f"{said} {unit}".strip()


def typed_limits(settings: Any) -> Limits:  # noqa: ANN401  # settings of any kind of number
    """Return what may be typed: the hard bounds and places, never the limits that are judged."""
    least, greatest = getattr(settings, "least", None), getattr(settings, "greatest", None)
    return Limits(
        None if least is None else Decimal(least),
        None if greatest is None else Decimal(greatest),
        getattr(settings, "decimals", 0),
    )


def gauge_marks(settings: Any) -> GaugeMarks | None:  # noqa: ANN401  # any kind with limits
    """Return what a limit gauge draws; None where nothing limits the value."""
    low, high = getattr(settings, "lsl", None), getattr(settings, "usl", None)
    nominal = getattr(settings, "nominal", None)
    if low is None and high is None:
        return None
    said = ["" if one is None else f"{one:f}" for one in (low, nominal, high)]
    return GaugeMarks(low, nominal, high, *said)


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
