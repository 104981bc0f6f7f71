"""What is allowed with people and roles: values in, events or `Refused` out."""

import re
from collections.abc import Collection, Iterable
from itertools import chain, pairwise

import msgspec

from app.capabilities.people.accounts.events import (
    BadgeReplaced,
    Grant,
    KeyIssued,
    LockedOut,
    LockoutLifted,
    LoginFailed,
    PersonAdded,
    PersonDisabled,
    RoleDefined,
    RolesSet,
)
from app.capabilities.people.accounts.queries import Person, Role
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

ADMINISTRATION = frozenset({"people.administer", "sign.administered", "sites.administer"})
"""Rights of IT. Who has one has no GMP right (PLANT 6.5, MHRA 2018: MH-01)."""
READING = frozenset(
    {
        "equipment.view",
        "materials.view",
        "people.view",
        "production.view",
        "records.view",
        "sign.read",
        "sites.view",
    }
)
"""Rights to look, and to sign that one has: they harm nothing beside administration."""
RELEASING = frozenset({"sign.released"})
MAKING = frozenset({"production.report"})
"""Who releases a product has no part in making it."""
PIN_DIGITS = 6

_ID = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,30}[A-Z0-9])?")
_BADGE = re.compile(r"[!-~]{4,64}")
_RIGHT = re.compile(r"[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*")
_KEY = re.compile(r"[0-9a-f]{64}")


def add_person(
    wanted: PersonAdded, *, held: Person | None, badge_held: Collection[Person]
) -> PersonAdded:
    """Add a person; an id once given out is never given out again, disabled or not (P11-17).

    Refuses `people.bad_id`, `.bad_badge`, `.name_missing`, `.id_taken`, `.badge_taken`.
    """
    if not _ID.fullmatch(wanted.person):
        raise Refused("people.bad_id", person=wanted.person)
    if not _BADGE.fullmatch(wanted.badge):
        raise Refused("people.bad_badge")
    _check_name(wanted.name)
    if held is not None:
        raise Refused("people.id_taken", person=wanted.person)
    if badge_held:
        raise Refused("people.badge_taken", name=next(iter(badge_held)).name)
    return wanted


def set_roles(wanted: RolesSet, known: Collection[Role]) -> RolesSet:
    """Set a person's roles, and where they count.

    Refuses `people.role_unknown`, `.scope_idle`, `.roles_clash`, `.roles_same`, `.why_missing`.
    """
    now, scopes = tuple(sorted(set(wanted.now))), _in_order(wanted.scopes)
    rights = {role.role: role.rights for role in known}
    if missing := [role for role in now if role not in rights]:
        raise Refused("people.role_unknown", role=", ".join(missing))
    if idle := [each.role for each in scopes if each.role not in now]:
        raise Refused("people.scope_idle", role=", ".join(idle))
    check_apart(frozenset().union(*(rights[role] for role in now)))
    if (set(now), scopes) == (set(wanted.before), _in_order(wanted.scopes_before)):
        raise Refused("people.roles_same")
    return msgspec.structs.replace(wanted, now=now, scopes=scopes, why=reason(wanted.why))


def check_places(
    scopes: Iterable[Grant], areas: Collection[str], stations: Collection[str]
) -> None:
    """Refuse `people.place_unknown` where a role would count in a place that is none."""
    scopes = tuple(scopes)
    wanted = set(chain.from_iterable(each.areas for each in scopes)) - set(areas)
    wanted |= set(chain.from_iterable(each.stations for each in scopes)) - set(stations)
    if wanted:
        raise Refused("people.place_unknown", place=", ".join(sorted(wanted)))


def _in_order(scopes: Iterable[Grant]) -> tuple[Grant, ...]:
    """Return scopes in one order; none for a role that counts everywhere by one of them."""
    scopes = tuple(scopes)
    everywhere = {each.role for each in scopes if each.is_everywhere}
    told = {
        Grant(
            role=s.role, areas=tuple(sorted(set(s.areas))), stations=tuple(sorted(set(s.stations)))
        )
        for s in scopes
        if s.role not in everywhere
    }
    return tuple(sorted(told, key=msgspec.structs.astuple))


def replace_badge(
    target: Person, badge: str, why: str, badge_held: Collection[Person]
) -> BadgeReplaced:
    """Give a person another badge, which is nobody's yet.

    Refuses `people.bad_badge`, `.badge_taken`, `.why_missing`.
    """
    if not _BADGE.fullmatch(badge):
        raise Refused("people.bad_badge")
    if badge_held:
        raise Refused("people.badge_taken", name=next(iter(badge_held)).name)
    return BadgeReplaced(person=target.person, before=target.badge, now=badge, why=reason(why))


