"""What one may ask where something was said to be done that was not, or was done twice."""

from decimal import Decimal
from typing import ClassVar

from app.capabilities.materials.lots.queries import lot as lot_of
from app.capabilities.people.accounts.queries import people
from app.capabilities.quality.nonconformance.records.queries import known
from app.capabilities.quality.nonconformance.taking_back import decisions
from app.capabilities.quality.nonconformance.taking_back.queries import moves_of
from app.journal.capability import Acting, Command
from app.journal.event import Happened

EXECUTE = "quality.execute"


class TakeBackDeed(Command, frozen=True, kw_only=True):
    """Take back a deed by the hash of its event: all of it, or so many pieces.

    Both persons sign it in one act (`Signing.act_witnessed`).
    """

    right: ClassVar[str] = EXECUTE
    name: str
    deed: str
    reason: str
    second: str
    quantity: Decimal | None = None

    @property
    def witness(self) -> str:
        """Return the second person, who signs too."""
        return self.second


def take_back(acting: Acting, command: TakeBackDeed) -> list[Happened]:
    """Answer TakeBackDeed, by the rules of `decisions.take_back`; out of any flow's turn."""
    it = known(acting.connection, command.name)
    deed = decisions.deed_of(it, command.deed)
    return decisions.take_back(
        it,
        deed,
        command.quantity,
        moves_of(acting.connection, it, deed),
        reason=command.reason,
        second=command.second,
        actor=acting.actor,
        people={one.person for one in people(acting.connection) if one.is_active},
        lot=lot_of(acting.connection, it.row.lot) if it.row.lot and not it.row.order else None,
    )
