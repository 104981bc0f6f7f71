"""Builders for cases: charts in few words, people with roles, and a node they act at."""

from itertools import pairwise

from app.capabilities.flows.cases.commands import FinishStep, StartCase
from app.capabilities.flows.cases.queries import standing
from app.capabilities.flows.definition.bodies import Chart, Outcome, Step, StepKind, Way
from app.capabilities.flows.moves.bodies import END, START
from app.capabilities.roster import ROSTER
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish
from tests.capabilities.people.plant import FOUNDER, ROLES, a_person, may_or_founds
from tests.journal.node import a_node


def said(text):
    return Bilingual(text, text)


def a_step(code, kind=StepKind.TASK, roles=("engineer",), outcomes="", **facts):
    named = tuple(Outcome(code=one, name=said(one)) for one in outcomes.split())
    if not StepKind(kind).is_taken or kind == "subflow":
        roles = ()
    return Step(
        code=code, name=said(code), kind=StepKind(kind), roles=roles, outcomes=named, **facts
    )


def ways(text):
    """Return ways from parts like `a > b > c`, `a > b : outcome`, `a > b ? guard`, `b ~> a` (back).

    Parts stand on lines of their own or between `;`. `@` is where a case begins and ends.
    """
    found = []
    for part in filter(None, (one.strip() for one in text.replace(";", "\n").splitlines())):
        rest, _, given = part.partition(" ? ")
        rest, _, outcome = rest.partition(" : ")
        stops = [one.strip() for one in rest.replace("~>", ">").split(">")]
        for source, target in pairwise(stops):
            found.append(
                Way(
                    source=START if source == "@" else source,
                    target=END if target == "@" else target,
                    outcome=outcome.strip(),
                    given=given.strip(),
                    back="~>" in rest,
                )
            )
    return tuple(found)


def a_chart(steps, text, code="F", facts=()):
    return Chart(code=code, name=said(code), steps=tuple(steps), ways=ways(text), facts=facts)


def linear(*steps, code="F"):
    stops = ("@", *(one.code for one in steps), "@")
    return a_chart(steps, " > ".join(stops), code)


ENGINEER, LEAD, QUALITY, OPERATOR = "P-0122", "P-0110", "P-0123", "P-0101"


def a_shop(station="S1", *charts, **options):
    """Return a node where rights count, four people work, and flows are in force."""
    node = a_node(station, capabilities=ROSTER, may=may_or_founds, **options)
    for role in ROLES:
        node.do(role, FOUNDER)
    roles = {ENGINEER: "engineer", LEAD: "line_lead", QUALITY: "qa_release", OPERATOR: "operator"}
    for who, held in roles.items():
        node.do(a_person(who, roles=(held,)), FOUNDER)
    for chart in charts:
        publish(node, "flow", chart.code, chart, title=chart.name)
    return node


def begin(node, case="C1", flow="F", actor=ENGINEER, **facts):
    node.do(StartCase(flow=flow, title=said("it"), case=case, **facts), actor)
    return node.ask(standing, case)


def end(node, step, outcome="", actor=ENGINEER, case="C1", **facts):
    node.do(FinishStep(case=case, step=step, outcome=outcome, **facts), actor)
    return node.ask(standing, case)


def open_of(node, case="C1"):
    return sorted(one.code for one in node.ask(standing, case).open)
