"""Gates of a route that quality holds: each refuses in words that say what to do.

A route that names a gate no plan was ever made for is let through (and told among the gates nobody
holds); once a plan was in force, withdrawing it shuts the gate instead of opening it, and so does a
plan whose body has not come here yet.
"""

from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import Connection

from app.capabilities.flows.queries import moves_through
from app.capabilities.production.orders.queries import released_order
from app.capabilities.quality.deviations.decisions import check_none_open
from app.capabilities.quality.deviations.queries import deviations
from app.capabilities.quality.due.decisions import accepted_size
from app.capabilities.quality.due.queries import (
    Subject,
    final_due,
    first_article,
    patrol_due,
    subjects,
)
from app.capabilities.quality.gates.decisions import (
    check_final,
    check_first_article,
    check_patrol,
)
from app.capabilities.quality.inspections.queries import first_articles
from app.capabilities.quality.plans.bodies import Trigger
from app.capabilities.quality.plans.queries import plans_for, withdrawn_for
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
            covered = accepted_size(subject.asked)
            check_final(subject.work.moved + ask.good, covered, final_due(subject))


def pass_parameters(acting: Acting, ask: GateAsk) -> None:
    """Let work begin and go on while every limit crossed in it was answered for (IL-08).

    Refusal: `parameters.outside`.
    """
    check_none_open(deviations(acting.connection, ask.order, ask.operation))


def _held(acting: Acting, ask: GateAsk, trigger: Trigger) -> tuple[Subject, ...]:
    """Return the operation as each plan of a trigger holds it."""
    connection = acting.connection
    here = house(connection, acting.now, acting.station)
    product = released_order(connection, ask.order).product
    planned = plans_for(connection, trigger, product, ask.operation, here.latest_ms)
    if not planned:
        gone = withdrawn_for(connection, trigger, product, ask.operation, here.latest_ms)
        if gone:
            raise Refused("inspection.plan_withdrawn", plan=gone[0].pin.code)
        return ()
    return subjects(connection, here, ask.order, ask.operation, planned)


# --------------------------------------------------------------------- what a merge contradicts
REPORTED_UNRELEASED = "reported_unreleased"


def reported_unreleased(connection: Connection) -> Iterator[Discrepancy]:
    """Find operations where good pieces were reported before their first article was released.

    A station that did not know yet what another one had changed let them through. Times are those
    of the stations' clocks: a person looks at it.
    """
    for one in first_articles(connection):
        moves = [
            move
            for move in moves_through(connection, one.order, one.operation)
            if move.source == one.operation
            and move.cause == "good"
            and one.asked_ms <= move.at_ms
            and (not one.released_ms or move.at_ms < one.released_ms)
        ]
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


_LOOKED_AT = 50
CHECKS = (Check((REPORTED_UNRELEASED,), reported_unreleased),)
