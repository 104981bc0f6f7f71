"""What a number only typed yet comes to: inside, near a limit, beyond it by how much. Pure."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.ui.kit.limitgauge import GaugeMarks, GaugeScale
from app.ui.kit.typed import number
from app.ui.screens.forms.fields.said import gauge_marks, typed_limits


@dataclass(frozen=True, slots=True)
class Trial:
    """`value` is None for what cannot be read, `why` tells; `state` is ok, warn, fail or todo.

    `beyond` is how far beyond a limit: above the upper positive, below the lower negative.
    """

    value: Decimal | None
    state: str = "todo"
    beyond: Decimal = Decimal(0)
    why: Refused | None = None


def trial(settings: Any, text: str) -> Trial:  # noqa: ANN401  # settings of any kind of number
    """Judge typed text by a place's limits; the guard band is that of the gauge."""
    try:
        made = number(text, typed_limits(settings))
    except Refused as refused:
        return Trial(None, why=refused)
    return judged(settings, Decimal(made)) if made else Trial(None)


def judged(settings: Any, value: Decimal) -> Trial:  # noqa: ANN401  # as above
    """Judge a number: exactly by its limits, roughly by the guard band."""
    low, high = getattr(settings, "lsl", None), getattr(settings, "usl", None)
    if low is not None and value < low:
        return Trial(value, "fail", value - low)
    if high is not None and value > high:
        return Trial(value, "fail", value - high)
    marks = gauge_marks(settings)
    if marks is None:
        return Trial(value)
    state = GaugeScale(marks).state(value)
    return Trial(value, "warn" if state == "warn" else "ok")


def limit_marks(settings: Any) -> GaugeMarks | None:  # noqa: ANN401  # as above
    """Return what the gauge draws, its limits named LSL and USL; None where nothing limits."""
    marks = gauge_marks(settings)
    if marks is None:
        return None
    low = f"LSL {marks.low_said}" if marks.low_said else ""
    high = f"USL {marks.high_said}" if marks.high_said else ""
    return replace(marks, low_said=low, high_said=high)


def beyond_said(made: Trial, unit: str, words: Words) -> str:
    """Return `above the upper limit by 0.04 mm`."""
    side = "above" if made.beyond > 0 else "below"
    amount = f"{plain(abs(made.beyond))} {unit}".strip()
    return words(f"inspect.{side}", amount=amount)
