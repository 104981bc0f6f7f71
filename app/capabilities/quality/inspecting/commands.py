"""What one may ask of inspections.

The results themselves are entered with `forms.filling`; whoever does needs the right of the form,
`quality.inspect` where the form names no narrower one (IS-09).
"""

from collections.abc import Collection
from typing import ClassVar

from app.capabilities.forms.filling import decisions as filling
from app.capabilities.forms.filling.events import FormVoided
from app.capabilities.forms.filling.queries import (
    check_new,
    choose,
    filled,
    head,
    uninvestigated,
)
from app.capabilities.forms.judging.answers import Subject as FilledFor
from app.capabilities.materials.lots import decisions as lots
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.queries import lot as lot_of
from app.capabilities.production.operations.queries import situation
from app.capabilities.quality.drawn.decisions import check_form
from app.capabilities.quality.due.answers import Due
from app.capabilities.quality.due.queries import due_at, due_of_lot, unaccepted, wanted_by
from app.capabilities.quality.inspections import decisions
from app.capabilities.quality.inspections.answers import Inspection
from app.capabilities.quality.inspections.decisions import Wanted
from app.capabilities.quality.inspections.events import InspectionConcluded, inspection_stream
from app.capabilities.quality.inspections.queries import (
    inspection,
    inspectors,
    of_lot,
    of_operation,
)
from app.capabilities.quality.inspections.tables import REJECTED
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

    Whatever right the form names, only who may inspect fills it (IS-09). Refusals beside those:
    `inspection.no_plan`, `.nothing_due`, `.uninvestigated`, `.form_samples_otherwise`,
    `switching.discontinued`, those of `check_new` and `choose`.
    """
    connection = acting.connection
    check_new(connection, command.filled)
    one = _due(acting, command.plan, command.order, command.operation, command.lot)
    wanted, now = one.wanted, one.now
    if one.is_discontinued:
        raise Refused("switching.discontinued", of=wanted.about.material or wanted.about.product)
    _check_investigated(acting, command)
    is_first = wanted.plan.trigger is Trigger.FIRST_ARTICLE
    begun = decisions.begin(
        wanted,
        now,
        command.filled or acting.new_id(),
        actor=acting.actor,
        makers=one.makers if is_first else (),
        maker=_maker(acting, command) if is_first else "",
    )
    here = house(connection, acting.now, acting.station)
    chosen = choose(connection, wanted.plan.form, here.latest_ms, acting.plugs)
    check_form(wanted.sample, chosen.form)
    is_asked = now is not None and now.row.state != "cancelled"
    return [
        *(() if is_asked else (decisions.ask(wanted),)),
        filling.start(chosen, begun.filled, _for(wanted), INSPECT),
        begun,
    ]


def conclude(acting: Acting, command: ConcludeInspection) -> list[Happened]:
    """Conclude, by the rules of `decisions.conclude`. Refuses also `inspection.unknown`."""
    now = _known(acting, command.inspection)
    name = now.filled
    row = head(acting.connection, name) if name else None
    done = decisions.conclude(
        now,
        None if row is None else filled(acting.connection, name, acting.plugs),
        "" if row is None else row.inputs,
        inspectors(acting.connection, (name,)),
        command.remark,
        makers=_makers(acting, now) if now.row.trigger == Trigger.FIRST_ARTICLE else (),
    )
    return [done, *_decide_lot(acting, now, done)]


def release(acting: Acting, command: ReleaseFirstArticle) -> list[Happened]:
    """Release, by the rules of `decisions.release`. Refuses also `inspection.unknown`."""
    now = _known(acting, command.inspection)
    makers = _makers(acting, now)
    entered = inspectors(acting.connection, now.row.forms)
    return [decisions.release(now, actor=acting.actor, makers=makers, inspectors=entered)]


def cancel(acting: Acting, command: CancelInspection) -> list[Happened]:
    """Cancel, by the rules of `decisions.cancel`, also one that was begun.

    It needs no right to inspect: nothing is entered or altered, every reading stays legible, and a
    failed one is not cancelled away. Refuses also `inspection.unknown`, `form.holds_failure`.
    """
    now = _known(acting, command.inspection)
    cancelled = decisions.cancel(now, command.reason)
    begun = [filled(acting.connection, name, acting.plugs) for name in now.row.forms]
    standing = [one for one in begun if one.state != "voided"]
    return [cancelled, *(filling.void(one, command.reason, now.row.stream) for one in standing)]


def needed_to_void(voided: FormVoided, _actor: str, _whose: object) -> tuple[str, ...]:
    """Return what voiding a form needs: its own right, or that of calling off what it was for."""
    return (voided.right, CANCEL) if voided.called_off else (voided.right,)


def _asked(acting: Acting, command: AskInspection) -> Wanted:
    if command.cause is None:
        return _due(acting, command.plan, command.order, command.operation, command.lot).wanted
    here = house(acting.connection, acting.now, acting.station)
    planned = plan_in_force(acting.connection, command.plan, here.latest_ms)
    if command.cause not in planned.plan.arms:
        raise Refused("inspection.cause_not_planned", plan=command.plan)
    if not command.detail.strip():
        raise Refused("inspection.detail_missing")
    before = of_operation(acting.connection, command.order, command.operation)
    occasion = decisions.named_by_people(command.cause.value, command.detail, before)
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


def _check_investigated(acting: Acting, command: BeginInspection) -> None:
    """Refuse to inspect again before every failure of the inspections before was investigated."""
    connection, place = acting.connection, (command.order, command.operation)
    known = of_operation(connection, *place) if command.order else of_lot(connection, command.lot)
    before = [one for one in known if one.row.plan == command.plan]
    if any(one.row.state == REJECTED for one in before):
        open_ = {one.filled for one in uninvestigated(connection, acting.plugs)}
        decisions.check_investigated(before, open_)


def _makers(acting: Acting, now: Inspection) -> Collection[str]:
    """Return everybody who ran the operation an inspection is of, or reported of it."""
    here = house(acting.connection, acting.now, acting.station)
    return work(acting.connection, here, now.row.order, now.row.operation).makers


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
    by, said = f"filled/{done.filled}", _said(now)
    if done.accepted:
        return _released(acting, now, lot, by, said)
    if lot.status is Status.REJECTED:
        return []
    return [lots.hold(lot, reason=said, inspection=by)]


def _released(acting: Acting, now: Inspection, lot: Lot, by: str, said: str) -> list[Happened]:
    """Release; a lot on hold for another reason, expired, or that another plan waits for, stays."""
    here = house(acting.connection, acting.now, acting.station)
    others = unaccepted(acting.connection, lot.lot, lot.material, here.latest_ms)
    if any(one.plan.code != now.row.plan for one in others):
        return []
    if lot.status is not Status.QUARANTINE or lot.is_expired(acting.now):
        return []
    return [lots.release(lot, acting.now, because=said, inspection=by)]


def _said(now: Inspection) -> str:
    title, failed = now.title, ", ".join(now.failed)
    named = title.zh if title.zh == title.en else f"{title.zh} / {title.en}"
    return f"{named}: {failed}" if failed else named
