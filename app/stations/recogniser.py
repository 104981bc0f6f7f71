"""What a scan means: a badge, a traveller, equipment, a lot, a gauge, a lease, a UDI, or nothing.

Pure: text in, meaning out. Whether an order of that number exists is not asked here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from app.kernel.refused import Refused
from app.kernel.symbols import own
from app.stations.shown import shown
from drivers.scanners.layouts import LAYOUTS
from drivers.scanners.scan import Scan, Transport

if TYPE_CHECKING:
    from app.kernel.symbols.udi import Udi

_UNKNOWN = {
    "foreign": "scan.foreign",
    "newer": "scan.newer",
    "damaged": "scan.damaged",
    "layout": "scan.layout",
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
class LotLabel:
    """The label on a lot of material; `di` is the supplier's GTIN where the label says it."""

    lot: str
    di: str = ""


@dataclass(frozen=True, slots=True)
class GaugeLabel:
    """The label on a gauge: its code here, or what its maker engraved."""

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


Meaning: TypeAlias = (
    "Badge | OrderTraveller | OperationTraveller | EquipmentLabel | LotLabel | GaugeLabel"
    " | LeaseCode | Udi | Unknown"
)


_OURS = (
    Badge,
    OrderTraveller,
    OperationTraveller,
    EquipmentLabel,
    LotLabel,
    GaugeLabel,
    LeaseCode,
)
_NAMED: "dict[own.Thing, Callable[[str], Meaning]]" = {
    own.Thing.BADGE: Badge,
    own.Thing.EQUIPMENT: EquipmentLabel,
    own.Thing.LOT: LotLabel,
    own.Thing.GAUGE: GaugeLabel,
    own.Thing.LEASE: LeaseCode,
}


def recognise(scan: Scan) -> Meaning:
    """Return what a scan means. Total: any text has an answer."""
    if own.is_ours(scan.text):
        return _ours(scan.text)
    if scan.transport is Transport.KEYBOARD and _typed_elsewhere(scan.text):
        return Unknown(scan.text, "layout")
    return _others(scan)


def refusal(meaning: Meaning) -> Refused | None:
    """Return why a scan can be used for nothing here, as a sentence's code; None if it can.

    Half of a UDI can: what it lacks, another symbol may bring (`joined.py`).
    """
    if isinstance(meaning, Unknown):
        return Refused(_UNKNOWN[meaning.why], text=shown(meaning.text))
    if isinstance(meaning, _OURS):
        return None
    from app.stations import udi_scans  # whoever logs in waits for no standard of symbols

    return udi_scans.refusal(meaning)


def lot_meant(meaning: Meaning) -> LotLabel | None:
    """Return the lot a scan can mean to somebody who asked for one; None where it means none.

    Our own label; a supplier's GS1 label with its lot, AI (10); or a plain code, whose text then
    is the lot. Whether there is one of that name is not asked here.
    """
    match meaning:
        case LotLabel():
            return meaning
        case Unknown(text=text, why="foreign") if text.strip():
            return LotLabel(text.strip())
        case Badge() | OrderTraveller() | OperationTraveller() | EquipmentLabel():
            return None
        case GaugeLabel() | LeaseCode() | Unknown():
            return None
    return LotLabel(meaning.lot, meaning.di) if meaning.lot and meaning.valid else None


def gauge_meant(meaning: Meaning) -> GaugeLabel | None:
    """Return the gauge a scan can mean to somebody who asked for one; None where it means none.

    Our own label, or a plain code: its code here or the serial number its maker engraved.
    """
    if isinstance(meaning, GaugeLabel):
        return meaning
    if isinstance(meaning, Unknown) and meaning.why == "foreign" and meaning.text.strip():
        return GaugeLabel(meaning.text.strip())
    return None


def _ours(text: str) -> Meaning:
    code = own.read(text)
    if code is None:
        return Unknown(text, "newer" if own.is_newer(text) else "damaged")
    if code.thing in _NAMED:
        return _NAMED[code.thing](code.names[0])
    return OperationTraveller(*code.names) if len(code.names) == 2 else OrderTraveller(*code.names)


def _typed_elsewhere(text: str) -> bool:
    """Tell whether a code of ours was typed through another keyboard layout. Caps Lock is none."""
    return any(own.is_ours(layout.undone(text)) for layout in LAYOUTS)


def _others(scan: Scan) -> Meaning:
    from app.stations import udi_scans  # whoever logs in waits for no standard of symbols

    return udi_scans.read(scan) or Unknown(scan.text, "foreign")
