"""What can happen to a parameter's deviation. One stream for each limit that was crossed."""

from typing import ClassVar

from app.journal.event import Happened


class DeviationAcknowledged(Happened, frozen=True, kw_only=True):
    """Somebody looked at a limit that was crossed and says what of the pieces made meanwhile.

    `crossing` is the hash of what the machine said; value and limit as it said them.
    """

    kind: ClassVar[str] = "quality.deviation_acknowledged"
    order_free: ClassVar[bool] = True
    crossing: str
    order: str
    operation: str
    equipment: str
    parameter: str
    value: str
    limit: str
    unit: str
    reason: str

    @property
    def stream(self) -> str:
        return f"deviation/{self.crossing}"
