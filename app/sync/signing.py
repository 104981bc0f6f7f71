"""Signatures of stations: over a request, and over a head of their chain (ed25519, hex)."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Sign = Callable[[bytes], bytes]
"""Signs bytes with the node's private key, wherever that lies."""

WINDOW_MS = 5 * 60_000
"""A request is answered when its time is at most this far from the server's (SYNC §5)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this node is on the wire."""

    station: str
    sign: Sign


def request_text(method: str, path: str, body: bytes, time_ms: int, nonce: str) -> bytes:
    """Return what a station signs for one request; `body` as it goes over the wire."""
    digest = sha256(body).hexdigest()
    return f"lineside request\n{method}\n{path}\n{digest}\n{time_ms}\n{nonce}".encode()


def is_signed(public_key: str, text: bytes, signature: str) -> bool:
    """Tell whether `signature` over `text` was made with this key; both hex."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True
