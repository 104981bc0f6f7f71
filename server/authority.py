"""Was an event permitted? Judged by the right its author knew of then, and by the right now.

Right then and now: fine. Right then, gone now: it counts, and says `right_gone`. No right then: it
never was permitted. *Then* is what its author held of the plant's log: up to the event that
`rights_at` names, and what the author itself had said of the plant before (DESIGN §4).
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

import msgspec
from sqlalchemy import Connection, bindparam, func, select

from app.capabilities.people.accounts import queries as people
from app.capabilities.people.rights import queries as rights
from app.capabilities.people.rights.decisions import READMISSIBLE
from app.capabilities.people.rights.events import EventReadmitted
from app.capabilities.people.signatures import queries as signatures
from app.journal.as_of import Held
from app.journal.event import PLANT, Sealed
from app.journal.pages import whose
from app.journal.signing import SIGNED
from app.journal.upcast import Vocabulary
from app.kernel.place import Place
from app.store.prepared import Prepared
from app.store.tables import event, receipt
from server.directory import SERVER, Directory, Readmission, Ruling
from server.intake import READMITTED

PERSON_UNKNOWN, RIGHT_MISSING = "person_unknown", "right_missing"
NOT_UNDERSTOOD = "not_understood"
SIGNATURE_FORGED = "signature_forged"


class Hearing:
    """One run of events: whoever acts in it is looked up once for each state they knew."""

    def __init__(
        self,
        connection: Connection,
        vocabulary: Vocabulary,
        directory: Directory,
        events: Sequence[Sealed],
    ) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self._directory = directory
        self._actors = {sealed.hash: sealed.envelope.actor for sealed in events}
        self._places = cache(self._places_of)
        self._position = cache(self._position_of)
        self._since = cache(self._said_since)
        self._rights = cache(self._rights_of)
        self._is_known = cache(lambda person: people.person(connection, person) is not None)

    def ruling(self, sealed: Sealed) -> Ruling | None:
        """Return what is to be said of an event; None where it was and is permitted."""
        envelope = sealed.envelope
        needed = self._needed(sealed)
        if envelope.actor and not self._is_known(envelope.actor):
            return Ruling(PERSON_UNKNOWN, is_out=True)
        if needed is None:
            return Ruling(NOT_UNDERSTOOD, is_out=True)
        if envelope.kind == SIGNED and signatures.flaw_of(self._connection, sealed):
            return Ruling(SIGNATURE_FORGED, is_out=True)
        if not needed:
            return None
        who = (envelope.actor, envelope.station, envelope.area)
        then, now = self._rights(*who, *self._held(sealed))
        if then.isdisjoint(needed):
            return Ruling(RIGHT_MISSING, is_out=True)
        return Ruling(rights.RIGHT_GONE, is_out=False) if now.isdisjoint(needed) else None

    def _needed(self, sealed: Sealed) -> tuple[str, ...] | None:
        """Return what the actor needs, None for an event that this program cannot judge."""
        needs = self._vocabulary.needs(sealed.envelope.kind)
        if needs is not None and not callable(needs):
            return needs
        known = self._vocabulary.understand(sealed)
        if known is None:
            return None
        return self._vocabulary.needed(known.happened, sealed.envelope.actor, self._whose)

    def _whose(self, event_hash: str) -> str:
        actor = self._actors.get(event_hash)
        return whose(self._connection, event_hash) if actor is None else actor

    def _held(self, sealed: Sealed) -> tuple[int, str, int]:
        """Return what its author knew of the plant, as few different answers as there are."""
        envelope = sealed.envelope
        position = self._position(envelope.rights_at)
        own = self._since(position).get(envelope.chain)
        before = bisect_left(own, envelope.seq) if own else 0
        return (
            (position, envelope.chain, own[before - 1] + 1) if own and before else (position, "", 0)
        )

    def _position_of(self, rights_at: str) -> int:
        """Return the place of the event that `rights_at` names: without one, where it founded."""
        found = _POSITION.scalar(self._connection, {"hash": rights_at}) if rights_at else None
        return self._founded if found is None else int(found)

    @cached_property
    def _founded(self) -> int:
        """Return how far the plant's log is what the server itself began it with."""
        first = _FIRST_OF_OTHERS.scalar(self._connection, {})
        return int(_END.scalar(self._connection, {}) or 0) if first is None else int(first) - 1

    def _said_since(self, position: int) -> Mapping[str, Sequence[int]]:
        """Return by chain the seqs of the events that came into the plant after a position."""
        found: dict[str, list[int]] = {}
        for chain, seq in _SINCE.all(self._connection, {"position": position}):
            insort(found.setdefault(chain, []), seq)
        return found

    def _places_of(self, station: str, area: str) -> tuple[Place, ...]:
        """Return where a station is: in each area it belongs to, and where the event lies."""
        known = self._directory.station(self._connection, station)
        areas = {*(known.areas if known else ()), area} - {PLANT}
        return tuple(Place(each, station) for each in sorted(areas))

    def _rights_of(  # what an envelope says, spelled out so that it can be looked up again
        self, actor: str, station: str, area: str, position: int, chain: str, seq: int
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return what somebody might then and may now; mostly nothing has changed in between."""
        places = self._places(station, area)
        now = _sum(people.rights_of(self._connection, actor, place) for place in places)
        if not rights.changed_since(self._connection, actor, position):
            return now, now
        held = Held(position, chain, seq)
        then = rights.as_of(self._connection, self._vocabulary, actor, held)
        return _sum(then.in_place(place) for place in places), now


class Judge:
    """Judges the events of one vocabulary. What the server itself says it has judged already."""

    hearing: type[Hearing] = Hearing

    def __init__(self, vocabulary: Vocabulary, directory: Directory) -> None:
        self._vocabulary = vocabulary
        self._directory = directory

    def __call__(self, connection: Connection, events: Sequence[Sealed]) -> Mapping[str, Ruling]:
        """Return what is to be said of those events that were not simply permitted."""
        hearing = self.hearing(connection, self._vocabulary, self._directory, events)
        said = {s.hash: hearing.ruling(s) for s in events if s.envelope.station != SERVER}
        return {name: _overruled(connection, name, r) for name, r in said.items() if r is not None}

    def named(self, sealed: Sealed) -> frozenset[str]:
        """Return the events whose authors decide what this one needs: its `needs` ask for them.

        Before they are here nobody can tell whose they are.
        """
        asked: set[str] = set()

        def whose(name: str) -> str:
            asked.add(name)
            return ""

        if callable(self._vocabulary.needs(sealed.envelope.kind)):
            known = self._vocabulary.understand(sealed)
            if known is not None:
                self._vocabulary.needed(known.happened, sealed.envelope.actor, whose)
        return frozenset(name for name in asked if _IS_HASH.fullmatch(name))


def _overruled(connection: Connection, event_hash: str, ruling: Ruling) -> Ruling:
    """Let in what a person let in before it came, or before the server was put back to a backup."""
    may_be = ruling.is_out and ruling.reason in READMISSIBLE
    if may_be and rights.is_readmitted(connection, event_hash):
        return Ruling(READMITTED, is_out=False)
    return ruling


def _sum(granted: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*granted)


def _readmits(sealed: Sealed) -> str:
    """Return the event that a person lets in by this one, empty where it does no such thing."""
    if sealed.envelope.kind != EventReadmitted.kind:
        return ""
    try:
        return msgspec.json.decode(sealed.envelope.payload, type=EventReadmitted).event
    except msgspec.MsgspecError:
        return ""


READMISSION = Readmission(READMISSIBLE, _readmits)

_IS_HASH = re.compile("[0-9a-f]{64}")
_IN_PLANT = (receipt.c.area == PLANT, receipt.c.position.is_not(None))
_POSITION = Prepared(
    select(receipt.c.position).where(*_IN_PLANT, receipt.c.hash == bindparam("hash"))
)
_END = Prepared(select(func.max(receipt.c.position)).where(*_IN_PLANT))
_FIRST_OF_OTHERS = Prepared(
    select(receipt.c.position)
    .join(event, event.c.hash == receipt.c.hash)
    .where(*_IN_PLANT, event.c.station != SERVER)
    .order_by(receipt.c.position)
    .limit(1)
)
_SINCE = Prepared(
    select(event.c.chain, event.c.seq)
    .join(receipt, receipt.c.hash == event.c.hash)
    .where(*_IN_PLANT, receipt.c.position > bindparam("position"))
)
