"""What one may ask of cases."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from app.capabilities.flows.cases import decisions
from app.capabilities.flows.cases.answers import OpenStep, Standing
from app.capabilities.flows.cases.decisions import ACT
from app.capabilities.flows.cases.events import CaseStarted, Known, StepFinished
from app.capabilities.flows.cases.queries import chart_in_force, standing
from app.capabilities.flows.definition.bodies import Step, StepKind
from app.capabilities.flows.tokens.decisions import way_out
from app.capabilities.people.accounts.queries import may, person, roles_of
from app.capabilities.people.delegations.queries import delegated
from app.capabilities.people.signatures.decisions import meaning
from app.capabilities.people.signatures.queries import Validity, signatures
from app.journal.capability import Acting, Command
from app.journal.event import Event, Happened
from app.journal.ledger import ledger_of
from app.journal.ruling import Matter
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

START = "flows.start"
MANAGE = "flows.manage"


class StartCase(Command, frozen=True, kw_only=True):
    """Begin a case on the flow in force. `case` names it; a new name where empty."""

    right: ClassVar[str] = START
    flow: str
    title: Bilingual
    matter: Matter = Matter()
    facts: tuple[Known, ...] = ()
    case: str = ""


class FinishStep(Command, frozen=True, kw_only=True):
    """End a step whose turn it is. A sign step stands on the actor's signature of just before."""

    right: ClassVar[str] = ACT
    case: str
    step: str
    outcome: str = ""
    remarks: str = ""
    facts: tuple[Known, ...] = ()


class ReturnStep(Command, frozen=True, kw_only=True):
    """Send a case back to an earlier step, with remarks."""

    right: ClassVar[str] = ACT
    case: str
    step: str
    target: str
    remarks: str


class DelegateStep(Command, frozen=True, kw_only=True):
    """Give a step to somebody who may do it."""

    right: ClassVar[str] = ACT
    case: str
    step: str
    to: str
    remarks: str = ""


class BeginCalled(Command, frozen=True, kw_only=True):
    """Begin the flow a step calls, where it could not begin by itself: it was not in force then."""

    right: ClassVar[str] = START
    case: str
    step: str


class CallOff(Command, frozen=True, kw_only=True):
    """Not go on with a case."""

    right: ClassVar[str] = MANAGE
    case: str
    reason: str


def start_case(acting: Acting, command: StartCase) -> list[Happened]:
    """Answer StartCase. A case of that name that is running begins no second time."""
    case = command.case.strip() or acting.new_id()
    if standing(acting.connection, case) is not None:
        return []
    pin, chart = chart_in_force(acting.connection, command.flow, acting.now_ms)
    facts = {one.name: one.worth for one in command.facts}
    return decisions.start(pin, chart, case, command.title, command.matter, facts)


def finish_step(acting: Acting, command: FinishStep) -> list[Happened]:
    """Answer FinishStep. Refuses as `turn` and `decisions.finish`, and `flow.not_signed`."""
    now, here = turn(acting, command.case, command.step)
    decisions.check_by_hand(here)
    is_signed = here.step.kind is StepKind.SIGN and not _turns_back(now, here, command.outcome)
    signature = _signature(acting, now, here) if is_signed else ""
    return decisions.finish(
        now,
        command.step,
        command.outcome,
        remarks=command.remarks,
        facts={one.name: one.worth for one in command.facts},
        signature=signature,
    )


def return_step(acting: Acting, command: ReturnStep) -> list[Happened]:
    """Answer ReturnStep: whose turn it is sends back, also from a step that is done elsewhere."""
    now, _ = turn(acting, command.case, command.step)
    return decisions.give_back(now, command.step, command.target, command.remarks)


def delegate_step(acting: Acting, command: DelegateStep) -> list[Happened]:
    """Answer DelegateStep: by whose turn it is, or, once it is late, by whom it escalated to.

    Refuses `people.unknown`, `flow.may_not` for somebody who could not do it, `flow.author_decides`
    and as `turn`.
    """
    now = _running(acting, command.case)
    here = decisions.opened(now, command.step)
    roles = roles_of(acting.connection, acting.actor)
    escalated = here.is_late(acting.now_ms) and not set(here.step.escalate).isdisjoint(roles)
    if not escalated:
        turn(acting, command.case, command.step)
    to = person(acting.connection, command.to)
    if to is None or not to.is_active:
        raise Refused("people.unknown", person=command.to)
    if here.step.not_author and command.to in now.authors:
        raise Refused("flow.author_decides", step=here.step.name)
    if lacking := _lacking(acting, here.step, command.to):
        raise Refused("flow.may_not", person=to.name, right=lacking)
    return [decisions.delegate(now, command.step, command.to, command.remarks)]


