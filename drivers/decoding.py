"""What the protocols of scales and gauges share: a frame says something, or it is said why not.

Every protocol is a pure, total function `decode(frame) -> Decoded | Unreadable`: any bytes have an
answer, and only a frame that is whole in its protocol's own grammar has a number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from drivers.reading import Decoded, Status

LONGEST = 120
"""No frame of a scale or a gauge is longer (MT-SICS `I0` lists are); more is noise."""


class Why(StrEnum):
    """Why a frame says nothing."""

    NOT_TEXT = "not_text"
    TOO_LONG = "too_long"
    SHAPE = "shape"
    UNIT = "unit"
    """The frame is whole, but no unit of its protocol's list stands where the unit stands."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A frame nothing may be read from."""

    why: Why


Answer = Decoded | Unreadable
Decode = Callable[[bytes], Answer]

UNSHAPED = Unreadable(Why.SHAPE)


def units(listed: str) -> frozenset[str]:
    """Return the units listed, spelt as the protocol has them: case tells them apart."""
    return frozenset(listed.split())


def line(frame: bytes) -> str | Unreadable:
    """Return a frame's text without its own end (CR, LF or CRLF, once), blanks kept.

    A line end anywhere else is a damaged byte, and the frame is refused with it.
    """
    for end in (b"\r\n", b"\r", b"\n"):
        if frame.endswith(end):
            frame = frame[: -len(end)]
            break
    if len(frame) > LONGEST:
        return Unreadable(Why.TOO_LONG)
    if not frame.isascii():
        return Unreadable(Why.NOT_TEXT)
    if b"\r" in frame or b"\n" in frame:
        return Unreadable(Why.SHAPE)
    return frame.decode("ascii")


def weighed(status: Status, digits: str, unit: str, detail: str = "") -> Decoded:
    """Return what a frame with a number says; `digits` matched a grammar of ASCII digits.

    Blanks between sign and digits (`-   2.10`) and a trailing point (`000000.`) are layout.
    """
    text = digits.replace(" ", "")
    return Decoded(status, Decimal(text), text, unit, detail)
