"""What is due, and what it is worked out from. Times in ms since 1970 UTC, spans in ms."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.capabilities.quality.drawn.decisions import asked_sample
from app.capabilities.quality.inspections.answers import Inspection, Standing
from app.capabilities.quality.inspections.decisions import Wanted
from app.capabilities.quality.inspections.events import AGAIN, BY_RULE
from app.capabilities.quality.plans.answers import Planned
from app.capabilities.quality.sampling.answers import Severity
from app.capabilities.quality.sampling.bodies import Sample
from app.capabilities.quality.timeline.answers import House, Mark, Work
from app.kernel.words import Bilingual


class State(StrEnum):
    """How pressing something is; the words are `quality.due.<value>`."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"


CAUSES = ("time", "pieces", "stop", "change", AGAIN, BY_RULE, "receipt", "quantity")
"""Why something is due, beside the armings of a first article; `quality.cause.<cause>`."""


@dataclass(frozen=True, slots=True)
class Due:
    """An inspection that is due or will be.

    `late_ms` is how late it is, negative where it is still to come, and None where only so many
    more pieces (`pieces_left`) make it due. `due_ms` and `overdue_ms` are the same by this clock;
    `overdue_ms` is None where nothing ever holds it overdue. `now` is the inspection where it was
    asked for, `last_failed` tells that the one before it was not accepted; `is_discontinued` that
    too many lots were not (ISO 2859-1 §9.4): it waits for the corrective action. `makers` ran the
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
    is_discontinued: bool = False
    makers: tuple[str, ...] = ()

    @property
    def inspection(self) -> str:
        """Return its name."""
        return self.wanted.name if self.now is None else self.now.name

    @property
    def sample(self) -> Sample | None:
        """Return what the form's sampling field begins with; None without a standard's plan."""
        is_again = AGAIN in self.wanted.causes
        return asked_sample(self.wanted.sample, self.wanted.about.size, is_again=is_again)

    def is_soon(self, within_ms: int) -> bool:
        """Tell whether it is due, or will be within so long: what people are reminded of."""
        return self.late_ms is not None and self.late_ms >= -within_ms

    @property
    def title(self) -> Bilingual:
        """Return what its plan is called."""
        return self.wanted.plan.title


@dataclass(frozen=True, slots=True)
class Subject:
    """What one plan holds: an operation in work, and the inspections of it by that plan.

    `concluded` are the conclusions that stand, as they came here; `severity` follows from the lots
    before.
    """

    planned: Planned
    work: Work
    asked: tuple[Inspection, ...]
    house: House
    concluded: tuple[Mark, ...] = ()
    severity: Severity = Severity.NORMAL
    is_discontinued: bool = False
