"""What intake asks of the domain: who is enrolled, what was never permitted, how a fork is said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from app.journal.event import PLANT, Happened, Sealed

SERVER = "server"
"""The server's own name as an author of events."""


@dataclass(frozen=True, slots=True)
class Known:
    """A station that is or was enrolled. Keys in hex; `public_key` is empty once revoked."""

    station: str
    areas: frozenset[str]
    public_key: str
    revoked_keys: frozenset[str] = frozenset()

    @property
    def is_enrolled(self) -> bool:
        """Tell whether the station has a key that counts."""
        return self.public_key != ""

    def may_write(self, area: str) -> bool:
        """Tell whether the station's events may lie in this area."""
        return area == PLANT or area in self.areas or self.station == SERVER


class Directory(Protocol):
    """Who is enrolled, as this database knows it."""

    def station(self, connection: Connection, name: str) -> Known | None:
        """Return what is known of a station; None where it was never enrolled."""
        ...


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is said of an event that was not simply permitted: out, or counting with a remark."""

    reason: str
    is_out: bool


class Authority(Protocol):
    """Judges events by hash; nothing is said of those that are permitted."""

    def __call__(self, connection: Connection, events: Sequence[Sealed]) -> Mapping[str, Ruling]:
        """Return what is to be said of those events that were not simply permitted."""
        ...

    def named(self, sealed: Sealed) -> frozenset[str]:
        """Return the events that must be here before anybody can judge this one."""
        ...


@dataclass(frozen=True, slots=True)
class ForkPoint:
    """Two events of one chain name the same `prev`: a disk was restored or cloned."""

    station: str
    chain: str
    seq: int
    prev: str


@dataclass(frozen=True, slots=True)
class Readmission:
    """What people may let in after all: events quarantined for one of `reasons`.

    `names` returns the hash of the event that this one lets in; empty for any other event.
    """

    reasons: frozenset[str] = frozenset()
    names: Callable[[Sealed], str] = lambda _: ""


@dataclass(frozen=True, slots=True)
class LossPoint:
    """A station's disk is an older copy: its chain ends there at `seq`, and here at `held_seq`."""

    station: str
    chain: str
    seq: int
    hash: str
    held_seq: int
    held: str


Flag = Callable[[ForkPoint | LossPoint], Happened]
"""Says a fork, or a disk that was put back, as an event of the plant."""


class Everybody:
    """Permits everything."""

    def __call__(self, connection: Connection, events: Sequence[Sealed]) -> Mapping[str, Ruling]:
        """Say nothing of anything."""
        return {}

    def named(self, sealed: Sealed) -> frozenset[str]:
        """Ask for nothing."""
        return frozenset()
