"""What the questions about inspections are answered with; times in ms since 1970 UTC."""

from dataclasses import dataclass
from enum import StrEnum

from app.capabilities.quality.inspections.tables import InspectionRow
from app.kernel.words import Bilingual


class Standing(StrEnum):
    """What is to be done next; the words are `quality.step.<value>`."""

    TO_BEGIN = "to_begin"
    BEGUN = "begun"
    TO_REVIEW = "to_review"
    TO_CONCLUDE = "to_conclude"
    TO_RELEASE = "to_release"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The head of a form filled for an inspection; the words are those of `forms.filling`."""

    filled: str
    state: str
    verdict: str
    inputs: str
    failed: tuple[str, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection as it stands, with all a screen shows of it.

    `filled` is the form that decides: one that failed before any other begun for it apart.
    `form_state` and `form_verdict` are its, empty before one was begun; `is_reviewed` tells whether
    another person's signature stands on it. `is_overtaken`: what was concluded no longer counts,
    for that form was changed afterwards, or another one came that failed.
    """

    row: InspectionRow
    step: Standing
    filled: str = ""
    form_state: str = ""
    form_verdict: str = ""
    failed: tuple[str, ...] = ()
    is_reviewed: bool = False
    is_overtaken: bool = False

    @property
    def name(self) -> str:
        """Return its name."""
        return self.row.inspection

    @property
    def title(self) -> Bilingual:
        """Return what its plan is called."""
        return self.row.title

    @property
    def stands(self) -> bool:
        """Tell whether its conclusion holds; one that was not accepted does until the next one."""
        is_rejected = self.row.state == "rejected"
        return bool(self.row.concluded) and (is_rejected or not self.is_overtaken)

    @property
    def counts(self) -> bool:
        """Tell whether it lets work go on: accepted, released where that is asked, as it stands."""
        return self.step is Standing.DONE and self.row.state != "rejected"
