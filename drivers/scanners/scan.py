"""A scan: the text of one symbol as its scanner heard it, with nothing read into it yet."""

import re
from dataclasses import dataclass

GS = "\x1d"
"""Group separator: ends a variable-length GS1 element. Part of the data, never trimmed."""

_AIM = re.compile(r"\](?P<symbology>[A-Za-z])[0-9A-Za-z]")
_FRAMING = "\x02\x03"


@dataclass(frozen=True, slots=True)
class Scan:
    """One heard symbol. `aim` is its AIM identifier (`]d2`) or empty; `source` the scanner's role.

    `heard_at_ms` is wall clock, ms since 1970.
    """

    text: str
    aim: str
    source: str
    heard_at_ms: int


def heard(text: str, source: str, at_ms: int) -> Scan:
    """Return the scan of `text`, its AIM identifier split off."""
    aim = _AIM.match(text)
    if aim is None:
        return Scan(text, "", source, at_ms)
    return Scan(text[aim.end() :], aim.group(), source, at_ms)


def decoded(data: bytes) -> str:
    """Return a frame's text: UTF-8, or byte for byte where it is none, so nothing is lost.

    A scanner set up to send STX and ETX around its data is understood.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text.strip(_FRAMING)
