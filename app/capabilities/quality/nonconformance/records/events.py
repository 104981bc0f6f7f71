"""What can happen to one nonconformance. Each is a stream of its own: what people sign.

Where its pieces are is `flows.moved` in the case `ncr/<name>`.
"""

from decimal import Decimal
from typing import ClassVar

from app.capabilities.quality.nonconformance.records.bodies import (
    Affected,
    CostKind,
    Disposition,
    Found,
    Part,
    Picture,
    Risk,
    Severity,
    Split,
)
from app.journal.event import Happened
from app.journal.ruling import Matter
from app.kernel.words import Bilingual


class _OfNonconformance(Happened, frozen=True, kw_only=True):
    name: str

    @property
    def stream(self) -> str:
        return nonconformance_stream(self.name)


class NonconformanceOpened(_OfNonconformance, frozen=True, kw_only=True):
    """Something is not as required. `firing` is the rule's that opened it, empty for a person's.

    `number` is how people call it; `code` what is wrong, of the plant's terms; `registered`:
    a registered requirement (产品技术要求) is missed. `flow` is the code of its review's flow,
    empty for the order every review keeps. `supplier` where it is the supplier's.
    """

    kind: ClassVar[str] = "quality.nonconformance_opened"
    number: str
    code: str
    title: Bilingual
    matter: Matter
    quantity: Decimal
    unit: str
    found: Found = Found()
    severity: Severity = Severity.MAJOR
    registered: bool = False
    pictures: tuple[Picture, ...] = ()
    remark: str = ""
    flow: str = ""
    firing: str = ""
    rule: str = ""

    @property
    def blobs(self) -> tuple[str, ...]:
        return tuple(one.sha256 for one in self.pictures)


class NonconformanceContained(_OfNonconformance, frozen=True, kw_only=True):
    """What it is about is held: `holds` says what, `place` where the pieces were put aside."""

    kind: ClassVar[str] = "quality.nonconformance_contained"
    holds: tuple[str, ...] = ()
    place: str = ""
    pictures: tuple[Picture, ...] = ()
    firing: str = ""

    @property
    def blobs(self) -> tuple[str, ...]:
        return tuple(one.sha256 for one in self.pictures)


class NonconformanceEvaluated(_OfNonconformance, frozen=True, kw_only=True):
    """How bad it is, how much it is, and what else may be affected (ISO 13485 8.3.1)."""

    kind: ClassVar[str] = "quality.nonconformance_evaluated"
    restates: ClassVar[bool] = True
    severity: Severity
    risk: Risk
    quantity: Decimal
    affected: tuple[Affected, ...] = ()
    needs_investigation: bool = False
    registered: bool = False
    remark: str = ""


class NonconformanceInvestigated(_OfNonconformance, frozen=True, kw_only=True):
    """Why it is so. `filled` is the form whose failed result was investigated (CN-18)."""

    kind: ClassVar[str] = "quality.nonconformance_investigated"
    restates: ClassVar[bool] = True
    cause: str
    filled: str = ""
    pictures: tuple[Picture, ...] = ()

    @property
    def blobs(self) -> tuple[str, ...]:
        return tuple(one.sha256 for one in self.pictures)


class DispositionProposed(_OfNonconformance, frozen=True, kw_only=True):
    """What should become of the held pieces; the one before it no longer asks for approval.

    `needs` are the parts whose approval it takes, as its gates say.
    """

    kind: ClassVar[str] = "quality.disposition_proposed"
    splits: tuple[Split, ...]
    needs: tuple[Part, ...]
    remark: str = ""


class DispositionApproved(_OfNonconformance, frozen=True, kw_only=True):
    """One part agrees to a proposal, by the hash of its event."""

    kind: ClassVar[str] = "quality.disposition_approved"
    proposal: str
    part: Part
    remark: str = ""


class DispositionSentBack(_OfNonconformance, frozen=True, kw_only=True):
    """A proposal does not do, and why; `refused`: not in this way at all."""

    kind: ClassVar[str] = "quality.disposition_sent_back"
    proposal: str
    remark: str
    refused: bool = False


class ReworkBegun(_OfNonconformance, frozen=True, kw_only=True):
    """So many pieces are reworked or repaired now, by this revision of an instruction."""

    kind: ClassVar[str] = "quality.rework_begun"
    proposal: str
    disposition: Disposition
    quantity: Decimal
    instruction: str
    pin: str = ""
    back_to: str = ""


class DispositionExecuted(_OfNonconformance, frozen=True, kw_only=True):
    """It was done to so many pieces; `second` is who saw it, where two must.

    `serials` are the serial numbers of scrapped pieces.
    """

    kind: ClassVar[str] = "quality.disposition_executed"
    proposal: str
    disposition: Disposition
    quantity: Decimal
    second: str = ""
    remark: str = ""
    serials: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def blobs(self) -> tuple[str, ...]:
        return tuple(one.sha256 for one in self.pictures)


class ReworkVerified(_OfNonconformance, frozen=True, kw_only=True):
    """What was mended was inspected again by the same requirement: accepted, or held again."""

    kind: ClassVar[str] = "quality.rework_verified"
    proposal: str
    disposition: Disposition
    accepted: Decimal
    rejected: Decimal
    inspection: str = ""
    remark: str = ""


class DeedTakenBack(_OfNonconformance, frozen=True, kw_only=True):
    """A deed, by the hash of its event, was done to that many fewer, and why: two persons say so.

    What moved by it goes back by counter-moves. `rejected` of a re-inspection, beside `quantity`,
    what it accepted.
    """

    kind: ClassVar[str] = "quality.deed_taken_back"
    deed: str
    quantity: Decimal
    reason: str
    second: str
    rejected: Decimal = Decimal(0)


class CostNoted(_OfNonconformance, frozen=True, kw_only=True):
    """What it cost: an amount of money, in a currency (ISO 4217)."""

    kind: ClassVar[str] = "quality.nonconformance_cost_noted"
    order_free: ClassVar[bool] = True
    sort: CostKind
    amount: Decimal
    currency: str
    remark: str = ""


class DueExtended(_OfNonconformance, frozen=True, kw_only=True):
    """It may take until the end of this day (ISO), and why."""

    kind: ClassVar[str] = "quality.nonconformance_due_extended"
    restates: ClassVar[bool] = True
    day: str
    reason: str


class NonconformanceRemarked(_OfNonconformance, frozen=True, kw_only=True):
    """Somebody has something to say of it, or to show."""

    kind: ClassVar[str] = "quality.nonconformance_remarked"
    order_free: ClassVar[bool] = True
    remark: str
    pictures: tuple[Picture, ...] = ()

    @property
    def blobs(self) -> tuple[str, ...]:
        return tuple(one.sha256 for one in self.pictures)


class NonconformanceCalledOff(_OfNonconformance, frozen=True, kw_only=True):
    """It was opened by mistake: two persons say so. It stays legible and frees what it held."""

    kind: ClassVar[str] = "quality.nonconformance_called_off"
    reason: str
    second: str


class NonconformanceClosed(_OfNonconformance, frozen=True, kw_only=True):
    """Everything is done and verified; what it held is free."""

    kind: ClassVar[str] = "quality.nonconformance_closed"
    remark: str = ""


def nonconformance_stream(name: str) -> str:
    """Return the stream of a nonconformance."""
    return f"nonconformance/{name}"
