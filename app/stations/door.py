"""The door: whose badge this is, whether a secret may be tried here, and the key it opens.

    person = door.whose(badge)
    opened = door.open(person.person, typed)            # slow: argon2
    opened = door.open("P-0118", typed, ToSign(shown))  # to sign: lease and age are asked too

Opening a key *is* the check. Every try is counted before it is judged; every refusal is noted. A
key that came in a parcel is sealed for this station when it is opened here for the first time.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from app.capabilities.people.accounts import queries
from app.capabilities.people.accounts.commands import (
    NoteFailedLogin,
    NoteKeyTaken,
    NoteRefusedLogin,
)
from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.secrets import queries as secrets
from app.capabilities.people.secrets.decisions import PIN
from app.capabilities.people.secrets.queries import Secret
from app.capabilities.sites.queries import signing_policy
from app.journal.journal import Journal
from app.kernel.refused import Refused
from app.kernel.sealing import Sealed, SigningKey
from app.stations.identity import StationIdentity
from app.stations.issued_keys import ClosedKey, closed_key, keep_key, keep_parcel, key_here
from app.stations.lease import LeaseStanding, disabled_here, standing, take_in
from app.stations.leave import why_not_sign
from app.stations.lockout import DoorRules, Tries, keep_tries, tries_of
from app.sync.lease import Lease

NOBODY = ""
"""The actor of what the station itself notes."""

T = TypeVar("T")


class Acts(Protocol):
    """The one writer, as far as a login needs it."""

    def act(self, work: Callable[[Connection], T]) -> "Future[T]":
        """Run `work` in a write transaction; the future is done when it is on disk."""
        ...


def _from_nowhere(person: str) -> str | None:
    return None


@dataclass(slots=True)
class Outside:
    """What the door is told from outside the station; a line to the server tells more.

    `trusted_ms` is a time that setting the clock back does not move; `fetch_key` asks the server
    for a person's parcel, None where it is out of reach or has none. `send_key` has one packed for
    another station, by an administrator: (person, station, by); None where there is no server.
    """

    trusted_ms: Callable[[], int]
    in_touch: Callable[[], bool] = lambda: False
    fetch_key: Callable[[str], str | None] = _from_nowhere
    send_key: Callable[[str, str, str], str] | None = None
    needs_lease: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """What a door opens onto: the one writer, the journal, who the station is."""

    writer: Acts
    journal: Journal
    identity: StationIdentity


@dataclass(frozen=True, slots=True)
class ToSign:
    """A key is opened to sign. `shown` is the badge or id they showed, empty for neither."""

    shown: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose secret may be tried, with this try already counted."""

    person: Person
    rights: frozenset[str]
    secret: Secret
    closed: ClosedKey
    tries: Tries


@dataclass(frozen=True, slots=True)
class Opened:
    """A person's key, open."""

    candidate: Candidate
    key: SigningKey


