"""What is allowed with cases: pure rules over where one stands.

A case is one decision that moves over its chart, by the same moves as pieces over a route: every
act is told twice, as what somebody did (`StepFinished`) and as the moves it made.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal

from msgspec.structs import replace

from app.capabilities.documents.answers import Pin
from app.capabilities.flows.cases.answers import OpenStep, Standing
from app.capabilities.flows.cases.events import (
    CaseCalledOff,
    CaseClosed,
    CaseStarted,
    Known,
    StepDelegated,
    StepFinished,
    moved_as,
)
from app.capabilities.flows.definition.bodies import Chart, StepKind, Way
from app.capabilities.flows.definition.decisions import returnable
from app.capabilities.flows.moves.bodies import DECISION, START
from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.flows.tokens.answers import FinishedStep, Game, Hop
from app.capabilities.flows.tokens.decisions import play, way_out
from app.journal.event import Happened
from app.journal.ruling import Matter
from app.kernel.expressions import Worth
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

ACT = "flows.act"
"""The right to take part in flows: of every step that names no other."""
DEEPEST = 6
"""Flows that may call each other in a row."""
_ONE = Decimal(1)
_NOW = "~"
"""The name of the act in hand: it sorts behind every hash."""
_LATER = 1 << 62


def start(  # noqa: PLR0913  # all a case begins with, told once
    pin: Pin,
    chart: Chart,
    case: str,
    title: Bilingual,
    matter: Matter,
    facts: Mapping[str, Worth] | None = None,
    firing: str = "",
    parent: str = "",
    step: str = "",
) -> list[Happened]:
    """Begin a case: `case` names it for ever, so that what begins it twice begins one case.

    `parent` and `step` are the case and step that wait for it. Refusals: `flow.title_missing`,
    `flow.unbalanced` and the like for a chart nobody checked.
    """
    if not title.zh.strip() and not title.en.strip():
        raise Refused("flow.title_missing")
    told = known(facts or {})
    game = play(chart, facts or {}, 0, ())
    begun = CaseStarted(
        case=case,
        flow=pin.code,
        revision=pin.revision,
        pin=pin.body,
        title=title,
        matter=matter,
        facts=told,
        firing=firing,
        parent=parent,
        step=step,
    )
    first = _moved(case, START, chart.first, Cause.RELEASE)
    return [begun, first, *(_hopped(case, hop) for _, hop in game.hops)]


def check_turn(standing: Standing, step: str, actor: str, roles: Collection[str]) -> OpenStep:
    """Return the open step somebody is about to end, or refuse.

    Refusals: `flow.over`, `flow.not_open`, `flow.author_decides`, `flow.not_your_turn`.
    """
    here = opened(standing, step)
    if here.step.not_author and actor in standing.authors:
        raise Refused("flow.author_decides", step=here.step.name)
    if not may_take(here, actor, roles):
        raise Refused("flow.not_your_turn", step=here.step.name)
    return here


def may_take(here: OpenStep, actor: str, roles: Collection[str]) -> bool:
    """Tell whether a step is somebody's: by a role of it, or because it was given to them."""
    is_anybodys = not here.step.roles
    return is_anybodys or actor == here.delegate or not set(here.step.roles).isdisjoint(roles)


def check_by_hand(here: OpenStep) -> None:
    """Refuse `flow.act_elsewhere` and `flow.waits_for_flow` for what no person ends by itself."""
    if here.step.act:
        raise Refused("flow.act_elsewhere", step=here.step.name)
    if here.step.kind is StepKind.SUBFLOW:
        raise Refused("flow.waits_for_flow", step=here.step.name, flow=here.step.flow)


def finish(  # noqa: PLR0913  # all a step comes to, told once
    standing: Standing,
    step: str,
    outcome: str = "",
    *,
    remarks: str = "",
    facts: Mapping[str, Worth] | None = None,
    signature: str = "",
    firing: str = "",
) -> list[Happened]:
    """End a step and go on, to the end of the case and of what waits for it where that is next.

    `signature` is the hash of the one a sign step stands on. Refusals: `flow.over`,
    `flow.not_open`, `flow.outcome_missing`, `flow.outcome_unknown`, `flow.remarks_missing` where
    the outcome turns back, `flow.not_signed`.
    """
    here = opened(standing, step)
    way = way_out(standing.chart, here.step, outcome)
    if way.back and not remarks.strip():
        raise Refused("flow.remarks_missing")
    if here.step.kind is StepKind.SIGN and not signature and not way.back:
        raise Refused("flow.not_signed", step=here.step.name)
    done = StepFinished(
        case=standing.case,
        step=step,
        target=way.target,
        came=here.came,
        outcome=outcome,
        rested=here.rested,
        returned=way.back,
        remarks=remarks.strip(),
        facts=known(facts or {}),
        right=here.step.right,
        signature=signature,
        firing=firing,
    )
    return _gone_on(standing, done, way)


def give_back(standing: Standing, step: str, target: str, remarks: str) -> list[Happened]:
    """Send a case back from an open step to an earlier one; what stands beside it stays.

    Refusals: `flow.over`, `flow.not_open`, `flow.no_way_back`, `flow.remarks_missing`.
    """
    here = opened(standing, step)
    if target not in returnable(standing.chart, step):
        raise Refused("flow.no_way_back", step=step, target=target)
    if not remarks.strip():
        raise Refused("flow.remarks_missing")
    done = StepFinished(
        case=standing.case,
        step=step,
        target=target,
        came=here.came,
        rested=here.rested,
        returned=True,
        remarks=remarks.strip(),
        right=here.step.right,
    )
    return _gone_on(standing, done, Way(source=step, target=target, back=True))


