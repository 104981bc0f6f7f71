"""What is due, and what it is worked out from. Times in ms since 1970 UTC, spans in ms."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.capabilities.quality.inspections.answers import Inspection, Standing
from app.capabilities.quality.inspections.decisions import Wanted
from app.kernel.words import Bilingual


class State(StrEnum):
    """How pressing something is; the words are `quality.due.<value>`."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"


AGAIN = "again"
"""The cause of an inspection after one that was not accepted."""
CAUSES = ("time", "pieces", "stop", "change", AGAIN, "receipt", "quantity")
"""Why something is due, beside the armings of a first article; `quality.cause.<cause>`."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that asks for an inspection: its name, what it is, how long ago it came."""

    name: str
    cause: str
    since_ms: int


@dataclass(frozen=True, slots=True)
class Due:
    """An inspection that is due or will be.

    `late_ms` is how late it is, negative where it is still to come, and None where only so many
    more pieces (`pieces_left`) make it due. `due_ms` and `overdue_ms` are the same by this clock;
    `overdue_ms` is None where nothing ever holds it overdue. `now` is the inspection where it was
    asked for, `last_failed` tells that the one before it was not accepted; `makers` ran the
    operation: they neither inspect a first article nor release it.
    """

    wanted: Wanted
    state: State
    step: Standing
    late_ms: int | None
    due_ms: int | None
    overdue_ms: int | None = None
    pieces_left: Decimal | None = None
    station: str = ""
    work_centre: str = ""
    now: Inspection | None = None
    last_failed: bool = False
    makers: tuple[str, ...] = ()

    @property
    def inspection(self) -> str:
        """Return its name."""
        return self.wanted.name if self.now is None else self.now.name

    @property
    def title(self) -> Bilingual:
        """Return what its plan is called."""
        return self.wanted.plan.title
