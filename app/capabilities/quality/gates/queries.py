"""Gates of a route that quality holds: each refuses in words that say what to do.

A route that names a gate no plan was ever made for is let through (and told among the gates nobody
holds); once a plan was in force, withdrawing it shuts the gate instead of opening it, and so does a
plan whose body has not come here yet.
"""

from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import Connection

from app.capabilities.flows.moves.queries import good_from
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.events import lot_stream
from app.capabilities.materials.lots.queries import lots_of
from app.capabilities.production.orders.queries import released_order
from app.capabilities.quality.deviations.decisions import check_inside, check_none_open
from app.capabilities.quality.deviations.queries import deviations, standing
from app.capabilities.quality.due.answers import Subject
from app.capabilities.quality.due.decisions import (
    covered,
    final_due,
    first_article,
    patrol_due,
)
from app.capabilities.quality.due.queries import subjects, unaccepted
from app.capabilities.quality.gates.decisions import (
    check_final,
    check_first_article,
    check_patrol,
)
from app.capabilities.quality.inspections.queries import asked_for, of_lot
from app.capabilities.quality.inspections.tables import ACCEPTED, InspectionRow
from app.capabilities.quality.plans.bodies import Trigger
from app.capabilities.quality.plans.queries import holding, plans
from app.capabilities.quality.timeline.queries import house
from app.journal.capability import Acting, GateAsk
from app.journal.discrepancy import Check, Discrepancy
from app.kernel.refused import Refused


def pass_first_article(acting: Acting, ask: GateAsk) -> None:
    """Let good pieces be reported once another person released the first one.

    Refusals: `first_article.not_released`, `.failed`, `inspection.plan_withdrawn`. A start is let
    through, so that the first piece can be made.
    """
    if ask.moment == "report":
        for subject in _held(acting, ask, Trigger.FIRST_ARTICLE):
            check_first_article(first_article(subject))


def pass_patrol(acting: Acting, ask: GateAsk) -> None:
    """Let good pieces be reported while no patrol is overdue, and the last one was accepted.

    Refusals: `patrol.overdue`, `patrol.failed`, `inspection.plan_withdrawn`.
    """
    if ask.moment == "report":
        for subject in _held(acting, ask, Trigger.PATROL):
            check_patrol(patrol_due(subject))


def pass_final(acting: Acting, ask: GateAsk) -> None:
    """Let so many good pieces be reported as accepted final inspections cover.

    Refusals: `final.not_accepted`, `final.failed`, `inspection.plan_withdrawn`.
    """
    if ask.moment == "report":
        for subject in _held(acting, ask, Trigger.FINAL):
            check_final(ask.good, covered(subject), final_due(subject))


def pass_parameters(acting: Acting, ask: GateAsk) -> None:
    """Let work begin and go on while every limit crossed in it was answered for (IL-08).

    It begins only on a machine whose parameters stand inside their windows, by what is known last.
    Refusals: `parameters.outside`, `parameters.stand_outside`.
    """
    connection, now_ms = acting.connection, acting.now_ms
    check_none_open(deviations(connection, ask.order, ask.operation))
    if ask.moment == "start":
        before = standing(connection, ask.order, ask.operation, ask.equipment, now_ms)
        check_inside(before, now_ms)


def pass_lot(acting: Acting, lot: str, material: str) -> None:
    """Let a lot be released by hand where every incoming plan of its material has accepted it.

    Refusals: `incoming.not_accepted`, `inspection.plan_withdrawn`, `document.not_here`.
    """
    here = house(acting.connection, acting.now, acting.station)
    for one in unaccepted(acting.connection, lot, material, here.latest_ms):
        raise Refused("incoming.not_accepted", lot=lot, inspection=one.pin.title)


def _held(acting: Acting, ask: GateAsk, trigger: Trigger) -> tuple[Subject, ...]:
    """Return the operation as each plan of a trigger holds it."""
    connection = acting.connection
    here = house(connection, acting.now, acting.station)
    product = released_order(connection, ask.order).product
    planned = holding(connection, trigger, (product, ask.operation), here.latest_ms)
    return subjects(connection, here, ask.order, ask.operation, planned)


