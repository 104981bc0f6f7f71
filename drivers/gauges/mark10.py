r"""Mark-10 force and torque gauges: `?` CR is answered by the reading, the sign is its direction.

    -18.78 lbFin CR LF      counter-clockwise, or tension
    4.285 Nm CR LF          clockwise, or compression
    *10 CR LF               illegal command

TT01 and Series 4 user's guides. Where the gauge is set to send no unit, it is the binding's.
"""

import re

from drivers.decoding import UNSHAPED, Answer, Unreadable, Why, line, units, weighed
from drivers.reading import Decoded, Status

ASK = b"?\r\n"

UNITS = units("lbF ozF kgF gF N kN mN lbFin ozFin lbFft kgFmm kgFcm gFcm Nm Ncm mNm")

_READING = re.compile(r"(-?\d+\.?\d*)(?: (\S+))?")
_ERROR = re.compile(r"\*\d\d")


def decode(frame: bytes) -> Answer:
    """Return what a frame says; OK carries the reading."""
    text = line(frame)
    if isinstance(text, Unreadable):
        return text
    if _ERROR.fullmatch(text):
        return Decoded(Status.ERROR, detail=text)
    found = _READING.fullmatch(text)
    if found is None:
        return UNSHAPED
    digits, unit = found.groups(default="")
    if unit and unit not in UNITS:
        return Unreadable(Why.UNIT)
    return weighed(Status.OK, digits, unit)
