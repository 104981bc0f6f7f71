"""Builders for the tokens' tests: any sound chart, and a case walked over it without a database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from app.capabilities.documents.answers import Pin
from app.capabilities.flows.cases import decisions
from app.capabilities.flows.cases.answers import OpenStep, Standing
from app.capabilities.flows.cases.events import StepFinished
from app.capabilities.flows.definition.bodies import Chart, Step, StepKind, Way
from app.capabilities.flows.moves.bodies import END, START
from app.capabilities.flows.moves.decisions import sums
from app.capabilities.flows.moves.events import Moved
from app.capabilities.flows.tokens.answers import FinishedStep
from app.capabilities.flows.tokens.decisions import play
from app.journal.ruling import Matter
from tests.capabilities.flows.cases import a_step, said


@dataclass
class _Drawing:
    """A chart that is being drawn: every block is entered at one place and left at another."""

    draw: Callable[[Any], Any]
    steps: list[Step] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)

    def name(self, letter):
        return f"{letter}{len(self.steps)}"

    def way(self, sources, target):
        for source, outcome, given in sources:
            self.ways.append(Way(source=source, target=target, outcome=outcome, given=given))

    def block(self, sources, depth):
        """Draw one to three parts behind `sources`; return what is left open behind them."""
        for _ in range(self.draw(st.integers(1, 3 if depth < 2 else 1))):
            kinds = ["task", "task", "choice"] + (["branch", "fork"] if depth < 2 else [])
            sources = getattr(self, self.draw(st.sampled_from(kinds)))(sources, depth)
        return sources

    def task(self, sources, depth):
        del depth
        code = self.name("t")
        self.steps.append(a_step(code))
        self.way(sources, code)
        return [(code, "", "")]

    def choice(self, sources, depth):
        code = self.name("c")
        self.steps.append(a_step(code, outcomes="yes no"))
        self.way(sources, code)
        beside = self.task([(code, "no", "")], depth)
        return [(code, "yes", ""), *beside]

    def branch(self, sources, depth):
        code = self.name("b")
        self.steps.append(a_step(code, StepKind.BRANCH))
        self.way(sources, code)
        known = [one.code for one in self.steps if one.kind is StepKind.TASK and one.outcomes]
        guard = f'{self.draw(st.sampled_from(known))} == "yes"' if known else "big"
        one = self.block([(code, "", guard)], depth + 1)
        return [*one, *self.block([(code, "", "")], depth + 1)]

    def fork(self, sources, depth):
        fork, arms = self.name("f"), []
        self.steps.append(a_step(fork, StepKind.FORK))
        self.way(sources, fork)
        for _ in range(self.draw(st.integers(2, 3))):
            first = self.task([(fork, "", "")], depth)
            arms += self.block(first, depth + 1)
        join = self.name("j")
        self.steps.append(a_step(join, StepKind.JOIN))
        self.way(arms, join)
        return [(join, "", "")]


@st.composite
def sound_charts(draw) -> Chart:
    """Draw a chart of tasks, choices, branches, forks and joins, nested."""
    drawing = _Drawing(draw)
    first = drawing.task([(START, "", "")], 0)
    drawing.way(drawing.block(first, 0), END)
    return Chart(
        code="F",
        name=said("F"),
        steps=tuple(drawing.steps),
        ways=tuple(drawing.ways),
        facts=("big",),
    )


@dataclass
class Walk:
    """A case at one station or several: what each of them holds is its own list of acts."""

    chart: Chart
    given: dict[str, Any] = field(default_factory=dict)
    acts: list[FinishedStep] = field(default_factory=list)
    moves: list[Moved] = field(default_factory=list)

    def __post_init__(self):
        pin = Pin("flow", "F", "A", said("F"), "f" * 64)
        begun = decisions.start(pin, self.chart, "C", said("C"), Matter(), self.given)
        self.moves = self.moves or [one for one in begun if isinstance(one, Moved)]

    def apart(self):
        """Return the same case at another station."""
        return Walk(self.chart, dict(self.given), list(self.acts), list(self.moves))

    def meet(self, other):
        """Take in what another station did: each act once."""
        held = {one.hash for one in self.acts}
        self.acts += [one for one in other.acts if one.hash not in held]

    @property
    def now(self) -> Standing:
        game = play(self.chart, self.given, 0, self.acts)
        steps = {one.code: one for one in self.chart.steps}
        return Standing(
            case="C",
            pin=Pin("flow", "F", "A", said("F"), ""),
            chart=self.chart,
            title=said("C"),
            matter=Matter(),
            given=self.given,
            firing="",
            started_ms=0,
            started_by="P-0",
            station="S1",
            game=game,
            open=tuple(
                OpenStep(step=steps[o.step], came=o.came, since_ms=o.since_ms, rested=o.rested)
                for o in game.open
            ),
            acts=tuple(self.acts),
        )

    def keep(self, happened, station="S1", at_ms=None):
        for one in happened:
            if isinstance(one, Moved):
                self.moves.append(one)
            if isinstance(one, StepFinished):
                self.acts.append(_done(one, f"{len(self.acts):04d}{station}", at_ms))

    def finish(self, step, outcome="", station="S1", at_ms=None):
        self.keep(decisions.finish(self.now, step, outcome, remarks="r"), station, at_ms)

    def give_back(self, step, target, station="S1"):
        self.keep(decisions.give_back(self.now, step, target, "again"), station)

    @property
    def at(self):
        found = sums((one.source, one.target, one.quantity) for one in self.moves)
        return {place: amount for place, amount in found.items() if amount != Decimal(0)}


def _done(one: StepFinished, name: str, at_ms=None) -> FinishedStep:
    return FinishedStep(
        hash=name,
        step=one.step,
        came=one.came,
        target=one.target,
        at_ms=int(name[:4]) if at_ms is None else at_ms,
        outcome=one.outcome,
        hops=one.hops,
        rested=one.rested,
        returned=one.returned,
        remarks=one.remarks,
        facts={k.name: k.worth for k in one.facts},
        station=name[4:],
    )
