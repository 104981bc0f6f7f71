"""What one may ask of holds on work."""

from typing import ClassVar

from app.capabilities.production.holds import decisions
from app.capabilities.production.holds.answers import Scope
from app.capabilities.production.holds.queries import hold_named
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.refused import Refused

HOLD, FREE = "production.hold", "production.free"


class HoldWork(Command, frozen=True, kw_only=True):
    """Put work on hold: an order, an operation of it, a machine, a station; all that is named."""

    right: ClassVar[str] = HOLD
    reason: str
    order: str = ""
    operation: str = ""
    equipment: str = ""
    station: str = ""
    lot: str = ""


class FreeWork(Command, frozen=True, kw_only=True):
    """Lift a hold, by its name."""

    right: ClassVar[str] = FREE
    hold: str
    reason: str


def hold_work(acting: Acting, command: HoldWork) -> list[Happened]:
    """Answer HoldWork; refuses as `decisions.hold`."""
    scope = Scope(command.order, command.operation, command.equipment, command.station)
    return [decisions.hold(acting.new_id(), scope, command.reason, lot=command.lot)]


def free_work(acting: Acting, command: FreeWork) -> list[Happened]:
    """Answer FreeWork. Refuses also `hold.unknown`.

    A nonconformance lifts its own hold when it closes: no person does so by this command.
    """
    held = hold_named(acting.connection, command.hold)
    if held is None:
        raise Refused("hold.unknown")
    return [decisions.free(held, command.reason)]
