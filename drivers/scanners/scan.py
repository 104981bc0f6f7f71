"""A scan: the text of one symbol as its scanner heard it, with nothing read into it yet."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

GS = "\x1d"
"""Group separator: ends a variable-length GS1 element. Part of the data, never trimmed."""

_AIM = re.compile(r"\](?P<symbology>[A-Za-z])[0-9A-Za-z]")
_FRAMING = "\x02\x03"


class Transport(StrEnum):
    """How a symbol's text came. A keyboard wedge types by its layout; the rest is byte-exact."""

    SERIAL = "serial"
    KEYBOARD = "keyboard"
    CAMERA = "camera"
    HAND = "hand"
    """A person read it and typed it."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One heard symbol. `aim` is its AIM identifier (`]d2`) or empty; `source` the scanner's role.

    `heard_at_ms` is wall clock, ms since 1970; `heard_s` the steady clock, 0 where nobody kept it.
    `raw` holds the frame's bytes as they came: for the record, never compared.
    """

    text: str
    aim: str
    source: str
    heard_at_ms: int
    transport: Transport = Transport.SERIAL
    raw: bytes = field(default=b"", compare=False)
    heard_s: float = field(default=0.0, compare=False)


def heard(  # three words of the symbol, three of how it came
    text: str,
    source: str,
    at_ms: int,
    *,
    transport: Transport = Transport.SERIAL,
    raw: bytes = b"",
    heard_s: float = 0.0,
) -> Scan:
    """Return the scan of `text`, its AIM identifier split off."""
    aim = _AIM.match(text)
    rest = text if aim is None else text[aim.end() :]
    return Scan(rest, aim.group() if aim else "", source, at_ms, transport, raw, heard_s)


def decoded(data: bytes) -> str:
    """Return a frame's text: UTF-8, or byte for byte where it is none, so nothing is lost.

    A scanner set up to send STX and ETX around its data is understood.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text.strip(_FRAMING)
