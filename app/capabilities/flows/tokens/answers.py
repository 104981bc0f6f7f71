"""What people did on a case, and where that leaves it."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from app.kernel.expressions import Worth

Came = tuple[str, ...]
"""The hashes of the acts that opened a step, sorted; empty for what the case began with.

It tells one visit to a step from the next: two acts that end the same visit decided twice.
"""


class Hop(msgspec.Struct, frozen=True, kw_only=True):
    """A way that was taken by itself, out of a branch, a fork or a join."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class FinishedStep:
    """One act on one step: who ended it, when (ms since 1970 UTC), how, and where to.

    `hops` are the ways taken by themselves after it, `rested` those before it that nobody had
    written down yet, for stations apart had brought a join together. `signature` is the hash of the
    signature it stands on, `right` the right it was done by, as its author says and the server
    asked for. `person` is empty where nobody in particular ended it.
    """

    hash: str
    step: str
    came: Came
    target: str
    at_ms: int
    outcome: str = ""
    hops: tuple[Hop, ...] = ()
    rested: tuple[Hop, ...] = ()
    returned: bool = False
    remarks: str = ""
    facts: Mapping[str, Worth] | None = None
    right: str = ""
    signature: str = ""
    person: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """One step that is open, since when, and the ways before it that nobody wrote down yet."""

    step: str
    came: Came
    since_ms: int
    rested: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class Game:
    """Where a case stands: what is open, what was done in its order, what came too late to count.

    `twice` are acts that ended a visit another had ended already; `apart` those that rest on one of
    them, or on what has not arrived here. `hops` are all ways taken by themselves, each with the
    acts it follows from. `outcome` is how the last step before the end turned out.
    """

    open: tuple[Token, ...]
    done: tuple[FinishedStep, ...]
    twice: tuple[FinishedStep, ...]
    apart: tuple[FinishedStep, ...]
    facts: Mapping[str, Worth]
    hops: tuple[tuple[Came, Hop], ...]
    outcome: str = ""
    has_ended: bool = False

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is open and the end was reached."""
        return self.has_ended and not self.open
