"""Whose turn it is with a nonconformance, and what its flow goes on to.

Where the plant has a flow in force, its steps are bound to the acts of a review by name
(`nonconformance.evaluate`); each act ends its step in the same transaction, and is refused out of
turn. Where it has none, the order is that of the interlocks beneath.
"""

from collections.abc import Collection, Mapping

from msgspec.structs import replace
from sqlalchemy import Connection

from app.capabilities.flows.cases import decisions as cases
from app.capabilities.flows.cases.answers import OpenStep, Standing
from app.capabilities.flows.cases.queries import chart_in_force
from app.capabilities.flows.cases.queries import standing as case_standing
from app.capabilities.flows.definition.bodies import Step, StepKind
from app.capabilities.people.accounts.queries import roles_of
from app.capabilities.people.signatures.queries import Validity, signatures
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.events import (
    NonconformanceOpened,
    nonconformance_stream,
)
from app.journal.capability import Acting
from app.journal.event import Happened
from app.journal.ledger import ledger_of
from app.kernel.expressions import Worth
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

_ACTS = "nonconformance."
PROPOSE = f"{_ACTS}propose"
_STRONGER = {
    "reviewed": ("reviewed", "approved", "concession"),
    "approved": ("approved", "concession"),
}
"""What a step's meaning is said by: who approves has reviewed."""


def begin(acting: Acting, opened: NonconformanceOpened) -> list[Happened]:
    """Begin the review's flow; nothing where the plant has none in force, or it runs already."""
    if not opened.flow or case_standing(acting.connection, opened.name) is not None:
        return []
    try:
        pin, chart = chart_in_force(acting.connection, opened.flow, acting.now_ms)
    except Refused:  # without a flow the interlocks keep the order
        return []
    title = Bilingual(
        f"{opened.number} {opened.title.zh}".strip(), f"{opened.number} {opened.title.en}".strip()
    )
    matter = replace(opened.matter, stream=nonconformance_stream(opened.name))
    facts: Mapping[str, Worth] = {
        "severity": opened.severity.value,
        "needs_investigation": False,
        "registered": opened.registered,
    }
    return cases.start(pin, chart, opened.name, title, matter, facts=facts, firing=opened.firing)


def running(connection: Connection, it: Nonconformance) -> Standing | None:
    """Return where the review's flow stands; None where none runs, or it is over."""
    try:
        now = case_standing(connection, it.name)
    except Refused:  # its flow has not arrived here: the interlocks keep the order
        return None
    return None if now is None or now.is_closed else now


def check_turn(acting: Acting, it: Nonconformance, act: str) -> OpenStep | None:
    """Return the open step an act is bound to; None where no step of the flow is.

    Refusals: `ncr.not_turn` while the flow waits for something else, `flow.not_your_turn`,
    `flow.author_decides`.
    """
    now = running(acting.connection, it)
    if now is None or not any(one.act == f"{_ACTS}{act}" for one in now.chart.steps):
        return None
    here = next((one for one in now.open if one.step.act == f"{_ACTS}{act}"), None)
    if here is None:
        raise Refused("ncr.not_turn", waits=_named(now.open))
    return cases.check_turn(now, here.code, acting.actor, _roles(acting))


def take_turn(
    acting: Acting, it: Nonconformance, act: str, outcome: str, facts: Mapping[str, Worth]
) -> list[Happened]:
    """End the step an act is bound to. Refuses as `check_turn`.

    An outcome the step does not know is not told; one that turns back goes to the proposal.
    """
    here = check_turn(acting, it, act)
    now = running(acting.connection, it)
    if here is None or now is None:
        return []
    said = outcome if outcome in {one.code for one in here.outcomes} else ""
    back = facts.get("again") is True and not said
    target = _step_of(now, PROPOSE)
    if back and target is not None:
        return cases.give_back(now, here.code, target.code, it.row.number)
    return cases.finish(now, here.code, said, facts=facts, remarks=it.row.number if said else "")


