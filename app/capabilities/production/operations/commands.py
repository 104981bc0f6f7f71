"""What one may ask of operations."""

from decimal import Decimal
from typing import ClassVar

from msgspec.structs import replace

from app.capabilities.documents.queries import body, check_workable
from app.capabilities.equipment.machines.queries import duties
from app.capabilities.flows.moves import decisions as flows
from app.capabilities.flows.moves.bodies import END, START
from app.capabilities.flows.moves.events import Cause
from app.capabilities.flows.moves.queries import at_nodes, left_of, move
from app.capabilities.materials.lots.decisions import check_usable
from app.capabilities.materials.lots.queries import lot
from app.capabilities.people.accounts.queries import person, roles_of
from app.capabilities.people.qualifications.decisions import check_qualified
from app.capabilities.people.qualifications.queries import grants_of
from app.capabilities.people.qualifications.queries import names as qualification_names
from app.capabilities.production.bodies import RECEIPT_GATES, Instruction, Operation, Step
from app.capabilities.production.holds.answers import Work
from app.capabilities.production.holds.queries import check_list_here, check_machines, check_work
from app.capabilities.production.operations import decisions
from app.capabilities.production.operations.decisions import Scrap, Situation, When
from app.capabilities.production.operations.queries import site, situation
from app.capabilities.production.operations.tables import RUNNING
from app.capabilities.production.orders.events import FinishedGoodsReceived
from app.capabilities.production.orders.queries import instruction_pin, released_order
from app.capabilities.production.weighings import decisions as weighed
from app.capabilities.production.weighings.decisions import Weight
from app.capabilities.production.weighings.queries import weighing, weighings
from app.journal.capability import Acting, Command, GateAsk
from app.journal.event import Happened
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

REPORT, CORRECT, DISPATCH = "production.report", "production.correct", "production.dispatch"


class DispatchOperation(Command, frozen=True, kw_only=True):
    """Send an operation to a station and, where it matters, to one machine."""

    right: ClassVar[str] = DISPATCH
    order: str
    operation: str
    station: str
    equipment: str = ""


class StartOperation(Command, frozen=True, kw_only=True):
    """Begin work here."""

    right: ClassVar[str] = REPORT
    order: str
    operation: str
    equipment: str = ""


class PauseOperation(Command, frozen=True, kw_only=True):
    """Let work stand still."""

    right: ClassVar[str] = REPORT
    order: str
    operation: str
    reason: str = ""


class ResumeOperation(Command, frozen=True, kw_only=True):
    """Go on with work."""

    right: ClassVar[str] = REPORT
    order: str
    operation: str


class ReportOperation(Command, frozen=True, kw_only=True):
    """Report what was made; `target` only where the route splits.

    `occurred_ms` where it happened before now (ms since 1970 UTC, by the station's clock); longer
    ago than `decisions.LATE_MS` says why in `late_because`, in a code or a person's words.
    """

    right: ClassVar[str] = REPORT
    order: str
    operation: str
    good: Decimal = Decimal(0)
    scrap: tuple[Scrap, ...] = ()
    target: str | None = None
    occurred_ms: int | None = None
    late_because: str = ""


class CorrectReport(Command, frozen=True, kw_only=True):
    """Take back all or part of a reported move by a counter-entry; the old value stays legible.

    Somebody else's report needs `production.correct` besides.
    """

    right: ClassVar[str] = REPORT
    move: str
    reason: str
    quantity: Decimal | None = None


class WeighPortion(Command, frozen=True, kw_only=True):
    """Record what is on the scale for a step (its place in the instruction, from 0).

    `lot` is the lot of material it is taken of, where one is named: one that may be used.
    """

    right: ClassVar[str] = REPORT
    order: str
    operation: str
    step: int
    weight: Weight
    lot: str = ""


class TakeWeighingBack(Command, frozen=True, kw_only=True):
    """Let a weighing not count; it stays legible."""

    right: ClassVar[str] = REPORT
    weighing: str
    reason: str


def dispatch(acting: Acting, command: DispatchOperation) -> list[Happened]:
    """Send the operation, by the rules of `decisions.dispatch`."""
    now = situation(acting.connection, command.order, command.operation)
    stations = duties(acting.connection)
    return [decisions.dispatch(now, command.station, command.equipment, stations)]


