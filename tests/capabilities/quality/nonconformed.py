"""Builders for nonconformances' tests: one on a floor that works; split, approved and signed."""

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from app.capabilities.people.signatures.commands import Ask
from app.capabilities.production.bodies import Instruction, Step
from app.capabilities.quality.nonconformance.dispositions.commands import (
    ApproveDisposition,
    ApproveOnline,
    ProposeDisposition,
)
from app.capabilities.quality.nonconformance.evaluating.commands import (
    CallOffNonconformance,
    EvaluateNonconformance,
)
from app.capabilities.quality.nonconformance.executing.commands import ExecuteDisposition
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import (
    ONLINE,
    Disposition,
    Part,
    Picture,
    Risk,
    Severity,
    Split,
)
from app.capabilities.quality.nonconformance.records.events import nonconformance_stream
from app.capabilities.quality.nonconformance.records.queries import known
from app.capabilities.quality.nonconformance.registering.commands import RegisterNonconformance
from app.capabilities.quality.nonconformance.taking_back.commands import TakeBackDeed
from app.capabilities.quality.plans.bodies import InspectionPlan
from app.journal.ledger import ledger_of
from app.journal.ruling import Matter
from app.kernel.sealing import SigningKey
from app.kernel.words import Bilingual
from app.stations.session import Proof
from app.stations.signing import WITNESSED, signed
from tests.capabilities.documents.library import publish
from tests.capabilities.people.plant import FOUNDER, a_person, let_sign
from tests.capabilities.production.factory import PRODUCT
from tests.capabilities.quality.inspected import (
    ENGINEER,
    IPQC,
    LEAD,
    OPERATOR,
    ORDER,
    OTHER_OPERATOR,
    QA,
    TURNING,
    a_floor,
    in_hand,
    start,
)
from tests.journal.node import Node

PIECES = 500
HEAD = "P-0112"
"""The head of production."""
PHOTO = Picture(sha256="ab" * 32, caption="destroyed")
REWORK = Split(
    disposition=Disposition.REWORK,
    quantity=Decimal(320),
    why="burr",
    instruction="RW-20",
    risk="the tip is cut anew: no effect on the seal",
)
SCRAP = Split(disposition=Disposition.SCRAP, quantity=Decimal(80), why="beyond the tip's limit")
DOWNGRADE = Split(
    disposition=Disposition.DOWNGRADE,
    quantity=Decimal(100),
    item="LA-TRAIN",
    lawful="for training only, never sold; the customer agreed on 2026-11-20",
    label="LB-TRAIN checked: no UDI",
)
CONCESSION = Split(
    disposition=Disposition.CONCESSION,
    quantity=Decimal(PIECES),
    why="surface only, fit and function as specified",
    limit="this lot only",
)
RETURN = Split(disposition=Disposition.RETURN, quantity=Decimal(12), notice="SCAR: hardness 71")
SIGNERS = {
    who: SigningKey(bytes([at]) * 32)
    for at, who in enumerate((LEAD, QA, HEAD, OTHER_OPERATOR, ENGINEER), 7)
}


def a_shop(*plans: InspectionPlan, **options: Any) -> Node:  # noqa: ANN401  # any option of a floor
    """Return a floor with a rework instruction, an item to downgrade to, and people who sign."""
    node = a_floor(*plans, **options)
    step = Step(title=Bilingual("重新切削", "Cut anew"))
    rework = Instruction(code="RW-20", name=Bilingual("返工", "Rework"), steps=(step,))
    publish(node, "instruction", rework.code, rework)
    training = replace(PRODUCT, code="LA-TRAIN", name=Bilingual("培训件", "Training piece"))
    publish(node, "product", training.code, training)
    node.do(a_person(HEAD, roles=("production_head",)), FOUNDER)
    for who, key in SIGNERS.items():
        for command in let_sign(who, key, node.journal.author.station):
            node.do(command, FOUNDER)
    return node


def at_turning(node: Node, pieces: int = PIECES) -> None:
    """Bring an order to turning, and begin there."""
    in_hand(node, pieces)
    start(node)


def register(node: Node, who: str = OPERATOR, **facts: Any) -> str:  # noqa: ANN401  # any field of the command
    """Register a nonconformance of the order at turning; return its name."""
    wanted: dict[str, Any] = {
        "name": "n-1",
        "code": "dimension",
        "matter": Matter(order=ORDER, operation=TURNING),
        "quantity": Decimal(PIECES),
    }
    command = RegisterNonconformance(**wanted | facts)
    node.do(command, who)
    return command.name


def evaluate(node: Node, name: str, quantity: int = PIECES) -> None:
    command = EvaluateNonconformance(
        name=name, severity=Severity.MAJOR, risk=Risk.MEDIUM, quantity=Decimal(quantity)
    )
    node.do(command, IPQC)


def propose(node: Node, name: str, *splits: Split, who: str = IPQC) -> str:
    """Propose a split; return the hash of the proposal."""
    node.do(ProposeDisposition(name=name, splits=splits), who)
    return it(node, name).row.proposal


def approve(node: Node, name: str, who: str, part: Part, meaning: str = "") -> None:
    """Let somebody sign for a proposal and approve it, as a station does: all or nothing."""
    now = it(node, name)
    said = meaning or ("approved" if part in ONLINE else "reviewed")
    command = ApproveOnline if part in ONLINE else ApproveDisposition
    approval = command(name=name, proposal=now.row.proposal, part=part)
    with node.engine.begin() as connection:
        seen = frozenset(ledger_of(connection, now.row.stream).entries)
        proof = Proof(who, SIGNERS[who], "", ("id", "secret"))
        signed(node.journal, connection, Ask(now.row.stream, said, seen=seen), proof)
        node.journal.carry_out(connection, approval, who)


def witnessed(
    node: Node,
    command: ExecuteDisposition | CallOffNonconformance | TakeBackDeed,
    who: str = LEAD,
) -> None:
    """Do it and let the second person it names sign, as a station does: all or nothing."""
    second = command.second
    proof = Proof(second, SIGNERS[second], "", ("id", "secret"))
    with node.engine.begin() as connection:
        done = node.journal.carry_out(connection, command, who, second)
        stream = nonconformance_stream(command.name)
        made = tuple(one.hash for one in done.events if one.envelope.stream == stream)
        signed(node.journal, connection, Ask(stream, WITNESSED, made=made), proof)


def it(node: Node, name: str) -> Nonconformance:
    return node.ask(known, name)
