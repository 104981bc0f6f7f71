"""State of people: who, with which roles and keys; roles with their rights; the doors' log."""

from app.capabilities.people.accounts.events import Grant
from app.journal.rows import Row, state_table


@state_table("people_person", key=("stream",), index=(("badge",),))
class PersonRow(Row, frozen=True, kw_only=True):
    """A person. `added_twice` tells that two nodes gave out the same id; the first stands.

    A role that `scopes` names counts in those places only.
    """

    person: str
    name_zh: str
    name_en: str
    badge: str
    team: str
    roles: tuple[str, ...]
    scopes: tuple[Grant, ...]
    public_key: str
    disabled_at_ms: int | None
    disabled_why: str
    added_twice: bool


@state_table("people_key", key=("stream", "station"), index=(("station",),))
class KeyRow(Row, frozen=True, kw_only=True):
    """Which of a person's keys lies at a station."""

    person: str
    station: str
    public_key: str
    issued_at_ms: int


@state_table("people_public_key", key=("stream", "public_key"))
class PublicKeyRow(Row, frozen=True, kw_only=True):
    """A key a person has or had: what they signed with it stays theirs."""

    public_key: str
    since_ms: int


@state_table("people_role", key=("stream",))
class RoleRow(Row, frozen=True, kw_only=True):
    """A role and what it grants."""

    role: str
    name_zh: str
    name_en: str
    rights: tuple[str, ...]


@state_table("people_access", key=("hash",), index=(("station", "at_ms"),))
class AccessRow(Row, frozen=True, kw_only=True):
    """One line of a station's door log; `what` is the last word of the event's kind."""

    hash: str
    station: str
    person: str
    what: str
    detail: str
    at_ms: int
