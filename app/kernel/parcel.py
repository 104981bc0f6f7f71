"""A person's sealed key on its way to another node: opened by that node's key, then by the person.

    text = packed(bundle, edition="…", to="CNC-QC", node_key=public)   # lies in an event, readable
    bundle = unpacked(text, mine)                                      # at CNC-QC, and nowhere else
    key = unseal(bundle.sealed, secret=password, station_secret=b"")   # the person's turn

X25519 with a fresh key per parcel, HKDF-SHA256, ChaCha20-Poly1305; all that is readable of a parcel
is bound to its box. A node that only passes a key on (the server) opens the outer layer and can no
more guess the password than argon2id lets it.
"""

import base64
import os

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.kernel.sealing import (
    KEY_BYTES,
    Hardness,
    Sealed,
    SigningKey,
    new_private_bytes,
    seal,
    unseal,
)

VERSION = 1
FORMER = 5
"""Former secrets that may not be chosen again (COMPLIANCE §4)."""
_NONCE_BYTES = 12
_PURPOSE = b"lineside parcel key 1"
_NO_STATION = b""


class Bundle(msgspec.Struct, frozen=True):
    """What travels: the key sealed by its secret alone, and envelopes of the secrets before it.

    A former envelope holds a key that is worth nothing: it only tells its secret from others.
    """

    sealed: Sealed
    former: tuple[Sealed, ...] = ()

    def opens(self, secret: str) -> bool:
        """Tell whether `secret` is the present one or one of those before it. Slow: argon2."""
        return any(_opened(envelope, secret) for envelope in (self.sealed, *self.former))


class Parcel(msgspec.Struct, frozen=True):
    """A bundle for one node. Every field but the box itself is bound to it."""

    v: int
    owner: str
    edition: str
    to: str
    fresh: bytes
    nonce: bytes
    box: bytes


class ParcelKey:
    """A node's X25519 key, drawn from the key it signs with: it lies wherever that one lies."""

    __slots__ = ("_key", "public_key")

    def __init__(self, beside: SigningKey) -> None:
        self._key = X25519PrivateKey.from_private_bytes(beside.drawn(_PURPOSE))
        self.public_key = self._key.public_key().public_bytes_raw()

    def shared(self, other: bytes) -> bytes:
        """Return what only this key and the owner of `other` come to. Raises ValueError."""
        return self._key.exchange(X25519PublicKey.from_public_bytes(other))

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a parcel key is never written down")


def bundled(
    key: SigningKey,
    *,
    owner: str,
    secret: str,
    edition: str,
    former: tuple[Sealed, ...] = (),
    hardness: Hardness | None = None,
) -> Bundle:
    """Return a person's key sealed by `secret` alone, to be packed for each node. Slow: argon2."""
    sealed = key.resealed(
        owner=owner,
        secret=secret,
        station_secret=_NO_STATION,
        edition=edition,
        hardness=hardness or Hardness(),
    )
    return Bundle(sealed, former[:FORMER])


def outlived(before: Bundle, secret: str) -> tuple[Sealed, ...]:
    """Return the envelopes a changed secret leaves behind; `secret` is the one that was changed.

    It is sealed once more around nothing, so that who ever learns it opens no key with it.
    """
    blank = seal(
        new_private_bytes(),
        owner=before.sealed.owner,
        secret=secret,
        station_secret=_NO_STATION,
        hardness=before.sealed.hardness,
    )
    return (blank, *before.former)[:FORMER]


def packed(content: Bundle, *, to: str, node_key: bytes) -> str:
    """Return a bundle so that only the owner of `node_key` (X25519, 32 bytes) opens it, as text."""
    fresh = X25519PrivateKey.generate()
    blank = Parcel(
        v=VERSION,
        owner=content.sealed.owner,
        edition=content.sealed.edition,
        to=to,
        fresh=fresh.public_key().public_bytes_raw(),
        nonce=os.urandom(_NONCE_BYTES),
        box=b"",
    )
    shared = fresh.exchange(X25519PublicKey.from_public_bytes(node_key))
    lock = ChaCha20Poly1305(_box_key(shared, blank.fresh, node_key))
    box = lock.encrypt(blank.nonce, msgspec.msgpack.encode(content), _bound(blank))
    full = msgspec.structs.replace(blank, box=box)
    return base64.b64encode(msgspec.msgpack.encode(full)).decode()


def unpacked(text: str, mine: ParcelKey, *, to: str) -> Bundle | None:
    """Return what a parcel holds; None where it is not for this node, or not whole."""
    try:
        parcel = msgspec.msgpack.decode(base64.b64decode(text, validate=True), type=Parcel)
        if parcel.v != VERSION or parcel.to != to or len(parcel.fresh) != KEY_BYTES:
            return None
        lock = ChaCha20Poly1305(_box_key(mine.shared(parcel.fresh), parcel.fresh, mine.public_key))
        data = lock.decrypt(parcel.nonce, parcel.box, _bound(parcel))
        content = msgspec.msgpack.decode(data, type=Bundle)
    except (msgspec.MsgspecError, InvalidTag, ValueError):
        return None
    said = (content.sealed.owner, content.sealed.edition)
    return content if said == (parcel.owner, parcel.edition) else None


def _opened(envelope: Sealed, secret: str) -> SigningKey | None:
    return unseal(envelope, secret=secret, station_secret=_NO_STATION)


def _box_key(shared: bytes, fresh: bytes, node_key: bytes) -> bytes:
    mix = HKDF(SHA256(), KEY_BYTES, salt=fresh + node_key, info=b"lineside parcel 1")
    return mix.derive(shared)


def _bound(parcel: Parcel) -> bytes:
    """Return what the box is bound to: the whole parcel but the box."""
    return msgspec.msgpack.encode(msgspec.structs.replace(parcel, box=b""))