def sign_turn(acting: Acting, it: Nonconformance) -> list[Happened]:
    """End the step of signing that is whoever acts' turn, by the signature they just gave.

    Nothing where the flow asks for none of theirs. Refusals: `ncr.not_turn` while others are to
    sign before, `flow.not_signed`, `flow.author_decides`.
    """
    now = running(acting.connection, it)
    if now is None:
        return []
    roles = _roles(acting)
    signing = [one for one in now.open if one.step.kind is StepKind.SIGN]
    for one in signing:
        if cases.may_take(one, acting.actor, roles):
            here = cases.check_turn(now, one.code, acting.actor, roles)
            given = _signature(acting, now, here.step)
            return cases.finish(now, here.code, signature=given)
    if any(_is_theirs(one, roles) for one in _to_come(now)):
        raise Refused("ncr.not_turn", waits=_named(now.open))
    return []


def turn_back(acting: Acting, it: Nonconformance, remark: str) -> list[Happened]:
    """Go back to the proposal, from whichever step waits. Refuses as the flow."""
    now = running(acting.connection, it)
    target = None if now is None else _step_of(now, PROPOSE)
    if now is None or target is None or now.at(target.code) is not None:
        return []
    roles = _roles(acting)
    mine = [one for one in now.open if cases.may_take(one, acting.actor, roles)]
    here = (mine or list(now.open))[0]
    return cases.give_back(now, here.code, target.code, remark)


def end(acting: Acting, it: Nonconformance, reason: str) -> list[Happened]:
    """Call the flow off, for one that was opened by mistake."""
    now = running(acting.connection, it)
    return [] if now is None else cases.call_off(now, reason)


def waits_for(connection: Connection, it: Nonconformance) -> tuple[str, ...]:
    """Return the roles whose turn it is, where a flow says so."""
    now = running(connection, it)
    roles = () if now is None else (role for one in now.open for role in one.step.roles)
    return tuple(dict.fromkeys(roles))


def open_acts(connection: Connection, it: Nonconformance) -> frozenset[str] | None:
    """Return the acts whose steps are open; None where no flow says so."""
    now = running(connection, it)
    if now is None:
        return None
    return frozenset(one.step.act.removeprefix(_ACTS) for one in now.open if one.step.act)


def _step_of(now: Standing, act: str) -> Step | None:
    return next((one for one in now.chart.steps if one.act == act), None)


def _to_come(now: Standing) -> list[Step]:
    """Return the steps of signing that the standing proposal has not passed yet."""
    proposed = _step_of(now, PROPOSE)
    codes = [one.step for one in now.done]
    last = max(
        (at for at, code in enumerate(codes) if proposed and code == proposed.code), default=-1
    )
    passed = set(codes[last + 1 :])
    return [one for one in now.chart.steps if one.kind is StepKind.SIGN and one.code not in passed]


def _is_theirs(step: Step, roles: Collection[str]) -> bool:
    return not set(step.roles).isdisjoint(roles)


def _signature(acting: Acting, now: Standing, step: Step) -> str:
    """Return the signature of whoever acts over the record as it is. Refuses `flow.not_signed`."""
    ledger = ledger_of(acting.connection, now.record)
    acts = {one.hash for one in ledger.acts}
    used = {one.signature for one in now.acts}
    said = _STRONGER.get(step.meaning, (step.meaning,))
    for one in reversed(signatures(acting.connection, now.record)):
        is_theirs = one.signer == acting.actor and one.meaning in said
        is_free = one.validity is Validity.VALID and one.hash not in used
        if is_theirs and is_free and acts <= ledger.reached(one.hash):
            return one.hash
    raise Refused("flow.not_signed", step=step.name)


def _named(open_: Collection[OpenStep]) -> Bilingual:
    names = [one.step.name for one in open_]
    return Bilingual("、".join(n.zh for n in names), ", ".join(n.en for n in names))


def _roles(acting: Acting) -> tuple[str, ...]:
    return roles_of(acting.connection, acting.actor)
