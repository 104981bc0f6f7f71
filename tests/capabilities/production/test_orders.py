"""Orders: planned all or none, released by the revisions of that day, once."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.production.bodies import Instruction, Product, Step
from app.capabilities.production.discrepancies.queries import CHECKS
from app.capabilities.production.operations.commands import (
    CorrectReport,
    ReportOperation,
    StartOperation,
)
from app.capabilities.production.operations.decisions import unenforced_gates
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.orders.decisions import Priority, priority_of
from app.capabilities.production.orders.queries import order, routed
from app.capabilities.production.progress.queries import order_lines, tasks, work_in_hand
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.records.discrepancies.queries import discrepancies
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish
from tests.capabilities.production.factory import (
    PRODUCT,
    ROUTE,
    a_planned_order,
    a_plant,
    a_released_order,
    an_operation,
)


def revise(node, form, code, body, revision="B"):
    publish(node, form, code, body, revision=revision)


def test_a_plan_becomes_orders():
    node = a_plant()
    node.do(ImportPlan(orders=(a_planned_order("W-1"), a_planned_order("W-2", 60))))
    lines = node.ask(order_lines, "2026-11-25")
    assert [(line.order, line.quantity, line.phase) for line in lines] == [
        ("W-1", 200, "planned"),
        ("W-2", 60, "planned"),
    ]
    assert not any(line.is_late for line in lines)
    assert all(line.is_late for line in node.ask(order_lines, "2026-12-01"))


def test_the_same_plan_twice_changes_nothing():
    node = a_plant()
    plan = ImportPlan(orders=(a_planned_order("W-1"), a_planned_order("W-2")))
    node.do(plan)
    assert node.do(plan).events == ()


def test_a_plan_that_grew_adds_what_is_new():
    node = a_plant()
    node.do(ImportPlan(orders=(a_planned_order("W-1"),)))
    changes = node.do(ImportPlan(orders=(a_planned_order("W-1"), a_planned_order("W-2"))))
    assert changes.streams == {"order/W-2"}


def test_an_order_planned_otherwise_is_refused_and_none_of_the_plan_is_taken():
    node = a_plant()
    node.do(ImportPlan(orders=(a_planned_order("W-1", 200),)))
    with pytest.raises(Refused, match=r"order\.planned_else"):
        node.do(ImportPlan(orders=(a_planned_order("W-2"), a_planned_order("W-1", 300))))
    assert node.ask(order, "W-2") is None
    assert node.ask(order, "W-1").quantity == 200


def test_one_order_twice_in_a_plan_is_one_order():
    node = a_plant()
    changes = node.do(ImportPlan(orders=(a_planned_order("W-1"), a_planned_order("W-1"))))
    assert len(changes.events) == 1
    with pytest.raises(Refused, match=r"order\.planned_else"):
        node.do(ImportPlan(orders=(a_planned_order("W-3", 5), a_planned_order("W-3", 6))))
    assert node.ask(order, "W-3") is None


@pytest.mark.parametrize("quantity", ["0", "-1", "NaN", "1e12", "0.0000001"])
def test_a_quantity_nobody_can_make_is_refused(quantity):
    node = a_plant()
    bad = replace(a_planned_order("W-1"), quantity=Decimal(quantity))
    with pytest.raises(Refused, match=r"order\.bad_quantity"):
        node.do(ImportPlan(orders=(a_planned_order("W-2"), bad)))
    assert node.ask(order, "W-2") is None


def test_an_order_planned_otherwise_elsewhere_is_one_discrepancy():
    one, two = a_plant("S1"), a_plant("S2")
    two.clock.ms += 1
    first = one.do(ImportPlan(orders=(a_planned_order("W-1", 200),))).events
    second = two.do(ImportPlan(orders=(a_planned_order("W-1", 300),))).events
    one.take([Arrival(e) for e in second])
    two.take([Arrival(e) for e in first])
    (found,) = one.ask(discrepancies, CHECKS)
    assert (found,) == two.ask(discrepancies, CHECKS)
    assert (found.kind, found.owner) == ("plan_clash", "OP-01")
    assert two.ask(order, "W-1").quantity == 200


def test_release_pins_the_revisions_of_that_day():
    node = a_plant()
    old = a_released_order(node, "W-1", quantity=10)
    extra = an_operation("B55", "QC")
    longer = replace(
        ROUTE,
        operations=(*ROUTE.operations, extra),
        edges=(
            *(edge for edge in ROUTE.edges if edge.target != "@end"),
            replace(ROUTE.edges[0], source="B60", target="B55"),
            replace(ROUTE.edges[0], source="B55", target="@end"),
        ),
    )
    revise(node, "route", ROUTE.code, longer)
    new = a_released_order(node, "W-2", quantity=10)
    at = node.ask(routed, [old, new])
    assert [row.operation for row in at[old]] == ["B10", "B20", "B40", "B60"]
    assert [row.operation for row in at[new]] == ["B10", "B20", "B40", "B60", "B55"]
    assert node.ask(order, old).route_revision == "A"
    assert node.ask(order, new).route_revision == "B"
    for operation in ("B10", "B20", "B40", "B60"):
        node.do(StartOperation(order=old, operation=operation))
        node.do(ReportOperation(order=old, operation=operation, good=Decimal(10)))
    (line,) = [x for x in node.ask(order_lines, "2026-11-25") if x.order == old]
    assert line.phase == "finished"


def test_a_running_order_keeps_its_instruction():
    route = replace(
        ROUTE, operations=(an_operation("B10", "WH", instruction="WI"), *ROUTE.operations[1:])
    )
    node = a_plant(route=route)
    before = Instruction(code="WI", name=Bilingual("旧", "old"), steps=())
    publish(node, "instruction", "WI", before)
    number = a_released_order(node, "W-1")
    steps = (Step(title=Bilingual("新", "new"), picture="ab" * 32),)
    after = Instruction(code="WI", name=Bilingual("新", "new"), steps=steps)
    revise(node, "instruction", "WI", after)
    assert node.ask(work_in_hand, number, "B10", node.clock.ms).instruction == before
    assert node.ask(work_in_hand, number, "B20", node.clock.ms).instruction is None
    later = a_released_order(node, "W-2")
    assert node.ask(work_in_hand, later, "B10", node.clock.ms).instruction == after
    released = [e for e in node.events() if e.envelope.kind == "production.order_released"]
    assert "ab" * 32 in released[-1].envelope.blobs


def test_an_order_is_released_once():
    node = a_plant()
    number = a_released_order(node, "W-1")
    with pytest.raises(Refused, match=r"order\.released_already"):
        node.do(ReleaseOrder(order=number))
    with pytest.raises(Refused, match=r"order\.unknown"):
        node.do(ReleaseOrder(order="W-9"))


def test_what_is_not_defined_is_not_released():
    node = a_plant()
    unknown = replace(a_planned_order("W-1"), product="XX-1")
    routeless = replace(a_planned_order("W-2"), product="XX-2")
    publish(node, "product", "XX-2", replace(PRODUCT, code="XX-2", route="R-XX"))
    node.do(ImportPlan(orders=(unknown, routeless)))
    with pytest.raises(Refused, match=r"product\.unknown"):
        node.do(ReleaseOrder(order="W-1"))
    with pytest.raises(Refused, match=r"product\.no_route"):
        node.do(ReleaseOrder(order="W-2"))


def test_half_a_piece_is_not_released():
    node = a_plant()
    half = replace(a_planned_order("W-1"), quantity=Decimal("10.5"))
    node.do(ImportPlan(orders=(half,)))
    with pytest.raises(Refused, match=r"order\.not_whole"):
        node.do(ReleaseOrder(order="W-1"))
    loose: Product = replace(PRODUCT, whole=False)
    revise(node, "product", PRODUCT.code, loose)
    node.do(ReleaseOrder(order="W-1"))
    assert node.ask(order, "W-1").state == "released"


def test_the_lot_is_the_persons_or_the_houses():
    node = a_plant()
    node.do(ImportPlan(orders=(a_planned_order("W-1"), a_planned_order("W-2"))))
    node.do(ReleaseOrder(order="W-1", lot=" LA2611-14 "))
    node.do(ReleaseOrder(order="W-2"))
    assert node.ask(order, "W-1").lot == "LA2611-14"
    assert node.ask(order, "W-2").lot == "LA2511-W-2"


def test_tasks_go_to_the_one_station_that_serves_them():
    node = a_plant("S1", serves=("WH",))
    number = a_released_order(node, "W-1")
    assert [t.operation for t in node.ask(tasks, "S1", ("WH",))] == ["B10", "B60"]
    assert [t.operation for t in node.ask(tasks, "S9", ("CNC",))] == ["B20"]
    assert {t.station for t in node.ask(tasks, "S1", ("WH",))} == {"S1"}
    assert node.ask(order, number).state == "released"


def test_an_order_released_twice_is_found_and_taken_back():
    one, two = a_plant("S1"), a_plant("S2")
    two.clock.ms += 1
    planned = one.do(ImportPlan(orders=(a_planned_order("W-1", 200),))).events
    two.take([Arrival(e) for e in (*one.events(), *planned)])
    first = one.do(ReleaseOrder(order="W-1")).events
    second = two.do(ReleaseOrder(order="W-1")).events
    one.take([Arrival(e) for e in second])
    two.take([Arrival(e) for e in first])
    (found,) = one.ask(discrepancies, CHECKS)
    assert (found,) == two.ask(discrepancies, CHECKS)
    assert (found.kind, found.facts["quantity"], found.stations) == (
        "double_release",
        200,
        ("S1", "S2"),
    )
    (moved,) = [e for e in second if e.envelope.kind == "flows.moved"]
    with pytest.raises(Refused, match=r"correct\.more_than_reported"):
        one.do(CorrectReport(move=moved.hash, reason="twice", quantity=Decimal(201)))
    one.do(CorrectReport(move=moved.hash, reason="released twice"))
    assert one.ask(discrepancies, CHECKS) == ()
    (kept,) = [e for e in first if e.envelope.kind == "flows.moved"]
    with pytest.raises(Refused, match=r"correct\.unknown"):
        one.do(CorrectReport(move=kept.hash, reason="once more"))


def test_gates_not_held_yet_are_named():
    route = replace(
        ROUTE, operations=(an_operation("B10", "WH", gates=("first_article", "dwell", "sequence")),)
    )
    assert unenforced_gates(route, ()) == ("B10: first_article",)
    assert unenforced_gates(route, {"first_article"}) == ()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("加急", Priority.URGENT),
        (" Urgent ", Priority.URGENT),
        ("高", Priority.HIGH),
        ("1", Priority.HIGH),
        ("普通", Priority.NORMAL),
        ("", Priority.NORMAL),
        ("2", Priority.NORMAL),
        ("低", Priority.LOW),
    ],
)
def test_an_erps_word_for_a_priority_is_understood(said, meant):
    assert priority_of(said) is meant
