"""Numbers in the texts of sheets: grouped thousands, powers of ten, decimal commas. Exact."""

import re
from decimal import Decimal

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_POWER = re.compile(r"(?<=10)\s?[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_GROUPED = re.compile(
    r"(?<![\d.,])\d{1,3}(?:(?P<sign>[, ，])\d{3})(?:(?P=sign)\d{3})*(?![\d])(?!(?<=，\d{3})\s?[%°])"
)
_GROUPED_PLACES = re.compile(r"(?<![\d.,])\d+\.\d{3}(?: \d{3})+(?! ?\d)")
_COMMA = re.compile(r"(?<![\d.,])(\d+),(\d{1,2}|\d{4,})(?![\d,])")
_SHARED_POWER = re.compile(
    r"\(\s*(\d+(?:\.\d+)?)\s*([~±-])\s*(\d+(?:\.\d+)?)\s*\)\s?[×xX*·]\s?(10\s?\^\s?[-+]?\d{1,2})"
)
"""A power behind the brackets around two numbers is that of both: `(1.0~5.0)×10⁶`."""

NUMBER = (
    r"(?:10\s?\^\s?[-+]?\d{1,2}|(?:\d+(?:\.\d+)?|\.\d+)"
    r"(?:\s?[×xX*·]\s?10(?:\s?\^\s?|(?=[-+]?\d))[-+]?\d{1,2}|[eE][-+]?\d{1,2})?)"
)
"""A number without sign, as `with_plain_numbers` leaves it."""


def with_plain_numbers(text: str) -> str:
    """Return `text` with plain numbers.

    `1,800` and `1 800` are `1800`, `0.000 006` is `0.000006`, `10³` is `10^3`, `0,05` is `0.05`.
    """
    text = _POWER.sub(lambda found: "^" + found[0].strip().translate(_SUPERSCRIPTS), text)
    text = _SHARED_POWER.sub(r"\1×\4\2\3×\4", text)
    text = _GROUPED_PLACES.sub(lambda found: found[0].replace(" ", ""), text)
    text = _GROUPED.sub(lambda found: re.sub("[, ，]", "", found[0]), text)
    return _COMMA.sub(r"\1.\2", text)


def number(text: str) -> Decimal:
    """Return what `NUMBER`, with or without sign, says."""
    plain = text.replace(" ", "").lstrip("+")
    sign = -1 if plain.startswith("-") else 1
    plain = plain.lstrip("-")
    found = re.fullmatch(r"(?:(?P<base>[\d.]+?)[×xX*·])?10\^?(?P<power>[-+]?\d{1,2})", plain)
    if found and (found["base"] or "^" in plain):
        value = Decimal(found["base"] or 1).scaleb(int(found["power"]))
    else:
        value = Decimal(plain)
    return sign * (value if value.adjusted() < 40 else Decimal(0))


def whole(value: Decimal) -> Decimal:
    """Return a value never in exponent form: `1E+3` as `1000`."""
    return Decimal(f"{value:f}")
