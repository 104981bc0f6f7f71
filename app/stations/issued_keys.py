"""Whose signing keys lie at this station: sealed for it, or in a parcel not opened here yet.

closed = closed_key(connection, identity, secret)     # of the secret that counts, or None
key = closed.opened(typed, identity.secret)           # slow: argon2; None for a wrong secret
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.people.secrets import queries as secrets
from app.capabilities.people.secrets.queries import Secret
from app.kernel.parcel import Bundle, unpacked
from app.kernel.sealing import Sealed, SigningKey, read, unseal, written
from app.stations.identity import StationIdentity
from app.store import local

SHELF = "sealed_keys"
PARCELS = "key_parcels"


@dataclass(frozen=True, slots=True)
class ClosedKey:
    """A person's key as it lies here. `travelled`: closed by their secret alone, not by ours."""

    sealed: Sealed
    travelled: bool

    def opened(self, secret: str, station_secret: bytes) -> SigningKey | None:
        """Return the key where the secret is right: that is the check. Slow: argon2."""
        mixed = b"" if self.travelled else station_secret
        return unseal(self.sealed, secret=secret, station_secret=mixed)


def closed_key(
    connection: Connection, identity: StationIdentity, secret: Secret
) -> ClosedKey | None:
    """Return a person's key closed by the secret that counts; None where only others lie here."""
    here = key_here(connection, secret.person)
    if here is not None and _is_of(here, secret):
        return ClosedKey(here, travelled=False)
    content = bundle_here(connection, identity, secret)
    return None if content is None else ClosedKey(content.sealed, travelled=True)


def bundle_here(connection: Connection, identity: StationIdentity, secret: Secret) -> Bundle | None:
    """Return what was packed for this station of the secret that counts, former ones with it."""
    logged = secrets.parcel(connection, secret.person, identity.station)
    fetched = local.get(connection, PARCELS, secret.person)
    texts = ((fetched or b"").decode(errors="replace"), "" if logged is None else logged.parcel)
    for text in texts:
        content = unpacked(text, identity.parcel_key, to=identity.station) if text else None
        if content is not None and _is_of(content.sealed, secret):
            return content
    return None


def keep_key(connection: Connection, sealed: Sealed) -> None:
    """Keep a person's sealed key at this station, in place of an older one."""
    local.put(connection, SHELF, sealed.owner, written(sealed))


def keep_parcel(connection: Connection, person: str, text: str) -> None:
    """Keep a parcel for this station: one just made here, or one the server just sent."""
    local.put(connection, PARCELS, person, text.encode())


def key_here(connection: Connection, person: str) -> Sealed | None:
    """Return a person's sealed key, None where none is kept here or it cannot be read."""
    data = local.get(connection, SHELF, person)
    return None if data is None else read(data)


def people_here(connection: Connection, station: str = "") -> frozenset[str]:
    """Return whose keys are at this station: who can log in without the server."""
    sent = secrets.parcels_for(connection, station) if station else ()
    shelves = (*local.shelf(connection, SHELF), *local.shelf(connection, PARCELS))
    return frozenset({*shelves, *(one.person for one in sent)})


def _is_of(sealed: Sealed, secret: Secret) -> bool:
    said = (sealed.owner, sealed.edition, sealed.public_key.hex())
    return said == (secret.person, secret.edition, secret.public_key)
