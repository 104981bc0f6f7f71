"""What filled forms tell: a form as it stands, and every value that was tried."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.capabilities.forms.definition.answers import Layout, Place
from app.capabilities.forms.judging.answers import Held, Judged, Subject
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form as it stands: its layout, values, verdict, and who began it when."""

    filled: str
    stream: str
    revision: str
    pin: str
    right: str
    reviewed: bool
    subject: Subject
    state: str
    verdict: str
    started_by: str
    started_ms: int
    completed_by: str
    completed_ms: int
    layout: Layout
    held: Mapping[str, Held]
    judged: Judged

    def place(self, path: str) -> Place | None:
        """Return a place of the form."""
        return self.layout.place(path)


@dataclass(frozen=True, slots=True)
class Tried:
    """One value that was entered at a place, whether it counts or was replaced."""

    hash: str
    path: str
    said: str
    passes: str
    source: str
    gauge: str
    reason: str
    by: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Suspect:
    """A failed result that waits for its investigation: where, what, whose, since when."""

    filled: str
    title: Bilingual
    path: str
    label: Bilingual
    said: str
    by: str
    at_ms: int
    subject: Subject
