"""Who this station is: its name in the plant, its signing key, and the secret that seals PINs.

Key and secret lie in the operating system's keyring. Where there is none (a bare server, a kiosk
without a desktop session, a Windows service account whose credentials do not persist: SYNC §3.6)
they lie in a file sealed by a passphrase or by this machine's own id. That is weaker, so it is
said aloud: `StationIdentity.place` is shown on the sync and devices screen and logged at start.

The identity is founded once (enrolment) and opened at every start.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.kernel.parcel import ParcelKey
from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey, fingerprint, new_private_bytes
from app.stations.key_places import KeyPlace, KeyStore, StationSecrets, new_secret, write_privately

log = logging.getLogger(__name__)

FILE_NAME = "identity.json"


class _Card(msgspec.Struct, frozen=True):
    """What may be read by anyone: the station's name, its public key, where the private one is."""

    station: str
    public_key: bytes
    place: str

    @property
    def entry(self) -> str:
        """Return the name its secrets lie under: one user account may hold two data folders."""
        return _entry(self.station, self.public_key)


@dataclass(frozen=True, slots=True)
class StationIdentity:
    """An opened identity. `secret` goes into sealing and nowhere else."""

    station: str
    key: SigningKey
    secret: bytes
    place: KeyPlace

    @property
    def parcel_key(self) -> ParcelKey:
        """Return what opens the keys of people that were packed for this station."""
        return ParcelKey(beside=self.key)

    @property
    def fingerprint(self) -> str:
        """Return what an administrator compares by eye when enrolling the station."""
        return fingerprint(self.key.public_key)

    def __repr__(self) -> str:
        return f"StationIdentity({self.station}, {self.fingerprint}, {self.place.kind})"


def public_key_in(folder: Path) -> bytes | None:
    """Return the public key of the station founded in `folder`; None where it cannot be read."""
    try:
        return _card(folder).public_key
    except Refused:
        return None


def is_founded(folder: Path) -> bool:
    """Tell whether a station's identity was founded in `folder`."""
    return (folder / FILE_NAME).exists()


def found(folder: Path, station: str, stores: Sequence[KeyStore]) -> StationIdentity:
    """Make a new identity, kept in the first of `stores` that truly keeps it.

    Refuses `sites.identity_exists` (a key is never overwritten) and `sites.no_place_for_key`.
    """
    if is_founded(folder):
        raise Refused("sites.identity_exists", folder=str(folder))
    secrets = StationSecrets(key=new_private_bytes(), secret=new_secret())
    key = SigningKey(secrets.key)
    store = _kept_in(stores, station, _entry(station, key.public_key), secrets)
    card = _Card(station, key.public_key, store.place.kind)
    write_privately(folder / FILE_NAME, msgspec.json.format(msgspec.json.encode(card), indent=2))
    log.info("station.identity_founded station=%s place=%s", station, store.place.kind)
    return StationIdentity(station, key, secrets.secret, store.place)


def opened(folder: Path, stores: Sequence[KeyStore]) -> StationIdentity:
    """Open the identity founded in `folder`.

    Refuses `sites.identity_missing`, `sites.identity_unreadable`, `sites.key_lost` (nothing is kept
    there any more) and `sites.key_unlike` (another key lies there: a copied or restored disk).
    """
    card = _card(folder)
    store = next((store for store in stores if store.place.kind == card.place), None)
    secrets = store.read(card.entry) if store else None
    if store is None or secrets is None:
        raise Refused("sites.key_lost", station=card.station, place=card.place)
    key = SigningKey(secrets.key)
    if key.public_key != card.public_key:
        raise Refused("sites.key_unlike", station=card.station)
    log.info("station.identity_opened station=%s place=%s", card.station, store.place.kind)
    return StationIdentity(card.station, key, secrets.secret, store.place)


def _card(folder: Path) -> _Card:
    path = folder / FILE_NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Card)
    except FileNotFoundError:
        raise Refused("sites.identity_missing", folder=str(folder)) from None
    except msgspec.DecodeError as error:
        raise Refused("sites.identity_unreadable", path=str(path), reason=str(error)) from error


def _entry(station: str, public_key: bytes) -> str:
    return f"{station} {public_key.hex()[:16]}"


def _kept_in(
    stores: Sequence[KeyStore], station: str, entry: str, secrets: StationSecrets
) -> KeyStore:
    """Return the first store that gives back what was put into it.

    Read back because a keyring may take a secret and drop it (a null backend, a session that ends).
    """
    for store in stores:
        if store.keeps(entry, secrets):
            return store
        log.warning("station.key_not_kept station=%s place=%s", station, store.place.kind)
    raise Refused("sites.no_place_for_key", station=station)
