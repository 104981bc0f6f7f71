"""What can happen to a discrepancy: only what people do with it. Its own finding is no event."""

from typing import ClassVar

from app.journal.discrepancy import key_of
from app.journal.event import Happened


class _OfDiscrepancy(Happened, frozen=True, kw_only=True):
    """Lies in the plant area: whoever finds it, in whichever area, sees what was done with it.

    `about` is its kind; with its subjects that makes its key.
    """

    plant_wide: ClassVar[bool] = True

    about: str
    subjects: tuple[str, ...]

    @property
    def stream(self) -> str:
        return f"discrepancy/{key_of(self.about, self.subjects)}"


class DiscrepancyTaken(_OfDiscrepancy, frozen=True, kw_only=True):
    """Whoever did this owns it from now on."""

    kind: ClassVar[str] = "records.discrepancy_taken"


class DiscrepancyExplained(_OfDiscrepancy, frozen=True, kw_only=True):
    """How it came about, in a person's words."""

    kind: ClassVar[str] = "records.discrepancy_explained"

    text: str


class DiscrepancyResolved(_OfDiscrepancy, frozen=True, kw_only=True):
    """It is settled, `how` and why, for exactly the events looked at."""

    kind: ClassVar[str] = "records.discrepancy_resolved"

    how: str
    text: str
    looked_at: tuple[str, ...]


class DiscrepancyHandedOver(_OfDiscrepancy, frozen=True, kw_only=True):
    """Somebody else owns it from now on, and why."""

    kind: ClassVar[str] = "records.discrepancy_handed_over"

    to: str
    why: str
