"""What one may ask of deviations."""

from typing import ClassVar

from app.capabilities.quality.deviations import decisions
from app.capabilities.quality.deviations.queries import known
from app.journal.capability import Acting, Command
from app.journal.event import Happened

DEVIATE = "quality.deviate"


class AcknowledgeDeviation(Command, frozen=True, kw_only=True):
    """Answer for a limit that was crossed, and say what of the pieces made meanwhile.

    Also for a parameter that stands outside before the work begins: `equipment` is the machine it
    is to begin on, the one it was sent to where empty.
    """

    right: ClassVar[str] = DEVIATE
    order: str
    operation: str
    crossing: str
    reason: str
    equipment: str = ""


def acknowledge(acting: Acting, command: AcknowledgeDeviation) -> list[Happened]:
    """Answer AcknowledgeDeviation, by the rules of `decisions.acknowledge`."""
    here = known(
        acting.connection, command.order, command.operation, command.equipment, acting.now_ms
    )
    found = next((one for one in here if one.crossing == command.crossing), None)
    return [decisions.acknowledge(found, command.reason)]
