"""What the question about work on hold is answered with."""

from dataclasses import dataclass

from app.journal.event import Envelope


@dataclass(frozen=True, slots=True)
class HeldAct:
    """A start or a report in the scope of a hold, by the hash of its event."""

    hash: str
    order: str
    operation: str
    envelope: Envelope
    is_report: bool