class Door:
    """One station's door. Its methods block for the writer, `open` for argon2 too."""

    def __init__(self, house: House, rules: DoorRules, outside: Outside) -> None:
        self.rules = rules
        self.outside = outside
        self._house = house

    def whose(self, badge: str) -> Person:
        """Return whose badge this is. Refuses `login.unknown_badge` (noted), `.badge_twice`."""
        return _told(self._act(lambda c: self._whose(c, badge.strip())))

    def open(self, person: str, secret: str, to_sign: ToSign | None = None) -> Opened:
        """Open a person's key. Each refusal to try, and each wrong secret, is noted.

        Refuses `login.unknown_person`, `.disabled`, `.not_issued_here`, `.key_outdated`, `.locked`,
        `.wrong_pin`; to sign also `signature.both_components` and as `why_not_sign`.
        """
        self._fetch_if_missing(person)
        candidate = self.approach(person, to_sign)
        key = candidate.closed.opened(secret, self._house.identity.secret)
        if key is None:
            raise self._act(lambda c: self._fail(c, candidate))
        if candidate.closed.travelled:
            self._take(candidate, key, secret)
        return Opened(candidate, key)

    def approach(self, person: str, to_sign: ToSign | None = None) -> Candidate:
        """Look a person up and count this try, or refuse where there is nothing to try."""
        return _told(self._act(lambda c: self._approach(c, person, to_sign)))

    def _act(self, work: Callable[[Connection], T]) -> T:
        return self._house.writer.act(work).result()

    def _whose(self, connection: Connection, badge: str) -> Person | Refused:
        found = queries.by_badge(connection, badge)
        if len(found) == 1:
            return found[0]
        refusal = Refused("login.badge_twice" if found else "login.unknown_badge")
        self._turn_away(connection, refusal, badge=badge)
        return refusal

    def _approach(
        self, connection: Connection, person: str, to_sign: ToSign | None
    ) -> Candidate | Refused:
        now_ms = self.outside.trusted_ms()
        tries = tries_of(connection, person)
        looked = self._looked_up(connection, person)
        refusal = looked.turned_away(tries, now_ms)
        if refusal is not None:
            self._turn_away(connection, refusal, person=person)
            return refusal
        if to_sign is not None:
            refusal = self._why_not_sign(connection, looked, to_sign)
            if refusal is not None:
                return refusal
        rights = queries.rights_of(connection, person, self._house.journal.author.place)
        tries = tries.one_more(self.rules, now_ms)
        keep_tries(connection, person, tries)
        return looked.candidate(rights, tries)

    def _looked_up(self, connection: Connection, person: str) -> "_Looked":
        secret = secrets.secret(connection, person)
        return _Looked(
            person=queries.person(connection, person),
            secret=secret,
            closed=closed_key(connection, self._house.identity, secret) if secret else None,
            stopped=person in disabled_here(connection),
            is_outdated=key_here(connection, person) is not None,
        )

    def _why_not_sign(
        self, connection: Connection, looked: "_Looked", to_sign: ToSign
    ) -> Refused | None:
        """Return why this person may not even try to sign now."""
        person, secret = looked.person, looked.secret
        if person is None or secret is None:
            return Refused("login.unknown_person")
        if to_sign.shown and to_sign.shown not in (person.person, person.badge):
            return Refused("signature.both_components")
        if secret.way == PIN and to_sign.shown == person.person:
            return Refused("sign.pin_needs_badge")
        return self.why_not_sign(connection, secret)

    def lease(self, connection: Connection) -> LeaseStanding:
        """Return how long people may sign here without the server."""
        outside, station = self.outside, self._house.identity.station
        return standing(connection, station, outside.trusted_ms(), needed=outside.needs_lease)

    def take_lease(self, text: str) -> Lease:
        """Keep a lease that came by scan or file. Refuses `lease.*`."""
        return self._act(lambda c: take_in(c, text, self._house.identity.station))

    def why_not_sign(self, connection: Connection, secret: Secret) -> Refused | None:
        """Return why nothing is signed with a secret here and now, None where it may be."""
        outside, lease = self.outside, self.lease(connection)
        policy, now_ms = signing_policy(connection), outside.trusted_ms()
        return why_not_sign(secret, lease, policy, now_ms, in_touch=outside.in_touch())

    def _turn_away(
        self, connection: Connection, refusal: Refused, *, person: str = "", badge: str = ""
    ) -> None:
        command = NoteRefusedLogin(why=refusal.code, person=person, badge=badge)
        self._house.journal.carry_out(connection, command, NOBODY)

    def _fail(self, connection: Connection, candidate: Candidate) -> Refused:
        person, tries = candidate.person.person, candidate.tries
        command = NoteFailedLogin(
            person=person, tries=tries.wrong, locked_until_ms=tries.locked_until_ms
        )
        self._house.journal.carry_out(connection, command, person)
        if tries.locked_until_ms is not None:
            minutes = tries.minutes_left(self.outside.trusted_ms())
            return Refused("login.locked", minutes=minutes)
        left = self.rules.tries - tries.wrong
        return Refused("login.wrong_pin", left=left, tries=tries.wrong)

    def _fetch_if_missing(self, person: str) -> None:
        """Ask the server for a key nobody opened here yet; where it has none, so it stays."""
        if self._act(lambda c: self._looked_up(c, person).wants_key):
            text = self.outside.fetch_key(person)
            if text is not None:
                self._act(lambda c: keep_parcel(c, person, text))

    def _take(self, candidate: Candidate, key: SigningKey, secret: str) -> None:
        """Seal a key that travelled for this station too, and note that it lies here."""
        closed = candidate.closed.sealed
        sealed = key.resealed(
            owner=closed.owner,
            secret=secret,
            station_secret=self._house.identity.secret,
            edition=closed.edition,
            hardness=closed.hardness,
        )
        self._act(lambda c: self.keep(c, sealed))

    def keep(self, connection: Connection, sealed: Sealed) -> None:
        """Keep a sealed key here and note it, in the owner's name."""
        keep_key(connection, sealed)
        taken = NoteKeyTaken(
            person=sealed.owner, public_key=sealed.public_key.hex(), edition=sealed.edition
        )
        self._house.journal.carry_out(connection, taken, sealed.owner)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found of somebody who wants in. `stopped`: the lease names them disabled.

    `is_outdated` tells, where no key that counts lies here, that an older one does.
    """

    person: Person | None
    secret: Secret | None
    closed: ClosedKey | None
    stopped: bool
    is_outdated: bool

    @property
    def wants_key(self) -> bool:
        """Tell whether only the key is missing here."""
        active = self.person is not None and self.person.is_active and not self.stopped
        return active and self.closed is None

    def candidate(self, rights: frozenset[str], tries: Tries) -> Candidate:
        """Return who may try, once nothing turned them away."""
        if self.person is None or self.secret is None or self.closed is None:
            raise ValueError("nobody was found")
        return Candidate(self.person, rights, self.secret, self.closed, tries)

    def turned_away(self, tries: Tries, now_ms: int) -> Refused | None:
        """Return why a secret may not even be tried, or None where it may."""
        if self.person is None:
            return Refused("login.unknown_person")
        if not self.person.is_active or self.stopped:
            return Refused("login.disabled", name=self.person.name)
        if self.closed is None:
            return self._no_key(self.person)
        if tries.is_locked(now_ms):
            return Refused("login.locked", minutes=tries.minutes_left(now_ms))
        return None

    def _no_key(self, person: Person) -> Refused:
        if self.secret is not None and self.is_outdated:
            station = self.secret.station or "–"
            return Refused("login.key_outdated", name=person.name, station=station)
        return Refused("login.not_issued_here", name=person.name)


def _told(answer: T | Refused) -> T:
    """Return the answer, or raise the refusal: noted first, raised after the commit."""
    if isinstance(answer, Refused):
        raise answer
    return answer
