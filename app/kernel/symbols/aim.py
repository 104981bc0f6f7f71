"""AIM identifiers: the three signs by which a scanner says what kind of symbol it read (ISO 15424).

Names are those of GS1's reference program where it has one; FNC1 in front becomes the identifier.
"""

import re
from dataclasses import dataclass

from app.kernel.symbols.gs1.check_digits import check_digit
from app.kernel.symbols.gs1.dictionary import GTIN, dictionary
from app.kernel.symbols.gs1.elements import GS, elements
from app.kernel.symbols.gs1.linters import csetnumeric, csum
from app.kernel.symbols.gs1.written import FNC1

COMPOSITE = "|"
"""Between a retail symbol and the composite component printed above it."""

_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Symbology:
    """A kind of symbol; `is_gs1` where its data are GS1 elements by themselves."""

    name: str
    is_gs1: bool = False


_SYMBOLOGIES = {
    "]C1": Symbology("GS1_128_CCA", is_gs1=True),
    "]e0": Symbology("DataBarExpanded", is_gs1=True),
    "]d2": Symbology("DM", is_gs1=True),
    "]Q3": Symbology("QR", is_gs1=True),
    "]J1": Symbology("DotCode", is_gs1=True),
    **{f"]d{modifier}": Symbology("DM", is_gs1=True) for modifier in "58B"},
    "]Q4": Symbology("QR", is_gs1=True),
    **{f"]z{modifier}": Symbology("Aztec", is_gs1=True) for modifier in "14"},
    "]d1": Symbology("DM"),
    "]Q1": Symbology("QR"),
    "]J0": Symbology("DotCode"),
    "]E0": Symbology("EAN13"),
    "]E4": Symbology("EAN8"),
    **{f"]C{modifier}": Symbology("Code128") for modifier in "024"},
    **{f"]d{modifier}": Symbology("DM") for modifier in "034679AC"},
    **{f"]Q{modifier}": Symbology("QR") for modifier in "0256"},
    **{f"]A{modifier}": Symbology("Code39") for modifier in "0123457"},
    **{f"]G{modifier}": Symbology("Code93") for modifier in "0123456789"},
    **{f"]I{modifier}": Symbology("ITF") for modifier in "013"},
    **{f"]F{modifier}": Symbology("Codabar") for modifier in "0124"},
    **{f"]L{modifier}": Symbology("PDF417") for modifier in "012345"},
    **{f"]z{modifier}": Symbology("Aztec") for modifier in "02356789ABC"},
    **{f"]U{modifier}": Symbology("MaxiCode") for modifier in "0123"},
}

RETAIL = {"]E0": 13, "]E4": 8}
"""Symbols whose data are the digits of a GTIN alone, so many."""
RETAIL_NAMES = frozenset(_SYMBOLOGIES[identifier].name for identifier in RETAIL)

_PLAIN = {"QR": "]Q1", "DM": "]d1", "DotCode": "]J0"}
_GS1 = {
    "QR": "]Q3", "DM": "]d2", "DotCode": "]J1", "GS1_128_CCA": "]C1", "GS1_128_CCC": "]C1",
    "DataBarExpanded": "]e0",
}  # fmt: skip
_SHORT_GS1 = ("DataBarOmni", "DataBarTruncated", "DataBarStacked", "DataBarStackedOmni",
              "DataBarLimited")  # fmt: skip
_GTIN_DIGITS = {"EAN13": 13, "EAN8": 8, "UPCA": 12, "UPCE": 12}


def split(scan: str) -> tuple[str, str]:
    """Return a scan's identifier and its data; the identifier empty where it has none."""
    found = _IDENTIFIER.match(scan)
    return ("", scan) if found is None else (found.group(), scan[found.end() :])


def symbology(identifier: str) -> Symbology | None:
    """Return the kind of symbol an identifier names; None where it is none that we know."""
    return _SYMBOLOGIES.get(identifier)


def scan_of(name: str, data: str) -> str | None:
    """Return what a scanner sends for a symbol of this kind and `data`; None where there is none.

    In `data` each `{FNC1}` stands for FNC1: in front it makes the symbol GS1, elsewhere it
    separates. A composite component follows behind `|`.
    """
    linear, bar, component = data.partition(COMPOSITE)
    if name in _PLAIN and not data.startswith(FNC1):
        return _PLAIN[name] + data
    if name in _GTIN_DIGITS:
        return _retail(name, linear, component if bar else None)
    if name in _SHORT_GS1:
        return _short(linear, component if bar else None)
    if name not in _GS1 or not linear.startswith(FNC1) or (bar and name in _PLAIN):
        return None
    if not bar:
        return _GS1[name] + _with_separators(linear)
    return _composite(linear, component)


def _retail(name: str, linear: str, component: str | None) -> str | None:
    length = _GTIN_DIGITS[name]
    digits = linear.removeprefix(FNC1 + GTIN + "0" * (14 - length))
    if len(digits) == length - 1 and not csetnumeric(digits):
        digits += check_digit(digits)  # the symbol's writer adds what was left out
    if len(digits) != length or csum(digits) or not _is_gs1(component):
        return None
    identifier = "]E4" if name == "EAN8" else "]E0"
    return identifier + digits.zfill(RETAIL[identifier]) + _new_message(component)


def _short(linear: str, component: str | None) -> str | None:
    digits = linear.removeprefix(FNC1 + GTIN)
    if len(digits) != 14 or csum(digits) or not _is_gs1(component):
        return None
    return "]e0" + GTIN + digits + _with_separators(component or "")


def _composite(linear: str, component: str) -> str | None:
    """Both parts are one message; a separator stands between where the last element needs one."""
    if not _is_gs1(component):
        return None
    first = _with_separators(linear)
    last = dictionary().get(elements(first)[-1].ai) if elements(first) else None
    between = "" if last is None or last.is_set else GS
    return "]e0" + first + between + _with_separators(component)


def _is_gs1(component: str | None) -> bool:
    return component is None or component.startswith(FNC1)


def _new_message(component: str | None) -> str:
    return "" if component is None else f"{COMPOSITE}]e0{_with_separators(component)}"


def _with_separators(data: str) -> str:
    return data.removeprefix(FNC1).removesuffix(FNC1).replace(FNC1, GS)
