"""A new station joins the plant: identity founded, token redeemed, profile written."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.kernel.clock import Clock
from app.kernel.refused import Refused
from app.stations.identity import found, is_founded, opened
from app.stations.key_places import KeyStore
from app.stations.profile import FILE_NAME, Profile, write_profile
from app.sync.enrolment import Newcomer, enrol
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
    if is_founded(folder):
        identity = opened(folder, stores)
        if identity.station != profile.station:
            raise Refused("sites.identity_of_another", station=identity.station, folder=str(folder))
    else:
        identity = found(folder, profile.station, stores)
    newcomer = Newcomer(
        token=token,
        name=profile.name,
        purpose=profile.purpose.value,
        public_key=identity.key.public_key.hex(),
        parcel_key=identity.parcel_key.public_key.hex(),
    )
    me = Identity(identity.station, identity.key.sign)
    enrolment = enrol(Server(profile.server), newcomer, me, clock)
    joined = msgspec.structs.replace(profile, areas=enrolment.areas)
    write_profile(folder / FILE_NAME, joined)
    return joined
