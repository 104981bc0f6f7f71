"""When something asks for an inspection: pure rules over what happened to work and its machine."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from app.capabilities.quality.inspections.answers import Inspection
from app.capabilities.quality.occasions.answers import Occasion, Patrol
from app.capabilities.quality.plans.bodies import Arming, InspectionPlan
from app.capabilities.quality.timeline.answers import (
    COMPLETED,
    MOVED,
    PAUSED,
    RESUMED,
    STARTED,
    House,
    Mark,
    Work,
)
from app.kernel.days import end_of_day_ms, later, local_day

_MINUTE_MS = 60_000
_RUNS = (STARTED, RESUMED)
_STANDS = (PAUSED, COMPLETED)


def armings(plan: InspectionPlan, work: Work, house: House) -> tuple[Occasion, ...]:
    """Return everything since the operation was begun that makes the next piece a first article."""
    begun = work.begun
    if begun is None:
        return ()
    found = [Occasion("order", Arming.ORDER.value, house.since_ms(begun))]
    found += [
        Occasion(one.name, one.cause, house.since_ms(one)) for one in work.changes if one.cause
    ]
    found += [
        Occasion(mark.name, Arming.STOP.value, house.since_ms(mark))
        for mark in _ended_stops(plan, work, house)
    ]
    found += _shift(plan, begun, house)
    wanted = {one.value for one in plan.arms}
    return tuple(one for one in found if one.cause in wanted)


def open_occasions(
    computed: Iterable[Occasion], asked: Iterable[Inspection]
) -> tuple[Occasion, ...]:
    """Return the occasions no released first article stands for.

    Among them those people named when they asked for one. Each is settled by its own name, not by
    its time: a clock set forward hides none.
    """
    known = {one.name: one for one in computed}
    settled: set[str] = set()
    for one in asked:
        row = one.row
        if row.state == "cancelled":
            continue
        for name, cause in zip(row.occasions, row.causes or row.occasions, strict=False):
            known.setdefault(name, Occasion(name, cause, 0))
        if one.counts:
            settled.update(row.occasions)
    rejected = {one.row.inspection for one in asked}
    return tuple(
        known[name] for name in sorted(known) if name not in settled and name not in rejected
    )


def patrol(plan: InspectionPlan, work: Work, base: Mark, house: House) -> Patrol:
    """Return how a patrol stands since `base`: the last one, or when the operation was begun."""
    late: dict[str, int] = {}
    ran_ms = running_ms(work.marks, base, house)
    if plan.every_min:
        late["time"] = ran_ms - plan.every_min * _MINUTE_MS
    after = [one for one in work.marks if one.ordinal > base.ordinal]
    changed = [one for one in work.changes if one.ordinal > base.ordinal]
    left = None
    if plan.every_pieces:
        left, reached = _pieces(after, Decimal(plan.every_pieces))
        if reached is not None:
            late["pieces"] = house.since_ms(reached)
    if plan.after_stop:
        ended = (one for one in _ended_stops(plan, work, house) if one.ordinal > base.ordinal)
        late |= _since_first("stop", ended, house)
    if plan.after_change:
        late |= _since_first("change", (one for one in changed if one.cause), house)
    late |= {one.cause: min(one.since_ms, ran_ms) for one in _shift(plan, base, house)}
    due = tuple(cause for cause, ms in late.items() if ms >= 0)
    return Patrol(base, due or tuple(late), max(late.values(), default=None), left)


def running_ms(marks: Iterable[Mark], base: Mark, house: House) -> int:
    """Return how long work ran since `base`, without the time it stood still."""
    total, running = 0, None
    for mark in marks:
        if mark.ordinal <= base.ordinal:
            if mark.kind in _RUNS:
                running = base
            elif mark.kind in _STANDS:
                running = None
        elif mark.kind in _RUNS and running is None:
            running = mark
        elif mark.kind in _STANDS and running is not None:
            total += max(0, house.since_ms(running) - house.since_ms(mark))
            running = None
    return total if running is None else total + house.since_ms(running)


def _since_first(cause: str, marks: Iterable[Mark], house: House) -> dict[str, int]:
    """Return how long ago the first of these came, by its cause; nothing where none did."""
    ago = [house.since_ms(one) for one in marks]
    return {cause: max(ago)} if ago else {}


def _pieces(after: Iterable[Mark], every: Decimal) -> tuple[Decimal, Mark | None]:
    """Return how many pieces are left before it is due, and the move that made it so."""
    made, reached = Decimal(0), None
    for one in after:
        if one.kind == MOVED:
            made += one.quantity
            if made >= every and reached is None:
                reached = one
    return max(Decimal(0), every - made), reached if made >= every else None


def _ended_stops(plan: InspectionPlan, work: Work, house: House) -> Iterator[Mark]:
    """Return when work or its machine went on after it stood as long as the plan says."""
    for mark, stood_ms in (*_stops(work.marks, house), *_stops(work.changes, house)):
        if stood_ms >= plan.stop_min * _MINUTE_MS:
            yield mark


def _stops(marks: tuple[Mark, ...], house: House) -> Iterator[tuple[Mark, int]]:
    """Return each time work or its machine went on, with how long it had stood."""
    stood: Mark | None = None
    for one in marks:
        if one.kind == PAUSED:
            stood = stood or one
        elif one.kind in _RUNS:
            if stood is not None:
                yield one, max(0, house.since_ms(stood) - house.since_ms(one))
            stood = None


def _shift(plan: InspectionPlan, base: Mark, house: House) -> list[Occasion]:
    """Return the beginning of the present shift, where `base` was before it."""
    ends = [
        (end_of_day_ms(later(day, -1), house.offset_min) + _minutes(text) * _MINUTE_MS, day, text)
        for day in _days(house)
        for text in plan.shifts
    ]
    past = [one for one in ends if one[0] <= house.now_ms]
    if not past:
        return []
    at_ms, day, text = max(past)
    is_crossed = house.since_ms(base) > house.now_ms - at_ms
    name = f"shift/{day}T{text}"
    return [Occasion(name, Arming.SHIFT.value, house.now_ms - at_ms)] if is_crossed else []


def _days(house: House) -> tuple[str, str]:
    today = local_day(house.now_ms, house.offset_min)
    return later(today, -1), today


def _minutes(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)
