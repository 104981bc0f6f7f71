"""People's keys at the server: packed anew for a station that asks, never opened.

The server holds each key sealed by its owner's password, in a parcel for itself. It takes off its
own layer and puts on the asking station's; the password is the person's turn, at the station.
"""

from sqlalchemy import Connection

from app.capabilities.people.accounts import queries as people
from app.capabilities.people.accounts.commands import ADMINISTER
from app.capabilities.people.secrets import queries as secrets
from app.capabilities.people.secrets.commands import SendKey
from app.capabilities.sites import queries as sites
from app.kernel.parcel import packed, unpacked
from app.kernel.place import Place
from app.kernel.refused import Refused
from app.sync.protocol import AskKey, KeySent
from server.directory import SERVER
from server.house import House


def send(house: House, connection: Connection, sender: str, ask: AskKey) -> KeySent:
    """Pack a person's key for a station and note it in the plant's log.

    Refuses `keys.no_such_person`, `.no_such_station`, `.no_work_there`, `.not_at_server`,
    `right.missing`.
    """
    _check_asked(connection, sender, ask)
    to = next(iter(sites.node_keys(connection, (ask.to,))), None)
    if to is None:
        raise Refused("keys.no_such_station", station=ask.to)
    kept = secrets.parcel(connection, ask.person, SERVER)
    secret = secrets.secret(connection, ask.person)
    if kept is None or secret is None or kept.edition != secret.edition:
        raise Refused("keys.not_at_server")
    content = unpacked(kept.parcel, house.parcel_key, to=SERVER)
    if content is None:
        raise Refused("keys.not_at_server")
    text = packed(content, to=ask.to, node_key=bytes.fromhex(to.parcel_key))
    command = SendKey(
        person=ask.person,
        to=ask.to,
        edition=kept.edition,
        public_key=kept.public_key,
        parcel=text,
        asked_by=sender,
    )
    house.found(connection, (command,), ask.asked_by)
    return KeySent(edition=kept.edition, parcel=text)


def _check_asked(connection: Connection, sender: str, ask: AskKey) -> None:
    """A station asks for itself when somebody stands there; for others an administrator does."""
    person = people.person(connection, ask.person)
    if person is None or not person.is_active:
        raise Refused("keys.no_such_person")
    if ask.to != sender and ADMINISTER not in _rights(connection, ask.asked_by, sender):
        raise Refused("right.missing", right=ADMINISTER)
    if not _rights(connection, ask.person, ask.to):
        raise Refused("keys.no_work_there", name=person.name, station=ask.to)


def _rights(connection: Connection, person: str, station: str) -> frozenset[str]:
    """Return what somebody may at a station, in any of its areas."""
    held = sites.station(connection, station)
    places = (Place(area, station) for area in (held.areas if held else ()))
    return frozenset().union(*(people.rights_of(connection, person, one) for one in places))
