"""What one may ask of work orders."""

from typing import ClassVar

from app.capabilities.production.orders import decisions
from app.capabilities.production.orders.events import OrderPlanned
from app.capabilities.production.orders.queries import known
from app.capabilities.production.orders.tables import OrderRow
from app.journal.capability import Acting, Command
from app.journal.event import Happened

PLAN = "production.plan"


class ImportPlan(Command, frozen=True, kw_only=True):
    """Take in the good rows of a plan, all or none."""

    right: ClassVar[str] = PLAN
    orders: tuple[OrderPlanned, ...]


def import_plan(acting: Acting, command: ImportPlan) -> list[Happened]:
    """Plan every order that is new; the same file twice changes nothing."""
    existing: dict[str, OrderRow | OrderPlanned] = {}
    existing.update(known(acting.connection, [one.order for one in command.orders]))
    planned: list[Happened] = []
    for one in command.orders:
        new = decisions.plan(one, existing.get(one.order))
        if new is not None:
            existing[one.order] = new
            planned.append(new)
    return planned
