"""A station joins the plant: identity founded, token redeemed, profile written.

One that was enrolled before (a restored or cloned disk, a key that was revoked) comes with a new
key; when it is opened next it goes on in a new chain, and what it had not sent goes with it.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.journal import incarnation
from app.kernel.clock import Clock
from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey
from app.stations.identity import (
    StationIdentity,
    card_in,
    found,
    is_founded,
    keep,
    opened,
    pin,
    renewed,
)
from app.stations.key_places import KeyStore
from app.stations.profile import FILE_NAME, Profile, write_profile
from app.stations.station import DATABASE
from app.store.engine import open_writer
from app.sync.enrolment import Enrolment, Newcomer, enrol
from app.sync.signing import Identity
from app.sync.transport import Server


def join(
    folder: Path, profile: Profile, token: str, stores: Sequence[KeyStore], clock: Clock
) -> Profile:
    """Enrol the station of `profile` at its server and return the profile as the plant sees it.

    May be tried again after a failure: an identity founded before is used. Refuses as the server
    does (`sites.*`), and `sites.identity_of_another`; raises OutOfReach.
    """
    folder.mkdir(parents=True, exist_ok=True)
    card = card_in(folder)
    if card is not None and card.station != profile.station:
        raise Refused("sites.identity_of_another", station=card.station, folder=str(folder))
    if was_enrolled(folder):
        enrolment = _enrol_anew(folder, profile, token, stores, clock)
    else:
        is_retry = is_founded(folder)
        identity = opened(folder, stores) if is_retry else found(folder, profile.station, stores)
        enrolment = _redeem(profile, token, identity.key, clock)
        pin(folder, bytes.fromhex(enrolment.server_key))
    joined = msgspec.structs.replace(profile, areas=enrolment.areas)
    write_profile(folder / FILE_NAME, joined)
    return joined


def was_enrolled(folder: Path) -> bool:
    """Tell whether a station was enrolled in `folder` before, or worked there."""
    return (folder / FILE_NAME).exists() or (folder / DATABASE).exists()


def _enrol_anew(
    folder: Path, profile: Profile, token: str, stores: Sequence[KeyStore], clock: Clock
) -> Enrolment:
    """Come with a new key; until the server takes it, the station stays as it was."""
    before = _opened_if_possible(folder, stores)
    secrets = renewed(before)
    enrolment = _redeem(profile, token, SigningKey(secrets.key), clock)
    _note_key_of_chain(folder)
    keep(folder, profile.station, secrets, stores, bytes.fromhex(enrolment.server_key))
    return enrolment


def _redeem(profile: Profile, token: str, key: SigningKey, clock: Clock) -> Enrolment:
    newcomer = Newcomer(
        token=token,
        name=profile.name,
        purpose=profile.purpose.value,
        public_key=key.public_key.hex(),
    )
    return enrol(Server(profile.server), newcomer, Identity(profile.station, key.sign), clock)


def _opened_if_possible(folder: Path, stores: Sequence[KeyStore]) -> StationIdentity | None:
    try:
        return opened(folder, stores)
    except Refused:  # carried to another machine, a lost keyring: why it is enrolled anew
        return None


def _note_key_of_chain(folder: Path) -> None:
    """Note whose key the chain was begun with, where an older program began it and did not."""
    if not (folder / DATABASE).exists():
        return
    card = card_in(folder)
    engine = open_writer(folder / DATABASE)
    with engine.begin() as connection:
        if incarnation.key(connection) is None:
            incarnation.keep_key(connection, b"" if card is None else card.public_key)
    engine.dispose()
