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

from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey, fingerprint, new_private_bytes
from app.stations.key_places import KeyPlace, KeyStore, StationSecrets, new_secret, write_privately

log = logging.getLogger(__name__)

FILE_NAME = "identity.json"


class _Card(msgspec.Struct, frozen=True):
    """What may be read by anyone: the station's name, its public key, where the private one is.

    `server_key` is pinned when the server takes the station in; empty before.
    """

    station: str
    public_key: bytes
    place: str
    server_key: bytes = b""

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
    server_key: bytes = b""
    """The server's public key as pinned at enrolment; empty where an older program enrolled."""

    @property
    def fingerprint(self) -> str:
        """Return what an administrator compares by eye when enrolling the station."""
        return fingerprint(self.key.public_key)

    def __repr__(self) -> str:
        return f"StationIdentity({self.station}, {self.fingerprint}, {self.place.kind})"


@dataclass(frozen=True, slots=True)
class PublicCard:
    """What anybody may read of the station founded in a folder; `server_key` may be empty."""

    station: str
    public_key: bytes
    server_key: bytes


def card_in(folder: Path) -> PublicCard | None:
    """Return what may be read of the station founded in `folder`; None where nothing can be."""
    try:
        card = _card(folder)
    except Refused:
        return None
    return PublicCard(card.station, card.public_key, card.server_key)


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
    return keep(folder, station, secrets, stores)


def renewed(before: StationIdentity | None) -> StationSecrets:
    """Return a new key for a station that is enrolled anew; nothing is kept yet.

    The secret in every PIN sealed here stays where it can be read: people go on logging in.
    """
    secret = new_secret() if before is None else before.secret
    return StationSecrets(key=new_private_bytes(), secret=secret)


def keep(
    folder: Path,
    station: str,
    secrets: StationSecrets,
    stores: Sequence[KeyStore],
    server_key: bytes = b"",
) -> StationIdentity:
    """Keep an identity in the first of `stores` that truly keeps it, in place of an older one.

    Refuses `sites.no_place_for_key`.
    """
    key = SigningKey(secrets.key)
    store = _kept_in(stores, station, _entry(station, key.public_key), secrets)
    _write(folder, _Card(station, key.public_key, store.place.kind, server_key))
    log.info("station.identity_founded station=%s place=%s", station, store.place.kind)
    return StationIdentity(station, key, secrets.secret, store.place, server_key)


def pin(folder: Path, server_key: bytes) -> None:
    """Keep the key of the server that took the station in: its words are checked with it."""
    _write(folder, msgspec.structs.replace(_card(folder), server_key=server_key))


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
    return StationIdentity(card.station, key, secrets.secret, store.place, card.server_key)


def _write(folder: Path, card: _Card) -> None:
    write_privately(folder / FILE_NAME, msgspec.json.format(msgspec.json.encode(card), indent=2))


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
