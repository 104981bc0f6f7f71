"""What can happen to an event that the server quarantined."""

from typing import ClassVar

from app.journal.event import Happened


class EventReadmitted(Happened, frozen=True, kw_only=True):
    """A person lets a quarantined event count; `event` is its hash."""

    kind: ClassVar[str] = "people.event_readmitted"
    plant_wide: ClassVar[bool] = True

    event: str
    why: str

    @property
    def stream(self) -> str:
        return f"readmitted/{self.event}"
