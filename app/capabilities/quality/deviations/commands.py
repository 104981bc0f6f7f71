"""What one may ask of deviations."""

from typing import ClassVar

from app.capabilities.quality.deviations import decisions
from app.capabilities.quality.deviations.queries import deviations
from app.journal.capability import Acting, Command
from app.journal.event import Happened

DEVIATE = "quality.deviate"


class AcknowledgeDeviation(Command, frozen=True, kw_only=True):
    """Answer for a limit that was crossed, and say what of the pieces made meanwhile."""

    right: ClassVar[str] = DEVIATE
    order: str
    operation: str
    crossing: str
    reason: str


def acknowledge(acting: Acting, command: AcknowledgeDeviation) -> list[Happened]:
    """Answer AcknowledgeDeviation, by the rules of `decisions.acknowledge`."""
    here = deviations(acting.connection, command.order, command.operation)
    found = next((one for one in here if one.crossing == command.crossing), None)
    return [decisions.acknowledge(found, command.reason)]
