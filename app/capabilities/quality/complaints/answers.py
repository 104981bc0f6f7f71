"""What the questions about complaints are answered with."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.capabilities.quality.capa.answers import Capa
from app.capabilities.quality.complaints.tables import ComplaintRow
from app.capabilities.quality.deviations.tables import ReportRow
from app.capabilities.quality.inspections.answers import Inspection
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.kernel.words import Bilingual


class Waits(StrEnum):
    """What is to be done next; the words are `quality.complaint.<value>`."""

    ASSESS = "assess"
    REPORT = "report"
    INVESTIGATE = "investigate"
    ACT = "act"
    ANSWER = "answer"
    CLOSE = "close"
    CLOSED = "closed"


WAITING = tuple(f"complaint_{one.value}" for one in Waits if one is not Waits.CLOSED)
"""What of a complaint waits for somebody; the words are `inbox.kind.<kind>`."""


@dataclass(frozen=True, slots=True)
class Made:
    """An order that made the device; `released_ms` since 1970 UTC."""

    order: str
    lot: str
    product: str
    name: Bilingual
    quantity: Decimal
    released_ms: int


@dataclass(frozen=True, slots=True)
class Backwards:
    """What is known of the device a complaint is about: who made it, what was found and done."""

    complaint: ComplaintRow
    orders: tuple[Made, ...] = ()
    ncrs: tuple[Nonconformance, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    deviations: tuple[ReportRow, ...] = ()
    capas: tuple[Capa, ...] = ()
    others: tuple[ComplaintRow, ...] = ()
    """Other complaints of the same lot."""