def call_off(acting: Acting, command: CallOff) -> list[Happened]:
    """Answer CallOff."""
    return decisions.call_off(_running(acting, command.case), command.reason)


def begin_called(acting: Acting, command: BeginCalled) -> list[Happened]:
    """Answer BeginCalled. Refuses also `flow.calls_nothing`, `flow.too_deep`, `flow.unknown`."""
    now = _running(acting, command.case)
    here = decisions.opened(now, command.step)
    if here.step.kind is not StepKind.SUBFLOW or here.child:
        raise Refused("flow.calls_nothing", step=here.step.name)
    return _call(acting, now, here)


def turn(acting: Acting, case: str, step: str) -> tuple[Standing, OpenStep]:
    """Return where a case stands for somebody whose turn a step is.

    Refusals: `flow.no_such_case`, `right.missing`, and those of `decisions.check_turn`.
    """
    now = _running(acting, case)
    roles = roles_of(acting.connection, acting.actor)
    here = decisions.check_turn(now, step, acting.actor, roles)
    right = here.step.right or ACT
    if not may(acting.connection, acting.actor, right, acting.place):
        raise Refused("right.missing", right=right)
    return now, here


def follow(acting: Acting, events: Sequence[Event]) -> Iterable[Happened]:
    """Begin the flows that steps call, and close what stations brought to its end apart.

    In the transaction of the act they follow from; on the server, of its arrival.
    """
    touched = dict.fromkeys(
        event.happened.case
        for event in events
        if isinstance(event.happened, CaseStarted | StepFinished)
    )
    for case in touched:
        try:
            yield from _followed(acting, case)
        except Refused:  # its flow is not here yet, or not in force: it stays open and is shown
            continue


def _followed(acting: Acting, case: str) -> list[Happened]:
    now = standing(acting.connection, case)
    if now is None:
        return []
    found = decisions.settle(now)
    for here in now.open:
        if here.step.kind is StepKind.SUBFLOW and not here.child:
            found += _call(acting, now, here)
    return found


def _call(acting: Acting, now: Standing, here: OpenStep) -> list[Happened]:
    if decisions.depth(now) >= decisions.DEEPEST:
        raise Refused("flow.too_deep", flow=now.pin.code, most=decisions.DEEPEST)
    pin, chart = chart_in_force(acting.connection, here.step.flow, acting.now_ms)
    child, above, name = decisions.child_of(now, here), now.title, here.step.name
    return decisions.start(
        pin,
        chart,
        child,
        Bilingual(f"{above.zh} · {name.zh}", f"{above.en} · {name.en}"),
        now.matter,
        now.facts,
        firing=f"called:{child}",
        parent=now.case,
        step=here.code,
    )


def _running(acting: Acting, case: str) -> Standing:
    now = standing(acting.connection, case)
    if now is None:
        raise Refused("flow.no_such_case", case=case)
    return now


def _turns_back(now: Standing, here: OpenStep, outcome: str) -> bool:
    return way_out(now.chart, here.step, outcome).back


def _lacking(acting: Acting, step: Step, who: str) -> str:
    """Return a right somebody lacks to do a step; empty where they may."""
    place, connection = acting.place, acting.connection
    for right in dict.fromkeys((ACT, step.right or ACT)):
        if not may(connection, who, right, place):
            return right
    if step.kind is not StepKind.SIGN:
        return ""
    wanted = meaning(step.meaning)
    stands = delegated(connection, who, wanted.code, place, acting.now_ms)
    return "" if stands or may(connection, who, wanted.right, place) else wanted.right


def _signature(acting: Acting, now: Standing, here: OpenStep) -> str:
    """Return the actor's signature that a sign step stands on: over all of its record, as it is.

    Refuses `flow.not_signed`.
    """
    given = [
        one
        for one in signatures(acting.connection, now.record)
        if (one.signer, one.meaning) == (acting.actor, here.step.meaning)
        and one.validity is Validity.VALID
    ]
    ledger = ledger_of(acting.connection, now.record)
    acts = {one.hash for one in ledger.acts}
    for one in reversed(given):
        if acts <= ledger.reached(one.hash) and one.hash not in _used(now, here):
            return one.hash
    raise Refused("flow.not_signed", step=here.step.name)


def _used(now: Standing, here: OpenStep) -> frozenset[str]:
    """One signature ends one step: three that must review are three people.

    A step that was sent back to them, with nothing changed, the same signature ends again.
    """
    return frozenset(one.signature for one in now.acts if one.step != here.code)
