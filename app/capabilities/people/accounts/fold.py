"""From what happened to people to how they stand."""

import msgspec

from app.capabilities.people.accounts.events import (
    KeyIssued,
    LockedOut,
    LockoutLifted,
    LoggedIn,
    LoggedOut,
    LoginFailed,
    LoginRefused,
    PersonAdded,
    PersonDisabled,
    RoleDefined,
    RolesSet,
)
from app.capabilities.people.accounts.tables import (
    AccessRow,
    KeyRow,
    PersonRow,
    PublicKeyRow,
    RoleRow,
)
from app.journal.event import Event
from app.journal.rows import Rows

AtDoor = LoggedIn | LoginFailed | LockedOut | LockoutLifted | LoggedOut | LoginRefused


def fold(rows: Rows, event: Event) -> None:
    """Apply one event; an answer for every (state, event) pair."""
    happened = event.happened
    if isinstance(happened, AtDoor):
        rows.put(_door_line(event, happened))
    elif isinstance(happened, RoleDefined):
        _define(rows, event, happened)
    elif isinstance(happened, PersonAdded | RolesSet | PersonDisabled | KeyIssued):
        _change(rows, event, happened)


def _define(rows: Rows, event: Event, happened: RoleDefined) -> None:
    name = happened.name
    rows.put(
        RoleRow(
            stream=event.stream,
            role=happened.role,
            name_zh=name.zh,
            name_en=name.en,
            rights=happened.now,
        )
    )


def _change(
    rows: Rows, event: Event, happened: PersonAdded | RolesSet | PersonDisabled | KeyIssued
) -> None:
    """Change a person's row. One not yet added may already be disabled: that must stick."""
    row = rows.get(PersonRow) or _unnamed(event, happened.person)
    match happened:
        case PersonAdded():
            row = _added(row, happened)
        case RolesSet():
            row = msgspec.structs.replace(row, roles=happened.now, scopes=happened.scopes)
        case PersonDisabled():
            row = msgspec.structs.replace(row, disabled_at_ms=event.wall, disabled_why=happened.why)
        case KeyIssued():
            row = msgspec.structs.replace(row, public_key=happened.public_key)
            rows.put(_key(event, happened))
            rows.put(_public_key(rows, event, happened.public_key))
    rows.put(row)


def _added(row: PersonRow, happened: PersonAdded) -> PersonRow:
    if row.badge:
        return msgspec.structs.replace(row, added_twice=True)
    return msgspec.structs.replace(
        row,
        name_zh=happened.name.zh,
        name_en=happened.name.en,
        badge=happened.badge,
        team=happened.team,
    )


def _unnamed(event: Event, person: str) -> PersonRow:
    return PersonRow(
        stream=event.stream,
        person=person,
        name_zh=person,
        name_en=person,
        badge="",
        team="",
        roles=(),
        scopes=(),
        public_key="",
        disabled_at_ms=None,
        disabled_why="",
        added_twice=False,
    )


def _key(event: Event, happened: KeyIssued) -> KeyRow:
    return KeyRow(
        stream=event.stream,
        person=happened.person,
        station=happened.station,
        public_key=happened.public_key,
        issued_at_ms=event.wall,
    )


def _public_key(rows: Rows, event: Event, public_key: str) -> PublicKeyRow:
    held = rows.get(PublicKeyRow, public_key)
    return held or PublicKeyRow(stream=event.stream, public_key=public_key, since_ms=event.wall)


def _door_line(event: Event, happened: AtDoor) -> AccessRow:
    return AccessRow(
        stream=event.stream,
        hash=event.hash,
        station=happened.station,
        person=happened.person,
        what=happened.kind.partition(".")[2],
        detail=_detail(happened),
        at_ms=event.wall,
    )


def _detail(happened: AtDoor) -> str:
    match happened:
        case LoginFailed(tries=tries) | LockedOut(tries=tries):
            return str(tries)
        case LockoutLifted(why=text) | LoggedOut(how=text):
            return text
        case LoginRefused():
            return f"{happened.why} {happened.badge}".strip()
        case LoggedIn():
            return ""