def start(acting: Acting, command: StartOperation) -> list[Happened]:
    """Begin, by the rules of `decisions.start`, by an instruction that stands and was read.

    Refusals beside those: `work.on_hold`, `work.which_machine`, `work.hold_list_old`,
    `work.hold_list_unknown`, `operation.waited_too_long`, `document.withdrawn`,
    `operation.instruction_unread`, those of the gates.
    """
    now = situation(acting.connection, command.order, command.operation)
    here = site(acting.connection, acting.station)
    started = decisions.start(now, here, command.equipment)
    _check_hold(acting, now, started.equipment)
    check_list_here(acting.connection, acting.place, acting.now_ms)
    decisions.check_wait(now, acting.now_ms)
    _check_qualified(acting, now.operation)
    _check_read(acting, command)
    _pass_gates(acting, now, "start", started.equipment)
    return [started]


def pause(acting: Acting, command: PauseOperation) -> list[Happened]:
    """Stand still."""
    now = situation(acting.connection, command.order, command.operation)
    return [decisions.pause(now, command.reason)]


def resume(acting: Acting, command: ResumeOperation) -> list[Happened]:
    """Go on. Refuses also `work.on_hold`, `work.which_machine`, `operation.not_qualified`."""
    now = situation(acting.connection, command.order, command.operation)
    resumed = decisions.resume(now, site(acting.connection, acting.station))
    _check_hold(acting, now, now.row.equipment)
    _check_qualified(acting, now.operation)
    return [resumed]


def report(acting: Acting, command: ReportOperation) -> list[Happened]:
    """Report, and receive finished goods where the operation is a receipt.

    Refuses good pieces of held work as `start` does; scrap may always be reported.
    """
    now = situation(acting.connection, command.order, command.operation)
    when = When(acting.now_ms, command.occurred_ms, command.late_because)
    if command.good:
        _check_hold(acting, now, now.row.equipment)
    if command.good and decisions.WEIGHING in now.operation.gates:
        _check_weighed(acting, command)
    if command.good:
        _pass_gates(acting, now, "report", now.row.equipment, command.good)
    happened = decisions.report(now, command.good, command.scrap, command.target, when)
    if now.operation.receives and any(decisions.is_finished(one) for one in happened):
        order = released_order(acting.connection, command.order)
        happened.append(
            FinishedGoodsReceived(
                order=order.order,
                lot=order.lot,
                product=order.product,
                quantity=command.good,
                unit=now.unit,
                operation=command.operation,
            )
        )
    return happened


def weigh(acting: Acting, command: WeighPortion) -> list[Happened]:
    """Record a portion, by the rules of `weighings.weigh`, while the work runs.

    Refusals beside those: `operation.not_running`, `weighing.no_step`, and of a lot that may not
    be used (IL-03, IL-09) those of `materials.lots.check_usable` and `lot.unknown`.
    """
    now = situation(acting.connection, command.order, command.operation)
    decisions.check_running(now)
    steps = _steps(acting, command.order, command.operation)
    step = steps[command.step] if 0 <= command.step < len(steps) else None
    if step is None or step.weigh is None:
        raise Refused("weighing.no_step", step=command.step + 1)
    pieces = released_order(acting.connection, command.order).quantity
    wanted = weighed.band(step.weigh, pieces)
    where = weighed.Where(command.order, command.operation, command.step, wanted)
    so_far = weighings(acting.connection, command.order, command.operation)
    portion = weighed.weigh(where, command.weight, weighed.total(so_far, command.step))
    return [replace(portion, lot=_usable(acting, command.lot))]


def _usable(acting: Acting, name: str) -> str:
    """Return a lot that may be used now; nothing where none is named."""
    named = name.strip()
    if not named:
        return ""
    found = lot(acting.connection, named)
    if found is None:
        raise Refused("lot.unknown", lot=named)
    check_usable(found, acting.now)
    return found.lot


def take_weighing_back(acting: Acting, command: TakeWeighingBack) -> list[Happened]:
    """Take a weighing back, by the rules of `weighings.take_back`."""
    return [weighed.take_back(weighing(acting.connection, command.weighing), command.reason)]


