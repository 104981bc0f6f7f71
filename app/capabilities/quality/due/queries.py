"""What is due for inspection, asked of what happened: it survives a restart and a set clock.

for one in due(connection, Moment(now_ms, offset_min), station):
    ...                     # the latest first, of every work centre; the screen filters
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.capabilities.forms.filling.queries import of_what
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.queries import lots_with
from app.capabilities.production.progress.queries import tasks_of
from app.capabilities.quality.due.answers import AGAIN, Due, State
from app.capabilities.quality.due.decisions import (
    accepted_size,
    armings,
    open_occasions,
    patrol,
    state_of,
)
from app.capabilities.quality.inspections.answers import Inspection, Standing
from app.capabilities.quality.inspections.decisions import Wanted
from app.capabilities.quality.inspections.events import About, Plan
from app.capabilities.quality.inspections.queries import of_lot, of_operation
from app.capabilities.quality.plans.answers import Planned
from app.capabilities.quality.plans.bodies import Trigger
from app.capabilities.quality.plans.decisions import draw
from app.capabilities.quality.plans.queries import plans
from app.capabilities.quality.switching.queries import severity_for
from app.capabilities.quality.timeline.answers import House, Mark, Work
from app.capabilities.quality.timeline.queries import house, marks_of, work
from app.kernel.days import Moment
from app.kernel.refused import Refused

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Subject:
    """What one plan holds: an operation in work, and the inspections of it by that plan.

    `last` is the conclusion that came here last.
    """

    planned: Planned
    work: Work
    asked: tuple[Inspection, ...]
    house: House
    last: Mark | None = None


def due(connection: Connection, now: Moment, station: str) -> tuple[Due, ...]:
    """Return what is due or will be, the latest first; `station` is whose clock `now` is."""
    found = [*_incoming(connection, now), *_of_work(connection, now, station)]
    return tuple(sorted(found, key=_place))


def due_at(
    connection: Connection, now: Moment, station: str, order: str, operation: str
) -> tuple[Due, ...]:
    """Return what is due or will be at one operation, the latest first."""
    here = house(connection, now, station)
    planned = plans(connection, here.latest_ms)
    found = _of_operation(connection, here, order, operation, planned)
    return tuple(sorted(found, key=_place))


def due_of_lot(connection: Connection, now: Moment, lot: Lot) -> tuple[Due, ...]:
    """Return the incoming inspections of a lot that are due."""
    return tuple(
        _of_lot(connection, now, one, lot)
        for one in plans(connection, now.ms, Trigger.INCOMING)
        if one.plan.material == lot.material and lot.status is Status.QUARANTINE
    )


def first_article(subject: Subject) -> Due | None:
    """Return the first article that must be released before more is reported; None for none."""
    plan, asked = subject.planned.plan, subject.asked
    occasions = open_occasions(armings(plan, subject.work, subject.house), asked)
    if not occasions:
        return None
    named = {one.name: one.cause for one in occasions}
    again = _rejected(asked, named)
    wanted = _wanted(subject, {**named, **dict.fromkeys(again, AGAIN)})
    late_ms = max(one.since_ms for one in occasions)
    return _due(subject, wanted, late_ms, never_overdue=not plan.grace_min, failed=bool(again))


def patrol_due(subject: Subject) -> Due | None:
    """Return the next patrol, due or still to come; None before the operation was begun."""
    plan, asked, begun = subject.planned.plan, subject.asked, subject.work.begun
    if begun is None:
        return None
    base = subject.last or begun
    failed = any((one.row.concluded, one.row.state) == (base.name, "rejected") for one in asked)
    stands = patrol(plan, subject.work, base, subject.house)
    late_ms = subject.house.since_ms(base) if failed else stands.late_ms
    causes = (AGAIN,) if failed else stands.causes
    wanted = _wanted(subject, {base.name: causes[0] if causes else ""})
    found = _due(subject, wanted, late_ms, never_overdue=False, failed=failed)
    return replace(found, pieces_left=stands.pieces_left)


def final_due(subject: Subject) -> Due | None:
    """Return the final inspection of what is at the operation and not covered by one yet."""
    covered = accepted_size(subject.asked)
    size = subject.work.moved + subject.work.here - covered
    if size <= 0:
        return None
    base = f"after/{covered:f}"
    again = _rejected(subject.asked, (base,))
    named = {base: "quantity", **dict.fromkeys(again, AGAIN)}
    wanted = _wanted(subject, named)
    arrived = subject.work.marks[0] if subject.work.marks else None
    late_ms = 0 if arrived is None else subject.house.since_ms(arrived)
    grace = subject.planned.plan.grace_min
    return _due(subject, wanted, late_ms, never_overdue=not grace, failed=bool(again))


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


def next_of(subject: Subject) -> Due | None:
    """Return what one plan asks for next of an operation."""
    match subject.planned.plan.trigger:
        case Trigger.FIRST_ARTICLE:
            return first_article(subject)
        case Trigger.PATROL:
            return patrol_due(subject)
        case Trigger.FINAL:
            return final_due(subject)
    return None


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
    return _wanted(found[0], occasions)


def _incoming(connection: Connection, now: Moment) -> Iterator[Due]:
    incoming = plans(connection, now.ms, Trigger.INCOMING)
    waiting = lots_with(connection, Status.QUARANTINE) if incoming else ()
    for one in incoming:
        for lot in waiting:
            if lot.material == one.plan.material:
                yield _of_lot(connection, now, one, lot)


def _of_work(connection: Connection, now: Moment, station: str) -> Iterator[Due]:
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


def _of_lot(connection: Connection, now: Moment, planned: Planned, lot: Lot) -> Due:
    asked = tuple(one for one in of_lot(connection, lot.lot) if one.row.plan == planned.plan.code)
    again = _rejected(asked, ("receipt",))
    of = of_what(lot.material, lot.supplier, "")
    severity = severity_for(connection, planned.plan.form, of, now.ms)
    wanted = Wanted(
        _plan(planned),
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
    return Due(
        wanted=wanted,
        state=state_of(late_ms, grace, never_overdue=not grace),
        step=_step(_current(asked, wanted)),
        late_ms=late_ms,
        due_ms=lot.received_ms,
        overdue_ms=lot.received_ms + grace * _MINUTE_MS if grace else None,
        now=_current(asked, wanted),
        last_failed=bool(again),
    )


def _plan(planned: Planned) -> Plan:
    pin, plan = planned.pin, planned.plan
    return Plan(
        code=plan.code,
        revision=pin.revision,
        pin=pin.body,
        title=pin.title,
        form=plan.form,
        trigger=plan.trigger,
        reviewed=plan.reviewed,
    )


def _wanted(subject: Subject, occasions: dict[str, str]) -> Wanted:
    in_work, plan = subject.work, subject.planned.plan
    size = in_work.moved + in_work.here - accepted_size(subject.asked)
    if plan.trigger is not Trigger.FINAL:
        size = in_work.here
    return Wanted(
        _plan(subject.planned),
        About(
            order=in_work.order,
            operation=in_work.operation,
            lot=in_work.lot,
            product=in_work.product,
            equipment=in_work.equipment,
            size=size,
            unit=in_work.unit,
        ),
        tuple(occasions),
        tuple(occasions.values()),
        draw(plan.sample, size),
    )


def _due(
    subject: Subject, wanted: Wanted, late_ms: int | None, *, never_overdue: bool, failed: bool
) -> Due:
    in_work, grace = subject.work, subject.planned.plan.grace_min
    state = state_of(late_ms, grace, never_overdue=never_overdue)
    due_ms = None if late_ms is None else subject.house.now_ms - late_ms
    current = _current(subject.asked, wanted)
    return Due(
        wanted=wanted,
        state=State.OVERDUE if failed else state,
        step=_step(current),
        late_ms=late_ms,
        due_ms=due_ms,
        overdue_ms=None if due_ms is None or never_overdue else due_ms + grace * _MINUTE_MS,
        station=in_work.station,
        work_centre=in_work.work_centre,
        now=current,
        last_failed=failed,
        makers=tuple(sorted(in_work.makers)),
    )


def _current(asked: Sequence[Inspection], wanted: Wanted) -> Inspection | None:
    return next((one for one in asked if one.name == wanted.name), None)


def _step(current: Inspection | None) -> Standing:
    waits = current is None or current.step in (Standing.CANCELLED, Standing.DONE)
    return Standing.TO_BEGIN if waits or current is None else current.step


def _rejected(asked: Sequence[Inspection], occasions: Collection[str]) -> tuple[str, ...]:
    """Return the inspections of these occasions that were not accepted: each makes a next one."""
    return tuple(
        one.name
        for one in asked
        if one.row.state == "rejected"
        and not one.is_overtaken
        and not set(one.row.occasions).isdisjoint(occasions)
    )


def _subject(
    connection: Connection,
    planned: Planned,
    in_work: Work,
    asked: Sequence[Inspection],
    here: House,
) -> Subject:
    mine = tuple(one for one in asked if one.row.plan == planned.plan.code)
    done = tuple(one.row.concluded for one in mine if one.row.concluded and not one.is_overtaken)
    marks = marks_of(connection, done, here.station) if done else ()
    return Subject(planned, in_work, mine, here, marks[-1] if marks else None)


def _place(one: Due) -> tuple[int, int]:
    return (0 if one.state is not State.UPCOMING else 1, -(one.late_ms or 0))
