r"""Mitutoyo: what a gauge sends when its data key is pressed, by a port or as a keyboard.

    01A+0000.123 CR      QM-Height by USB, MIG and DMX multiplexers: channel, sign, eight places
    911 CR               a multiplexer's error: nothing is plugged in there, or it does not answer
    -0.123               a USB-ITN cable types the number and Return, as a keyboard

QM-Height manual 99MAF600B 6.3. **No unit is in the frame**: unit and resolution come from the
gauge's calibration record, by the binding's setting `unit`.
"""

import re

from drivers.decoding import UNSHAPED, Answer, Unreadable, line, weighed
from drivers.reading import Decoded, Status

_FRAME = re.compile(r"(\d\dA)([+-](?=[\d.]{8}$)\d+\.?\d*)")
_ERROR = re.compile(r"9[1-9]\d?")
_TYPED = re.compile(r"[+-]?\d{1,8}\.\d{0,6}|[+-]\d{1,8}")


def decode(frame: bytes) -> Answer:
    """Return what a frame from a port says; OK carries the reading, `detail` its channel."""
    text = line(frame)
    if isinstance(text, Unreadable):
        return text
    if _ERROR.fullmatch(text):
        return Decoded(Status.ERROR, detail=text)
    found = _FRAME.fullmatch(text)
    return weighed(Status.OK, found[2], "", found[1]) if found else UNSHAPED


def decode_typed(text: bytes) -> Answer:
    """Return what a cable that plays a keyboard typed; a bare whole number may be anything."""
    said = line(text)
    if isinstance(said, Unreadable):
        return said
    return weighed(Status.OK, said, "") if _TYPED.fullmatch(said) else UNSHAPED
