"""What rules tell: those in force in plain words, what fired and why; times in ms since 1970 UTC.

A screen says a part by saying each of its members in turn: a `Word` by its code, a `Bilingual` in
its language, a text as it is.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.capabilities.documents.answers import Pin, Said
from app.capabilities.rules.definition.answers import InWords
from app.capabilities.rules.firings.events import Undone
from app.journal.ruling import Matter
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule in force: in plain words, how often it fired and when last (None for never)."""

    pin: Pin
    name: Bilingual
    words: InWords
    times: int
    last_ms: int | None

    @property
    def code(self) -> str:
        """Return its code."""
        return self.pin.code


@dataclass(frozen=True, slots=True)
class Because:
    """One fact a rule rested on, as it was: what it is called, and its value."""

    fact: Said
    value: Said


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that fired: what it did, about what, and why.

    `cause` is the hash of the event it started from, empty for a watch. `actions` are codes with
    words `rules.then.<code>`. `again`: so many other stations saw the same.
    """

    key: str
    rule: str
    revision: str
    title: Bilingual
    when: Said
    matter: Matter
    subject: str
    cause: str
    because: tuple[Because, ...]
    actions: tuple[str, ...]
    undone: tuple[Undone, ...]
    station: str
    at_ms: int
    again: int = 0


@dataclass(frozen=True, slots=True)
class WouldFire:
    """A case in which a rule would have fired, and why."""

    at_ms: int
    subject: str
    matter: Matter
    because: tuple[Because, ...]
    cause: str = ""


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a rule would have done between two times.

    `count` is in how many cases it would have fired, `cases` the latest of them; `looked_at` how
    many events (or watched things) of its kind there were. A watch tells only what it sees now.
    """

    from_ms: int
    to_ms: int
    looked_at: int
    count: int
    cases: tuple[WouldFire, ...]
    is_now: bool = False


class ClashKind(StrEnum):
    """How two rules in force stand in each other's way; its words are `rules.conflict.<value>`."""

    TWICE = "twice"
    """Both do the same about the same: it is done twice."""
    OTHERWISE = "otherwise"
    """Both do it, each with other settings."""
    NOT_SET_OFF = "not_set_off"
    """`other` listens to what `rule` makes, and is not set off by it."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rules in force that stand in each other's way, by the action it is about."""

    kind: ClashKind
    rule: Pin
    other: Pin
    action: str
