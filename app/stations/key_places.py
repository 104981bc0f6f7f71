"""Where a station's secrets lie: the system's keyring, or a sealed file where there is none.

stores = key_stores(folder)                      # the keyring first, then a file
identity = found(folder, "ST-01", stores)
words(f"sites.key_place.{identity.place.kind}", **identity.place.facts)
"""

import base64
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SERVICE = "lineside"
FILE_NAME = "station.key"
_KEY_BYTES = 32


class StationSecrets(msgspec.Struct, frozen=True):
    """What must never leave the station: its private key, and the secret mixed into every PIN."""

    key: bytes
    secret: bytes

    def __repr__(self) -> str:
        return "StationSecrets(…)"


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where the secrets lie, to be said aloud: text `sites.key_place.<kind>`, gaps `facts`."""

    kind: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_guarded(self) -> bool:
        """Tell whether someone who copies the disk still lacks something."""
        return self.kind in ("keyring", "file_passphrase")


class KeyStore(Protocol):
    """A place that keeps one station's secrets."""

    @property
    def place(self) -> KeyPlace:
        """Say where this is."""
        ...

    def read(self, entry: str) -> StationSecrets | None:
        """Return what is kept, or None where nothing is or it cannot be opened."""
        ...

    def keeps(self, entry: str, secrets: StationSecrets) -> bool:
        """Put `secrets` away; tell whether they can be read back."""
        ...


def key_stores(folder: Path, passphrase: str | None = None) -> tuple[KeyStore, ...]:
    """Return the places to try on this machine, best first.

    A passphrase is somebody's decision for a file, so it leaves the keyring out.
    """
    file = FileStore(folder / FILE_NAME, passphrase=passphrase, machine=machine_id())
    return (file,) if passphrase is not None else (KeyringStore(), file)


class KeyringStore:
    """The system's keyring: Windows Credential Manager, Secret Service, macOS Keychain."""

    @property
    def place(self) -> KeyPlace:
        # Imported here: finding the backends takes 0.2 s, and a file key does not need them.
        import keyring

        return KeyPlace("keyring", {"backend": keyring.get_keyring().name})

    def read(self, entry: str) -> StationSecrets | None:
        import keyring
        from keyring.errors import KeyringError

        try:
            text = keyring.get_password(SERVICE, entry)
        except KeyringError:
            return None
        return None if text is None else _from_text(text)

    def keeps(self, entry: str, secrets: StationSecrets) -> bool:
        import keyring
        from keyring.errors import KeyringError

        text = base64.b64encode(secrets.key + secrets.secret).decode()
        try:
            keyring.set_password(SERVICE, entry, text)
        except KeyringError:
            return False
        return self.read(entry) == secrets


class _KeyFile(msgspec.Struct, frozen=True):
    kind: str
    salt: bytes
    nonce: bytes
    box: bytes


class FileStore:
    """A sealed file, mode 0600.

    With a passphrase it is as good as the passphrase. Bound to the machine id it only defeats a
    copy of the file alone, since whoever reads the whole disk reads the id too. Without either it
    is guarded by file rights and by nothing else.
    """

    def __init__(self, path: Path, *, passphrase: str | None, machine: str | None) -> None:
        self._path = path
        self._passphrase = passphrase
        self._machine = machine

    @property
    def place(self) -> KeyPlace:
        return KeyPlace(self._kind, {"path": str(self._path)})

    @property
    def _kind(self) -> str:
        if self._passphrase is not None:
            return "file_passphrase"
        return "file_machine" if self._machine else "file_open"

    def read(self, entry: str) -> StationSecrets | None:
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_KeyFile)
            lock = ChaCha20Poly1305(self._file_key(kept.salt))
            data = lock.decrypt(kept.nonce, kept.box, entry.encode())
            return msgspec.json.decode(data, type=StationSecrets)
        except (OSError, msgspec.DecodeError, InvalidTag, ValueError):
            return None  # missing, broken, moved to another machine or the wrong passphrase

    def keeps(self, entry: str, secrets: StationSecrets) -> bool:
        salt, nonce = os.urandom(16), os.urandom(12)
        lock = ChaCha20Poly1305(self._file_key(salt))
        box = lock.encrypt(nonce, msgspec.json.encode(secrets), entry.encode())
        write_privately(self._path, msgspec.json.encode(_KeyFile(self._kind, salt, nonce, box)))
        return self.read(entry) == secrets

    def _file_key(self, salt: bytes) -> bytes:
        if self._passphrase is not None:
            return hash_secret_raw(
                secret=self._passphrase.encode(),
                salt=salt,
                time_cost=3,
                memory_cost=64 * 1024,
                parallelism=1,
                hash_len=_KEY_BYTES,
                type=Type.ID,
            )
        derive = HKDF(SHA256(), _KEY_BYTES, salt=salt, info=b"lineside station key file 1")
        return derive.derive((self._machine or "").encode())


def new_secret() -> bytes:
    """Return the 32 bytes a new station mixes into every PIN it seals with."""
    return os.urandom(_KEY_BYTES)


def machine_id() -> str | None:
    """Return the id the operating system gave this machine, or None where it has none."""
    if sys.platform == "win32":
        return _machine_guid()
    for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        path = Path(place)
        if path.exists() and (text := path.read_text(encoding="utf-8").strip()):
            return text
    return None


def write_privately(path: Path, data: bytes) -> None:
    """Write a file only its owner reads, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _from_text(text: str) -> StationSecrets | None:
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    if len(data) != 2 * _KEY_BYTES:
        return None
    return StationSecrets(data[:_KEY_BYTES], data[_KEY_BYTES:])


if sys.platform == "win32":

    def _machine_guid() -> str | None:
        import winreg

        where = r"SOFTWARE\Microsoft\Cryptography"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, where) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
