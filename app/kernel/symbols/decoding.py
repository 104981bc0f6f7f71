"""The one entry: any text a scanner or a person gives, read by whoever's rules it claims.

Pure and total: any text has an answer, in time that grows with its length only. QR link syntaxes
(`https://…/01/…`) are not interpreted: a link is plain text here.
"""

from collections.abc import Callable
from datetime import date

from app.kernel.symbols import ahm, aim, gs1, hibc, iccbba, ma
from app.kernel.symbols.aim import COMPOSITE, Symbology
from app.kernel.symbols.decoded import Decoded, Fault, Scheme
from app.kernel.symbols.gs1.elements import EMPTY, TOO_LONG, UNKNOWN_AI
from app.kernel.symbols.gs1.linters import csetnumeric, csum

LONGEST = 4096
"""The most signs that are read; a full QR symbol holds 4,296 bytes of text at the very most."""
UNKNOWN = "UNKNOWN"
UNKNOWN_SYMBOLOGY = "UNKNOWN_SYMBOLOGY"

_FORMS: tuple[tuple[Callable[[str], bool], Callable[[str, date], Decoded]], ...] = (
    (hibc.claims, hibc.decode),
    (iccbba.claims, lambda text, _: iccbba.decode(text)),
    (ma.claims, ma.decode),
    (ahm.claims, lambda text, _: ahm.decode(text)),
)
_BROKEN = frozenset({EMPTY, "TOO_SHORT", TOO_LONG, "INCORRECT_LENGTH", UNKNOWN_AI})


def decode(text: str, today: date) -> Decoded:
    """Return what `text` says; two-digit years are read around `today`.

    `text` is a scan with its AIM identifier, or without one; then it counts as GS1 where it is
    written in brackets, begins with a separator, or begins with a whole GTIN and holds together.
    """
    if len(text) > LONGEST:
        return Decoded(Scheme.PLAIN, faults=(Fault(TOO_LONG),))
    identifier, data = aim.split(text)
    if not identifier:
        return _unmarked(text, today)
    symbology = aim.symbology(identifier)
    if symbology is None:
        return Decoded(Scheme.PLAIN, faults=(Fault(UNKNOWN_SYMBOLOGY, identifier),))
    found = _marked(identifier, symbology, data, today)
    return _named(found, symbology.name, data) if found.valid else found


def _named(found: Decoded, name: str, data: str) -> Decoded:
    return Decoded(
        found.scheme,
        found.elements,
        symbology=name,
        element_string=found.element_string or data,
        awaited=found.awaited,
    )


def _marked(identifier: str, symbology: Symbology, data: str, today: date) -> Decoded:
    if symbology.is_gs1:
        return _gs1(data, today)
    if identifier in aim.RETAIL:
        return _retail(aim.RETAIL[identifier], data, today)
    return _by_form(data, today) or Decoded(Scheme.PLAIN)


def _unmarked(text: str, today: date) -> Decoded:
    if gs1.is_bracketed(text) or _begins_with_fnc1(text) or _may_be_gs1(text):
        return _gs1(text, today)
    fault = Fault(UNKNOWN if text else EMPTY)
    return _by_form(text, today) or Decoded(Scheme.PLAIN, faults=(fault,))


def _by_form(text: str, today: date) -> Decoded | None:
    return next((read(text, today) for claims, read in _FORMS if claims(text)), None)


def _begins_with_fnc1(text: str) -> bool:
    return text.startswith((gs1.GS, gs1.FNC1)) or (text[:1] == "^" and text[1:3].isdigit())


def _may_be_gs1(text: str) -> bool:
    """Tell whether text without any mark can be nothing else: a GTIN in front, all in its place."""
    if not text.startswith("01") or csetnumeric(text[2:16]):
        return False
    return not any(one.fault in _BROKEN for one in gs1.elements(text))


def _gs1(text: str, today: date) -> Decoded:
    if not gs1.is_bracketed(text):
        text = text.replace(gs1.FNC1, gs1.GS)
        if text.startswith("^"):
            text = text.replace("^", gs1.GS)
    found = gs1.elements(text)
    if not found:
        return Decoded(Scheme.GS1, faults=(Fault(EMPTY),))
    faults = (
        *(Fault(one.fault, one.ai, one.value) for one in found if one.fault),
        *(Fault(breach.rule, breach.ai, "", breach.others) for breach in gs1.breaches(found)),
    )
    elements: dict[str, str] = {}
    for one in found:
        elements.setdefault(one.ai, gs1.iso(one, today))
    return Decoded(
        Scheme.GS1,
        elements,
        faults,
        element_string="" if faults else gs1.element_string(found),
        awaited=tuple(Fault(b.rule, b.ai, "", b.others) for b in gs1.awaited(found)),
    )


def _retail(length: int, data: str, today: date) -> Decoded:
    """Read the digits of a GTIN, and a composite component behind `|]e0`."""
    digits, bar, component = data.partition(f"{COMPOSITE}]e0")
    if len(digits) != length:
        word = "TOO_SHORT" if len(digits) < length else TOO_LONG
        return Decoded(Scheme.GS1, faults=(Fault(word, "01", digits),))
    elements = {"01": digits.zfill(14)}
    if fault := csum(digits):
        return Decoded(Scheme.GS1, elements, (Fault(fault, "01", digits),))
    if not bar:
        return Decoded(Scheme.GS1, elements, element_string=digits)
    beside = _gs1(component, today)
    return Decoded(
        Scheme.GS1,
        elements | dict(beside.elements),
        beside.faults,
        element_string=digits + COMPOSITE + beside.element_string,
    )
