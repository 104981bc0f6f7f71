"""The roles and people a plant starts with, read from `resources/plant/*.toml` as commands.

    for role in starting_roles(paths.resources() / "plant" / "roles.toml"): ...

A real plant starts with the roles and one administrator; the 24 people are the demo's.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.capabilities.people.accounts.commands import AddPerson, DefineRole
from app.capabilities.people.accounts.decisions import check_pin
from app.capabilities.people.policies.commands import PublishPolicy
from app.capabilities.people.qualifications.commands import (
    DefineQualification,
    GrantQualification,
)
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person to be added, and the demo PIN their key is sealed with."""

    command: AddPerson
    pin: str


class _Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    zh: str
    en: str
    rights: tuple[str, ...]


class _Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    zh: str
    en: str
    badge: str
    roles: tuple[str, ...]
    team: str
    pin: str


class _Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    zh: str
    en: str


class _Qualification(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    zh: str
    en: str
    months: int
    evidence: str
    holders: tuple[str, ...]


def starting_roles(path: Path) -> tuple[DefineRole, ...]:
    """Return the commands that define the roles of the file."""
    entries = msgspec.convert(_table(path)["role"], tuple[_Role, ...])
    return tuple(
        DefineRole(role=entry.code, name=Bilingual(entry.zh, entry.en), rights=entry.rights)
        for entry in entries
    )


def starting_people(path: Path, why: str) -> tuple[Newcomer, ...]:
    """Return the people of the file; `why` goes into the audit trail. Refuses `people.pin_weak`."""
    entries = msgspec.convert(_table(path)["person"], tuple[_Person, ...])
    return tuple(_newcomer(entry, why) for entry in entries)


def starting_policy(path: Path) -> PublishPolicy:
    """Return the command that publishes the policy of signatures of the file."""
    read = msgspec.convert(_table(path), _Policy)
    return PublishPolicy(text=Bilingual(read.zh.strip(), read.en.strip()), why=read.why)


def starting_qualifications(path: Path) -> Iterator[DefineQualification | GrantQualification]:
    """Yield the commands that define the qualifications of the file and vouch for their holders."""
    for one in msgspec.convert(_table(path)["qualification"], tuple[_Qualification, ...]):
        name = Bilingual(one.zh, one.en)
        yield DefineQualification(qualification=one.code, name=name, months=one.months)
        for person in one.holders:
            yield GrantQualification(person=person, qualification=one.code, evidence=one.evidence)


def _newcomer(entry: _Person, why: str) -> Newcomer:
    check_pin(entry.pin)
    command = AddPerson(
        person=entry.id,
        name=Bilingual(entry.zh, entry.en),
        badge=entry.badge,
        roles=entry.roles,
        team=entry.team,
        why=why,
    )
    return Newcomer(command, entry.pin)


def _table(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        return tomllib.load(file)
