"""What else may be affected: the same machine, the same lot of a supplier, what was weighed."""

from decimal import Decimal

import pytest

from app.capabilities.production.operations.commands import (
    PauseOperation,
    ReportOperation,
    StartOperation,
)
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.production.weighings.events import Weighed
from app.capabilities.quality.nonconformance.registering.queries import affected
from app.journal.ruling import Matter
from tests.capabilities.materials.factory import receipt
from tests.capabilities.people.plant import FOUNDER
from tests.capabilities.production.factory import a_planned_order
from tests.capabilities.quality.inspected import (
    IPQC,
    LEAD,
    MINUTE_MS,
    OPERATOR,
    ORDER,
    PATROL,
    TURNING,
    inspect,
)
from tests.capabilities.quality.nonconformed import a_shop, it, register
from tests.journal.node import Node

BEFORE, OVER, SINCE = "WORK000401", "WORK000402", "WORK000403"


def on_the_lathe(node: Node, order: str, *, at: str = TURNING) -> None:
    """Release an order and begin to turn it."""
    node.do(ImportPlan(orders=(a_planned_order(order, 20),)), LEAD)
    node.do(ReleaseOrder(order=order), LEAD)
    node.do(StartOperation(order=order, operation="B10"), OPERATOR)
    node.do(ReportOperation(order=order, operation="B10", good=Decimal(20)), OPERATOR)
    node.do(StartOperation(order=order, operation=at, equipment="CNC-01"), OPERATOR)


def pause(node: Node, order: str) -> None:
    node.do(PauseOperation(order=order, operation=TURNING, reason="break"), OPERATOR)
    node.clock.ms += MINUTE_MS


def weighed(node: Node, order: str, lot: str) -> None:
    portion = Weighed(order=order, operation="B10", step=0, net=Decimal("1.2"), unit="g", lot=lot)
    with node.engine.begin() as connection:  # as a scale's reading comes in
        node.journal.record(connection, (portion,), OPERATOR)


def suspects(node: Node, name: str) -> dict[str, str]:
    return {one.name: one.why for one in node.ask(affected, it(node, name).row)}


@pytest.mark.requirement("IS-10", "CN-15")
def test_what_the_machine_made_since_the_last_good_inspection_is_suspect():
    node = a_shop(PATROL)
    on_the_lathe(node, BEFORE)
    node.clock.ms += MINUTE_MS
    pause(node, BEFORE)
    on_the_lathe(node, OVER)
    node.clock.ms += MINUTE_MS
    on_the_lathe(node, ORDER)
    inspect(node, PATROL)
    node.clock.ms += MINUTE_MS
    pause(node, ORDER)
    pause(node, OVER)
    on_the_lathe(node, SINCE)
    node.clock.ms += MINUTE_MS
    name = register(node, matter=Matter(order=ORDER, operation=TURNING), quantity=Decimal(5))
    assert suspects(node, name) == {
        ORDER: "same_order",
        SINCE: "same_machine",
        OVER: "same_machine",  # begun before, and went on after it
    }


@pytest.mark.requirement("CN-15")
def test_lots_of_the_same_suppliers_lot_and_what_was_made_of_them_are_suspect():
    node = a_shop()
    for lot, theirs in (("L-1", "K-7"), ("L-2", "K-7"), ("L-3", "K-8"), ("L-4", "")):
        node.do(receipt(lot, supplier_lot=theirs), FOUNDER)
    for order, lot in ((BEFORE, "L-1"), (OVER, "L-2"), (SINCE, "L-3")):
        on_the_lathe(node, order)
        weighed(node, order, lot)
    name = register(node, IPQC, matter=Matter(lot="L-1"), quantity=Decimal(5), code="material")
    assert suspects(node, name) == {
        "L-2": "same_supplier_lot",
        BEFORE: "same_material",
        OVER: "same_material",
    }
    of_none = register(
        node, IPQC, name="n-2", matter=Matter(lot="L-4"), quantity=Decimal(1), code="material"
    )
    assert suspects(node, of_none) == {}


@pytest.mark.requirement("CN-15")
def test_lots_weighed_for_an_order_and_their_other_orders_are_suspect():
    node = a_shop()
    node.do(receipt("L-1"), FOUNDER)
    for order in (ORDER, OVER):
        on_the_lathe(node, order)
        weighed(node, order, "L-1")
    name = register(node, matter=Matter(order=ORDER, operation="B10"), quantity=Decimal(5))
    found = suspects(node, name)
    assert (found["L-1"], found[OVER]) == ("used_in_order", "same_material")
