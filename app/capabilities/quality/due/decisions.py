"""How an inspection that something asks for stands: pure rules."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from app.capabilities.quality.due.answers import Due, State, Subject
from app.capabilities.quality.inspections.answers import Inspection, Standing
from app.capabilities.quality.inspections.decisions import Wanted
from app.capabilities.quality.inspections.events import AGAIN, BY_RULE, About, Plan
from app.capabilities.quality.occasions.decisions import armings, open_occasions, patrol
from app.capabilities.quality.plans.answers import Planned
from app.capabilities.quality.plans.bodies import Trigger
from app.capabilities.quality.plans.decisions import draw

_MINUTE_MS = 60_000
_OPEN = (Standing.TO_BEGIN, Standing.BEGUN, Standing.TO_REVIEW, Standing.TO_CONCLUDE)


def first_article(subject: Subject) -> Due | None:
    """Return the first article that must be released before more is reported; None for none."""
    plan, asked = subject.planned.plan, subject.asked
    occasions = open_occasions(armings(plan, subject.work, subject.house), asked)
    if not occasions:
        return None
    named = {one.name: one.cause for one in occasions}
    again = rejected(asked, named)
    wanted = wanted_of(subject, {**named, **dict.fromkeys(again, AGAIN)})
    late_ms = max(one.since_ms for one in occasions)
    return _due(subject, wanted, late_ms, never_overdue=not plan.grace_min, failed=bool(again))


def patrol_due(subject: Subject) -> Due | None:
    """Return the next patrol, due or still to come; None before the operation was begun."""
    plan, asked, begun = subject.planned.plan, subject.asked, subject.work.begun
    if begun is None:
        return None
    base = subject.concluded[-1] if subject.concluded else begun
    for one in asked:
        if BY_RULE in one.row.causes and one.step in _OPEN:
            return _asked_by_rule(subject, one)
    failed = any((one.row.concluded, one.row.state) == (base.name, "rejected") for one in asked)
    stands = patrol(plan, subject.work, base, subject.house)
    late_ms = subject.house.since_ms(base) if failed else stands.late_ms
    causes = (AGAIN,) if failed else stands.causes
    wanted = wanted_of(subject, {base.name: causes[0] if causes else ""})
    found = _due(subject, wanted, late_ms, never_overdue=False, failed=failed)
    return replace(found, pieces_left=stands.pieces_left)


def _asked_by_rule(subject: Subject, one: Inspection) -> Due:
    """Return a patrol a rule asked for: due from then on, before any other."""
    occasions = dict(zip(one.row.occasions, one.row.causes, strict=False))
    late_ms = max(0, subject.house.now_ms - one.row.asked_ms)
    wanted = wanted_of(subject, occasions)
    return _due(subject, wanted, late_ms, never_overdue=False, failed=False)


def final_due(subject: Subject) -> Due | None:
    """Return the final inspection of what is at the operation and not covered by one yet."""
    if subject.work.here <= covered(subject):
        return None
    base = f"after/{accepted_size(subject.asked):f}"
    again = rejected(subject.asked, (base,))
    named = {base: "quantity", **dict.fromkeys(again, AGAIN)}
    wanted = wanted_of(subject, named)
    arrived = subject.work.marks[0] if subject.work.marks else None
    late_ms = 0 if arrived is None else subject.house.since_ms(arrived)
    grace = subject.planned.plan.grace_min
    return _due(subject, wanted, late_ms, never_overdue=not grace, failed=bool(again))


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


def state_of(late_ms: int | None, grace_min: int, *, never_overdue: bool = False) -> State:
    """Return how pressing something is that is so late."""
    if late_ms is None or late_ms < 0:
        return State.UPCOMING
    if never_overdue or late_ms < grace_min * _MINUTE_MS:
        return State.DUE
    return State.OVERDUE


def accepted_size(asked: Iterable[Inspection]) -> Decimal:
    """Return how many pieces final inspections accepted so far."""
    return sum((one.row.size for one in asked if one.counts), Decimal(0))


def covered(subject: Subject) -> Decimal:
    """Return how many of the pieces here accepted final inspections cover.

    In the order things came here: what goes on, or is scrapped, was covered first. Pieces that
    were gone before leave no debt.
    """
    sizes = {one.row.concluded: one.row.size for one in subject.asked if one.counts}
    left = Decimal(0)
    happened = (*subject.work.marks, *subject.concluded)
    for one in sorted(happened, key=lambda mark: mark.ordinal):
        left += sizes.get(one.name, Decimal(0))
        left = max(Decimal(0), left - one.quantity - one.scrapped)
    return left


def plan_of(planned: Planned) -> Plan:
    """Return the revision of a plan an inspection goes by."""
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


def current(asked: Sequence[Inspection], wanted: Wanted) -> Inspection | None:
    """Return the inspection that is wanted, where it was asked for."""
    return next((one for one in asked if one.name == wanted.name), None)


def step(known: Inspection | None) -> Standing:
    """Return what is to be done next of what is wanted."""
    waits = known is None or known.step in (Standing.CANCELLED, Standing.DONE)
    return Standing.TO_BEGIN if waits or known is None else known.step


def rejected(asked: Sequence[Inspection], occasions: Collection[str]) -> tuple[str, ...]:
    """Return the inspections of these occasions that were not accepted: each makes a next one."""
    return tuple(
        one.name
        for one in asked
        if one.row.state == "rejected"
        and not one.is_overtaken
        and not set(one.row.occasions).isdisjoint(occasions)
    )


def wanted_of(subject: Subject, occasions: dict[str, str]) -> Wanted:
    """Return the inspection a plan asks for, for occasions and their causes."""
    in_work, plan = subject.work, subject.planned.plan
    is_final = plan.trigger is Trigger.FINAL
    size = in_work.here - covered(subject) if is_final else in_work.here
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
