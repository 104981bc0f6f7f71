"""Secrets set at this station: one's own changed, a first one-time code, a reset by two.

    change = SecretChange(station)
    change.own("P-0118", old, new)         # everywhere else the old one stops at next contact
    code = change.give_code("P-0131")      # shown once, kept nowhere
    code = change.confirm_reset("P-0118")  # after another administrator asked for it

Every method blocks for argon2 and the writer: call it on a worker. A person's key goes in parcels
to the server and to each station that had it, by the plant's log.
"""

import secrets as chance
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection

from app.capabilities.people.secrets import queries as secrets
from app.capabilities.people.secrets.commands import ConfirmReset, GiveCode, Parcels, SetSecret
from app.capabilities.people.secrets.decisions import check_secret, way_of
from app.capabilities.sites.queries import node_keys
from app.kernel.parcel import Bundle, bundled, outlived, packed
from app.kernel.refused import Refused
from app.kernel.sealing import Hardness, Sealed, SigningKey, new_private_bytes
from app.stations.door import Opened
from app.stations.issued_keys import bundle_here, keep_parcel
from app.stations.lease import SERVER
from app.stations.lockout import forgive
from app.stations.station import Station

CODE_DIGITS = 12
EDITION_BYTES = 8

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Made:
    """A new secret, ready to be stated: the key it closes, packed for others and for us."""

    edition: str
    key: SigningKey
    parcels: Parcels
    mine: str


class SecretChange:
    """Sets secrets at one station."""

    def __init__(self, station: Station, hardness: Hardness | None = None) -> None:
        self._station = station
        self._hardness = hardness or Hardness()

    def own(self, person: str, old: str, new: str) -> None:
        """Change one's own secret.

        Refuses as `Door.open`, `people.secret_weak`, `.secret_used` (it, or one of five before). A
        one-time code is changed for a secret and a key that nobody else ever knew.
        """
        door = self._station.sessions.door
        opened = door.open(person, old)
        candidate = opened.candidate
        check_secret(new, candidate.person)
        before = self._act(lambda c: self._bundle(c, opened))
        if new == old or before.opens(new):
            raise Refused("people.secret_used")
        key = SigningKey(new_private_bytes()) if candidate.secret.to_change else opened.key
        made = self._made(person, key, new, outlived(before, old))
        sealed = self._sealed(made, person, new)
        command = SetSecret(
            person=person,
            edition=made.edition,
            before=candidate.secret.edition,
            way=way_of(new),
            public_key=key.public_key.hex(),
            parcels=made.parcels,
        )

        def work(connection: Connection) -> None:
            forgive(connection, person)
            self._station.journal.carry_out(connection, command, person)
            door.keep(connection, sealed)
            keep_parcel(connection, person, made.mine)

        self._act(work)
        self._station.sessions.renewed(Opened(candidate, key))

    def give_code(self, person: str) -> str:
        """Give somebody who has no secret a one-time code; return it to be shown once.

        As whoever is in front. Refuses as `decisions.give_code`, `login.nobody_in_front`.
        """
        code, made = self._coded(person)
        command = GiveCode(
            person=person,
            edition=made.edition,
            public_key=made.key.public_key.hex(),
            parcels=made.parcels,
        )
        return self._told(code, made, command)

    def confirm_reset(self, person: str) -> str:
        """Agree to a reset another administrator asked for; return the code to be shown once.

        As whoever is in front. Refuses as `decisions.confirm_reset`.
        """
        code, made = self._coded(person)
        command = ConfirmReset(
            person=person,
            edition=made.edition,
            public_key=made.key.public_key.hex(),
            parcels=made.parcels,
        )
        return self._told(code, made, command)

    def _told(self, code: str, made: _Made, command: GiveCode | ConfirmReset) -> str:
        """State a code's key as whoever is in front, and keep it: it opens here offline too."""
        self._station.act(command).result()
        self._act(lambda c: keep_parcel(c, command.person, made.mine))
        return code

    def _coded(self, person: str) -> tuple[str, _Made]:
        code = f"{chance.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        key = SigningKey(new_private_bytes())
        return code, self._made(person, key, code, ())

    def _made(self, person: str, key: SigningKey, secret: str, former: tuple[Sealed, ...]) -> _Made:
        edition = chance.token_hex(EDITION_BYTES)
        content = bundled(
            key,
            owner=person,
            secret=secret,
            edition=edition,
            former=former,
            hardness=self._hardness,
        )
        identity = self._station.facts.identity
        mine = packed(content, to=identity.station, node_key=identity.parcel_key.public_key)
        parcels = self._act(lambda c: self._parcels(c, person, content))
        return _Made(edition, key, parcels, mine)

    def _parcels(self, connection: Connection, person: str, content: Bundle) -> Parcels:
        """Pack a key for the server and for every other station that had it."""
        nodes = {SERVER, *secrets.nodes_of(connection, person)} - {self._station.profile.station}
        return tuple(
            (
                node.station,
                packed(content, to=node.station, node_key=bytes.fromhex(node.parcel_key)),
            )
            for node in node_keys(connection, sorted(nodes))
        )

    def _sealed(self, made: _Made, person: str, secret: str) -> Sealed:
        return made.key.resealed(
            owner=person,
            secret=secret,
            station_secret=self._station.facts.identity.secret,
            edition=made.edition,
            hardness=self._hardness,
        )

    def _bundle(self, connection: Connection, opened: Opened) -> Bundle:
        """Return what is known here of former secrets; of an older key nothing but itself."""
        candidate, identity = opened.candidate, self._station.facts.identity
        held = bundle_here(connection, identity, candidate.secret)
        return held or Bundle(candidate.closed.sealed)

    def _act(self, work: Callable[[Connection], T]) -> T:
        return self._station.writer.act(work).result()


def code_in_groups(code: str) -> str:
    """Return a one-time code as people read it to each other."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
