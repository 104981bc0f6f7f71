"""Signatures of a stream as sets: what each covers, what came after it, what came late (DESIGN §2).

A signature covers what its signer saw. What was made by somebody who held it came knowingly after
it; everything else came late, wherever the clocks put it. All of it follows from two lists that
every event states about itself: `covers` and `after`. Pure; no order of arrival, no server.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

SIGNED = "people.signed"
"""The one kind of event the journal knows by name: every event states which of them it followed."""


class Standing(StrEnum):
    """Where an event stands to a signature of its stream."""

    BEFORE = "before"
    AFTER = "after"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a stream, as far as signing goes.

    `signs` marks a signature; one that `closes` says that its record is complete so far (reviewed,
    approved, released); `withdraws` names the signature it takes back. `covers` is None where the
    list it names has not arrived here.
    """

    hash: str
    after: tuple[str, ...] = ()
    covers: tuple[str, ...] | None = ()
    signs: bool = False
    closes: bool = False
    withdraws: str = ""
    meaning: str = ""
    actor: str = ""
    kind: str = ""


class Ledger:
    """The events of one stream and its signatures, judged against each other."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: Mapping[str, Entry] = {entry.hash: entry for entry in entries}
        self._reached: dict[str, frozenset[str]] = {}
        self._known: dict[str, frozenset[str]] = {}

    @cached_property
    def signatures(self) -> tuple[Entry, ...]:
        """Return the signatures that are not themselves withdrawals."""
        return tuple(e for e in self.entries.values() if e.signs and not e.withdraws)

    @cached_property
    def acts(self) -> tuple[Entry, ...]:
        """Return what is signed: every event that is no signature and no withdrawal."""
        return tuple(e for e in self.entries.values() if not e.signs)

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Return the signatures that were taken back."""
        return frozenset(e.withdraws for e in self.entries.values() if e.withdraws)

    @cached_property
    def closing(self) -> tuple[Entry, ...]:
        """Return the signatures that close the record and stand."""
        return tuple(s for s in self.signatures if s.closes and s.hash not in self.withdrawn)

    def reached(self, signature: str) -> frozenset[str]:
        """Return everything a signature covers, itself or through signatures it covers."""
        return self._closure(signature, self._reached, _covered)

    def known_to(self, event: str) -> frozenset[str]:
        """Return the signatures that the author of an event held."""
        return self._closure(event, self._known, _held)

    def standing(self, event: str, signature: str) -> Standing:
        """Return where an event stands to a signature."""
        if event in self.reached(signature):
            return Standing.BEFORE
        return Standing.AFTER if signature in self.known_to(event) else Standing.LATE

    def late(self) -> Iterator[tuple[str, str]]:
        """Yield (event, signature) where an event came late for a signature that closes."""
        for signature in self.closing:
            for act in self.acts:
                if self.standing(act.hash, signature.hash) is Standing.LATE:
                    yield act.hash, signature.hash

    def parallel(self) -> Iterator[tuple[str, str]]:
        """Yield pairs of closing signatures neither of which knew of the other."""
        ordered = sorted(signature.hash for signature in self.closing)
        for place, first in enumerate(ordered):
            for second in ordered[place + 1 :]:
                if first not in self.known_to(second) and second not in self.known_to(first):
                    yield first, second

    def uncovered(self, unsure: Collection[str] = ()) -> frozenset[str]:
        """Return what a signature would cover now: all that no signature here covers yet.

        What only those in `unsure` cover is not taken for covered: they may be found not to count.
        """
        left_out = self.withdrawn.union(unsure)
        standing = [s.hash for s in self.signatures if s.hash not in left_out]
        return frozenset(self.entries).difference(*(self.reached(name) for name in standing))

    def tips(self, unsure: Collection[str] = ()) -> tuple[str, ...]:
        """Return the signatures that no other here was made in knowledge of, sorted.

        What those in `unsure` say they followed is stated beside them, not through them.
        """
        signatures = {e.hash for e in self.entries.values() if e.signs}
        passed = frozenset().union(*(self.known_to(name) for name in signatures.difference(unsure)))
        return tuple(sorted(signatures - passed))

    def is_signed_off(self, meanings: Collection[str]) -> bool:
        """Tell whether one standing signature of one of `meanings` reaches every act."""
        acts = {act.hash for act in self.acts}
        return any(s.meaning in meanings and acts <= self.reached(s.hash) for s in self.closing)

    def is_superseded(self, signature: str) -> bool:
        """Tell whether the record went on after, or beside, what this signature covers."""
        reached = self.reached(signature)
        return any(act.hash not in reached for act in self.acts)

    def _closure(
        self, start: str, done: dict[str, frozenset[str]], step: "Callable[[Entry], Iterable[str]]"
    ) -> frozenset[str]:
        """Follow `step` from one event to the end, going on from signatures only."""
        if start not in done:
            found: set[str] = set()
            follow = [start]
            while follow:
                entry = self.entries.get(follow.pop())
                news = set(step(entry)) - found if entry is not None else set()
                found |= news
                follow += [n for n in news if n in self.entries and self.entries[n].signs]
            done[start] = frozenset(found)
        return done[start]


def _covered(entry: Entry) -> Iterable[str]:
    return entry.covers or ()


def _held(entry: Entry) -> Iterable[str]:
    return (*entry.after, *_covered(entry))


def covers_digest(covers: Iterable[str]) -> str:
    """Return what binds a signature to what it covers: sha256 over the sorted hashes."""
    return sha256("\n".join(sorted(covers)).encode()).hexdigest()
