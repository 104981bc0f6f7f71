"""How a discrepancy stands: found or gone, whose, and what was done with it."""

from dataclasses import dataclass
from enum import StrEnum

from app.capabilities.records.discrepancies.tables import ActRow
from app.journal.discrepancy import Discrepancy


class Standing(StrEnum):
    """How far one is. `gone`: what contradicted was put right, so no query finds it any more."""

    OPEN = "open"
    TAKEN = "taken"
    EXPLAINED = "explained"
    RETURNED = "returned"
    RESOLVED = "resolved"
    GONE = "gone"

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to settle it."""
        return self not in (Standing.RESOLVED, Standing.GONE)


@dataclass(frozen=True, slots=True)
class Case:
    """One discrepancy and everything people did with it, the oldest first.

    `found` is None once it is gone. `owner` is exactly one person: whoever took it or was handed
    it last, else whom the query names. `new` are the events no resolution has looked at.
    """

    key: str
    about: str
    subjects: tuple[str, ...]
    found: Discrepancy | None
    owner: str
    standing: Standing
    acts: tuple[ActRow, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def at_ms(self) -> int:
        """Return when it began, or where it is gone when somebody last did something about it."""
        if self.found is not None:
            return self.found.at_ms
        return self.acts[-1].at_ms if self.acts else 0

    @property
    def resolutions(self) -> tuple[ActRow, ...]:
        """Return every resolution: of two people apart there are two."""
        return tuple(act for act in self.acts if act.what == "resolved")
