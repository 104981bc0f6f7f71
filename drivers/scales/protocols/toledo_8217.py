r"""Toledo 8217, the language of counter scales: 7 data bits, even parity, one stop bit.

    W  →  STX 00.000 CR      the weight, at rest
          STX ? D CR         no weight, and why not: one byte of bits

The frame names no unit: that is the scale's own setting and stands in the profile. Bit 6 of the
status byte is always set, so that it can be printed.
"""

import re

from drivers.decoding import UNSHAPED, Answer, Unreadable, line, weighed
from drivers.reading import Decoded, Status

ASK = b"W"
ZERO = b"Z"

STX = "\x02"
MOTION, OVER, UNDER, OUTSIDE_ZERO, AT_ZERO, NET, PRINTABLE = (1 << bit for bit in range(7))

_WEIGHT = re.compile(r"(\d{1,3}\.\d{2,3})(N?)")
"""Five digits and a point; `N` where the scale is set to mark a net weight."""
_ECHO = {"E", "F"}  # answers to the echo commands a host probes the line with


def decode(frame: bytes) -> Answer:
    """Return what a frame says; OK carries the weight of a pan at rest."""
    text = line(frame)
    if isinstance(text, Unreadable):
        return text
    if not text.startswith(STX):
        return UNSHAPED
    body = text[1:]
    if body in _ECHO:
        return Decoded(Status.ACK, detail=body)
    if len(body) == 2 and body[0] == "?":
        return _status(ord(body[1]))
    found = _WEIGHT.fullmatch(body)
    return weighed(Status.OK, found[1], "", found[2]) if found else UNSHAPED


def _status(bits: int) -> Answer:
    """A status frame never carries a weight."""
    if not bits & PRINTABLE:
        return UNSHAPED
    detail = f"{bits:07b}"
    if bits & OVER:
        return Decoded(Status.OVERLOAD, detail=detail)
    if bits & UNDER:
        return Decoded(Status.UNDERLOAD, detail=detail)
    if bits & MOTION:
        return Decoded(Status.UNSTABLE, detail=detail)
    return Decoded(Status.INFO, detail=detail)
