"""What can go wrong with one frame on its way: pure, from a frame to the pieces that really leave.

Faults of the line stand here. Faults of meaning (a weight that never rests, a printer without
paper) belong to whoever plays the device.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

GARBAGE = bytes((0x00, 0xFF, 0x80, 0x1B))
BANNER = b"\x00BOOT v1.02 OK\r\n"
"""What a device says when it gets power, before it makes sense."""
DRIP_S = 0.01
"""Between two bytes of a slow drip: about 1,000 baud."""
SPLIT_S = 0.02
_ENDS = b"\r\n"


class Fault(StrEnum):
    """One way to spoil a frame."""

    NONE = "none"
    SPLIT = "split"
    MERGED = "merged"
    """Held back, and sent together with the next frame."""
    GARBAGE = "garbage"
    BANNER = "banner"
    DROPPED_CR = "dropped_cr"
    PARITY = "parity"
    """Read by a station that thinks the line has no parity: bit 7 is the even parity bit."""
    DRIP = "drip"
    DUPLICATE = "duplicate"
    SILENCE = "silence"
    PULLED = "pulled"
    """The cable is pulled in the middle of the frame."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that leave together, `wait_s` after the piece before; then, perhaps, no cable."""

    data: bytes
    wait_s: float = 0.0
    then_pull: bool = False


def spoiled(frame: bytes, fault: Fault, *, at: int | None = None) -> tuple[Piece, ...]:
    """Return what leaves in place of `frame`; `at` is where a split or a pull falls (the middle).

    A merged frame is not spoiled by itself: its device holds it back.
    """
    spoil = _SPOILT.get(fault)
    middle = len(frame) // 2 if at is None else at
    return spoil(frame, middle) if spoil else (Piece(frame),)


def _end_of(frame: bytes) -> bytes:
    return frame[len(frame.rstrip(_ENDS)) :]


def _with_parity(byte: int) -> int:
    seven = byte & 0x7F
    return seven | (0x80 if seven.bit_count() % 2 else 0)


_SPOILT: Mapping[Fault, Callable[[bytes, int], tuple[Piece, ...]]] = {
    Fault.SPLIT: lambda frame, at: (Piece(frame[:at]), Piece(frame[at:], SPLIT_S)),
    Fault.GARBAGE: lambda frame, at: (Piece(GARBAGE + _end_of(frame)), Piece(frame)),
    Fault.BANNER: lambda frame, at: (Piece(BANNER), Piece(frame)),
    Fault.DROPPED_CR: lambda frame, at: (Piece(frame.rstrip(_ENDS)),),
    Fault.PARITY: lambda frame, at: (Piece(bytes(map(_with_parity, frame))),),
    Fault.DRIP: lambda frame, at: tuple(Piece(bytes((byte,)), DRIP_S) for byte in frame),
    Fault.DUPLICATE: lambda frame, at: (Piece(frame), Piece(frame)),
    Fault.SILENCE: lambda frame, at: (),
    Fault.PULLED: lambda frame, at: (Piece(frame[:at], then_pull=True),),
}
