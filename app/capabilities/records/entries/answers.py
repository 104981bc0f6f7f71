"""One entry of a record: an event as people read it, without a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Chain(StrEnum):
    """What checking an event's own bytes and its link says; text `audit.chain.<value>`."""

    WHOLE = "whole"
    UNLINKED = "unlinked"
    """Its bytes are as written; the event before it in its chain is not held here."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing an event says; the word of its name is `entry.field.<name>`."""

    name: str
    value: object


@dataclass(frozen=True, slots=True)
class Change:
    """What something was and what it is from then on; the old value stays legible."""

    name: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what, when and where, by the author's own clock (`offset_min` from UTC).

    `verdict` and `reason` are the server's word; `received_ms` is when it gave it a place, None
    where it has none. `corrects` is the hash of the entry this takes back. `is_readable` is False
    for a kind this program does not know: it is kept, unread.
    """

    hash: str
    stream: str
    kind: str
    actor: str
    station: str
    at_ms: int
    offset_min: int
    time_quality: str
    facts: tuple[Fact, ...] = ()
    changes: tuple[Change, ...] = ()
    why: str = ""
    verdict: str = ""
    reason: str = ""
    received_ms: int | None = None
    chain: Chain = Chain.UNLINKED
    is_readable: bool = True
    corrects: str = ""

    @property
    def is_synchronised(self) -> bool:
        """Tell whether it has a place in its area's log."""
        return self.received_ms is not None


@dataclass(frozen=True, slots=True)
class Before:
    """What stood before an event: the payload it restates, or the amount it corrects."""

    restated: Mapping[str, object] = field(default_factory=dict)
    corrected: tuple[object, object] | None = None
