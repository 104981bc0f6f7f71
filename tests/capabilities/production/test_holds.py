"""Holds on work: what they cover, who gets past them (nobody), how they are lifted."""

from decimal import Decimal

import pytest

from app.capabilities.production.holds.commands import FreeWork, HoldWork
from app.capabilities.production.holds.queries import standing_holds
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.production.operations.decisions import Scrap
from app.kernel.refused import Refused
from tests.capabilities.production.factory import a_plant, a_released_order


def test_a_held_order_is_neither_begun_nor_reported_until_it_is_freed():
    node = a_plant()
    order = a_released_order(node)
    node.do(StartOperation(order=order, operation="B10"))
    node.do(HoldWork(order=order, reason="Burrs at the thread"), actor="OP-02")
    (held,) = node.ask(standing_holds)
    with pytest.raises(Refused, match=r"work\.on_hold") as refused:
        node.do(ReportOperation(order=order, operation="B10", good=Decimal(200)))
    assert "Burrs at the thread" in str(refused.value.facts["because"])
    scrap = (Scrap(reason="burr", quantity=Decimal(5)),)
    node.do(ReportOperation(order=order, operation="B10", scrap=scrap))
    node.do(FreeWork(hold=held.hold, reason="Sorted, all good"))
    node.do(ReportOperation(order=order, operation="B10", good=Decimal(195)))
    assert node.ask(standing_holds) == ()
