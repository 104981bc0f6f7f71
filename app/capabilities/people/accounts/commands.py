"""What one may ask about people and roles, and what a station notes at its door.

The door's own commands need no right: whoever is being logged in has none yet.
"""

from typing import ClassVar

from app.capabilities.people.accounts import decisions, queries
from app.capabilities.people.accounts.events import (
    Grant,
    LoggedIn,
    LoggedOut,
    LoginRefused,
    PersonAdded,
    RolesSet,
)
from app.capabilities.sites import queries as sites
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.words import Bilingual

ADMINISTER = "people.administer"
UNLOCK = "people.unlock"


class AddPerson(Command, frozen=True, kw_only=True):
    """Add a person with their first roles; one that `scopes` names counts in those places only."""

    right: ClassVar[str] = ADMINISTER

    person: str
    name: Bilingual
    badge: str
    roles: tuple[str, ...] = ()
    scopes: tuple[Grant, ...] = ()
    team: str = ""
    why: str


class SetRoles(Command, frozen=True, kw_only=True):
    """Give a person other roles, or other places where they count."""

    right: ClassVar[str] = ADMINISTER

    person: str
    roles: tuple[str, ...]
    scopes: tuple[Grant, ...] = ()
    why: str


class DisablePerson(Command, frozen=True, kw_only=True):
    """End a person's account."""

    right: ClassVar[str] = ADMINISTER

    person: str
    why: str


class DefineRole(Command, frozen=True, kw_only=True):
    """Define a role, or change what it grants."""

    right: ClassVar[str] = ADMINISTER

    role: str
    name: Bilingual
    rights: tuple[str, ...]


class IssueKey(Command, frozen=True, kw_only=True):
    """Note that a person's key (public half in hex) was sealed at a station."""

    right: ClassVar[str] = ADMINISTER

    person: str
    station: str
    public_key: str


class NoteLogin(Command, frozen=True, kw_only=True):
    """Note that a person logged in here."""

    person: str


class NoteFailedLogin(Command, frozen=True, kw_only=True):
    """Note a wrong PIN, and the lockout it may have caused."""

    person: str
    tries: int
    locked_until_ms: int | None


class NoteLogout(Command, frozen=True, kw_only=True):
    """Note how a session ended: left, idle, switched, closed."""

    person: str
    how: str


class NoteRefusedLogin(Command, frozen=True, kw_only=True):
    """Note that somebody was turned away before a PIN was tried, and by which refusal."""

    why: str
    person: str = ""
    badge: str = ""


class LiftLockout(Command, frozen=True, kw_only=True):
    """Let a locked person try again at this station."""

    right: ClassVar[str] = UNLOCK

    person: str
    why: str


def add_person(acting: Acting, command: AddPerson) -> list[Happened]:
    """Answer AddPerson."""
    added = decisions.add_person(
        PersonAdded(
            person=command.person, name=command.name, badge=command.badge, team=command.team
        ),
        held=queries.person(acting.connection, command.person),
        badge_held=queries.by_badge(acting.connection, command.badge),
    )
    if not command.roles:
        return [added]
    first = RolesSet(
        person=command.person,
        before=(),
        now=command.roles,
        why=command.why,
        scopes=command.scopes,
    )
    return [added, _granted(acting, first)]


def set_roles(acting: Acting, command: SetRoles) -> list[Happened]:
    """Answer SetRoles."""
    target = _changeable(acting, command.person)
    wanted = RolesSet(
        person=command.person,
        before=target.roles,
        now=command.roles,
        why=command.why,
        scopes_before=target.scopes,
        scopes=command.scopes,
    )
    return [_granted(acting, wanted)]


def disable_person(acting: Acting, command: DisablePerson) -> list[Happened]:
    """Answer DisablePerson."""
    return [decisions.disable_person(_changeable(acting, command.person), command.why)]


def define_role(acting: Acting, command: DefineRole) -> list[Happened]:
    """Answer DefineRole."""
    known = queries.roles(acting.connection)
    held = next((role for role in known if role.role == command.role), None)
    holders = [
        person
        for person in queries.people(acting.connection)
        if person.is_active and command.role in person.roles
    ]
    decisions.check_holders(command.role, command.rights, holders, known, actor=acting.actor)
    return [decisions.define_role(command.role, command.name, command.rights, held)]


def issue_key(acting: Acting, command: IssueKey) -> list[Happened]:
    """Answer IssueKey. One's own too: a key opens with one's own PIN and grants nothing new."""
    held = queries.person(acting.connection, command.person)
    target = decisions.check_changeable(held, person=command.person, actor="")
    return [decisions.issue_key(target, station=command.station, public_key=command.public_key)]


def note_login(acting: Acting, command: NoteLogin) -> list[Happened]:
    """Answer NoteLogin."""
    return [LoggedIn(station=acting.station, person=command.person)]


def note_failed_login(acting: Acting, command: NoteFailedLogin) -> list[Happened]:
    """Answer NoteFailedLogin."""
    return list(
        decisions.fail_login(
            station=acting.station,
            person=command.person,
            tries=command.tries,
            locked_until_ms=command.locked_until_ms,
        )
    )


def note_logout(acting: Acting, command: NoteLogout) -> list[Happened]:
    """Answer NoteLogout."""
    return [LoggedOut(station=acting.station, person=command.person, how=command.how)]


def note_refused_login(acting: Acting, command: NoteRefusedLogin) -> list[Happened]:
    """Answer NoteRefusedLogin."""
    return [
        LoginRefused(
            station=acting.station, why=command.why, person=command.person, badge=command.badge
        )
    ]


def lift_lockout(acting: Acting, command: LiftLockout) -> list[Happened]:
    """Answer LiftLockout."""
    return [
        decisions.lift_lockout(
            station=acting.station, person=command.person, actor=acting.actor, why=command.why
        )
    ]


def _granted(acting: Acting, wanted: RolesSet) -> RolesSet:
    connection = acting.connection
    decided = decisions.set_roles(wanted, queries.roles(connection))
    if decided.scopes:
        areas = [each.area for each in sites.areas(connection)]
        stations = [each.station for each in sites.stations(connection)]
        decisions.check_places(decided.scopes, areas, stations)
    return decided


def _changeable(acting: Acting, person: str) -> queries.Person:
    target = queries.person(acting.connection, person)
    return decisions.check_changeable(target, person=person, actor=acting.actor)
