"""Who works at this station: login by badge or pick and PIN, fast switch, idle lock.

    person = sessions.who(badge)                 # or picked from the list
    session = sessions.log_in(person.person, pin)  # worker thread: argon2 takes about 0.2 s
    session.key.sign(manifest)
    sessions.touch()                             # at every key, touch and scan
    sessions.lock_if_idle()                      # every second

Several people may be known at a station; one is in front and only that one's key is open. Every
end of a session (leaving, idling, switching, closing) drops the key (P11-21), so coming back asks
for the PIN again; what the person was doing is kept by the screens, not here.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from app.capabilities.people.accounts import queries
from app.capabilities.people.accounts.commands import (
    LiftLockout,
    NoteFailedLogin,
    NoteLogin,
    NoteLogout,
    NoteRefusedLogin,
)
from app.capabilities.people.accounts.queries import Person
from app.journal.journal import Changes, Journal
from app.kernel.clock import Clock
from app.kernel.ids import new_id
from app.kernel.refused import Refused
from app.kernel.sealing import Sealed, SigningKey, unseal
from app.kernel.words import Bilingual
from app.stations.identity import StationIdentity
from app.stations.issued_keys import key_here
from app.stations.lockout import (
    DoorRules,
    Tries,
    forgive,
    is_idle,
    keep_tries,
    tries_of,
)

NOBODY = ""
"""The actor of what the station itself notes."""

T = TypeVar("T")
log = logging.getLogger(__name__)


class Acts(Protocol):
    """The one writer, as far as a login needs it."""

    def act(self, work: Callable[[Connection], T]) -> "Future[T]":
        """Run `work` in a write transaction; the future is done when it is on disk."""
        ...


@dataclass(frozen=True, slots=True)
class Session:
    """A person at this station, with what they may here. `key` is open only while in front."""

    person: str
    name: Bilingual
    roles: tuple[str, ...]
    rights: frozenset[str]
    key: SigningKey | None
    since_ms: int
    id: str

    def may(self, right: str) -> bool:
        """Tell whether a screen should offer this; the journal asks again when it is done."""
        return right in self.rights


@dataclass(frozen=True, slots=True)
class Proof:
    """Somebody has just proved who they are, to sign: their key, and by which components."""

    person: str
    key: SigningKey
    session: str
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Somebody whose PIN may be tried, with this try already counted."""

    person: Person
    rights: frozenset[str]
    sealed: Sealed
    tries: Tries