def disable_person(target: Person, why: str) -> PersonDisabled:
    """Disable a person whom `check_changeable` let through. Refuses `people.why_missing`."""
    return PersonDisabled(person=target.person, why=reason(why))


def check_changeable(target: Person | None, *, person: str, actor: str) -> Person:
    """Return the person to be changed; nobody changes their own account.

    Refuses `people.unknown`, `.disabled`, `.own_account`.
    """
    if target is None:
        raise Refused("people.unknown", person=person)
    if target.person == actor:
        raise Refused("people.own_account")
    if target.disabled_at_ms is not None:
        raise Refused("people.disabled", name=target.name)
    return target


def define_role(
    role: str, name: Bilingual, rights: Iterable[str], held: Role | None
) -> RoleDefined:
    """Define a role or change it.

    Refuses `people.bad_role`, `.name_missing`, `.bad_right`, `.roles_clash`, `.role_same`.
    """
    now = tuple(sorted(set(rights)))
    if not re.fullmatch(r"[a-z]+(?:_[a-z]+)*", role):
        raise Refused("people.bad_role", role=role)
    _check_name(name)
    if wrong := [right for right in now if not _RIGHT.fullmatch(right)]:
        raise Refused("people.bad_right", right=", ".join(wrong))
    check_apart(frozenset(now))
    if held is not None and (held.name, held.rights) == (name, frozenset(now)):
        raise Refused("people.role_same", role=name)
    before = tuple(sorted(held.rights)) if held else ()
    return RoleDefined(role=role, name=name, before=before, now=now)


def with_reason(changed: RoleDefined, why: str) -> RoleDefined:
    """Return a change of a role with its reason. Refuses `people.why_missing`."""
    return msgspec.structs.replace(changed, why=reason(why))


def check_holders(
    role: str,
    rights: Iterable[str],
    holders: Collection[Person],
    known: Collection[Role],
    *,
    actor: str,
) -> None:
    """Refuse a change of a role for what it would do to those who have it.

    `people.own_account`: nobody widens their own rights through their role; `people.roles_clash`:
    nor does anybody come to administration and a GMP right by way of two roles.
    """
    held = {each.role: each.rights for each in known} | {role: frozenset(rights)}
    for person in holders:
        if person.person == actor:
            raise Refused("people.own_account")
        check_apart(frozenset().union(*(held.get(name, ()) for name in person.roles)))


def check_apart(rights: frozenset[str]) -> None:
    """Refuse `people.roles_clash` where administration meets any GMP right.

    Refuses `people.release_clash` where who releases also makes (CN-03: GMP of China, 22 and 104).
    """
    if rights & ADMINISTRATION and rights - ADMINISTRATION - READING:
        raise Refused("people.roles_clash")
    if rights & RELEASING and rights & MAKING:
        raise Refused("people.release_clash")


def issue_key(target: Person, *, station: str, public_key: str) -> KeyIssued:
    """Note that a person's key lies sealed at a station.

    Refuses `people.bad_key`, `.key_here_already`.
    """
    if not _KEY.fullmatch(public_key):
        raise Refused("people.bad_key")
    if target.public_key == public_key and station in target.stations:
        raise Refused("people.key_here_already", name=target.name, station=station)
    return KeyIssued(person=target.person, station=station, public_key=public_key)


def check_pin(pin: str) -> None:
    """Refuse `people.pin_weak` for fewer than six digits, one digit only, or a plain run."""
    steps = {ord(b) - ord(a) for a, b in pairwise(pin)}
    is_run = len(steps) == 1 and steps <= {-1, 0, 1}
    if len(pin) < PIN_DIGITS or not (pin.isascii() and pin.isdigit()) or is_run:
        raise Refused("people.pin_weak", digits=PIN_DIGITS)


def fail_login(
    *, station: str, person: str, tries: int, locked_until_ms: int | None
) -> list[LoginFailed | LockedOut]:
    """Return what a wrong PIN leaves in the door log."""
    failed = LoginFailed(station=station, person=person, tries=tries)
    if locked_until_ms is None:
        return [failed]
    return [
        failed,
        LockedOut(station=station, person=person, tries=tries, until_ms=locked_until_ms),
    ]


def lift_lockout(*, station: str, person: str, actor: str, why: str) -> LockoutLifted:
    """Let a locked person try again. Refuses `people.own_account`, `.why_missing`."""
    if person == actor:
        raise Refused("people.own_account")
    return LockoutLifted(station=station, person=person, why=reason(why))


def _check_name(name: Bilingual) -> None:
    if not name.zh.strip() or not name.en.strip():
        raise Refused("people.name_missing")


def reason(why: str) -> str:
    """Return why something is done, for the audit trail. Refuses `people.why_missing`."""
    if not why.strip():
        raise Refused("people.why_missing")
    return why.strip()
