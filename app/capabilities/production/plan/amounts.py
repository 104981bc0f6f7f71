"""Read a planned quantity: a whole number of pieces above zero, or the reason why it is none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.production.plan.sheet import is_formula_error, with_plain_dashes

MOST = Decimal(10_000_000)
"""No order is larger: about two years' output of the whole plant, 500 lots of 20,000."""

_DIGITS = r"(?:[0-9]{1,3}(?P<gap>[, '])[0-9]{3}(?:(?P=gap)[0-9]{3})*|[0-9]+)(?:\.[0-9]*)?"
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<sign>[-+])? ?(?P<digits>{_DIGITS})(?P<after>-)?(?P<close>\))?"
    r"\.? *(?P<unit>[^\W\d_]{1,8}\.?)?"
)
_COMMA_LAST = re.compile(r"[0-9]\.[0-9]{3},[0-9]")
_POINT_LAST = re.compile(r"[0-9],[0-9]{3}\.[0-9]")
_SWAPPED = str.maketrans(",.", ".,")
_UNITS = frozenset(
    (
        *"个套件只支台盒箱包袋根片枚瓶卷条张把副组对粒颗",
        *("pcs", "pc", "pce", "ea", "each", "set", "sets", "unit", "units", "st", "stk"),
        *("nos", "no", "kit", "kits", "box", "boxes"),
    )
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A readable quantity and the unit that stood in the same cell."""

    value: Decimal
    unit: str | None


def has_decimal_comma(texts: Iterable[str]) -> bool:
    """Tell whether a file's quantities give a decimal comma away: 20.000,000 does, 500,000 not."""
    plain = [with_plain_dashes(text) for text in texts]
    return any(map(_COMMA_LAST.search, plain)) and not any(map(_POINT_LAST.search, plain))


def read_amount(text: str, unit: str | None, *, decimal_comma: bool = False) -> Amount | str:
    """Return the amount in a cell, or the reason. `unit` is what the row's own column says.

    Exponents (`1.2E+04` in a text file has lost its last digits) and words (`2万`, `约500`) are not
    guessed: the person is asked for the number.
    """
    if not text:
        return "missing_quantity"
    if is_formula_error(text):
        return "formula_error"
    plain = with_plain_dashes(text)
    found = _NUMBER.fullmatch(plain.translate(_SWAPPED) if decimal_comma else plain)
    if (
        found is None
        or bool(found["open"]) != bool(found["close"])
        or not _fits(found["unit"], unit)
    ):
        return "bad_quantity"
    value = Decimal(re.sub(r"[, ']", "", found["digits"]))
    is_negative = found["sign"] == "-" or bool(found["after"] or found["open"])
    return _judged(-value if is_negative else value, found["unit"])


def is_unit(text: str) -> bool:
    """Tell a unit that plants count in (套, pcs, 千只) from any other word."""
    return text.casefold().lstrip("百千万") in _UNITS


def _judged(value: Decimal, unit: str | None) -> Amount | str:
    if value < 0:
        return "negative_quantity"
    if value == 0:
        return "zero_quantity"
    if value > MOST:
        return "absurd_quantity"
    if value != value.to_integral_value():
        return "bad_quantity"
    return Amount(Decimal(int(value)), unit)


def _fits(written: str | None, column: str | None) -> bool:
    """Tell whether a unit beside the number is one, and not another than the row's."""
    if written is None:
        return True
    plain = written.rstrip(".").casefold()
    if column:
        return plain == with_plain_dashes(column).rstrip(".").casefold()
    return plain in _UNITS  # 2万套 is no unit of 2: only a unit column may say 千 or 万
