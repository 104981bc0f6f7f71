"""What one may ask of work orders."""

from typing import ClassVar

from app.capabilities.production.orders import decisions
from app.capabilities.production.orders.events import OrderPlanned
from app.capabilities.production.orders.queries import known
from app.journal.capability import Acting, Command
from app.journal.event import Happened


class ImportPlan(Command, frozen=True, kw_only=True):
    """Take in the good rows of a plan, all or none."""

    right: ClassVar[str] = "production.plan"
    orders: tuple[OrderPlanned, ...]


def import_plan(acting: Acting, command: ImportPlan) -> list[Happened]:
    """Plan every order that is new; the same file twice changes nothing."""
    existing = known(acting.connection, [one.order for one in command.orders])
    planned = [decisions.plan(one, existing.get(one.order)) for one in command.orders]
    return [one for one in planned if one is not None]
