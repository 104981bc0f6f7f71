"""Questions about lots that wait for their incoming inspection."""

from collections.abc import Iterator

from sqlalchemy import Connection

from app.capabilities.forms.filling.queries import of_what
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.queries import lots_with
from app.capabilities.quality.due.answers import Due
from app.capabilities.quality.due.decisions import current, plan_of, rejected, state_of, step
from app.capabilities.quality.inspections.decisions import Wanted
from app.capabilities.quality.inspections.events import AGAIN, About
from app.capabilities.quality.inspections.queries import of_lot
from app.capabilities.quality.plans.answers import Planned
from app.capabilities.quality.plans.bodies import Trigger
from app.capabilities.quality.plans.decisions import draw
from app.capabilities.quality.plans.queries import holding, plans
from app.capabilities.quality.switching.queries import severity_for
from app.kernel.days import Moment

_MINUTE_MS = 60_000


def incoming(connection: Connection, now: Moment) -> Iterator[Due]:
    """Return the incoming inspections of every lot in quarantine."""
    planned = plans(connection, now.ms, Trigger.INCOMING)
    waiting = lots_with(connection, Status.QUARANTINE) if planned else ()
    for one in planned:
        for lot in waiting:
            yield from _of_lot(connection, now, one, lot)


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