def delegate(standing: Standing, step: str, to: str, remarks: str = "") -> StepDelegated:
    """Give an open step to somebody else. Refusals: `flow.over`, `.not_open`, `.given_already`."""
    here = opened(standing, step)
    if to == here.delegate:
        raise Refused("flow.given_already")
    return StepDelegated(
        case=standing.case,
        step=step,
        came=here.came,
        to=to,
        remarks=remarks.strip(),
        right=here.step.right,
    )


def call_off(standing: Standing, reason: str) -> list[Happened]:
    """Not go on with a case. Refusals: `flow.over`, `flow.called`, `flow.reason_missing`.

    A case that another waits for is called off there first: it would wait for ever.
    """
    if standing.is_closed:
        raise Refused("flow.over", case=standing.title)
    if not reason.strip():
        raise Refused("flow.reason_missing")
    if standing.parent is not None and not standing.parent.is_closed:
        raise Refused("flow.called", case=standing.parent.title)
    return [
        CaseCalledOff(
            case=standing.case,
            flow=standing.pin.code,
            matter=standing.matter,
            reason=reason.strip(),
        )
    ]


def settle(standing: Standing) -> list[Happened]:
    """Say that a case is over which stations brought to its end apart: nobody's own act."""
    if not standing.game.is_over or standing.ended_ms is not None:
        return []
    return _closed(standing, standing.game.outcome, firing=f"settled:{standing.case}")


def child_of(standing: Standing, here: OpenStep) -> str:
    """Return the name of the case a sub-flow step calls at this visit, on every node alike."""
    before = sum(1 for one in standing.done if one.step == here.code)
    return f"{standing.case}.{here.code}.{before + 1}"


def depth(standing: Standing) -> int:
    """Return how many cases wait for this one, itself included."""
    return 1 if standing.parent is None else 1 + depth(standing.parent)


def opened(standing: Standing, step: str) -> OpenStep:
    """Return an open step. Refusals: `flow.over`, `flow.not_open`."""
    if standing.is_closed:
        raise Refused("flow.over", case=standing.title)
    here = standing.at(step)
    if here is None:
        raise Refused("flow.not_open", step=step)
    return here


def known(facts: Mapping[str, Worth]) -> tuple[Known, ...]:
    """Return facts as events hold them: numbers as exact text; what is unknown is left out."""
    return tuple(_known(name, value) for name, value in sorted(facts.items()) if value is not None)


def needs(happened: StepFinished | StepDelegated) -> tuple[str, ...]:
    """Return the right an act on a step needs."""
    return (happened.right or ACT,)


# ------------------------------------------------------------------ going on
def _gone_on(standing: Standing, done: StepFinished, way: Way) -> list[Happened]:
    """Return an act with the ways that take themselves after it, its moves, and an end."""
    draft = FinishedStep(
        hash=_NOW,
        step=done.step,
        came=done.came,
        target=done.target,
        at_ms=_LATER,
        outcome=done.outcome,
        rested=done.rested,
        returned=done.returned,
        facts={one.name: one.worth for one in done.facts},
    )
    game = play(standing.chart, standing.given, standing.started_ms, (*standing.acts, draft))
    hops = tuple(hop for came, hop in game.hops if _NOW in came)
    moves = (
        *(_hopped(standing.case, hop) for hop in done.rested),
        _moved(standing.case, done.step, way.target, Cause.REWORK if way.back else Cause.GOOD),
        *(_hopped(standing.case, hop) for hop in hops),
    )
    told = replace(done, hops=hops)
    return [told, *moves, *_ended(standing, game, done.firing)]


def _ended(standing: Standing, game: Game, firing: str) -> list[Happened]:
    return _closed(standing, game.outcome, firing) if game.is_over else []


def _closed(standing: Standing, outcome: str, firing: str) -> list[Happened]:
    """Close a case, and end the step that waits for it: its outcome goes up."""
    closed = CaseClosed(
        case=standing.case,
        flow=standing.pin.code,
        matter=standing.matter,
        outcome=outcome,
        firing=firing,
    )
    above = standing.parent
    here = None if above is None else above.at(standing.parent_step)
    if above is None or here is None or here.child != standing.case:
        return [closed]
    if here.step.flow != standing.pin.code:  # forged: it is not what the step waits for
        return [closed]
    return [closed, *finish(above, here.code, outcome, firing=firing)]


def _hopped(case: str, hop: Hop) -> Moved:
    return _moved(case, hop.source, hop.target, Cause.GOOD)


def _moved(case: str, source: str, target: str, cause: Cause) -> Moved:
    return Moved(
        case=moved_as(case), source=source, target=target, quantity=_ONE, unit=DECISION, cause=cause
    )


def _known(name: str, value: Worth) -> Known:
    if isinstance(value, bool):
        return Known(name=name, value="yes" if value else "no", sort="yes_no")
    if isinstance(value, Decimal):
        return Known(name=name, value=f"{value:f}", sort="number")
    return Known(name=name, value=str(value))
