"""What waits for somebody: found by queries, on every node alike, never written down itself.

Each capability says what it has waiting; the inbox is the sum. So a to-do is never there twice and
is gone the moment its work is done, at whichever station.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.journal.ruling import Matter
from app.kernel.words import Bilingual


class Urgency(StrEnum):
    """How loudly it asks; its words are `inbox.urgency.<value>`."""

    NORMAL = "normal"
    SOON = "soon"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to be done by any of `roles`, or by `people` by name.

    Where both are empty it is for whoever has `right`, and for everybody where that is empty too.
    Whoever acts under a delegation of `right` does it in the stead of those it is for.

    `key` names it for ever. `kind` has the words `inbox.kind.<kind>`. `due_ms` is when it is late
    (ms since 1970 UTC); after that `escalated` roles see it too. `screen` and `place` open it.
    """

    key: str
    kind: str
    title: Bilingual
    matter: Matter
    since_ms: int
    roles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    due_ms: int | None = None
    escalated: tuple[str, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    right: str = ""
    screen: str = ""
    place: tuple[tuple[str, str], ...] = ()
