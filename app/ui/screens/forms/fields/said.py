"""How numbers of a form are told on screens: what may be typed, what a gauge draws."""

from decimal import Decimal
from typing import Any

from app.capabilities.forms.workbooks.telling import figure, limits_said, number_of
from app.ui.kit import GaugeMarks, Limits

__all__ = ["figure", "gauge_marks", "limits_said", "number_of", "pad_mode", "typed_limits"]


def typed_limits(settings: Any) -> Limits:  # noqa: ANN401  # settings of any kind of number
    """Return what may be typed: the hard bounds and places, never the limits that are judged."""
    least, greatest = getattr(settings, "least", None), getattr(settings, "greatest", None)
    return Limits(
        None if least is None else Decimal(least),
        None if greatest is None else Decimal(greatest),
        getattr(settings, "decimals", 0),
    )


def pad_mode(settings: Any) -> str:  # noqa: ANN401  # settings of any kind of number
    """Return the keys a number is typed with: no sign where bounds or limits leave no negatives."""
    lows = (getattr(settings, "least", None), getattr(settings, "lsl", None))
    is_signed = not any(low is not None and Decimal(low) >= 0 for low in lows)
    if not getattr(settings, "decimals", 0):
        return "signed" if is_signed else "integer"
    return "signed-decimal" if is_signed else "decimal"


def gauge_marks(settings: Any) -> GaugeMarks | None:  # noqa: ANN401  # any kind with limits
    """Return what a limit gauge draws; None where nothing limits the value."""
    low, high = getattr(settings, "lsl", None), getattr(settings, "usl", None)
    nominal = getattr(settings, "nominal", None)
    if low is None and high is None:
        return None
    said = ["" if one is None else f"{one:f}" for one in (low, nominal, high)]
    return GaugeMarks(low, nominal, high, *said)
