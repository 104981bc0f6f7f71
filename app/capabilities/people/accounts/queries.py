"""Who people are, what they may, where their keys lie, and what went on at the doors."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from app.capabilities.people.accounts.answers import Holding, roles_in
from app.capabilities.people.accounts.events import Grant
from app.capabilities.people.accounts.tables import (
    AccessRow,
    KeyRow,
    PersonRow,
    PublicKeyRow,
    RoleRow,
)
from app.journal.rows import read, read_among
from app.kernel.place import Place
from app.kernel.words import Bilingual
from app.store.prepared import Among, Prepared


@dataclass(frozen=True, slots=True)
class Person:
    """A person as they stand now. `stations` are those their present key lies at.

    A role that `scopes` names counts in those places only, each other one everywhere.
    `badge_since_ms` is when their badge was given out.
    """

    person: str
    name: Bilingual
    badge: str
    team: str
    roles: tuple[str, ...]
    scopes: tuple[Grant, ...]
    stations: tuple[str, ...]
    public_key: str
    disabled_at_ms: int | None
    disabled_why: str
    added_twice: bool
    badge_since_ms: int = 0
    holdings: tuple[Holding, ...] = ()

    @property
    def is_active(self) -> bool:
        """Tell whether the person was truly added and still acts."""
        return self.badge != "" and self.disabled_at_ms is None


@dataclass(frozen=True, slots=True)
class Role:
    """A role, its rights, and how many active people have it."""

    role: str
    name: Bilingual
    rights: frozenset[str]
    people: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who may what: one line per right, one column per role, default-deny."""

    roles: tuple[Role, ...]
    rights: tuple[str, ...]

    def grants(self, role: str, right: str) -> bool:
        """Tell whether `role` grants `right`."""
        return any(right in held.rights for held in self.roles if held.role == role)


@dataclass(frozen=True, slots=True)
class DoorLine:
    """One thing that happened at a station's login; text `people.door.<what>`."""

    station: str
    person: str
    what: str
    detail: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A person and when they last logged in at a station."""

    person: Person
    at_ms: int


def person(connection: Connection, person: str) -> Person | None:
    """Return one person, disabled ones too; None for an id never given out."""
    table = PersonRow.table
    rows = read(connection, PersonRow, select(table).where(table.c.stream == f"person/{person}"))
    return next(iter(_people(connection, rows)), None)


def key_since_ms(connection: Connection, person: str, public_key: str) -> int:
    """Return since when a person has a key (hex), 0 where it is not theirs."""
    table = PublicKeyRow.table
    query = select(table.c.since_ms).where(
        table.c.stream == f"person/{person}", table.c.public_key == public_key
    )
    return connection.execute(query).scalar() or 0


def disabled_since(connection: Connection, since_ms: int) -> tuple[str, ...]:
    """Return who was disabled since then, by id."""
    table = PersonRow.table
    query = select(table.c.person).where(table.c.disabled_at_ms >= since_ms)
    return tuple(connection.execute(query.order_by(table.c.person)).scalars())


def by_badge(connection: Connection, badge: str) -> tuple[Person, ...]:
    """Return who has this badge: nobody, one, or (after a merge) more than one."""
    table = PersonRow.table
    query = select(table).where(table.c.badge == badge, table.c.badge != "")
    rows = read(connection, PersonRow, query.order_by(table.c.person))
    return _people(connection, rows)


def people(connection: Connection) -> tuple[Person, ...]:
    """Return everybody, disabled people too, by id."""
    table = PersonRow.table
    return _people(connection, read(connection, PersonRow, select(table).order_by(table.c.person)))


def roles(connection: Connection) -> tuple[Role, ...]:
    """Return every role by code, with how many active people have it."""
    holders: defaultdict[str, int] = defaultdict(int)
    for held in _active_roles(connection):
        for role in held:
            holders[role] += 1
    table = RoleRow.table
    rows = read(connection, RoleRow, select(table).order_by(table.c.role))
    return tuple(
        Role(
            row.role,
            Bilingual(row.name_zh, row.name_en),
            frozenset(row.rights),
            holders[row.role],
        )
        for row in rows
    )


def rights_of(connection: Connection, person: str, place: Place) -> frozenset[str]:
    """Return what a person may now in a place: the sum of their roles that count there.

    Nothing for one who is disabled.
    """
    held = _ROLES_OF_ACTIVE.first(connection, {"stream": f"person/{person}"})
    if held is None:
        return frozenset()
    roles, scopes = held
    return rights_of_roles(connection, roles_in(roles, scopes, place))


def roles_here(connection: Connection, person: str, place: Place) -> tuple[str, ...]:
    """Return the roles of an active person that count in a place; none for one disabled."""
    held = _ROLES_OF_ACTIVE.first(connection, {"stream": f"person/{person}"})
    return () if held is None else tuple(roles_in(held[0], held[1], place))


def roles_of(connection: Connection, person: str) -> tuple[str, ...]:
    """Return the roles of an active person, wherever they count; none for one who is disabled."""
    held = _ROLES_OF_ACTIVE.first(connection, {"stream": f"person/{person}"})
    return () if held is None else tuple(held[0])


def may(connection: Connection, person: str, right: str, place: Place) -> bool:
    """Tell whether a person has a right now in a place. What no role grants there is denied."""
    return right in rights_of(connection, person, place)


def rights_of_roles(connection: Connection, roles: Iterable[str]) -> frozenset[str]:
    """Return the sum of the rights of `roles`; an unknown role grants nothing."""
    granted = (_RIGHTS_OF_ROLE.all(connection, {"role": role}) for role in roles)
    return frozenset(right for rows in granted for (rights,) in rows for right in rights)


def keys_of(connection: Connection, person: str) -> frozenset[str]:
    """Return every public key (hex) a person has or had: what verifies their signatures."""
    return frozenset(key for (key,) in _KEYS.all(connection, {"stream": f"person/{person}"}))


def matrix(connection: Connection) -> Matrix:
    """Return the matrix role × right of every right any role grants."""
    held = roles(connection)
    return Matrix(held, tuple(sorted({right for role in held for right in role.rights})))


def door_log(connection: Connection, station: str, limit: int = 200) -> tuple[DoorLine, ...]:
    """Return what happened at a station's login, latest first."""
    table = AccessRow.table
    query = select(table).where(table.c.station == station)
    rows = read(connection, AccessRow, query.order_by(table.c.at_ms.desc()).limit(limit))
    return tuple(_door_line(row) for row in rows)


