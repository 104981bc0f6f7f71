"""GS1 elements written: for a symbol, for people, for a record. All from one value.

What may be read may not always be printed: `check_for_print` refuses the rest before a label is
made, as the symbol's writer itself checks nothing.
"""

from collections.abc import Iterable

from app.kernel.refused import Refused
from app.kernel.symbols.gs1.dictionary import GTIN, dictionary
from app.kernel.symbols.gs1.elements import GS, Element, element
from app.kernel.symbols.gs1.faults import sort_of
from app.kernel.symbols.gs1.relations import REQUISITES, awaited, breaches

FNC1 = "{FNC1}"
"""How a separator is written where people read it; no GS1 element can hold a brace."""
MONTH_DATES = ("11", "13", "15", "16", "17")
"""Dates on healthcare items: a new label names the day, 00 is only read (GenSpecs §3.4)."""


def built(pairs: Iterable[tuple[str, str]]) -> tuple[Element, ...]:
    """Return elements of (application identifier, value) pairs; empty values left out."""
    return tuple(element(ai, value) for ai, value in pairs if value)


def scan_text(elements: Iterable[Element]) -> str:
    """Return the data as a scanner sends them: GS behind what has no set length."""
    return _joined(elements, GS)


def element_string(elements: Iterable[Element]) -> str:
    """Return the data for a record: `{FNC1}` in front and for each separator."""
    return FNC1 + _joined(elements, FNC1)


def human_readable(elements: Iterable[Element]) -> str:
    """Return the line printed beside the symbol: `(01)09521234560029(10)L1` (GenSpecs §4.14)."""
    return "".join(f"({one.ai}){one.value}" for one in elements)


def bracketed(elements: Iterable[Element]) -> str:
    """Return the same so that it reads back exactly: `(` in data as `\\(`."""
    return "".join(f"({one.ai}){one.value.replace('(', chr(92) + '(')}" for one in elements)


def check_for_print(elements: Iterable[Element]) -> None:
    """Refuse what must not be printed on a device's label.

    Raises Refused `symbol.no_gtin`, `symbol.element_…` (a `Sort`: `check_digit`, `sign`, …),
    `symbol.day_zero`, `symbol.pair` or `symbol.needs`.
    """
    given = tuple(elements)
    if not any(one.ai == GTIN for one in given):
        raise Refused("symbol.no_gtin")
    for one in given:
        _check_element(one)
    for breach in breaches(given):
        code = "symbol.needs" if breach.rule == REQUISITES else "symbol.pair"
        raise Refused(code, ai=breach.ai, others=", ".join(breach.others or (breach.ai,)))
    for breach in awaited(given):
        raise Refused("symbol.needs", ai=breach.ai, others=", ".join(breach.others))


def _check_element(one: Element) -> None:
    fault = element(one.ai, one.value).fault
    if fault:
        raise Refused(f"symbol.element_{sort_of(fault)}", ai=one.ai, value=one.value)
    if one.ai in MONTH_DATES and one.value.endswith("00"):
        raise Refused("symbol.day_zero", ai=one.ai, value=one.value)


def _joined(elements: Iterable[Element], separator: str) -> str:
    text, open_end = "", False
    for one in elements:
        text += (separator if open_end else "") + one.ai + one.value
        kind = dictionary().get(one.ai)
        open_end = kind is None or not kind.is_set
    return text
