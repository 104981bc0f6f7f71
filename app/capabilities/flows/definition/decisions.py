"""When a chart is sound, and how it is told line by line. Pure.

A sound chart can always be finished: every step leads to the end, every outcome and every case has
a way, and whatever a fork splits one join brings together again, so that no token is stranded or
doubled. What turns back does so over ways that are drawn as ways back.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from app.capabilities.documents.answers import Line, Said, Word
from app.capabilities.flows.definition.answers import Branch, Plan
from app.capabilities.flows.definition.bodies import Chart, Step, StepKind, Way
from app.capabilities.flows.moves.bodies import END, START
from app.capabilities.flows.moves.decisions import check_flow
from app.capabilities.people.signatures.decisions import WITHDRAWN, meaning
from app.kernel.expressions import check_names
from app.kernel.refused import Refused
from app.kernel.words import Bilingual


def check_chart(chart: Chart) -> None:
    """Raise Refused unless a case can start on it, and be finished however it turns out.

    Refusals: those of its flow, `flow.text_missing`, `.nobody`, `.no_meaning`, `.no_flow`,
    `.calls_itself`, `.begins_alone`, `.ways_of`, `.outcome_without_way`, `.no_usual_way`,
    `.empty_arm`, `.guard_missing`, `.guard_elsewhere`, `.goes_round`, `.unbalanced`,
    `.back_across`, `expression.…` and `signature.meaning_unknown`.
    """
    check_flow(chart.flow)
    _check_said(chart.name, chart.code)
    for step in chart.steps:
        _check_step(chart, step)
    plan_of(chart)
    _check_begins(chart)
    _check_rests(chart)


@lru_cache(maxsize=256)
def plan_of(chart: Chart) -> Plan:
    """Return which branch each step lies in.

    Refusals: `flow.goes_round`, `flow.unbalanced`, `flow.back_across`.
    """
    branch: dict[str, Branch] = {}
    arms: dict[str, int] = {}
    for code in _in_order(chart):
        came = [_out_of(chart, branch, one) for one in _forward_into(chart, code)]
        step = chart.step(code)
        if step is not None and step.kind is StepKind.JOIN:
            branch[code], arms[code] = _joined(chart, code, came)
        else:
            branch[code] = _one_of(code, came)
    for way in chart.ways:
        if way.back and branch[way.source] != branch[way.target]:
            raise Refused("flow.back_across", source=way.source, target=way.target)
    return Plan(branch, arms)


def returnable(chart: Chart, step: str) -> tuple[str, ...]:
    """Return the steps one may be sent back to from `step`, the earliest first.

    Any task before it in the same branch, and wherever a way back leads.
    """
    before, branch = _before(chart, step), plan_of(chart).branch
    drawn = {one.target for one in chart.ways_from(step) if one.back}
    return tuple(
        one.code
        for one in chart.steps
        if one.code in drawn
        or (one.kind is StepKind.TASK and one.code in before and branch[one.code] == branch[step])
    )


def outline_chart(chart: Chart) -> tuple[Line, ...]:
    """Tell a flow: each step with whose it is, and where it leads."""
    return (
        Line(("name",), (chart.name,), level=0),
        *(line for place, one in enumerate(chart.steps) for line in _outline(chart, one, place)),
    )


# ------------------------------------------------------------------ one step
def _check_step(chart: Chart, step: Step) -> None:
    _check_said(step.name, step.code)
    ways = chart.ways_from(step.code)
    if step.kind is not StepKind.BRANCH and any(one.given for one in ways):
        raise Refused("flow.guard_elsewhere", step=step.code)
    match step.kind:
        case StepKind.BRANCH:
            _check_branch(chart, step, ways)
        case StepKind.FORK:
            _check_split(chart, step, ways, least=2)
        case StepKind.JOIN:
            _check_split(chart, step, ways, least=1)
        case _:
            _check_taken(chart, step, ways)


def _check_branch(chart: Chart, step: Step, ways: tuple[Way, ...]) -> None:
    usual = [one for one in ways if not one.given.strip()]
    if len(ways) < 2 or any(one.outcome for one in ways):
        raise Refused("flow.ways_of", step=step.code)
    if len(usual) != 1 or usual[0].back:
        raise Refused("flow.guard_missing", step=step.code)
    known = {*chart.facts, *(one.code for one in chart.steps)}
    for one in ways:
        if one.given.strip():
            check_names(one.given, known)


def _check_split(chart: Chart, step: Step, ways: tuple[Way, ...], least: int) -> None:
    most = 1 if step.kind is StepKind.JOIN else len(ways)
    if not least <= len(ways) <= most or any(one.outcome or one.back for one in ways):
        raise Refused("flow.ways_of", step=step.code)
    joins = {one.code for one in chart.steps if one.kind is StepKind.JOIN}
    if step.kind is StepKind.FORK and not joins.isdisjoint(one.target for one in ways):
        raise Refused("flow.empty_arm", step=step.code)


def _check_taken(chart: Chart, step: Step, ways: tuple[Way, ...]) -> None:
    if step.kind is StepKind.SUBFLOW:
        _check_call(chart, step)
    elif not any(role.strip() for role in step.roles) and not step.right.strip():
        raise Refused("flow.nobody", step=step.code)
    if step.kind is StepKind.SIGN and meaning(step.meaning).code == WITHDRAWN:
        raise Refused("flow.no_meaning", step=step.code)
    _check_outcomes(step, ways)


def _check_call(chart: Chart, step: Step) -> None:
    if not step.flow.strip():
        raise Refused("flow.no_flow", step=step.code)
    if step.flow == chart.code:
        raise Refused("flow.calls_itself", step=step.code, flow=step.flow)


def _check_outcomes(step: Step, ways: tuple[Way, ...]) -> None:
    """A step goes on by one way, whatever comes of it.

    What a sub-flow comes to is its own affair: there the usual way is needed in any case.
    """
    said = {one.code for one in step.outcomes}
    for one in step.outcomes:
        _check_said(one.name, f"{step.code} {one.code}")
    usual = [one for one in ways if not one.outcome and not one.back]
    drawn = Counter(one.outcome for one in ways if one.outcome)
    is_open = step.kind is StepKind.SUBFLOW
    if len(usual) > 1 or any(times > 1 for times in drawn.values()):
        raise Refused("flow.ways_of", step=step.code)
    if not is_open and (strange := sorted(drawn.keys() - said)):
        raise Refused("flow.outcome_unknown", step=step.code, outcome=strange[0])
    if usual:
        return
    if is_open or not said:
        raise Refused("flow.no_usual_way", step=step.code)
    if lacking := sorted(said - drawn.keys()):
        raise Refused("flow.outcome_without_way", step=step.code, outcome=lacking[0])


def _check_begins(chart: Chart) -> None:
    """A case begins with what somebody does, at the one way in."""
    begins = chart.ways_from(START)
    if len(begins) != 1 or begins[0].back or begins[0].outcome or begins[0].given:
        raise Refused("flow.ways_of", step=START)
    seen, todo = set(), [chart.first]
    while todo:
        code = todo.pop()
        step = chart.step(code)
        if step is None or step.kind is StepKind.SUBFLOW:
            raise Refused("flow.begins_alone", step=code)
        if not step.kind.is_taken and code not in seen:
            todo += [one.target for one in chart.ways_from(code)]
        seen.add(code)


def _check_rests(chart: Chart) -> None:
    """No case goes round by itself: every round leads past what somebody does."""
    alone = {one.code for one in chart.steps if not one.kind.is_taken}
    for code in alone:
        seen: set[str] = set()
        todo = [code]
        while todo:
            ways = chart.ways_from(todo.pop())
            todo += [one.target for one in ways if one.target in alone and one.target not in seen]
            seen |= {one.target for one in ways}
        if code in seen:
            raise Refused("flow.goes_round", step=code)


def _check_said(text: Bilingual, where: str) -> None:
    if not text.zh.strip() or not text.en.strip():
        raise Refused("definition.text_missing", where=where)


# ------------------------------------------------------------------ the whole
def _in_order(chart: Chart) -> list[str]:
    """Return START, every step and END so that each comes after all that lead to it."""
    left = Counter(one.target for one in chart.ways if not one.back)
    found, todo = [], [START]
    while todo:
        here = todo.pop()
        found.append(here)
        for one in chart.ways_from(here):
            if not one.back:
                left[one.target] -= 1
                if not left[one.target]:
                    todo.append(one.target)
    if lost := {one.code for one in chart.steps} - set(found):
        raise Refused("flow.goes_round", step=min(lost))
    return found


def _forward_into(chart: Chart, code: str) -> tuple[Way, ...]:
    return tuple(one for one in chart.ways if one.target == code and not one.back)


def _out_of(chart: Chart, branch: dict[str, Branch], way: Way) -> Branch:
    """Return the branch a way runs in: out of a fork, a new one."""
    here = branch[way.source]
    step = chart.step(way.source)
    if step is None or step.kind is not StepKind.FORK:
        return here
    return (*here, (way.source, chart.ways_from(way.source).index(way)))


def _one_of(code: str, came: list[Branch]) -> Branch:
    """Return the one branch all ways to a step run in; the end lies on the trunk."""
    where = came[0] if came else ()
    if any(one != where for one in came) or (code == END and where):
        raise Refused("flow.unbalanced", step=code)
    return where


def _joined(chart: Chart, code: str, came: list[Branch]) -> tuple[Branch, int]:
    """Return the branch a join leads back to, and how many arms of its one fork it waits for."""
    inner = {one[-1:] for one in came}
    outer = {one[:-1] for one in came}
    forks = {arm[0][0] for arm in inner if arm}
    if len(outer) != 1 or len(forks) != 1 or () in inner:
        raise Refused("flow.unbalanced", step=code)
    ways = len(chart.ways_from(next(iter(forks))))
    if len(inner) != ways:
        raise Refused("flow.unbalanced", step=code)
    return next(iter(outer)), ways


def _before(chart: Chart, code: str) -> frozenset[str]:
    into: defaultdict[str, set[str]] = defaultdict(set)
    for one in chart.ways:
        if not one.back:
            into[one.target].add(one.source)
    found: set[str] = set()
    todo = [code]
    while todo:
        sources = into[todo.pop()] - found
        found |= sources
        todo += sources
    return frozenset(found)


# ------------------------------------------------------------------ told line by line
def _outline(chart: Chart, step: Step, place: int) -> Iterator[Line]:
    here = ("steps", place)
    kind = Word(f"flows.kind.{step.kind}")
    yield Line(here, (step.name, kind), number=step.code, level=0)
    signed = Word(f"signature.meaning.{step.meaning}")
    facts: tuple[tuple[str, tuple[Said, ...]], ...] = (
        ("roles", step.roles),
        ("right", (step.right,) if step.right else ()),
        ("meaning", (signed,) if step.kind is StepKind.SIGN else ()),
        ("act", (step.act,) if step.act else ()),
        ("flow", (step.flow,) if step.flow else ()),
        ("form", (step.form,) if step.form else ()),
        ("outcomes", tuple(one.name for one in step.outcomes)),
        ("due_min", (f"{step.due_min}",) if step.due_min else ()),
        ("escalate", step.escalate),
        ("note", (step.note,) if step.note.zh or step.note.en else ()),
    )
    for field, said in facts:
        if said:
            yield Line((*here, field), said, field=field)
    for number, one in enumerate(chart.ways_from(step.code)):
        field = "way_back" if one.back else "way_on"
        yield Line((*here, "ways", number), (_told(one),), field=field)


def _told(way: Way) -> str:
    to = "■" if way.target == END else way.target
    why = way.given or way.outcome
    return f"→ {to} [{why}]" if why else f"→ {to}"
