"""What a scan means: a badge, a traveller, equipment, a lease, GS1 data, or nothing we know.

Pure: text in, meaning out. Whether an order of that number exists is not asked here.
"""

from dataclasses import dataclass, field

from app.kernel.refused import Refused
from app.kernel.symbols import gs1, own
from drivers.scanners.scan import Scan

LONGEST_SHOWN = 60

_UNKNOWN = {"foreign": "scan.foreign", "newer": "scan.newer", "damaged": "scan.damaged"}
_GS1 = {
    "length": "scan.gs1_length",
    "sign": "scan.gs1_sign",
    "check_digit": "scan.gs1_check_digit",
    "date": "scan.gs1_date",
    "unknown": "scan.gs1_unknown",
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
class Gs1:
    """GS1 data. What is wrong with an element stands beside it; then the whole is not valid.

    `text` and `aim` are what the scanner sent: what proves a label is its bytes.
    """

    elements: tuple[gs1.Element, ...]
    text: str = field(default="", compare=False)
    aim: str = field(default="", compare=False)

    @property
    def valid(self) -> bool:
        """Tell whether every element is as the standard wants it."""
        return not any(element.fault for element in self.elements)

    def value(self, ai: str) -> str:
        """Return the value of an element, empty where there is none."""
        return next((e.value for e in self.elements if e.ai == ai), "")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A symbol of somebody else's; `why` is `foreign`, `newer` (than this station) or `damaged`."""

    text: str
    why: str


Meaning = Badge | OrderTraveller | OperationTraveller | EquipmentLabel | LeaseCode | Gs1 | Unknown


def recognise(scan: Scan) -> Meaning:
    """Return what a scan means. Total: any text has an answer."""
    if own.is_ours(scan.text):
        return _ours(scan.text)
    if scan.aim in gs1.GS1_AIMS or gs1.is_bracketed(scan.text):
        return _gs1(scan)
    return _unmarked(scan)


def refusal(meaning: Meaning) -> Refused | None:
    """Return why a scan can be used for nothing here, as a sentence's code; None if it can."""
    if isinstance(meaning, Unknown):
        return Refused(_UNKNOWN[meaning.why], text=shown(meaning.text))
    if isinstance(meaning, Gs1) and not meaning.valid:
        bad = next(element for element in meaning.elements if element.fault)
        return Refused(_GS1[bad.fault], ai=bad.ai, value=shown(bad.value))
    return None


def shown(text: str) -> str:
    """Return a scanned text so that people can see all of it: control signs drawn, length held."""
    drawn = "".join(_drawn(sign) for sign in text)
    return drawn if len(drawn) <= LONGEST_SHOWN else drawn[: LONGEST_SHOWN - 1] + "…"


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


def _gs1(scan: Scan) -> Meaning:
    elements = gs1.elements(scan.text)
    return Gs1(elements, scan.text, scan.aim) if elements else Unknown(scan.text, "foreign")


def _unmarked(scan: Scan) -> Meaning:
    """Read text whose scanner does not say what the symbol was (identifiers switched off).

    It counts as GS1 only where it can be nothing else: a whole, faultless GTIN stands in front and
    all that follows is faultless too.
    """
    begins = scan.text.removeprefix(gs1.GS).startswith("01")
    found = Gs1(gs1.elements(scan.text), scan.text, scan.aim) if begins else None
    return found if found is not None and found.valid else Unknown(scan.text, "foreign")


def _drawn(sign: str) -> str:
    """Return a sign, or its picture where it has no shape of its own (GS as ␝)."""
    if sign < " ":
        return chr(0x2400 + ord(sign))
    return sign if sign.isprintable() else "�"
