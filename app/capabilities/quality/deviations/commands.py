"""What one may ask of deviations.

A decision is signed as reviewed, and follows from that signature in its transaction
(`app/stations/signing.py`); CheckDecision says before it whether it may be given.
"""

from typing import ClassVar

from msgspec.structs import replace

from app.capabilities.production.orders.queries import order as order_head
from app.capabilities.quality.deviations import decisions
from app.capabilities.quality.deviations.events import (
    DeviationReported,
    Ruling,
    Sort,
    Stage,
    Weight,
    deviation_stream,
)
from app.capabilities.quality.deviations.queries import is_signed_by, known, reported
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.journal.ruling import Matter
from app.kernel.refused import Refused
from app.store import content

DEVIATE = "quality.deviate"
"""Answers for a parameter, and says what a deviation means."""
TELL = "quality.report_deviation"
DECIDE = "quality.decide_deviation"


class AcknowledgeDeviation(Command, frozen=True, kw_only=True):
    """Answer for a limit that was crossed, and say what of the pieces made meanwhile.

    Also for a parameter that stands outside before the work begins: `equipment` is the machine it
    is to begin on, the one it was sent to where empty.
    """

    right: ClassVar[str] = DEVIATE
    order: str
    operation: str
    crossing: str
    reason: str
    equipment: str = ""


def acknowledge(acting: Acting, command: AcknowledgeDeviation) -> list[Happened]:
    """Answer AcknowledgeDeviation, by the rules of `decisions.acknowledge`."""
    here = known(
        acting.connection, command.order, command.operation, command.equipment, acting.now_ms
    )
    found = next((one for one in here if one.crossing == command.crossing), None)
    return [decisions.acknowledge(found, command.reason)]


class ReportDeviation(Command, frozen=True, kw_only=True):
    """Tell that something was not as it was to be; `pictures` are (MIME type, bytes).

    `deviation` is its name, given by the house where empty; lot and product of an order are added.
    """

    right: ClassVar[str] = TELL
    planned: str
    actual: str
    stage: Stage = Stage.PRODUCTION
    sort: Sort = Sort.OTHER
    matter: Matter = Matter()
    at_once: str = ""
    pictures: tuple[tuple[str, bytes], ...] = ()
    deviation: str = ""


class AssessDeviation(Command, frozen=True, kw_only=True):
    """Say what it means for the product."""

    right: ClassVar[str] = DEVIATE
    deviation: str
    weight: Weight
    impact: str


class CheckDecision(Command, frozen=True, kw_only=True):
    """Be about to sign a decision."""

    right: ClassVar[str] = DECIDE
    deviation: str
    ruling: Ruling
    reason: str


class DecideDeviation(Command, frozen=True, kw_only=True):
    """Decide what one has just signed as reviewed."""

    right: ClassVar[str] = DECIDE
    deviation: str
    ruling: Ruling
    reason: str


class CloseDeviation(Command, frozen=True, kw_only=True):
    """Say that nothing is left to do; `reference` is the stream of what goes on with it."""

    right: ClassVar[str] = DECIDE
    deviation: str
    remarks: str = ""
    reference: str = ""


def tell(acting: Acting, command: ReportDeviation) -> list[Happened]:
    """Answer ReportDeviation, by the rules of `decisions.report`; `order.unknown` besides."""
    name = command.deviation or acting.new_id()
    kept = tuple(content.keep(acting.connection, data, media) for media, data in command.pictures)
    said = DeviationReported(
        deviation=name,
        stage=command.stage,
        sort=command.sort,
        planned=command.planned.strip(),
        actual=command.actual.strip(),
        matter=_whole(acting, command.matter, name),
        at_once=command.at_once.strip(),
        pictures=tuple(dict.fromkeys(kept)),
    )
    return [decisions.report(said, reported(acting.connection, name))]


def assess(acting: Acting, command: AssessDeviation) -> list[Happened]:
    """Answer AssessDeviation, by the rules of `decisions.assess`."""
    row = reported(acting.connection, command.deviation)
    return [decisions.assess(row, command.weight, command.impact)]


def check_decision(acting: Acting, command: CheckDecision) -> list[Happened]:
    """Answer CheckDecision: refuse, or let signature and decision say the rest."""
    row = reported(acting.connection, command.deviation)
    if row is None:
        raise Refused("deviation.unknown")
    decisions.check_decidable(row, command.ruling, command.reason, actor=acting.actor)
    return []


def decide(acting: Acting, command: DecideDeviation) -> list[Happened]:
    """Answer DecideDeviation, by the rules of `decisions.decide`."""
    row = reported(acting.connection, command.deviation)
    is_signed = is_signed_by(acting.connection, command.deviation, acting.actor)
    return [
        decisions.decide(
            row, command.ruling, command.reason, actor=acting.actor, is_signed=is_signed
        )
    ]


def close(acting: Acting, command: CloseDeviation) -> list[Happened]:
    """Answer CloseDeviation, by the rules of `decisions.close`."""
    row = reported(acting.connection, command.deviation)
    return [decisions.close(row, command.remarks, command.reference)]


def _whole(acting: Acting, matter: Matter, name: str) -> Matter:
    """Return what it is about, with lot and product of its order, and its own stream."""
    lot, product = matter.lot, matter.product
    if matter.order:
        head = order_head(acting.connection, matter.order)
        if head is None:
            raise Refused("order.unknown")
        lot, product = lot or head.lot, product or head.product
    return replace(matter, stream=deviation_stream(name), lot=lot, product=product)
