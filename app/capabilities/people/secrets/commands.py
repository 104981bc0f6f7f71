"""What one may ask about secrets. Keys, parcels and editions are made before, away from the writer.

`parcels` are pairs of a node and the text only that node opens.
"""

from typing import ClassVar

from app.capabilities.people.accounts import queries as accounts
from app.capabilities.people.accounts.commands import ADMINISTER
from app.capabilities.people.secrets import decisions, queries
from app.capabilities.people.secrets.events import KeyParcelled, SecretSet
from app.journal.capability import NOTE, SERVERS_OWN, Acting, Command, Whose
from app.journal.event import Happened

Parcels = tuple[tuple[str, str], ...]


class SetSecret(Command, frozen=True, kw_only=True):
    """Set one's own secret, in place of edition `before`."""

    person: str
    edition: str
    before: str
    way: str
    public_key: str
    parcels: Parcels = ()


class GiveCode(Command, frozen=True, kw_only=True):
    """Give somebody who has no secret a one-time code."""

    right: ClassVar[str] = ADMINISTER

    person: str
    edition: str
    public_key: str
    parcels: Parcels = ()


class AskReset(Command, frozen=True, kw_only=True):
    """Ask for a new key for somebody who forgot their secret or lost control of it."""

    right: ClassVar[str] = ADMINISTER
    needs_server: ClassVar[bool] = True

    person: str
    why: str


class ConfirmReset(Command, frozen=True, kw_only=True):
    """Agree, as a second administrator, with the one-time code and the new key it closes."""

    right: ClassVar[str] = ADMINISTER
    needs_server: ClassVar[bool] = True

    person: str
    edition: str
    public_key: str
    parcels: Parcels = ()


class SendKey(Command, frozen=True, kw_only=True):
    """Note that a key was packed for another node because a station asked for it."""

    person: str
    to: str
    edition: str
    public_key: str
    parcel: str
    asked_by: str


def set_secret(acting: Acting, command: SetSecret) -> list[Happened]:
    """Answer SetSecret."""
    wanted = SecretSet(
        person=command.person,
        edition=command.edition,
        before=command.before,
        way=command.way,
        public_key=command.public_key,
        station=acting.station,
    )
    connection = acting.connection
    target = accounts.person(connection, command.person)
    held = queries.secret(connection, command.person)
    made = decisions.set_secret(wanted, target=target, held=held, actor=acting.actor)
    return [made, *decisions.parcelled(made, command.parcels)]


def give_code(acting: Acting, command: GiveCode) -> list[Happened]:
    """Answer GiveCode."""
    target = accounts.person(acting.connection, command.person)
    held = queries.secret(acting.connection, command.person)
    wanted = _code(acting, command, held)
    made = decisions.give_code(wanted, target=target, held=held, actor=acting.actor)
    return [made, *decisions.parcelled(made, command.parcels)]


def ask_reset(acting: Acting, command: AskReset) -> list[Happened]:
    """Answer AskReset."""
    target = accounts.person(acting.connection, command.person)
    held = queries.secret(acting.connection, command.person)
    return [
        decisions.ask_reset(
            target, held, person=command.person, actor=acting.actor, why=command.why
        )
    ]


def confirm_reset(acting: Acting, command: ConfirmReset) -> list[Happened]:
    """Answer ConfirmReset."""
    target = accounts.person(acting.connection, command.person)
    held = queries.secret(acting.connection, command.person)
    wanted = _code(acting, command, held)
    made = decisions.confirm_reset(
        wanted, target=target, held=held, actor=acting.actor, now_ms=acting.now_ms
    )
    return [*made, *decisions.parcelled(wanted, command.parcels)]


def send_key(acting: Acting, command: SendKey) -> list[Happened]:
    """Answer SendKey."""
    return [
        KeyParcelled(
            person=command.person,
            to=command.to,
            edition=command.edition,
            public_key=command.public_key,
            parcel=command.parcel,
            asked_by=command.asked_by,
        )
    ]


def _code(
    acting: Acting, command: GiveCode | ConfirmReset, held: queries.Secret | None
) -> SecretSet:
    return SecretSet(
        person=command.person,
        edition=command.edition,
        before=held.edition if held else "",
        way=decisions.CODE,
        public_key=command.public_key,
        station=acting.station,
        to_change=True,
    )


def own_or_administered(happened: SecretSet, actor: str, _: Whose) -> tuple[str, ...]:
    """Return what setting a secret needs: nothing of its owner."""
    return NOTE if actor == happened.person else (ADMINISTER,)


def sent_by(happened: KeyParcelled, actor: str, _: Whose) -> tuple[str, ...]:
    """Return what packing a key needs: its owner may, an administrator, and the server itself."""
    return NOTE if actor == happened.person else (ADMINISTER, *SERVERS_OWN)
