"""Where a case stands: its acts, played over its chart. Pure, and the same in any order of arrival.

A token stands on every open step and is known by the acts that brought it there. An act takes the
token it was done on and no other, so that neither clocks nor the order of arrival matter: a step
that two stations finished apart is finished once, by whoever was first, and the other act is kept
beside (`Game.twice`). Forks, joins and branches take themselves, at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

from app.capabilities.flows.definition.bodies import Chart, Step, StepKind, Way
from app.capabilities.flows.definition.decisions import plan_of, returnable
from app.capabilities.flows.moves.bodies import END, START
from app.capabilities.flows.tokens.answers import Came, FinishedStep, Game, Hop, Token
from app.kernel.expressions import Worth, expression
from app.kernel.refused import Refused

_MOST_HOPS = 1_000
"""Ways taken by themselves in a row: a sound chart never comes near, a forged one ends here."""


def play(
    chart: Chart, facts: Mapping[str, Worth], started_ms: int, acts: Iterable[FinishedStep]
) -> Game:
    """Return where a case stands after `acts`, in whatever order they are given."""
    return _Board(chart, facts, started_ms, acts).played()


def way_out(chart: Chart, step: Step, outcome: str) -> Way:
    """Return the way a step goes on by. Refusals: `flow.outcome_unknown`, `flow.outcome_missing`.

    A sub-flow may come to anything: what has no way of its own takes the usual one.
    """
    ways = chart.ways_from(step.code)
    drawn = next((one for one in ways if outcome and one.outcome == outcome), None)
    usual = next((one for one in ways if not one.outcome and not one.back), None)
    if step.kind is not StepKind.SUBFLOW:
        said = {one.code for one in step.outcomes}
        if said and not outcome:
            raise Refused("flow.outcome_missing", step=step.name)
        if outcome and outcome not in said:
            raise Refused("flow.outcome_unknown", step=step.code, outcome=outcome)
    found = drawn or usual
    if found is None:
        raise Refused("flow.no_usual_way", step=step.code)
    return found


def is_lawful(chart: Chart, act: FinishedStep, signers: Mapping[str, str]) -> bool:
    """Tell whether an act is one that this chart allows at all, whoever's turn it was.

    It goes by a way of its step, or back to where one may be sent back; it is done by the right the
    step names; a step of signing stands on a signature of whoever ended it (`signers`: who signed,
    by the hashes of signatures known here); nobody ends what a person must. A program that was
    tampered with can write down anything else: it counts for nothing.
    """
    step = chart.step(act.step)
    if step is None or not step.kind.is_taken:
        return False
    if not act.person and step.kind is not StepKind.SUBFLOW:
        return False
    if act.right != step.right:
        return False
    if act.returned:
        return act.target in returnable(chart, act.step)
    try:
        way = way_out(chart, step, act.outcome)
    except Refused:
        return False
    if way.back or way.target != act.target:
        return False
    return step.kind is not StepKind.SIGN or signers.get(act.signature) == act.person


class _Board:
    """The board a case is played on."""

    def __init__(
        self,
        chart: Chart,
        facts: Mapping[str, Worth],
        started_ms: int,
        acts: Iterable[FinishedStep],
    ) -> None:
        self._chart = chart
        self._plan = plan_of(chart)
        self._steps = {one.code: one for one in chart.steps}
        self._ways: defaultdict[str, list[Way]] = defaultdict(list)
        for one in chart.ways:
            self._ways[one.source].append(one)
        self._facts = dict(facts)
        self._started_ms = started_ms
        self._acts = {o.hash: o for o in acts if o.target == END or o.target in self._steps}
        self._on: defaultdict[tuple[str, Came], list[FinishedStep]] = defaultdict(list)
        self._after: defaultdict[Came, list[FinishedStep]] = defaultdict(list)
        for act in sorted(self._acts.values(), key=_age):
            self._on[act.step, act.came].append(act)
            self._after[act.came].append(act)
        self._open: dict[tuple[str, Came], Token] = {}
        self._waiting: defaultdict[str, defaultdict[int, list[Came]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._ready: list[tuple[int, str]] = []
        self._hops: list[tuple[Came, Hop]] = []
        self._outcome, self._has_ended = "", False

    def played(self) -> Game:
        """Play every act there is a token for, the earliest first."""
        self._pass_on(START, self._chart.first, (), ())
        done: list[FinishedStep] = []
        while self._ready:
            _, name = heappop(self._ready)
            act = self._acts[name]
            del self._open[act.step, act.came]
            self._facts[act.step] = act.outcome
            self._facts |= act.facts or {}
            done.append(act)
            self._pass_on(act.step, act.target, (act.hash,), ())
        return self._game(done)

    def _game(self, done: list[FinishedStep]) -> Game:
        counted = {one.hash for one in done}
        ended = {(one.step, one.came) for one in done}
        left = sorted((o for o in self._acts.values() if o.hash not in counted), key=_age)
        return Game(
            open=tuple(self._open.values()),
            done=tuple(done),
            twice=tuple(one for one in left if (one.step, one.came) in ended),
            apart=tuple(one for one in left if (one.step, one.came) not in ended),
            facts=self._facts,
            hops=tuple(self._hops),
            outcome=self._outcome,
            has_ended=self._has_ended,
        )

    def _pass_on(self, source: str, target: str, came: Came, hops: tuple[Hop, ...]) -> None:
        """Bring a token over a way, and on from there over all that takes itself."""
        todo = [(source, target, came, hops)]
        while todo and len(self._hops) < _MOST_HOPS:
            source, target, came, hops = todo.pop()
            step = self._steps.get(target)
            if step is None:
                self._end(came)
            elif step.kind.is_taken:
                self._put(step, came, hops)
            else:
                for way, after in self._by_itself(step, source, target, came):
                    hop = Hop(source=step.code, target=way.target)
                    self._hops.append((after, hop))
                    todo.append((step.code, way.target, after, (*hops, hop)))

    def _by_itself(
        self, step: Step, source: str, target: str, came: Came
    ) -> list[tuple[Way, Came]]:
        """Return the ways a branch, a fork, a join takes, each with the acts it follows from."""
        ways = self._ways[target]
        if step.kind is StepKind.FORK:
            return [(one, came) for one in reversed(ways)]
        if step.kind is StepKind.BRANCH:
            return [(self._chosen(step, ways, came), came)]
        whole = self._joined(step, source, came)
        return [] if whole is None else [(ways[0], whole)]

    def _chosen(self, step: Step, ways: list[Way], came: Came) -> Way:
        """Return the way a branch took, as it was written down, or takes by what is known now."""
        written = [
            *(hop for name in came if name in self._acts for hop in self._acts[name].hops),
            *(hop for act in self._after[came] for hop in act.rested if came),
        ]
        for hop in written:
            for way in ways:
                if (hop.source, hop.target) == (step.code, way.target):
                    return way
        usual = next(one for one in ways if not one.given)
        held = (one for one in ways if one.given and expression(one.given).holds(self._facts))
        return next(held, usual)

    def _joined(self, step: Step, source: str, came: Came) -> Came | None:
        """Note that one arm has come; return what all arms came from, once they all have."""
        (_, arm) = self._plan.branch[source][-1] if self._plan.branch[source] else ("", 0)
        arms = self._waiting[step.code]
        arms[arm].append(came)
        if sum(1 for held in arms.values() if held) < self._plan.arms[step.code]:
            return None
        parts = [held.pop(0) for held in arms.values()]
        return tuple(sorted({name for part in parts for name in part}))

    def _put(self, step: Step, came: Came, hops: tuple[Hop, ...]) -> None:
        acts = [self._acts[name] for name in came if name in self._acts]
        written = {hop for act in acts for hop in act.hops}
        since_ms = max((act.at_ms for act in acts), default=self._started_ms)
        rested = tuple(hop for hop in hops if hop not in written) if came else ()
        self._open[step.code, came] = Token(step.code, came, since_ms, rested)
        first = self._on.get((step.code, came))
        if first:
            heappush(self._ready, (first[0].at_ms, first[0].hash))

    def _end(self, came: Came) -> None:
        self._has_ended = True
        acts = (self._acts[name] for name in came if name in self._acts)
        last = max(acts, key=_age, default=None)
        self._outcome = "" if last is None else last.outcome


def _age(act: FinishedStep) -> tuple[int, str]:
    """Order acts the same on every node."""
    return (act.at_ms, act.hash)
