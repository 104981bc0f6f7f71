"""What a scan means: a badge, a traveller, equipment, a lease, a device's UDI, or nothing we know.

Pure: text in, meaning out. Whether an order of that number exists is not asked here.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.kernel.refused import Refused
from app.kernel.symbols import gs1, own
from app.kernel.symbols.decoded import Fault, Scheme
from app.kernel.symbols.decoding import decode
from app.kernel.symbols.gs1.faults import sort_of
from app.kernel.symbols.gs1.relations import MUTEX, REPEATS, REQUISITES
from app.kernel.symbols.udi import Udi
from drivers.scanners.layouts import LAYOUTS
from drivers.scanners.scan import Scan, Transport

LONGEST_SHOWN = 60

_UNKNOWN = {
    "foreign": "scan.foreign",
    "newer": "scan.newer",
    "damaged": "scan.damaged",
    "layout": "scan.layout",
}
_BETWEEN = {REPEATS: "scan.gs1_repeats", MUTEX: "scan.gs1_excludes", REQUISITES: "scan.gs1_needs"}
_OTHERS = {
    "CHECK_CHARACTER": "scan.udi_check",
    "LINK_CHARACTER": "scan.udi_link",
    "DATE": "scan.udi_date",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A person's badge."""

    code: str


@dataclass(frozen=True, slots=True)
class OrderTraveller:
    """The big symbol of a traveller: the whole order."""

    order: str


@dataclass(frozen=True, slots=True)
class OperationTraveller:
    """A small symbol of a traveller: one operation of the order."""

    order: str
    operation: str


@dataclass(frozen=True, slots=True)
class EquipmentLabel:
    """The label on a machine."""

    code: str


@dataclass(frozen=True, slots=True)
class LeaseCode:
    """A lease for a station, as its server signed it."""

    text: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A symbol of somebody else's, or one we cannot read.

    `why` is `foreign`, `newer` (than this station), `damaged`, or `layout`: a keyboard that types
    other signs than the scanner means.
    """

    text: str
    why: str


Meaning = Badge | OrderTraveller | OperationTraveller | EquipmentLabel | LeaseCode | Udi | Unknown


def recognise(scan: Scan) -> Meaning:
    """Return what a scan means. Total: any text has an answer."""
    if own.is_ours(scan.text):
        return _ours(scan.text)
    if scan.transport is Transport.KEYBOARD and _typed_elsewhere(scan.text):
        return Unknown(scan.text, "layout")
    return _udi(scan)


def refusal(meaning: Meaning) -> Refused | None:
    """Return why a scan can be used for nothing here, as a sentence's code; None if it can.

    Half of a UDI can: what it lacks, another symbol may bring (`joined.py`).
    """
    if isinstance(meaning, Unknown):
        return Refused(_UNKNOWN[meaning.why], text=shown(meaning.text))
    if isinstance(meaning, Udi) and meaning.faults:
        return _refused(meaning, meaning.faults[0])
    return None


def shown(text: str) -> str:
    """Return a scanned text so that people can see all of it: control signs drawn, length held."""
    drawn = "".join(_drawn(sign) for sign in text[:LONGEST_SHOWN])
    return drawn if len(text) <= LONGEST_SHOWN else drawn[: LONGEST_SHOWN - 1] + "…"


def _ours(text: str) -> Meaning:
    code = own.read(text)
    if code is None:
        return Unknown(text, "newer" if own.is_newer(text) else "damaged")
    if code.thing is own.Thing.BADGE:
        return Badge(code.names[0])
    if code.thing is own.Thing.EQUIPMENT:
        return EquipmentLabel(code.names[0])
    if code.thing is own.Thing.LEASE:
        return LeaseCode(code.names[0])
    return OperationTraveller(*code.names) if len(code.names) == 2 else OrderTraveller(*code.names)


def _typed_elsewhere(text: str) -> bool:
    """Tell whether a code of ours was typed through another keyboard layout. Caps Lock is none."""
    return any(own.is_ours(layout.undone(text)) for layout in LAYOUTS)


def _udi(scan: Scan) -> Meaning:
    """Read a UDI. Without an AIM identifier or brackets it counts only where all of it is right."""
    today = datetime.fromtimestamp(scan.heard_at_ms / 1000, UTC).date()
    found = Udi(decode(scan.aim + scan.text, today), scan.text, scan.aim)
    is_said = bool(scan.aim) or gs1.is_bracketed(scan.text)
    if found.scheme is Scheme.PLAIN or not found.decoded.elements:
        return Unknown(scan.text, "foreign")
    if found.scheme is Scheme.GS1 and not (is_said or found.valid):
        return Unknown(scan.text, "foreign")
    return found


def _refused(udi: Udi, fault: Fault) -> Refused:
    value, others = shown(fault.value), ", ".join(fault.others)
    if udi.scheme is not Scheme.GS1:
        code = _OTHERS.get(fault.word, "scan.udi_form")
        return Refused(code, scheme=udi.scheme.upper(), value=value)
    if fault.word in _BETWEEN:
        return Refused(_BETWEEN[fault.word], ai=fault.where, others=others)
    return Refused(f"scan.element_{sort_of(fault.word)}", ai=fault.where, value=value)


def _drawn(sign: str) -> str:
    """Return a sign, or its picture where it has no shape of its own (GS as ␝)."""
    if sign < " ":
        return chr(0x2400 + ord(sign))
    return sign if sign.isprintable() else "�"
