"""A person's signing key, sealed by their PIN and the station's secret: opening it *is* the check.

Nothing else derived from the PIN is kept anywhere (DESIGN §4, SYNC §3.6): argon2id makes every
guess cost memory and time, and mixing in the station secret makes a stolen database alone
worthless, because the guessing cannot even start without the station's keyring.

These functions are slow on purpose (about 0.2 s) and touch no thread, clock or store: callers run
them away from the writer and from the screen.
"""

import os
import unicodedata

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = 1
KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_MEMORY_LIMIT_KIB = 1024 * 1024
_PASSES_LIMIT = 64
_LANES_LIMIT = 16


class Hardness(msgspec.Struct, frozen=True):
    """What one guess of the PIN costs (argon2id, RFC 9106 §4)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1

    @property
    def is_sane(self) -> bool:
        """Tell whether this can be tried: a forged envelope must not eat the machine."""
        return (
            8 * self.lanes <= self.memory_kib <= _MEMORY_LIMIT_KIB
            and 1 <= self.passes <= _PASSES_LIMIT
            and 1 <= self.lanes <= _LANES_LIMIT
        )


class Sealed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sealed key as it lies on disk. Every field but the box itself is bound to it.

    `edition` names which of the person's secrets closed it; empty before secrets had editions.
    """

    v: int
    owner: str
    public_key: bytes
    hardness: Hardness
    salt: bytes
    nonce: bytes
    box: bytes
    edition: str = ""


class SigningKey:
    """An opened ed25519 key: signs, tells its public half, and never shows itself."""

    __slots__ = ("_key", "public_key")

    def __init__(self, private_bytes: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private_bytes)
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of `message`."""
        return self._key.sign(message)

    def drawn(self, purpose: bytes) -> bytes:
        """Return 32 secret bytes for another purpose, drawn from this key and not leading back."""
        draw = HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose)
        return draw.derive(self._key.private_bytes_raw())

    def resealed(
        self, *, owner: str, secret: str, station_secret: bytes, edition: str, hardness: "Hardness"
    ) -> "Sealed":
        """Return this key sealed anew, without ever showing itself. Slow: argon2."""
        return seal(
            self._key.private_bytes_raw(),
            owner=owner,
            secret=secret,
            station_secret=station_secret,
            edition=edition,
            hardness=hardness,
        )

    def __repr__(self) -> str:
        return f"SigningKey({fingerprint(self.public_key)})"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a signing key is never written down unsealed")


def new_private_bytes() -> bytes:
    """Return the 32 bytes of a new ed25519 private key, to be sealed at once."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def verifies(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether `signature` over `message` was made with the key of `public_key`."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public_key: bytes) -> str:
    """Return a public key's first and last bytes, for people to compare by eye."""
    text = public_key.hex()
    return f"{text[:4]}…{text[-4:]}"


def seal(
    private_bytes: bytes,
    *,
    owner: str,
    secret: str,
    station_secret: bytes,
    edition: str = "",
    hardness: Hardness | None = None,
) -> Sealed:
    """Return `private_bytes` sealed so that only `secret` at this station opens it."""
    blank = Sealed(
        v=VERSION,
        owner=owner,
        public_key=SigningKey(private_bytes).public_key,
        hardness=hardness or Hardness(),
        salt=os.urandom(_SALT_BYTES),
        nonce=os.urandom(_NONCE_BYTES),
        box=b"",
        edition=edition,
    )
    lock = ChaCha20Poly1305(_sealing_key(blank, secret, station_secret))
    return msgspec.structs.replace(
        blank, box=lock.encrypt(blank.nonce, private_bytes, _bound(blank))
    )


def unseal(sealed: Sealed, *, secret: str, station_secret: bytes) -> SigningKey | None:
    """Return the key, or None where the secret, the station or the envelope is not the right one.

    The three cannot be told apart, by us or by a thief.
    """
    if sealed.v != VERSION or not sealed.hardness.is_sane or len(sealed.salt) != _SALT_BYTES:
        return None
    lock = ChaCha20Poly1305(_sealing_key(sealed, secret, station_secret))
    try:
        key = SigningKey(lock.decrypt(sealed.nonce, sealed.box, _bound(sealed)))
    except (InvalidTag, ValueError):
        return None
    return key if key.public_key == sealed.public_key else None


def written(sealed: Sealed) -> bytes:
    """Return the envelope's bytes, for the local store."""
    return msgspec.json.encode(sealed)


def read(data: bytes) -> Sealed | None:
    """Return the envelope in `data`, or None where it is not one this version can open."""
    try:
        sealed = msgspec.json.decode(data, type=Sealed)
    except msgspec.DecodeError:
        return None
    return sealed if sealed.v == VERSION else None


def _sealing_key(sealed: Sealed, secret: str, station_secret: bytes) -> bytes:
    """Stretch the secret, then mix in the station's: neither alone gives the key."""
    stretched = hash_secret_raw(
        secret=unicodedata.normalize("NFC", secret).encode(errors="surrogatepass"),
        salt=sealed.salt,
        time_cost=sealed.hardness.passes,
        memory_cost=sealed.hardness.memory_kib,
        parallelism=sealed.hardness.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
    mix = HKDF(SHA256(), KEY_BYTES, salt=station_secret, info=b"lineside sealed key 1")
    return mix.derive(stretched)


def _bound(sealed: Sealed) -> bytes:
    """Return what the box is bound to: the whole envelope but the box."""
    return written(msgspec.structs.replace(sealed, box=b""))
