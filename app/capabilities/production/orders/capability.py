"""The plug of work orders."""

from app.capabilities.production.orders.commands import PLAN, ImportPlan, import_plan
from app.capabilities.production.orders.events import (
    FinishedGoodsReceived,
    OrderPlanned,
    OrderReleased,
)
from app.capabilities.production.orders.fold import fold
from app.capabilities.production.orders.tables import OrderRow, PlanClashRow, ReceiptRow, RoutedRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="production.orders",
    happened=(OrderPlanned, OrderReleased, FinishedGoodsReceived),
    rows=(OrderRow, RoutedRow, PlanClashRow, ReceiptRow),
    fold=fold,
    commands={ImportPlan: import_plan},
    needs={OrderPlanned: (PLAN,)},
)
