"""What cannot all be true: found by queries, on every node alike, never written by a station.

A command's checks protect one station. The query behind each finds the same breach after a merge
and names it; only what people do with it is an event (DESIGN §2).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Records that contradict each other. Every one of them stands; a person settles it.

    `kind` and `subjects` make its key; `owner` is who answers for what it is about, empty where
    nobody in particular does. `looked_at` are the hashes of the events it rests on, `at_ms` when
    the last of them happened, `stream` the record to open, `facts` the gaps of its sentence.
    """

    kind: str
    subjects: tuple[str, ...]
    owner: str
    at_ms: int
    stream: str
    looked_at: tuple[str, ...]
    stations: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return its name: the same on every node that finds it."""
        return key_of(self.kind, self.subjects)


@dataclass(frozen=True, slots=True)
class Check:
    """One query of a capability, and every kind of discrepancy it can find."""

    kinds: tuple[str, ...]
    find: Callable[[Connection], Iterable[Discrepancy]]


def key_of(kind: str, subjects: Iterable[str]) -> str:
    """Return the key of a discrepancy: sha256 of its kind and its subjects, sorted."""
    return sha256("\n".join((kind, *sorted(subjects))).encode()).hexdigest()