# --------------------------------------------------------------------- what a merge contradicts
REPORTED_UNRELEASED, REPORTED_UNCOVERED = "reported_unreleased", "reported_uncovered"


def reported_unreleased(connection: Connection) -> Iterator[Discrepancy]:
    """Find operations where good pieces were reported before their first article was released.

    A station that did not know yet what another one had changed let them through. Times are those
    of the stations' clocks: a person looks at it.
    """
    for one in asked_for(connection, Trigger.FIRST_ARTICLE):
        moves = good_from(
            connection,
            one.order,
            one.operation,
            since_ms=one.asked_ms,
            until_ms=one.released_ms,
        )
        if sum((move.quantity for move in moves), Decimal(0)) > 0:
            yield Discrepancy(
                kind=REPORTED_UNRELEASED,
                subjects=(one.order, one.operation, one.inspection),
                owner=one.released_by or one.asked_by,
                at_ms=max(move.at_ms for move in moves),
                stream=one.stream,
                looked_at=tuple(move.hash for move in moves[-_LOOKED_AT:]),
                stations=tuple(sorted({move.station for move in moves})),
                facts={
                    "inspection": one.title,
                    "where": f"{one.order} {one.operation}",
                    "quantity": sum((move.quantity for move in moves), Decimal(0)),
                },
            )


def reported_uncovered(connection: Connection) -> Iterator[Discrepancy]:
    """Find operations where more good pieces went on than their final inspections accepted.

    Two stations that reported apart each saw the same pieces covered.
    """
    places: dict[tuple[str, str], list[InspectionRow]] = {}
    for one in asked_for(connection, Trigger.FINAL):
        places.setdefault((one.order, one.operation), []).append(one)
    for (order, operation), rows in places.items():
        moves = good_from(connection, order, operation, since_ms=rows[0].asked_ms)
        gone = sum((move.quantity for move in moves), Decimal(0))
        accepted = sum((one.size for one in rows if one.state == ACCEPTED), Decimal(0))
        if gone > accepted:
            yield Discrepancy(
                kind=REPORTED_UNCOVERED,
                subjects=(order, operation),
                owner=rows[-1].concluded_by or rows[-1].asked_by,
                at_ms=max(move.at_ms for move in moves),
                stream=rows[-1].stream,
                looked_at=tuple(move.hash for move in moves[-_LOOKED_AT:]),
                stations=tuple(sorted({move.station for move in moves})),
                facts={
                    "inspection": rows[-1].title,
                    "where": f"{order} {operation}",
                    "quantity": gone - accepted,
                },
            )


def released_uninspected(connection: Connection) -> Iterator[Discrepancy]:
    """Find lots that are released although a plan then in force has not accepted them.

    A station that had not heard of the plan, or of the form that failed since, let them through;
    or their material says that it needs no inspection, and a plan says it does.
    """
    materials = {one.plan.material for one in plans(connection, _EVER_MS, Trigger.INCOMING)}
    for material in sorted(materials):
        for lot in lots_of(connection, material):
            if lot.status is not Status.RELEASED:
                continue
            at_ms = lot.decided_ms or lot.received_ms
            accepted = {one.row.plan for one in of_lot(connection, lot.lot) if one.counts}
            asked = plans(connection, at_ms, Trigger.INCOMING)
            for one in asked:
                if one.plan.material == material and one.plan.code not in accepted:
                    yield Discrepancy(
                        kind=RELEASED_UNINSPECTED,
                        subjects=(lot.lot, one.plan.code),
                        owner=lot.decided_by or lot.received_by,
                        at_ms=at_ms,
                        stream=lot_stream(lot.lot),
                        looked_at=(),
                        facts={"lot": lot.lot, "inspection": one.pin.title},
                    )


RELEASED_UNINSPECTED = "lot_released_uninspected"
_LOOKED_AT = 50
_EVER_MS = 1 << 52
CHECKS = (
    Check((REPORTED_UNRELEASED,), reported_unreleased),
    Check((REPORTED_UNCOVERED,), reported_uncovered),
    Check((RELEASED_UNINSPECTED,), released_uninspected),
)
