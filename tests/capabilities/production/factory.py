"""Builders for production's tests: a small product, its route, and a node that makes it."""

from decimal import Decimal
from typing import Any

from app.capabilities.equipment.machines.commands import AssignWorkCentres
from app.capabilities.flows.moves.bodies import END, START, Edge, EdgeKind
from app.capabilities.production.bodies import Operation, Product, Reason, Route
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.orders.events import OrderPlanned
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.roster import ROSTER
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish
from tests.journal.node import Node, a_node

PCS = Bilingual("个", "pcs")
PRODUCT = Product(
    code="LA-316",
    name=Bilingual("316L鲁尔接头", "Luer adaptor 316L"),
    unit=PCS,
    route="R-LA",
    lot_prefix="LA",
)


def an_operation(code: str, centre: str, **facts: Any) -> Operation:  # noqa: ANN401  # any field of Operation
    return Operation(code=code, name=Bilingual(code, code), icon="box", work_centre=centre, **facts)


ROUTE = Route(
    code="R-LA",
    name=Bilingual("鲁尔接头路线", "Luer adaptor route"),
    per=200,
    operations=(
        an_operation("B10", "WH"),
        an_operation("B20", "CNC", equipment=("CNC-01", "CNC-02")),
        an_operation("B40", "QC"),
        an_operation("B60", "WH", receives=True),
    ),
    edges=(
        Edge(source=START, target="B10"),
        Edge(source="B10", target="B20"),
        Edge(source="B20", target="B40"),
        Edge(source="B40", target="B60"),
        Edge(source="B60", target=END),
        Edge(source="B40", target="B20", kind=EdgeKind.REWORK),
    ),
    scrap_reasons=(Reason(code="burr", name=Bilingual("毛刺", "Burr")),),
)


def a_plant(
    station: str = "S1",
    *,
    serves=("WH", "CNC", "QC"),
    route: Route = ROUTE,
    **store: Any,  # noqa: ANN401  # any option of a node
) -> Node:
    """Return a node where product B is defined and the station serves every work centre."""
    node = a_node(station, **{"capabilities": ROSTER, **store})
    publish(node, "product", PRODUCT.code, PRODUCT)
    publish(node, "route", route.code, route)
    node.do(AssignWorkCentres(station=station, work_centres=tuple(serves)))
    return node


def a_planned_order(order: str = "WORK000434", quantity: int = 200) -> OrderPlanned:
    return OrderPlanned(
        order=order,
        product="LA-316",
        product_name="316L鲁尔接头",
        quantity=Decimal(quantity),
        unit="个",
        due="2026-11-30",
        start="2026-11-24",
    )


def a_released_order(node: Node, order: str = "WORK000434", quantity: int = 200) -> str:
    node.do(ImportPlan(orders=(a_planned_order(order, quantity),)))
    node.do(ReleaseOrder(order=order))
    return order