def correct(acting: Acting, command: CorrectReport) -> list[Happened]:
    """Take back a report. Refusals: `correct.unknown` and those of `flows.counter`.

    A receipt is not taken back here: what is in stock leaves it by a materials act. Of a release,
    only what two stations put in without knowing of each other.
    """
    row = move(acting.connection, command.move)
    if row is None or row.corrects:
        raise Refused("correct.unknown")
    at = at_nodes(acting.connection, row.case)
    left = left_of(acting.connection, row)
    if row.cause == Cause.RELEASE:
        left = min(left, _released_too_much(acting, row.case, at))
    else:
        _check_not_received(acting, row.case, row.source, row.target)
    amount = left if command.quantity is None else command.quantity
    there = at.get(row.target, Decimal(0))
    return [flows.counter(row, amount, command.reason, left=left, there=there)]


def _pass_gates(
    acting: Acting, now: Situation, moment: str, equipment: str, good: Decimal = Decimal(0)
) -> None:
    """Ask every gate of the operation that is plugged in; scrap may always be reported.

    A receipt of finished goods passes `RECEIPT_GATES` too: no route leaves them out.
    """
    ask = GateAsk(now.row.order, now.operation.code, moment, equipment, good)
    fixed = RECEIPT_GATES if now.operation.receives else ()
    for name in dict.fromkeys((*now.operation.gates, *fixed)):
        gate = acting.plugs.gates.get(name)
        if gate is not None:
            gate(acting, ask)


def _check_hold(acting: Acting, now: Situation, equipment: str) -> None:
    """Keep held work from going on, at this station or wherever it was begun (IL-09, IL-12).

    Where no machine is named, one on hold may be meant: then it has to be. What other stations
    did meanwhile: discrepancy `worked_on_hold`.
    """
    begun_at = now.row.started_at if now.row.state == RUNNING else ""
    stations = tuple(filter(None, (acting.station, begun_at)))
    work = Work(now.row.order, now.operation.code, equipment, stations)
    offset_min = acting.offset_min
    check_work(acting.connection, work, offset_min)
    if not equipment:
        check_machines(acting.connection, work, now.operation.equipment, offset_min)


def _check_read(acting: Acting, command: StartOperation) -> None:
    """Let work begin by an instruction that is in force, and read by whoever must."""
    pin = instruction_pin(acting.connection, command.order, command.operation)
    if pin:
        roles = roles_of(acting.connection, acting.actor)
        check_workable(acting.connection, pin, acting.actor, roles)


def _check_weighed(acting: Acting, command: ReportOperation) -> None:
    """Hold the gate `weighing`: what the instruction weighs lies in its band."""
    weighed.check_weighed(
        _steps(acting, command.order, command.operation),
        released_order(acting.connection, command.order).quantity,
        weighings(acting.connection, command.order, command.operation),
    )


def _steps(acting: Acting, order: str, operation: str) -> tuple[Step, ...]:
    pin = instruction_pin(acting.connection, order, operation)
    return body(acting.connection, pin, Instruction).steps if pin else ()


def _check_qualified(acting: Acting, operation: Operation) -> None:
    """Refuse `operation.not_qualified`. What a merge brings: discrepancy `worked_unqualified`."""
    if not operation.qualifications:
        return
    held = grants_of(acting.connection, acting.actor)
    who = person(acting.connection, acting.actor)
    check_qualified(
        Bilingual(acting.actor, acting.actor) if who is None else who.name,
        operation.code,
        operation.qualifications,
        held,
        qualification_names(acting.connection),
        acting.now_ms,
    )


def _check_not_received(acting: Acting, order: str, operation: str, target: str) -> None:
    now = situation(acting.connection, order, operation)
    if now.operation.receives and target == END:
        raise Refused("correct.received", operation=operation)


def _released_too_much(acting: Acting, order: str, at: flows.Sums) -> Decimal:
    too_much = -at.get(START, Decimal(0)) - released_order(acting.connection, order).quantity
    if too_much <= 0:
        raise Refused("correct.unknown")
    return too_much
