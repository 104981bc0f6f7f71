"""Units a plant measures in, and exact conversion between those of one quantity.

Factors are exact by definition: SI Brochure (9th edition) for prefixes, 1 in = 25.4 mm (the
international inch of 1959), 1 bar = 100 kPa. A unit that is not listed (`Shore A`, `N/15 mm`) is
comparable with itself only. `µ` and `μ`, `℃` and `°C` are one (Unicode NFKC).
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact, localcontext
from fractions import Fraction
from unicodedata import normalize

from app.kernel.quantity import PLACES
from app.kernel.refused import Refused

_STEP = Decimal(1).scaleb(-PLACES)
_DIGITS = 60
"""More than any stored quantity has in any listed unit."""


def _named(units: Mapping[str, Fraction]) -> dict[str, Fraction]:
    return {normalize("NFKC", unit): factor for unit, factor in units.items()}


_QUANTITIES = {
    "length": _named(
        {
            "µm": Fraction(1, 1000),
            "mm": Fraction(1),
            "cm": Fraction(10),
            "m": Fraction(1000),
            "in": Fraction(254, 10),
        }
    ),
    "mass": _named(
        {
            "µg": Fraction(1, 1_000_000),
            "mg": Fraction(1, 1000),
            "g": Fraction(1),
            "kg": Fraction(1000),
            "t": Fraction(1_000_000),
        }
    ),
    "force": _named({"mN": Fraction(1, 1000), "N": Fraction(1), "kN": Fraction(1000)}),
    "pressure": _named(
        {
            "Pa": Fraction(1, 1000),
            "kPa": Fraction(1),
            "bar": Fraction(100),
            "MPa": Fraction(1000),
        }
    ),
    "volume": _named({"mL": Fraction(1), "ml": Fraction(1), "L": Fraction(1000)}),
    "time": _named(
        {"ms": Fraction(1, 1000), "s": Fraction(1), "min": Fraction(60), "h": Fraction(3600)}
    ),
}

MASS = tuple(unit for unit in ("mg", "g", "kg", "t"))
"""The units of mass scales and instructions speak in."""


def is_comparable(unit: str, other: str) -> bool:
    """Tell whether values in these units can be held against each other."""
    return _factor(unit, other) is not None


def compare(value: Decimal, unit: str, other: Decimal, others_unit: str) -> int:
    """Return -1, 0 or 1 as a value is less than, equal to or more than another, exactly.

    Refusals: `units.unlike`, `units.not_a_number`.
    """
    factor = _factor(unit, others_unit)
    if factor is None:
        raise Refused("units.unlike", unit=unit or "—", wanted=others_unit or "—")
    _check_finite(value, other)
    mine, its = Fraction(value) * factor, Fraction(other)
    return (mine > its) - (mine < its)


def in_unit(value: Decimal, unit: str, wanted: str, *, rounded: bool = False) -> Decimal:
    """Return a value in another unit of the same quantity, exactly.

    `rounded`: half to even at the decimal places a quantity keeps, where no decimal says it
    exactly (25 mm in inches). Refusals: `units.unlike`, `units.not_exact`, `units.not_a_number`.
    """
    factor = _factor(unit, wanted)
    if factor is None:
        raise Refused("units.unlike", unit=unit or "—", wanted=wanted or "—")
    _check_finite(value)
    if factor == 1:
        return value
    with localcontext(Context(prec=_DIGITS, traps=[])) as context:
        result = value * factor.numerator / factor.denominator
        is_exact = not context.flags[Inexact]
    if is_exact:
        return result
    if not rounded:
        raise Refused("units.not_exact", value=f"{value} {unit}", wanted=wanted)
    with localcontext(Context(prec=_DIGITS)):
        return result.quantize(_STEP, ROUND_HALF_EVEN)


def _factor(unit: str, wanted: str) -> Fraction | None:
    """Return by what a value in `unit` is multiplied to be one in `wanted`; None where it is not.

    Temperatures have no factor: °C is comparable with °C only.
    """
    one, other = normalize("NFKC", unit.strip()), normalize("NFKC", wanted.strip())
    if one == other:
        return Fraction(1)
    for units in _QUANTITIES.values():
        if one in units and other in units:
            return units[one] / units[other]
    return None


def _check_finite(*values: Decimal) -> None:
    if not all(value.is_finite() for value in values):
        raise Refused("units.not_a_number")
