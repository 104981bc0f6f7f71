"""What can happen to one inspection. Each is a stream of its own: what people sign off."""

from decimal import Decimal
from hashlib import sha256
from typing import ClassVar

import msgspec

from app.capabilities.forms.judging.answers import Outcome
from app.capabilities.quality.plans.bodies import Drawn, Trigger
from app.journal.event import Happened
from app.kernel.words import Bilingual

AGAIN = "again"
"""The cause of an inspection after one that was not accepted."""
BY_RULE = "rule"
"""The cause of an inspection that a rule asks for; its occasion is the rule's firing."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What is inspected; whatever does not apply is empty. `size` is how many pieces, in `unit`."""

    order: str = ""
    operation: str = ""
    lot: str = ""
    product: str = ""
    material: str = ""
    supplier: str = ""
    equipment: str = ""
    size: Decimal = Decimal(0)
    unit: str = ""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The revision of a plan an inspection goes by: `pin` is the sha256 of its body."""

    code: str
    revision: str
    pin: str
    title: Bilingual
    form: str
    trigger: Trigger
    reviewed: bool = False


class _OfInspection(Happened, frozen=True, kw_only=True):
    inspection: str

    @property
    def stream(self) -> str:
        return inspection_stream(self.inspection)


class InspectionAsked(_OfInspection, frozen=True, kw_only=True):
    """An inspection is due: by a plan, of something, for these occasions.

    `occasions` name what asked for it, `causes` say what each is (an arming, a patrol's); `sample`
    is how much is taken. Its name follows from plan, subject and occasions, so that two stations
    that see the same occasion ask for the same inspection. `firing` is the rule's that asks.
    """

    kind: ClassVar[str] = "quality.asked"
    plan: Plan
    about: About
    occasions: tuple[str, ...]
    causes: tuple[str, ...] = ()
    sample: tuple[Drawn, ...] = ()
    remark: str = ""
    firing: str = ""

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.plan.pin,)


class InspectionBegun(_OfInspection, frozen=True, kw_only=True):
    """Somebody began it: `filled` is the form they fill, `replaces` one that was voided.

    `maker` is who made the piece: they neither inspect nor release a first article.
    """

    kind: ClassVar[str] = "quality.begun"
    filled: str
    replaces: str = ""
    maker: str = ""


class InspectionConcluded(_OfInspection, frozen=True, kw_only=True):
    """The completed form decides: accepted or not.

    `inputs` is what the form's verdict rested on (FormCompleted), `inspectors` everybody who
    entered something in it; `replaces` the hash of the conclusion this one follows, where the form
    was changed after it.
    """

    kind: ClassVar[str] = "quality.concluded"
    filled: str
    inputs: str
    verdict: Outcome
    accepted: bool
    inspectors: tuple[str, ...] = ()
    replaces: str = ""
    remark: str = ""


class FirstArticleReleased(_OfInspection, frozen=True, kw_only=True):
    """Another person than made or inspected the first article lets production go on.

    `conclusion` is the hash of what was concluded, as they saw it.
    """

    kind: ClassVar[str] = "quality.released"
    conclusion: str


class InspectionCancelled(_OfInspection, frozen=True, kw_only=True):
    """It is not carried out; what asked for it may ask again."""

    kind: ClassVar[str] = "quality.cancelled"
    reason: str


def inspection_stream(inspection: str) -> str:
    """Return the stream of an inspection."""
    return f"inspection/{inspection}"


def named(plan: str, subject: tuple[str, ...], occasions: tuple[str, ...]) -> str:
    """Return an inspection's name: the same on every station that sees the same occasions."""
    parts = (plan, *subject, "", *sorted(occasions))
    return sha256("\n".join(parts).encode()).hexdigest()[:32]
