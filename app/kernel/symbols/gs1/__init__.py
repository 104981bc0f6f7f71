"""GS1 element strings: read, related, written. The front door of the rooms behind it."""

from app.kernel.symbols.gs1.check_digits import check_digit
from app.kernel.symbols.gs1.elements import GS, Element, element, elements, is_bracketed, iso
from app.kernel.symbols.gs1.relations import Breach, awaited, breaches
from app.kernel.symbols.gs1.written import (
    FNC1,
    bracketed,
    built,
    check_for_print,
    element_string,
    human_readable,
    scan_text,
)

__all__ = [
    "FNC1",
    "GS",
    "Breach",
    "Element",
    "awaited",
    "bracketed",
    "breaches",
    "built",
    "check_digit",
    "check_for_print",
    "element",
    "element_string",
    "elements",
    "human_readable",
    "is_bracketed",
    "iso",
    "scan_text",
]
