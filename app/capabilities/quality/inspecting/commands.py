"""What one may ask of inspections.

The results themselves are entered with `forms.filling`; whoever does needs the right of the form,
`quality.inspect` where the form names no narrower one (IS-09).
"""

from typing import ClassVar

from app.capabilities.forms.filling import decisions as filling
from app.capabilities.forms.filling.queries import choose, filled, head
from app.capabilities.forms.judging.answers import Subject as FilledFor
from app.capabilities.materials.lots import decisions as lots
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.queries import lot as lot_of
from app.capabilities.production.operations.queries import situation
from app.capabilities.quality.due.answers import Due
from app.capabilities.quality.due.queries import due_at, due_of_lot, wanted_by
from app.capabilities.quality.inspections import decisions
from app.capabilities.quality.inspections.answers import Inspection
from app.capabilities.quality.inspections.decisions import Wanted
from app.capabilities.quality.inspections.events import InspectionConcluded, inspection_stream
from app.capabilities.quality.inspections.queries import inspection, inspectors
from app.capabilities.quality.plans.bodies import INSPECT, Arming, Trigger
from app.capabilities.quality.plans.queries import plan_in_force
from app.capabilities.quality.timeline.queries import house, work
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.refused import Refused

ASK = "quality.ask"
RELEASE = "quality.release_first_article"
CANCEL = "quality.cancel"


class AskInspection(Command, frozen=True, kw_only=True):
    """Ask for an inspection: what its plan has due now, or a first article because of `cause`.

    `detail` names what changed (the new lot, the tool); it makes two stations that say the same
    thing ask for the same inspection.
    """

    right: ClassVar[str] = ASK
    plan: str
    order: str = ""
    operation: str = ""
    lot: str = ""
    cause: Arming | None = None
    detail: str = ""


class BeginInspection(Command, frozen=True, kw_only=True):
    """Begin what a plan has due of a lot or an operation: its form is begun in the same act.

    `filled` names the form to be, new where empty.
    """

    right: ClassVar[str] = INSPECT
    plan: str
    order: str = ""
    operation: str = ""
    lot: str = ""
    filled: str = ""


class ConcludeInspection(Command, frozen=True, kw_only=True):
    """Let the completed form decide; an incoming lot is released or held in the same act."""

    right: ClassVar[str] = INSPECT
    inspection: str
    remark: str = ""


class ReleaseFirstArticle(Command, frozen=True, kw_only=True):
    """Let production go on after an accepted first article."""

    right: ClassVar[str] = RELEASE
    inspection: str


class CancelInspection(Command, frozen=True, kw_only=True):
    """Not carry an inspection out; its form, where one was begun, no longer counts."""

    right: ClassVar[str] = CANCEL
    inspection: str
    reason: str


def ask(acting: Acting, command: AskInspection) -> list[Happened]:
    """Ask; the same again changes nothing.

    Refusals: `inspection.no_plan`, `.nothing_due`, `.cause_not_planned`, `.detail_missing`.
    """
    wanted = _asked(acting, command)
    now = inspection(acting.connection, wanted.name)
    if now is not None and now.row.state != "cancelled":
        return []
    return [decisions.ask(wanted, command.detail)]


def begin(acting: Acting, command: BeginInspection) -> list[Happened]:
    """Begin, by the rules of `decisions.begin`, with the form's revision in force.

    Refusals beside those: `inspection.no_plan`, `.nothing_due`, those of `choose`.
    """
    one = _due(acting, command.plan, command.order, command.operation, command.lot)
    wanted, now = one.wanted, one.now
    held = None if now is None or not now.row.filled else head(acting.connection, now.row.filled)
    is_first = wanted.plan.trigger is Trigger.FIRST_ARTICLE
    begun = decisions.begin(
        wanted.name,
        now,
        command.filled or acting.new_id(),
        actor=acting.actor,
        maker=_maker(acting, command) if is_first else "",
        form_state="" if held is None else held.state,
    )
    here = house(acting.connection, acting.now, acting.station)
    chosen = choose(acting.connection, wanted.plan.form, here.latest_ms, acting.plugs)
    is_asked = now is not None and now.row.state != "cancelled"
    return [
        *(() if is_asked else (decisions.ask(wanted),)),
        filling.start(chosen, begun.filled, _for(wanted), INSPECT),
        begun,
    ]


