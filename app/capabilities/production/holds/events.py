"""What can happen to a hold on work. It lies in the plant's log: every station hears of it."""

from typing import ClassVar

from app.journal.event import Happened
from app.kernel.words import Bilingual

NOBODY_SAID = Bilingual("", "")


class _OfHold(Happened, frozen=True, kw_only=True):
    hold: str

    @property
    def stream(self) -> str:
        return hold_stream(self.hold)


class WorkHeld(_OfHold, frozen=True, kw_only=True):
    """Work that is all of what is named here stands still until the hold is lifted.

    An `operation` is one of its `order`; what is empty is not asked for. `lot` is the lot of
    product it is about. `ncr` is the nonconformance that alone lifts it. A rule's own names its
    `firing`, by which the hold is named, and the rule in `title`.
    """

    kind: ClassVar[str] = "production.work_held"
    plant_wide: ClassVar[bool] = True
    reason: str
    order: str = ""
    operation: str = ""
    equipment: str = ""
    station: str = ""
    lot: str = ""
    ncr: str = ""
    firing: str = ""
    title: Bilingual = NOBODY_SAID


class WorkFreed(_OfHold, frozen=True, kw_only=True):
    """The hold no longer stands; `ncr` is the nonconformance that says so, for a hold of one."""

    kind: ClassVar[str] = "production.work_freed"
    plant_wide: ClassVar[bool] = True
    reason: str
    ncr: str = ""


def hold_stream(hold: str) -> str:
    """Return the stream of a hold."""
    return f"hold/{hold}"