class Sessions:
    """The people known at this station. Safe to call from the screen and from workers."""

    def __init__(
        self,
        writer: Acts,
        journal: Journal,
        identity: StationIdentity,
        clock: Clock,
        rules: DoorRules | None = None,
    ) -> None:
        self.rules = rules or DoorRules()
        self._writer = writer
        self._journal = journal
        self._identity = identity
        self._clock = clock
        self._guard = threading.Lock()
        self._front: Session | None = None
        self._known: dict[str, Session] = {}
        self._signing: frozenset[str] = frozenset()
        """Sessions in which both components have been shown to sign."""
        self._touched = (clock.monotonic_s(), clock.now_ms())

    @property
    def front(self) -> Session | None:
        """Return who is in front, None while the station is locked."""
        return self._front

    @property
    def known(self) -> tuple[Session, ...]:
        """Return everybody who has not left, who came last first."""
        return tuple(sorted(self._known.values(), key=lambda s: s.since_ms, reverse=True))

    def who(self, badge: str) -> Person:
        """Return whose badge this is. Blocks for the writer.

        Refuses `login.unknown_badge` (noted in the journal) and `login.badge_twice`.
        """
        return _told(self._writer.act(lambda c: self._whose(c, badge.strip())).result())

    def log_in(self, person: str, pin: str) -> Session:
        """Open a person's key and bring them to the front. Blocks for argon2 and the writer.

        Refuses `login.unknown_person`, `.disabled`, `.not_issued_here`, `.key_outdated`, `.locked`,
        `.wrong_pin`; each is noted in the journal.
        """
        candidate = _told(self._writer.act(lambda c: self._approach(c, person)).result())
        key = self._opened(candidate, pin)
        self._writer.act(lambda c: self._enter(c, candidate)).result()
        return self._bring_forward(candidate, key)

    def prove(self, person: str, secret: str, shown: str = "") -> Proof:
        """Open a person's key for one signing. Blocks for argon2 and the writer.

        `shown` is the badge or id they showed. Who is in front and has signed since they came needs
        the secret alone (21 CFR 11.200(a)(1)(i)). Refuses `signature.both_components` and as
        `log_in`.
        """
        front, shown = self._front, shown.strip()
        if not shown and not self.has_signed(person):
            raise Refused("signature.both_components")
        candidate = _told(self._writer.act(lambda c: self._approach(c, person)).result())
        if shown and shown not in (person, candidate.person.badge):
            raise Refused("signature.both_components")
        key = self._opened(candidate, secret)
        self._writer.act(lambda c: forgive(c, person)).result()
        session = front.id if front is not None else ""
        if front is not None and front.person == person:
            self._signing |= {session}
        return Proof(person, key, session, ("id", "secret") if shown else ("secret",))

    def has_signed(self, person: str) -> bool:
        """Tell whether somebody is in front who showed both components to sign since they came."""
        front = self._front
        return front is not None and front.person == person and front.id in self._signing

    def touch(self) -> None:
        """Note that somebody is there."""
        self._touched = (self._clock.monotonic_s(), self._clock.now_ms())

    def lock_if_idle(self) -> bool:
        """Lock the station when nobody has been there long enough; tell whether it was locked."""
        seconds, ms = self._touched
        still_s = self._clock.monotonic_s() - seconds
        # The monotonic clock may stand still while a machine sleeps; the wall clock does not.
        away_s = max(still_s, (self._clock.now_ms() - ms) / 1000)
        if self._front is None or not is_idle(away_s, self.rules):
            return False
        self.lock("idle")
        return True

    def lock(self, how: str = "left") -> None:
        """Take whoever is in front away from it, still known. Does not wait for the writer."""
        with self._guard:
            session = self._step_back()
        if session is not None:
            self._note_end(session.person, how)

    def log_out(self, person: str) -> None:
        """End a person's session here. Does not wait for the writer."""
        with self._guard:
            in_front = self._front is not None and self._front.person == person
            if in_front:
                self._step_back()
            self._known.pop(person, None)
        if in_front:
            self._note_end(person, "left")

    def hear_news(self, connection: Connection) -> Refused | None:
        """Look again at everybody known here, after news of people: on the reader's connection.

        Who was disabled goes, at once; who is in front has from now on what they may now. Returns
        what to tell whoever is in front, None where nothing changed for them: `login.disabled`,
        `login.rights_changed`.
        """
        for session in self.known:
            self._forget_if_gone(connection, session)
        front = self._front
        if front is None:
            return None
        found = queries.person(connection, front.person)
        if found is None or not found.is_active:
            self.lock("disabled")
            self._known.pop(front.person, None)
            return Refused("login.disabled", name=front.name)
        rights = queries.rights_of(connection, front.person, self._journal.author.place)
        return self._turned(front, found, rights)

    def close(self) -> None:
        """End every session: the program ends."""
        self.lock("closed")
        self._known = {}

    def lift_lockout(self, person: str, why: str) -> None:
        """Let a locked person try again, as whoever is in front. Blocks for the writer.

        Refuses `login.nobody_in_front`, `right.missing`, `people.own_account`, `.why_missing`.
        """
        session = self._front
        if session is None:
            raise Refused("login.nobody_in_front")
        self._writer.act(lambda c: self._lift(c, person, why, session.person)).result()

    def _forget_if_gone(self, connection: Connection, session: Session) -> None:
        """Forget somebody who is not in front and acts no more."""
        found = queries.person(connection, session.person)
        if found is None or not found.is_active:
            with self._guard:
                if self._front is None or self._front.person != session.person:
                    self._known.pop(session.person, None)

    def _turned(self, front: Session, found: Person, rights: frozenset[str]) -> Refused | None:
        """Give whoever is in front what they may now, unless they have gone meanwhile."""
        if (front.rights, front.roles) == (rights, found.roles):
            return None
        with self._guard:
            if self._front is not front:
                return None
            self._front = replace(front, roles=found.roles, rights=rights)
            self._known = {**self._known, front.person: self._front}
        return Refused("login.rights_changed")

    def _opened(self, candidate: _Candidate, secret: str) -> SigningKey:
        """Open a key; a wrong secret is noted and refused."""
        key = unseal(candidate.sealed, secret=secret, station_secret=self._identity.secret)
        if key is None:
            raise self._writer.act(lambda c: self._fail(c, candidate)).result()
        return key

    def _whose(self, connection: Connection, badge: str) -> Person | Refused:
        found = queries.by_badge(connection, badge)
        if len(found) == 1:
            return found[0]
        refusal = Refused("login.badge_twice" if found else "login.unknown_badge")
        self._turn_away(connection, refusal, badge=badge)
        return refusal

    def _approach(self, connection: Connection, person: str) -> _Candidate | Refused:
        """Look a person up and count this try, or say why there is nothing to try."""
        now_ms = self._clock.now_ms()
        tries = tries_of(connection, person)
        found = queries.person(connection, person)
        sealed = key_here(connection, person)
        refusal = turned_away(found, sealed, tries, now_ms)
        if found is None or sealed is None or refusal is not None:
            refusal = refusal or Refused("login.unknown_person")
            self._turn_away(connection, refusal, person=person)
            return refusal
        tries = tries.one_more(self.rules, now_ms)
        keep_tries(connection, person, tries)
        rights = queries.rights_of(connection, person, self._journal.author.place)
        return _Candidate(found, rights, sealed, tries)

    def _turn_away(
        self, connection: Connection, refusal: Refused, *, person: str = "", badge: str = ""
    ) -> None:
        command = NoteRefusedLogin(why=refusal.code, person=person, badge=badge)
        self._journal.carry_out(connection, command, NOBODY)

    def _fail(self, connection: Connection, candidate: _Candidate) -> Refused:
        person, tries = candidate.person.person, candidate.tries
        command = NoteFailedLogin(
            person=person, tries=tries.wrong, locked_until_ms=tries.locked_until_ms
        )
        self._journal.carry_out(connection, command, person)
        if tries.locked_until_ms is not None:
            return Refused("login.locked", minutes=tries.minutes_left(self._clock.now_ms()))
        left = self.rules.tries - tries.wrong
        return Refused("login.wrong_pin", left=left, tries=tries.wrong)

    def _enter(self, connection: Connection, candidate: _Candidate) -> None:
        person, front = candidate.person.person, self._front
        forgive(connection, person)
        if front is not None:
            end = NoteLogout(person=front.person, how="switched")
            self._journal.carry_out(connection, end, front.person)
        self._journal.carry_out(connection, NoteLogin(person=person), person)

    def _bring_forward(self, candidate: _Candidate, key: SigningKey) -> Session:
        person = candidate.person
        session = Session(
            person.person,
            person.name,
            person.roles,
            candidate.rights,
            key,
            self._clock.now_ms(),
            new_id(self._clock),
        )
        with self._guard:
            self._step_back()
            self._front = session
            self._known = {**self._known, session.person: session}
        self.touch()
        return session

    def _step_back(self) -> Session | None:
        """Drop the key of whoever is in front; the caller holds the guard."""
        session, self._front = self._front, None
        if session is not None:
            self._known = {**self._known, session.person: replace(session, key=None)}
        return session

    def _note_end(self, person: str, how: str) -> None:
        command = NoteLogout(person=person, how=how)
        ending = self._writer.act(lambda c: self._journal.carry_out(c, command, person))
        ending.add_done_callback(_say_if_lost)

    def _lift(self, connection: Connection, person: str, why: str, actor: str) -> None:
        self._journal.carry_out(connection, LiftLockout(person=person, why=why), actor)
        forgive(connection, person)


def turned_away(
    person: Person | None, sealed: Sealed | None, tries: Tries, now_ms: int
) -> Refused | None:
    """Return why a PIN may not even be tried, or None where it may."""
    if person is None:
        return Refused("login.unknown_person")
    if not person.is_active:
        return Refused("login.disabled", name=person.name)
    if sealed is None:
        return Refused("login.not_issued_here", name=person.name)
    if (sealed.owner, sealed.public_key.hex()) != (person.person, person.public_key):
        return Refused("login.key_outdated", name=person.name)
    if tries.is_locked(now_ms):
        return Refused("login.locked", minutes=tries.minutes_left(now_ms))
    return None


def _told(answer: T | Refused) -> T:
    """Return the answer, or raise the refusal: noted first, raised after the commit."""
    if isinstance(answer, Refused):
        raise answer
    return answer


def _say_if_lost(ending: "Future[Changes]") -> None:
    if not ending.cancelled() and (error := ending.exception()) is not None:
        log.error("session.end_not_noted", exc_info=error)