def conclude(acting: Acting, command: ConcludeInspection) -> list[Happened]:
    """Conclude, by the rules of `decisions.conclude`. Refuses also `inspection.unknown`."""
    now = _known(acting, command.inspection)
    name = now.row.filled
    row = head(acting.connection, name) if name else None
    done = decisions.conclude(
        now,
        None if row is None else filled(acting.connection, name, acting.plugs),
        "" if row is None else row.inputs,
        inspectors(acting.connection, name),
        command.remark,
    )
    return [done, *_decide_lot(acting, now, done)]


def release(acting: Acting, command: ReleaseFirstArticle) -> list[Happened]:
    """Release, by the rules of `decisions.release`. Refuses also `inspection.unknown`."""
    now = _known(acting, command.inspection)
    here = house(acting.connection, acting.now, acting.station)
    in_work = work(acting.connection, here, now.row.order, now.row.operation)
    return [decisions.release(now, actor=acting.actor, makers=in_work.makers)]


def cancel(acting: Acting, command: CancelInspection) -> list[Happened]:
    """Cancel, by the rules of `decisions.cancel`. Refuses also `inspection.unknown`."""
    now = _known(acting, command.inspection)
    cancelled = decisions.cancel(now, command.reason)
    row = head(acting.connection, now.row.filled) if now.row.filled else None
    if row is None or row.state == "voided":
        return [cancelled]
    form = filled(acting.connection, now.row.filled, acting.plugs)
    return [cancelled, filling.void(form, command.reason)]


def _asked(acting: Acting, command: AskInspection) -> Wanted:
    if command.cause is None:
        return _due(acting, command.plan, command.order, command.operation, command.lot).wanted
    here = house(acting.connection, acting.now, acting.station)
    planned = plan_in_force(acting.connection, command.plan, here.latest_ms)
    if command.cause not in planned.plan.arms:
        raise Refused("inspection.cause_not_planned", plan=command.plan)
    if not command.detail.strip():
        raise Refused("inspection.detail_missing")
    occasion = f"{command.cause.value}/{command.detail.strip()}"
    causes = {occasion: command.cause.value}
    return wanted_by(acting.connection, here, planned, command.order, command.operation, causes)


def _due(acting: Acting, plan: str, order: str, operation: str, lot: str) -> Due:
    """Return what a plan has due of a lot or an operation; a patrol may always go round earlier."""
    here = house(acting.connection, acting.now, acting.station)
    planned = plan_in_force(acting.connection, plan, here.latest_ms)
    if planned.plan.trigger is Trigger.INCOMING:
        held = lot_of(acting.connection, lot)
        found = () if held is None else due_of_lot(acting.connection, acting.now, held)
    else:
        found = due_at(acting.connection, acting.now, acting.station, order, operation)
    one = next((one for one in found if one.wanted.plan.code == plan), None)
    if one is None:
        raise Refused("inspection.nothing_due", inspection=planned.pin.title)
    return one


def _maker(acting: Acting, command: BeginInspection) -> str:
    return situation(acting.connection, command.order, command.operation).row.by


def _known(acting: Acting, name: str) -> Inspection:
    found = inspection(acting.connection, name)
    if found is None:
        raise Refused("inspection.unknown")
    return found


def _for(wanted: Wanted) -> FilledFor:
    about = wanted.about
    return FilledFor(
        order=about.order,
        operation=about.operation,
        lot=about.lot,
        product=about.product,
        material=about.material,
        supplier=about.supplier,
        equipment=about.equipment,
        inspection=inspection_stream(wanted.name),
        why=wanted.plan.trigger.value,
    )


def _decide_lot(acting: Acting, now: Inspection, done: InspectionConcluded) -> list[Happened]:
    """Release or hold the lot an incoming inspection was of, as it decided."""
    row = now.row
    lot = lot_of(acting.connection, row.lot) if row.trigger == Trigger.INCOMING else None
    if lot is None:
        return []
    by, said = f"filled/{row.filled}", _said(now)
    if done.accepted:
        return _released(acting, lot, by, said)
    if lot.status is Status.REJECTED:
        return []
    return [lots.hold(lot, reason=said, inspection=by)]


def _released(acting: Acting, lot: Lot, by: str, said: str) -> list[Happened]:
    """Release; a lot on hold for another reason, or expired, stays as it is."""
    if lot.status is not Status.QUARANTINE or lot.is_expired(acting.now):
        return []
    return [lots.release(lot, acting.now, because=said, inspection=by)]


def _said(now: Inspection) -> str:
    title, failed = now.title, ", ".join(now.failed)
    named = title.zh if title.zh == title.en else f"{title.zh} / {title.en}"
    return f"{named}: {failed}" if failed else named
