"""What is due for inspection, asked of what happened: it survives a restart and a set clock.

for one in due(connection, Moment(now_ms, offset_min), station):
    ...                     # the latest first, of every work centre; the screen filters
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from app.capabilities.forms.readings.queries import of_what
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.queries import lots_with
from app.capabilities.production.progress.queries import tasks_of
from app.capabilities.quality.due.answers import Due, State, Subject
from app.capabilities.quality.due.decisions import (
    current,
    next_of,
    plan_of,
    rejected,
    state_of,
    step,
    wanted_of,
)
from app.capabilities.quality.inspections.answers import Inspection
from app.capabilities.quality.inspections.decisions import Wanted
from app.capabilities.quality.inspections.events import AGAIN, About
from app.capabilities.quality.inspections.queries import of_lot, of_operation
from app.capabilities.quality.plans.answers import Planned
from app.capabilities.quality.plans.bodies import Trigger
from app.capabilities.quality.plans.decisions import draw
from app.capabilities.quality.plans.queries import holding, plans
from app.capabilities.quality.switching.queries import severity_for
from app.capabilities.quality.timeline.answers import House, Work
from app.capabilities.quality.timeline.queries import house, marks_of, work
from app.kernel.days import Moment
from app.kernel.refused import Refused

_MINUTE_MS = 60_000


def due(connection: Connection, now: Moment, station: str) -> tuple[Due, ...]:
    """Return what is due or will be, the latest first; `station` is whose clock `now` is."""
    found = [*_incoming(connection, now), *_of_work(connection, now, station)]
    return tuple(sorted(found, key=_place))


def reminders(connection: Connection, now: Moment, station: str, within_ms: int) -> tuple[Due, ...]:
    """Return what is due, overdue, or will be due within so long, the latest first."""
    return tuple(one for one in due(connection, now, station) if one.is_soon(within_ms))


def due_at(
    connection: Connection, now: Moment, station: str, order: str, operation: str
) -> tuple[Due, ...]:
    """Return what is due or will be at one operation."""
    here = house(connection, now, station)
    planned = plans(connection, here.latest_ms)
    return tuple(_of_operation(connection, here, order, operation, planned))


def due_of_lot(connection: Connection, now: Moment, lot: Lot) -> tuple[Due, ...]:
    """Return the incoming inspections of a lot that are due."""
    if lot.status is not Status.QUARANTINE:
        return ()
    planned = plans(connection, now.ms, Trigger.INCOMING)
    return tuple(due for one in planned for due in _of_lot(connection, now, one, lot))


def unaccepted(connection: Connection, lot: str, material: str, at_ms: int) -> tuple[Planned, ...]:
    """Return the incoming plans of a material that have not accepted a lot of it yet.

    Refusals: those of `holding`.
    """
    accepted = {one.row.plan for one in of_lot(connection, lot) if one.counts}
    every = holding(connection, Trigger.INCOMING, (material, ""), at_ms)
    return tuple(one for one in every if one.plan.code not in accepted)


def subjects(
    connection: Connection,
    here: House,
    order: str,
    operation: str,
    planned: Sequence[Planned],
) -> tuple[Subject, ...]:
    """Return an operation as each of its plans holds it. Refusals: those of `situation`."""
    in_work = work(connection, here, order, operation)
    mine = [
        one
        for one in planned
        if (one.plan.product, one.plan.operation) == (in_work.product, operation)
    ]
    asked = of_operation(connection, order, operation) if mine else ()
    return tuple(_subject(connection, one, in_work, asked, here) for one in mine)


def wanted_by(
    connection: Connection,
    here: House,
    planned: Planned,
    order: str,
    operation: str,
    occasions: dict[str, str],
) -> Wanted:
    """Return the inspection that people ask for: by a plan, for occasions and their causes.

    Refusals: those of `situation`; `inspection.not_of_plan` for an operation it does not hold.
    """
    found = subjects(connection, here, order, operation, (planned,))
    if not found:
        raise Refused("inspection.not_of_plan", plan=planned.plan.code)
    return wanted_of(found[0], occasions)


def _incoming(connection: Connection, now: Moment) -> Iterator[Due]:
    """Return the incoming inspections of every lot in quarantine."""
    planned = plans(connection, now.ms, Trigger.INCOMING)
    waiting = lots_with(connection, Status.QUARANTINE) if planned else ()
    for one in planned:
        for lot in waiting:
            yield from _of_lot(connection, now, one, lot)


def _of_work(connection: Connection, now: Moment, station: str) -> Iterator[Due]:
    """Yield what is due or will be of every operation in work."""
    here = house(connection, now, station)
    planned = [one for one in plans(connection, here.latest_ms) if one.plan.operation]
    if not planned:
        return
    places = {(one.plan.product, one.plan.operation) for one in planned}
    for task in tasks_of(connection, places):
        yield from _of_operation(connection, here, task.order, task.operation, planned)


def _of_operation(
    connection: Connection,
    here: House,
    order: str,
    operation: str,
    planned: Sequence[Planned],
) -> Iterator[Due]:
    try:
        found = subjects(connection, here, order, operation, planned)
    except Refused:  # its route has not come here yet
        return
    for subject in found:
        one = next_of(subject)
        if one is not None:
            yield one


def _of_lot(connection: Connection, now: Moment, planned: Planned, lot: Lot) -> Iterator[Due]:
    """Yield what a plan asks for of a lot: nothing of another material, or once it accepted it."""
    if lot.material != planned.plan.material:
        return
    asked = tuple(one for one in of_lot(connection, lot.lot) if one.row.plan == planned.plan.code)
    if any(one.counts for one in asked):
        return
    again = rejected(asked, ("receipt",))
    of = of_what(lot.material, lot.supplier, "")
    severity, is_discontinued = severity_for(connection, planned.plan, of, now.ms)
    wanted = Wanted(
        plan_of(planned),
        About(
            lot=lot.lot,
            material=lot.material,
            supplier=lot.supplier,
            size=lot.quantity,
            unit=lot.unit.zh,
        ),
        ("receipt", *again),
        ("receipt", *(AGAIN for _ in again)),
        draw(planned.plan.sample, lot.quantity, severity),
    )
    late_ms = max(0, now.ms - lot.received_ms)
    grace = planned.plan.grace_min
    yield Due(
        wanted=wanted,
        state=state_of(late_ms, grace, never_overdue=not grace),
        step=step(current(asked, wanted)),
        late_ms=late_ms,
        due_ms=lot.received_ms,
        overdue_ms=lot.received_ms + grace * _MINUTE_MS if grace else None,
        now=current(asked, wanted),
        last_failed=bool(again),
        is_discontinued=is_discontinued,
    )


def _subject(
    connection: Connection,
    planned: Planned,
    in_work: Work,
    asked: Sequence[Inspection],
    here: House,
) -> Subject:
    mine = tuple(one for one in asked if one.row.plan == planned.plan.code)
    done = tuple(one.row.concluded for one in mine if one.stands)
    marks = marks_of(connection, done, here.station) if done else ()
    severity, is_discontinued = severity_for(
        connection, planned.plan, in_work.product, here.latest_ms
    )
    return Subject(planned, in_work, mine, here, marks, severity, is_discontinued)


def _place(one: Due) -> tuple[int, int]:
    return (0 if one.state is not State.UPCOMING else 1, -(one.late_ms or 0))