def lockouts(connection: Connection, since_ms: int) -> tuple[DoorLine, ...]:
    """Return the lockouts at all stations since then, latest first: somebody must be told."""
    table = AccessRow.table
    query = select(table).where(table.c.what == "locked_out", table.c.at_ms >= since_ms)
    rows = read(connection, AccessRow, query.order_by(table.c.at_ms.desc()))
    return tuple(_door_line(row) for row in rows)


def last_logins(connection: Connection) -> dict[str, int]:
    """Return when each person last logged in anywhere, as far as this node has heard."""
    table = AccessRow.table
    last = select(table.c.person, func.max(table.c.at_ms)).where(table.c.what == "logged_in")
    rows = connection.execute(last.group_by(table.c.person)).all()
    return {row[0]: row[1] for row in rows}


def recently_here(connection: Connection, station: str, limit: int = 5) -> tuple[Seen, ...]:
    """Return the active people who last logged in at a station, latest first."""
    table = AccessRow.table
    last = func.max(table.c.at_ms)
    query = (
        select(table.c.person, last.label("at_ms"))
        .where(table.c.station == station, table.c.what == "logged_in")
        .group_by(table.c.person)
        .order_by(last.desc())
    )
    seen = {row.person: row.at_ms for row in connection.execute(query)}
    held = {found.person: found for found in people(connection) if found.is_active}
    here = tuple(Seen(held[name], at_ms) for name, at_ms in seen.items() if name in held)
    return here[:limit]


_ROLES_OF_ACTIVE = Prepared(
    select(PersonRow.table.c.roles, PersonRow.table.c.scopes).where(
        PersonRow.table.c.stream == bindparam("stream"),
        PersonRow.table.c.disabled_at_ms.is_(None),
        PersonRow.table.c.badge != "",
    )
)
_RIGHTS_OF_ROLE = Prepared(
    select(RoleRow.table.c.rights).where(RoleRow.table.c.role == bindparam("role"))
)
_KEY_PLACES = Among(select(KeyRow.table).order_by(KeyRow.table.c.station), KeyRow.table.c.stream)
_KEYS = Prepared(
    select(PublicKeyRow.table.c.public_key).where(
        PublicKeyRow.table.c.stream == bindparam("stream")
    )
)
"""Made once: every act asks them."""


def _people(connection: Connection, rows: Iterable[PersonRow]) -> tuple[Person, ...]:
    rows = tuple(rows)
    places = _key_places(connection, [row.stream for row in rows])
    return tuple(_person(row, places[row.stream, row.public_key]) for row in rows)


def _key_places(
    connection: Connection, streams: list[str]
) -> defaultdict[tuple[str, str], list[str]]:
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key in read_among(connection, KeyRow, _KEY_PLACES, streams):
        places[key.stream, key.public_key].append(key.station)
    return places


def _active_roles(connection: Connection) -> tuple[tuple[str, ...], ...]:
    table = PersonRow.table
    query = select(table.c.roles).where(table.c.disabled_at_ms.is_(None), table.c.badge != "")
    return tuple(tuple(held) for held in connection.execute(query).scalars())


def _person(row: PersonRow, stations: list[str]) -> Person:
    return Person(
        person=row.person,
        name=Bilingual(row.name_zh, row.name_en),
        badge=row.badge,
        team=row.team,
        roles=row.roles,
        scopes=row.scopes,
        stations=tuple(stations),
        public_key=row.public_key,
        disabled_at_ms=row.disabled_at_ms,
        disabled_why=row.disabled_why,
        added_twice=row.added_twice,
        badge_since_ms=row.badge_since_ms,
        holdings=row.holdings,
    )


def _door_line(row: AccessRow) -> DoorLine:
    return DoorLine(row.station, row.person, row.what, row.detail, row.at_ms)
