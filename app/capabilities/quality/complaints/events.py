"""What can happen to a complaint. Each is a stream of its own.

Kept as it was entered: the complainant's own words, name and contact (21 CFR 820.35(a)).
"""

from enum import StrEnum
from typing import ClassVar

import msgspec

from app.capabilities.quality.deviations.events import Weight
from app.journal.event import Happened


class Nature(StrEnum):
    """What it is about; the words are `quality.nature.<value>`."""

    INJURY = "injury"
    FUNCTION = "function"
    LEAK = "leak"
    DAMAGE = "damage"
    PACKAGING = "packaging"
    LABELLING = "labelling"
    CONTAMINATION = "contamination"
    DELIVERY = "delivery"
    OTHER = "other"


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """Which device: as people call it, and as its UDI or UPC says. Dates are ISO.

    `udi` is what was scanned or typed; DI, lot, serial, expiry and made are taken over from it.
    """

    name: str
    product: str = ""
    udi: str = ""
    di: str = ""
    lot: str = ""
    serial: str = ""
    expiry: str = ""
    made: str = ""
    upc: str = ""


class Complainant(msgspec.Struct, frozen=True, kw_only=True):
    """Who complains, as entered: name, organisation, and how they are reached."""

    name: str
    organisation: str = ""
    contact: str = ""


class _OfComplaint(Happened, frozen=True, kw_only=True):
    complaint: str

    @property
    def stream(self) -> str:
        return complaint_stream(self.complaint)


class ComplaintReceived(_OfComplaint, frozen=True, kw_only=True):
    """Somebody complained; `received` is the ISO day it came in, `details` are their words."""

    kind: ClassVar[str] = "quality.complaint_received"
    received: str
    device: Device
    complainant: Complainant
    nature: Nature
    weight: Weight
    details: str
    pictures: tuple[str, ...] = ()

    @property
    def blobs(self) -> tuple[str, ...]:
        return self.pictures


class ComplaintAssessed(_OfComplaint, frozen=True, kw_only=True):
    """Whether it is to be reported to an authority, why, and by which ISO day if it is."""

    kind: ClassVar[str] = "quality.complaint_assessed"
    restates: ClassVar[bool] = True
    is_reportable: bool
    reason: str
    deadline: str = ""


class ComplaintReported(_OfComplaint, frozen=True, kw_only=True):
    """It was reported to the authority, on an ISO day, under its reference."""

    kind: ClassVar[str] = "quality.complaint_reported"
    day: str
    reference: str


class ComplaintInvestigated(_OfComplaint, frozen=True, kw_only=True):
    """What was found; `is_needless`: nothing was investigated, and `text` says why."""

    kind: ClassVar[str] = "quality.complaint_investigated"
    restates: ClassVar[bool] = True
    text: str
    is_needless: bool = False


class ComplaintActed(_OfComplaint, frozen=True, kw_only=True):
    """What is done about it; `records` are the streams that do (a CAPA, a nonconformance)."""

    kind: ClassVar[str] = "quality.complaint_acted"
    restates: ClassVar[bool] = True
    text: str
    records: tuple[str, ...] = ()


class ComplaintAnswered(_OfComplaint, frozen=True, kw_only=True):
    """What the complainant was told, and on which ISO day."""

    kind: ClassVar[str] = "quality.complaint_answered"
    restates: ClassVar[bool] = True
    text: str
    day: str


class ComplaintClosed(_OfComplaint, frozen=True, kw_only=True):
    """Nothing is left to do."""

    kind: ClassVar[str] = "quality.complaint_closed"


def complaint_stream(complaint: str) -> str:
    """Return the stream of a complaint."""
    return f"complaint/{complaint}"
