"""State of work orders."""

from decimal import Decimal

from app.journal.rows import Row, state_table


@state_table("production_order", key=("stream",), index=(("state", "due"), ("order",)))
class OrderRow(Row, frozen=True, kw_only=True):
    """An order's head. `state` is planned or released; how far it is, its moves tell."""

    order: str
    state: str
    product: str
    product_name_zh: str
    product_name_en: str
    quantity: Decimal
    unit_zh: str
    unit_en: str
    due: str
    start: str
    priority: str
    remark: str
    file: str
    source: str
    planned_by: str
    planned_ms: int
    lot: str = ""
    product_pin: str = ""
    product_revision: str = ""
    route_pin: str = ""
    route_revision: str = ""
    whole: bool = True
    released_by: str = ""
    released_ms: int = 0


@state_table("production_routed", key=("stream", "operation"), index=(("order",),))
class RoutedRow(Row, frozen=True, kw_only=True):
    """One operation of a released order, in the order of its route (`place` from 1)."""

    order: str
    operation: str
    place: int
    name_zh: str
    name_en: str
    icon: str
    work_centre: str
    instruction: str


@state_table("production_plan_clash", key=("stream", "second"))
class PlanClashRow(Row, frozen=True, kw_only=True):
    """The order was planned again with other facts, at a station that had not seen the first."""

    order: str
    second: str


@state_table("production_receipt", key=("hash",), index=(("order",),))
class ReceiptRow(Row, frozen=True, kw_only=True):
    """Finished goods received into stock."""

    hash: str
    order: str
    lot: str
    product: str
    quantity: Decimal
    unit: str
    actor: str
    station: str
    at_ms: int
