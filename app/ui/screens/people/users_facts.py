"""Everything the screen of users and roles shows, asked in one go on the reader. No Qt."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.people.accounts.queries import (
    DoorLine,
    Matrix,
    Person,
    Role,
    door_log,
    lockouts,
    matrix,
    people,
)
from app.capabilities.sites.queries import areas, stations
from app.kernel.words import Bilingual, Words
from app.stations.issued_keys import people_here
from app.stations.lockout import tries_of
from app.ui.screens.people.trust_facts import TrustFacts, trust_facts

DAY_MS = 24 * 3_600_000
"""How far back lockouts are told."""


@dataclass(frozen=True, slots=True)
class UsersFacts:
    """People and roles as they stand at `at_ms`.

    `locked` are those who may not even try a PIN here now, with the minutes left; `lockouts` the
    last day's at every station; `keys_here` whose keys truly lie at this station.
    """

    at_ms: int
    here: str
    people: tuple[Person, ...]
    matrix: Matrix
    locked: tuple[tuple[str, int], ...]
    lockouts: tuple[DoorLine, ...]
    door: tuple[DoorLine, ...]
    keys_here: frozenset[str]
    stations: tuple[tuple[str, Bilingual], ...]
    areas: tuple[tuple[str, Bilingual], ...]
    trust: TrustFacts

    def person(self, code: str) -> Person | None:
        """Return one person."""
        return next((one for one in self.people if one.person == code), None)

    def role(self, code: str) -> Role | None:
        """Return one role."""
        return next((one for one in self.matrix.roles if one.role == code), None)

    def minutes_locked(self, person: str) -> int:
        """Return for how long somebody is still locked here; 0 where they are not."""
        return next((minutes for one, minutes in self.locked if one == person), 0)

    def name(self, person: str, language: str) -> str:
        """Return somebody's name; their id where nobody has it, a dash for nobody."""
        found = self.person(person)
        return (person or "—") if found is None else found.name.of(language)

    def granting(self, person: Person, right: str) -> tuple[Role, ...]:
        """Return the roles by which an active person has a right."""
        if not person.is_active:
            return ()
        return tuple(
            role for role in self.matrix.roles if role.role in person.roles and right in role.rights
        )


def users_facts(connection: Connection, here: str, now_ms: int) -> UsersFacts:
    """Return people and roles as this station knows them."""
    everybody = people(connection)
    locked = ((one.person, tries_of(connection, one.person)) for one in everybody)
    return UsersFacts(
        at_ms=now_ms,
        here=here,
        people=everybody,
        matrix=matrix(connection),
        locked=tuple(
            (person, tries.minutes_left(now_ms))
            for person, tries in locked
            if tries.is_locked(now_ms)
        ),
        lockouts=lockouts(connection, now_ms - DAY_MS),
        door=door_log(connection, here),
        keys_here=people_here(connection),
        stations=tuple((one.station, one.name) for one in stations(connection)),
        areas=tuple((one.area, one.name) for one in areas(connection)),
        trust=trust_facts(connection, everybody, now_ms),
    )


def grouped(rights: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return rights by the capability they belong to, in the order given."""
    found: dict[str, list[str]] = {}
    for right in rights:
        found.setdefault(right.split(".")[0], []).append(right)
    return tuple((group, tuple(members)) for group, members in found.items())


def right_name(words: Words, right: str) -> str:
    """Return a right's name for people; its code where nobody named it."""
    code = f"people.right.{right}"
    return words(code) if words.knows(code) else right


def group_name(words: Words, group: str) -> str:
    """Return the name of a group of rights; its code where nobody named it."""
    code = f"people.right_group.{group}"
    return words(code) if words.knows(code) else group


def team_name(words: Words, team: str) -> str:
    """Return a team's name; as it was written where it is none of the known ones."""
    code = f"people.team.{team}"
    return words(code) if words.knows(code) else team
