"""What operations ask for: first articles, patrols, final inspections, each as its plan says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.capabilities.production.progress.queries import tasks_of
from app.capabilities.quality.due.answers import Due, State
from app.capabilities.quality.due.decisions import (
    accepted_size,
    armings,
    current,
    open_occasions,
    patrol,
    plan_of,
    rejected,
    state_of,
    step,
)
from app.capabilities.quality.inspections.answers import Inspection
from app.capabilities.quality.inspections.decisions import Wanted
from app.capabilities.quality.inspections.events import AGAIN, About
from app.capabilities.quality.inspections.queries import of_operation
from app.capabilities.quality.plans.answers import Planned
from app.capabilities.quality.plans.bodies import Trigger
from app.capabilities.quality.plans.decisions import draw
from app.capabilities.quality.plans.queries import plans
from app.capabilities.quality.sampling.answers import Severity
from app.capabilities.quality.switching.queries import severity_for
from app.capabilities.quality.timeline.answers import House, Mark, Work
from app.capabilities.quality.timeline.queries import house, marks_of, work
from app.kernel.days import Moment
from app.kernel.refused import Refused

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Subject:
    """What one plan holds: an operation in work, and the inspections of it by that plan.

    `last` is the conclusion that came here last; `severity` follows from the lots before.
    """

    planned: Planned
    work: Work
    asked: tuple[Inspection, ...]
    house: House
    last: Mark | None = None
    severity: Severity = Severity.NORMAL
    is_discontinued: bool = False


def due_at(
    connection: Connection, now: Moment, station: str, order: str, operation: str
) -> tuple[Due, ...]:
    """Return what is due or will be at one operation."""
    here = house(connection, now, station)
    planned = plans(connection, here.latest_ms)
    return tuple(_of_operation(connection, here, order, operation, planned))


def first_article(subject: Subject) -> Due | None:
    """Return the first article that must be released before more is reported; None for none."""
    plan, asked = subject.planned.plan, subject.asked
    occasions = open_occasions(armings(plan, subject.work, subject.house), asked)
    if not occasions:
        return None
    named = {one.name: one.cause for one in occasions}
    again = rejected(asked, named)
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
    again = rejected(subject.asked, (base,))
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


def due_in_work(connection: Connection, now: Moment, station: str) -> Iterator[Due]:
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


def _wanted(subject: Subject, occasions: dict[str, str]) -> Wanted:
    in_work, plan = subject.work, subject.planned.plan
    size = in_work.moved + in_work.here - accepted_size(subject.asked)
    if plan.trigger is not Trigger.FINAL:
        size = in_work.here
    return Wanted(
        plan_of(subject.planned),
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
        draw(plan.sample, size, subject.severity),
    )


def _due(
    subject: Subject, wanted: Wanted, late_ms: int | None, *, never_overdue: bool, failed: bool
) -> Due:
    in_work, grace = subject.work, subject.planned.plan.grace_min
    state = state_of(late_ms, grace, never_overdue=never_overdue)
    due_ms = None if late_ms is None else subject.house.now_ms - late_ms
    known = current(subject.asked, wanted)
    return Due(
        wanted=wanted,
        state=State.OVERDUE if failed else state,
        step=step(known),
        late_ms=late_ms,
        due_ms=due_ms,
        overdue_ms=None if due_ms is None or never_overdue else due_ms + grace * _MINUTE_MS,
        station=in_work.station,
        work_centre=in_work.work_centre,
        now=known,
        last_failed=failed,
        is_discontinued=subject.is_discontinued,
        makers=tuple(sorted(in_work.makers)),
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
    last = marks[-1] if marks else None
    return Subject(planned, in_work, mine, here, last, severity, is_discontinued)
