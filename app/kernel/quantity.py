"""Exact amounts: a decimal and its unit. No binary float ever stands for a quantity."""

from decimal import Decimal

import msgspec

PLACES = 6
"""Decimal places a stored quantity keeps."""
LIMIT = Decimal(10) ** 12
"""No quantity of this plant is larger; what is, is a typing error or forged."""
_STEP = Decimal(1).scaleb(-PLACES)


class Quantity(msgspec.Struct, frozen=True):
    """An exact amount with its unit as the plant writes it (`pcs`, `套`, `kg`)."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.unit}"


def is_exact(value: Decimal) -> bool:
    """Tell whether `value` is kept without loss: finite, within LIMIT, at most PLACES places."""
    if not value.is_finite() or abs(value) >= LIMIT:
        return False
    return value == value.quantize(_STEP)


def to_micro(value: Decimal) -> int:
    """Return `value` in millionths, which SQL sums exactly. Total: clips what cannot be kept."""
    if not value.is_finite():
        return 0
    clipped = max(-LIMIT, min(LIMIT, value))
    return int((clipped / _STEP).to_integral_value())


def from_micro(micro: int) -> Decimal:
    """Return the decimal of so many millionths, without trailing zeros."""
    return trimmed(Decimal(micro) * _STEP)


def kept(value: Decimal) -> Decimal:
    """Return `value` as a state table gives it back. Total."""
    return from_micro(to_micro(value))


def trimmed(value: Decimal) -> Decimal:
    """Return `value` without trailing zeros and never in exponent form."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def plain(value: Decimal) -> str:
    """Return `value` for people: grouped thousands, no needless zeros."""
    return f"{trimmed(value):,f}"
