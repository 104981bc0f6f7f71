"""Builders for what goes wrong: a floor whose quality people may sign, deviations, CAPAs."""

from typing import Any

from app.capabilities.people.signatures.commands import Ask
from app.capabilities.quality.capa.commands import (
    ChooseAction,
    CloseCapa,
    DoAction,
    FindCause,
    JudgeCapa,
    NameTeam,
    OpenCapa,
    PlanAction,
    PlanCheck,
    SayStep,
)
from app.capabilities.quality.capa.events import Step, capa_stream
from app.capabilities.quality.capa.queries import capa
from app.capabilities.quality.deviations.commands import (
    AssessDeviation,
    CloseDeviation,
    DecideDeviation,
    ReportDeviation,
)
from app.capabilities.quality.deviations.events import Ruling, Sort, Weight, deviation_stream
from app.journal.ledger import ledger_of
from app.journal.ruling import Matter
from app.kernel.days import later, local_day
from app.kernel.sealing import SigningKey, new_private_bytes
from app.stations.session import Proof
from app.stations.signing import signed
from tests.capabilities.people.plant import FOUNDER, let_sign
from tests.capabilities.quality.inspected import (
    ENGINEER,
    IPQC,
    LEAD,
    OPERATOR,
    ORDER,
    QA,
    a_floor,
    a_second,
    merge,
)
from tests.journal.node import Node

KEYS = {one: SigningKey(new_private_bytes()) for one in (LEAD, ENGINEER, IPQC, QA)}
DAY_MS = 86_400_000


def a_signing_floor(station: str = "S1", **options) -> Node:
    """Return a floor where a line lead, an engineer, an inspector and QA may sign."""
    node = a_floor(station=station, **options)
    for one, key in KEYS.items():
        for command in let_sign(one, key, station):
            node.do(command, FOUNDER)
    return node


def apart(node: Node) -> Node:
    """Return another station that holds the same, where the same people may sign."""
    other = a_second(node)
    for one, key in KEYS.items():
        other.do(let_sign(one, key, "S2")[0], FOUNDER)
    merge(node, other)
    return other


def sign(node: Node, person: str, record: str, meaning: str = "reviewed") -> None:
    """Let somebody sign a record as it is."""
    with node.engine.begin() as connection:
        seen = frozenset(ledger_of(connection, record).entries)
        ask = Ask(record, meaning, seen=seen)
        proof = Proof(person, KEYS[person], "", ("id", "secret"))
        signed(node.journal, connection, ask, proof)


def day(node: Node, days: int = 0) -> str:
    return later(local_day(node.clock.now_ms(), node.clock.offset_min()), days)


# ---------------------------------------------------------------------------------- deviations
def a_deviation(node: Node, name: str = "DV-1", who: str = OPERATOR, **facts) -> str:
    told: dict[str, Any] = {
        "planned": "Cure 24 h at 40 °C",
        "actual": "Taken out after 20 h",
        "sort": Sort.INSTRUCTION,
        "matter": Matter(order=ORDER, operation="B20"),
    }
    node.do(ReportDeviation(deviation=name, **told | facts), who)
    return name


def assess(node: Node, name: str = "DV-1", weight: Weight = Weight.MAJOR) -> None:
    said = AssessDeviation(deviation=name, weight=weight, impact="Bond strength may be low")
    node.do(said, ENGINEER)


def decide(node: Node, name: str = "DV-1", ruling: Ruling = Ruling.ACCEPT) -> None:
    sign(node, QA, deviation_stream(name))
    node.do(DecideDeviation(deviation=name, ruling=ruling, reason="20 h validated"), QA)


def close_deviation(node: Node, name: str = "DV-1", **facts) -> None:
    node.do(CloseDeviation(deviation=name, **facts), QA)


# ----------------------------------------------------------------------------------------- CAPA
def open_one(node: Node, name: str = "CA-1", who: str = ENGINEER, **facts) -> str:
    told: dict[str, Any] = {
        "title": "Bonds fail",
        "weight": Weight.MAJOR,
        "due": day(node, 60),
        "lead": ENGINEER,
    }
    node.do(OpenCapa(capa=name, **told | facts), who)
    return name


def up_to_actions(node: Node, name: str = "CA-1") -> None:
    """Take it through D1 to D6, everything done."""
    do = node.do
    do(NameTeam(capa=name, lead=ENGINEER, members=(LEAD,)), ENGINEER)
    do(SayStep(capa=name, step=Step.PROBLEM, text="3 lots below 15 N"), ENGINEER)
    do(SayStep(capa=name, step=Step.CONTAINMENT, text="Stock sorted"), ENGINEER)
    again(node, name)


def again(node: Node, name: str = "CA-1") -> None:
    """Take it through D4 to D7 of the round that runs, everything done."""
    do = node.do
    whys = ("Glue was not cured", "The oven door stood open", "Nobody is told when it does")
    do(FindCause(capa=name, cause="No alarm at the door", whys=whys), ENGINEER)
    do(ChooseAction(capa=name, text="Door switch", no_harm="Adds a signal only"), ENGINEER)
    do(PlanAction(capa=name, what="Fit a switch", who=LEAD, due=day(node, 7)), ENGINEER)
    (action,) = node.ask(capa, name).here
    do(DoAction(capa=name, action=action.action, evidence="Photo, WO-77"), LEAD)
    do(SayStep(capa=name, step=Step.PREVENTION, text="Added to the oven's plan"), ENGINEER)


def plan_check(node: Node, name: str = "CA-1", days: int = 30) -> None:
    said = PlanCheck(capa=name, due=day(node, days), metric="Bond strength", target="≥ 15 N, n=30")
    node.do(said, ENGINEER)


def judge(node: Node, name: str = "CA-1", *, is_effective: bool = True) -> None:
    said = JudgeCapa(
        capa=name, result="Lowest 17 N", is_effective=is_effective, evidence="Report T-12"
    )
    node.do(said, ENGINEER)


def close_capa(node: Node, name: str = "CA-1") -> None:
    sign(node, IPQC, capa_stream(name), "reviewed")
    sign(node, QA, capa_stream(name), "approved")
    node.do(CloseCapa(capa=name), QA)
