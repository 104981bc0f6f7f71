"""A lease: the server's word on how long a station's people may sign without it.

    text = granted(Lease(...), sign)              # at the server; for the wire, a file, a QR code
    lease = read(text, server_key, "CNC-QC")      # at the station, or `Refused`

The text is the signed bytes and their signature in base32: QR's compact alphabet takes it, and a
keyboard wedge can type it. It also names who was disabled lately: that counts at once.
"""

import base64

import msgspec

from app.kernel.refused import Refused
from app.sync.signing import Sign, is_signed

VERSION = 1
_SIGNATURE_BYTES = 64
_SAID = b"lineside lease 1\n"


class Lease(msgspec.Struct, frozen=True, array_like=True):
    """Times are ms since 1970 UTC; `plant_position` is how long the plant's log was."""

    v: int
    station: str
    issued_ms: int
    until_ms: int
    disabled: tuple[str, ...]
    plant_position: int


def granted(lease: Lease, sign: Sign) -> str:
    """Return a lease as the server signs it."""
    data = msgspec.msgpack.encode(lease)
    return base64.b32encode(data + sign(_SAID + data)).decode().rstrip("=")


def read(text: str, server_key: str, station: str) -> Lease:
    """Return what the server granted this station; `server_key` in hex.

    Refuses `lease.unreadable`, `.forged`, `.not_ours`.
    """
    data = _bytes_of(text)
    said, signature = data[:-_SIGNATURE_BYTES], data[-_SIGNATURE_BYTES:]
    if not is_signed(server_key, _SAID + said, signature.hex()):
        raise Refused("lease.forged")
    try:
        lease = msgspec.msgpack.decode(said, type=Lease)
    except msgspec.MsgspecError:
        raise Refused("lease.unreadable") from None
    if lease.v != VERSION:
        raise Refused("lease.unreadable")
    if lease.station != station:
        raise Refused("lease.not_ours", station=lease.station)
    return lease


def _bytes_of(text: str) -> bytes:
    plain = "".join(text.split()).upper()
    try:
        data = base64.b32decode(plain + "=" * (-len(plain) % 8))
    except ValueError:
        raise Refused("lease.unreadable") from None
    if len(data) <= _SIGNATURE_BYTES:
        raise Refused("lease.unreadable")
    return data
