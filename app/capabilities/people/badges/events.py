"""What can happen to a badge."""

from typing import ClassVar

from app.journal.event import Happened, Whole


class BadgeTested(Happened, frozen=True, kw_only=True):
    """A person's badge was read as a test; the next one is due in `days`."""

    kind: ClassVar[str] = "people.badge_tested"
    plant_wide: ClassVar[bool] = True

    person: str
    badge: str
    passed: bool
    days: Whole

    @property
    def stream(self) -> str:
        return f"badge/{self.person}"
