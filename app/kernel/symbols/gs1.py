"""GS1 element strings: `(01)09521234560029(21)A7` or the same as a scanner sends it, with GS.

Table-driven and small: the five elements a UDI of this plant carries. No missing separator is ever
guessed; a fault stands beside the data and never hides it (GS1 General Specifications §3, §7.8).
"""

import calendar
import re
from dataclasses import dataclass

GS = "\x1d"
GS1_AIMS = frozenset({"]C1", "]d2", "]Q3", "]e0", "]J1"})
"""AIM identifiers by which a scanner says: the symbol began with FNC1, this is GS1 data."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How an element's value is written: fixed length or up to `longest`, digits or signs."""

    longest: int
    fixed: bool = False
    check_digit: bool = False
    date: bool = False


_KINDS = {
    "01": _Kind(14, fixed=True, check_digit=True),
    "10": _Kind(20),
    "11": _Kind(6, fixed=True, date=True),
    "17": _Kind(6, fixed=True, date=True),
    "21": _Kind(20),
}
_BRACKETED = re.compile(r"\((\d{2,4})\)((?:(?!\(\d{2,4}\)).)*)", re.DOTALL)
_CSET82 = re.compile(r"[!\"%-?A-Z_a-z]*")


@dataclass(frozen=True, slots=True)
class Element:
    """One element; `fault` is empty or `length`, `sign`, `check_digit`, `date`, `unknown`."""

    ai: str
    value: str
    fault: str = ""


def is_bracketed(text: str) -> bool:
    """Tell whether `text` is written for people, `(01)…`, from its first sign to its last."""
    return bool(text) and _BRACKETED.sub("", text) == "" and text.startswith("(")


def elements(text: str) -> tuple[Element, ...]:
    """Return the elements of GS1 data in either form; empty where there is nothing to read.

    At an element we do not know, reading ends: its length is not ours to guess. It then holds all
    the rest, with the fault `unknown`.
    """
    if is_bracketed(text):
        return tuple(_checked(ai, value) for ai, value in _BRACKETED.findall(text))
    return tuple(_scanned(text.removeprefix(GS)))


def check_digit(digits: str) -> str:
    """Return the check digit of `digits` (GS1 modulo 10, weights 3 and 1 from the right)."""
    total = sum(int(d) * (3, 1)[place % 2] for place, d in enumerate(reversed(digits)))
    return str(-total % 10)


def _scanned(rest: str) -> list[Element]:
    found: list[Element] = []
    while rest:
        ai, rest = rest[:2], rest[2:]
        kind = _KINDS.get(ai)
        if kind is None:
            return [*found, Element(ai, rest, "unknown")]
        value, rest = _taken(kind, rest)
        found.append(_checked(ai, value))
    return found


def _taken(kind: _Kind, rest: str) -> tuple[str, str]:
    """Return an element's value and what follows it. A separator after a fixed one is allowed."""
    if kind.fixed:
        value = rest[: kind.longest].partition(GS)[0]
        return value, rest[len(value) :].removeprefix(GS)
    value, _, after = rest.partition(GS)
    return value, after


def _checked(ai: str, value: str) -> Element:
    kind = _KINDS.get(ai)
    return Element(ai, value, "unknown" if kind is None else _fault(kind, value))


def _fault(kind: _Kind, value: str) -> str:
    if not value or len(value) > kind.longest or (kind.fixed and len(value) < kind.longest):
        return "length"
    if not (value.isascii() and value.isdigit() if kind.fixed else _CSET82.fullmatch(value)):
        return "sign"
    if kind.check_digit and check_digit(value[:-1]) != value[-1]:
        return "check_digit"
    return "date" if kind.date and not _is_date(value) else ""


def _is_date(value: str) -> bool:
    """Tell whether YYMMDD is a day; day 00 means the whole month (§3.4.2)."""
    year, month, day = int(value[:2]), int(value[2:4]), int(value[4:])
    # Every leap rule within the two centuries a YY can mean is the one of 2000 to 2099.
    return 1 <= month <= 12 and day <= calendar.monthrange(2000 + year, month)[1]
