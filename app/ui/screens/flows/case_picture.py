"""A case as a picture: its chart with who did what, what is open, late, or lies ahead."""

from collections.abc import Iterator

from app.capabilities.flows.cases.answers import OpenStep, Standing
from app.capabilities.flows.definition.bodies import Step, StepKind, Way
from app.capabilities.flows.moves.bodies import END, START
from app.capabilities.flows.tokens.answers import FinishedStep
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.flows.case_facts import CaseFacts
from app.ui.screens.records.telling import Teller

ICONS = {
    StepKind.TASK: "clipboard-check",
    StepKind.SIGN: "signature",
    StepKind.SUBFLOW: "workflow",
    StepKind.BRANCH: "split",
    StepKind.FORK: "git-fork",
    StepKind.JOIN: "git-compare",
}


def nodes(
    facts: CaseFacts, now: Standing, teller: Teller, moments: Moments
) -> Iterator[kit.FlowNode]:
    """Return the steps as they stand."""
    begun, over = "ok", "ok" if now.game.is_over else "todo"
    yield kit.FlowNode(START, "", state=begun, shape="dot")
    passed = {hop.source for _, hop in now.game.hops}
    last = {one.step: one for one in now.done}
    for step in now.chart.steps:
        here = now.at(step.code)
        shape = "step" if step.kind.is_taken else "gate"
        title = str(teller.words.of(step.name))
        if here is not None:
            late = here.is_late(moments.now_ms())
            sub, state = waiting(facts, here, teller), "warn" if late else "running"
        elif step.kind.is_taken:
            done = last.get(step.code)
            is_done = done is not None and not done.returned
            sub = _done(done, teller, moments) if done else _whose(facts, step, teller)
            state = "ok" if is_done else "todo"
        else:
            sub, state = "", "ok" if step.code in passed else "todo"
        yield kit.FlowNode(step.code, title, sub, ICONS[step.kind], state, shape)
    yield kit.FlowNode(END, "", state=over, shape="dot")


def lines(now: Standing, teller: Teller) -> Iterator[kit.FlowLine]:
    """Return the ways, those that were gone marked."""
    gone = {(hop.source, hop.target) for _, hop in now.game.hops}
    gone |= {(one.step, one.target) for one in now.done}
    gone.add((START, now.chart.first))
    for way in now.chart.ways:
        yield kit.FlowLine(
            way.source,
            way.target,
            _way_text(now, way, teller),
            taken=(way.source, way.target) in gone,
            back=way.back,
        )


def whose(facts: CaseFacts, here: OpenStep, teller: Teller) -> str:
    """Return whose turn a step is: who it was given to, else its roles."""
    return teller.who(here.delegate) if here.delegate else _whose(facts, here.step, teller)


def waiting(facts: CaseFacts, here: OpenStep, teller: Teller) -> str:
    """Return what an open step waits for, in a line."""
    if here.step.kind is StepKind.SUBFLOW:
        return teller.words("case.waits_for_flow" if here.child else "case.not_begun")
    return whose(facts, here, teller)


def _whose(facts: CaseFacts, step: Step, teller: Teller) -> str:
    words = teller.words
    found = (str(words.of(facts.roles.get(role, role))) for role in step.roles)
    return words("orders.comma").join(found) or words(f"flows.kind.{step.kind}")


def _done(done: FinishedStep, teller: Teller, moments: Moments) -> str:
    who = teller.who(done.person) if done.person else teller.words("case.by_itself")
    return f"{who} · {moments.when(done.at_ms)}"


def _way_text(now: Standing, way: Way, teller: Teller) -> str:
    """Return what stands on a way: its name, its outcome, or what must hold for it."""
    if way.back:
        return ""
    if name := str(teller.words.of(way.name)):
        return name
    step = now.chart.step(way.source)
    for one in () if step is None else step.outcomes:
        if one.code == way.outcome:
            return str(teller.words.of(one.name))
    return way.given or way.outcome
