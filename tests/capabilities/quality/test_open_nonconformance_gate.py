"""Nothing of an order is received while a nonconformance of it is open, whatever its route says."""

from decimal import Decimal

import pytest

from app.capabilities.production.bodies import RECEIPT_GATES
from app.capabilities.quality.nonconformance.evaluating.commands import CallOffNonconformance
from app.capabilities.quality.nonconformance.overseeing.queries import open_of_order
from app.capabilities.quality.nonconformance.registering.bodies import HoldScope
from app.capabilities.roster import ROSTER
from app.journal.capability import GateAsk
from app.journal.ruling import Matter
from app.kernel.refused import Refused
from tests.capabilities.people.plant import FOUNDER
from tests.capabilities.quality.inspected import LEAD, ORDER, QA, in_hand, report, start
from tests.capabilities.quality.nonconformed import a_shop, register, witnessed

RECEIVING = "B60"


@pytest.fixture
def node():
    """Twenty pieces are about to be received."""
    made = a_shop()
    in_hand(made)
    for operation in ("B20", "B40"):
        start(made, operation)
        report(made, 20, operation)
    start(made, RECEIVING)
    return made


def an_open_one(node, **about):
    """Register one that holds nothing: only the gate stands in the way."""
    matter = Matter(order=ORDER, **about)
    return register(node, matter=matter, quantity=Decimal(2), hold=HoldScope.NOTHING)


@pytest.mark.requirement("CN-15", "IL-12")
def test_no_order_is_received_while_a_nonconformance_of_it_is_open(node):
    assert "no_open_nonconformance" in RECEIPT_GATES
    name = an_open_one(node, operation="B20")
    with pytest.raises(Refused, match=r"gate\.open_nonconformance") as refused:
        report(node, 20, RECEIVING)
    assert refused.value.facts["count"] == 1
    assert [one.name for one in node.ask(open_of_order, ORDER)] == [name]
    witnessed(node, CallOffNonconformance(name=name, reason="mistaken", second=LEAD), QA)
    assert node.ask(open_of_order, ORDER) == ()
    report(node, 20, RECEIVING)


def test_one_of_another_order_keeps_nothing_from_being_received(node):
    register(node, matter=Matter(lot=""), quantity=Decimal(2), hold=HoldScope.NOTHING)
    assert node.ask(open_of_order, ORDER) == ()
    report(node, 20, RECEIVING)


@pytest.mark.requirement("IL-12")
def test_no_right_there_is_gets_past_it(node):
    an_open_one(node)
    name = "no_open_nonconformance"
    gate = next(plug.gates[name] for plug in ROSTER if name in plug.gates)
    with node.engine.begin() as connection:
        acting = node.journal.acting(connection, FOUNDER)
        with pytest.raises(Refused, match=r"gate\.open_nonconformance"):
            gate(acting, GateAsk(ORDER, RECEIVING, "report", good=Decimal(1)))
