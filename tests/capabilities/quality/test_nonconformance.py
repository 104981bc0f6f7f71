"""Nonconformances: held, judged, split, approved by those who must, done, inspected again."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.flows.moves.queries import at_nodes, moved_since
from app.capabilities.production.holds.queries import holds_on
from app.capabilities.production.operations.commands import ReportOperation
from app.capabilities.quality.nonconformance.dispositions.commands import CloseNonconformance
from app.capabilities.quality.nonconformance.evaluating.commands import EvaluateNonconformance
from app.capabilities.quality.nonconformance.executing.commands import (
    BeginRework,
    ExecuteDisposition,
    VerifyRework,
)
from app.capabilities.quality.nonconformance.records.answers import State
from app.capabilities.quality.nonconformance.records.bodies import (
    Affected,
    AffectedKind,
    Disposition,
    Finding,
    Part,
    Risk,
    Severity,
)
from app.capabilities.quality.nonconformance.registering.bodies import HoldScope
from app.kernel.refused import Refused
from tests.capabilities.quality.inspected import (
    IPQC,
    LEAD,
    OPERATOR,
    ORDER,
    OTHER_OPERATOR,
    QA,
    TURNING,
)
from tests.capabilities.quality.nonconformed import (
    DOWNGRADE,
    PHOTO,
    REWORK,
    SCRAP,
    a_shop,
    approve,
    at_turning,
    evaluate,
    it,
    propose,
    register,
    witnessed,
)

FIVE_HUNDRED = Decimal(500)


@pytest.mark.requirement("CN-15", "IS-10")
def test_500_pieces_go_from_found_to_closed():
    node = a_shop()
    at_turning(node)
    name = register(node)
    assert it(node, name).state is State.HELD
    assert [hold.ncr for hold in node.ask(holds_on, ORDER, TURNING)] == [name]
    assert {"flows.notice_sent"} <= {one.envelope.kind for one in node.events()}
    with pytest.raises(Refused, match=r"work\.on_hold"):
        node.do(ReportOperation(order=ORDER, operation=TURNING, good=Decimal(1)), OPERATOR)
    evaluate(node, name)
    propose(node, name, REWORK, SCRAP, DOWNGRADE)
    approve(node, name, LEAD, Part.SUPERVISOR)
    approve(node, name, QA, Part.QUALITY)
    assert it(node, name).may_be_done(Disposition.REWORK)
    assert not it(node, name).may_be_done(Disposition.DOWNGRADE)
    approve(node, name, QA, Part.QUALITY_ONLINE)
    assert it(node, name).state is State.DECIDED
    node.do(BeginRework(name=name, quantity=Decimal(320)), OPERATOR)
    done = ExecuteDisposition(name=name, disposition=Disposition.REWORK, quantity=Decimal(320))
    node.do(done, OPERATOR)
    node.do(
        ExecuteDisposition(name=name, disposition=Disposition.DOWNGRADE, quantity=Decimal(100)),
        LEAD,
    )
    scrap = ExecuteDisposition(
        name=name,
        disposition=Disposition.SCRAP,
        quantity=Decimal(80),
        second=OTHER_OPERATOR,
        pictures=(PHOTO,),
    )
    with pytest.raises(Refused, match=r"signature\.witness"):
        node.do(scrap, LEAD)
    with pytest.raises(Refused, match=r"signature\.witness"):
        node.do(scrap, LEAD, witness=OPERATOR)
    with pytest.raises(Refused, match=r"ncr\.second_missing"):
        node.do(replace(scrap, second=""), LEAD)
    witnessed(node, scrap)
    assert it(node, name).state is State.EXECUTED
    verified = VerifyRework(name=name, accepted=Decimal(320), remark="all gauged again, G-03")
    node.do(verified, IPQC)
    assert it(node, name).state is State.VERIFIED
    node.do(CloseNonconformance(name=name), QA)
    assert it(node, name).state is State.CLOSED
    assert node.ask(holds_on, ORDER, TURNING) == ()
    output = node.ask(moved_since, "S1", 0)
    assert output["scrap"] == (Decimal(180), 2)
    assert output["good"] == (Decimal(500), 1)
    at = node.ask(at_nodes, ORDER)
    assert (at[TURNING], at["@scrap"]) == (Decimal(320), Decimal(180))
    node.do(ReportOperation(order=ORDER, operation=TURNING, good=Decimal(320)), OPERATOR)


def test_an_order_that_is_held_already_is_held_once():
    node = a_shop()
    at_turning(node)
    name = register(node, hold=HoldScope.ORDER)
    whole = Affected(kind=AffectedKind.ORDER, name=ORDER, finding=Finding.HELD)
    node.do(
        EvaluateNonconformance(
            name=name,
            severity=Severity.MAJOR,
            risk=Risk.LOW,
            quantity=FIVE_HUNDRED,
            affected=(whole,),
        ),
        IPQC,
    )
    assert [one.ncr for one in node.ask(holds_on, ORDER)] == [name]
