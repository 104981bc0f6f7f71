"""What the inbox answers with; times in ms since 1970 UTC."""

from dataclasses import dataclass
from enum import StrEnum

from app.journal.todo import Todo, Urgency

NOTICE, TASK = "notice", "task"
"""The kinds of the inbox's own: what is told, and what is asked outside any flow."""


class Why(StrEnum):
    """Why something is in somebody's inbox, the first that holds; `inbox.why.<value>`."""

    MINE = "mine"
    ROLE = "role"
    STEAD = "stead"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True)
class StandsIn:
    """Somebody who handed on their authority to sign, with what they may and are here."""

    person: str
    roles: frozenset[str]
    rights: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose inbox it is: a person with what they are and may here, or a station's people."""

    person: str
    roles: frozenset[str]
    rights: frozenset[str]
    stands_in: tuple[StandsIn, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in an inbox. `is_late`: it was due before now."""

    todo: Todo
    why: Why
    is_late: bool = False

    @property
    def key(self) -> str:
        """Return what names it, the same at every station."""
        return self.todo.key

    @property
    def is_notice(self) -> bool:
        """Tell whether it is only to be seen."""
        return self.todo.kind == NOTICE

    @property
    def is_now(self) -> bool:
        """Tell whether it cannot wait."""
        return self.todo.urgency is Urgency.NOW


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits for a reader, the most urgent first."""

    lines: tuple[Line, ...]

    @property
    def now(self) -> int:
        """Return how many cannot wait."""
        return sum(line.is_now for line in self.lines)

    @property
    def late(self) -> int:
        """Return how many should be done already."""
        return sum(line.is_late for line in self.lines)

    def of(self, *whys: Why) -> tuple[Line, ...]:
        """Return the lines that are there for one of these reasons."""
        return tuple(line for line in self.lines if line.why in whys)
