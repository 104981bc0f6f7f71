"""What can happen to a work order as a whole."""

from decimal import Decimal
from typing import ClassVar

import msgspec

from app.journal.event import Happened
from app.kernel.words import Bilingual


class OrderPlanned(Happened, frozen=True, kw_only=True):
    """The ERP wants this made. Dates are ISO; `source` is the sha256 of the plan's file."""

    kind: ClassVar[str] = "production.order_planned"
    restates: ClassVar[bool] = True
    order: str
    product: str
    product_name: str
    quantity: Decimal
    unit: str
    due: str
    start: str = ""
    priority: str = ""
    remark: str = ""
    file: str = ""
    source: str = ""

    @property
    def stream(self) -> str:
        return order_stream(self.order)


class RoutedOperation(msgspec.Struct, frozen=True, kw_only=True):
    """The few facts of an operation that state needs; the rest stands in the pinned route.

    `instruction` is the sha256 of the work instruction's body, empty where there is none.
    """

    code: str
    name: Bilingual
    icon: str
    work_centre: str
    instruction: str = ""


class OrderReleased(Happened, frozen=True, kw_only=True):
    """The order may be made, by exactly these revisions: `product_pin` and `route_pin` are sha256.

    `whole` says that pieces are counted whole; `pins` lists every further body or picture the
    order needs at the station.
    """

    kind: ClassVar[str] = "production.order_released"
    order: str
    lot: str
    unit: Bilingual
    product_name: Bilingual
    product_pin: str
    product_revision: str
    route_pin: str
    route_revision: str
    operations: tuple[RoutedOperation, ...]
    whole: bool = True
    pins: tuple[str, ...] = ()

    @property
    def stream(self) -> str:
        return order_stream(self.order)

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.product_pin, self.route_pin, *self.pins)


class FinishedGoodsReceived(Happened, frozen=True, kw_only=True):
    """Finished goods went into stock: the receipt the ERP will be told of, once per event."""

    kind: ClassVar[str] = "production.finished_goods_received"
    order_free: ClassVar[bool] = True
    order: str
    lot: str
    product: str
    quantity: Decimal
    unit: str
    operation: str

    @property
    def stream(self) -> str:
        return order_stream(self.order)


def order_stream(order: str) -> str:
    """Return the stream of an order's head."""
    return f"order/{order}"
