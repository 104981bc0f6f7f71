r"""MT-SICS, Mettler Toledo's standard interface command set; also spoken by Ohaus and others.

    SI\r\n   →   S S     100.00 g\r\n      stable
                 S D     100.02 g\r\n      still moving
                 S I\r\n                   busy, or not stable in time
                 S +\r\n   S -\r\n         over, under the weighing range
    I4\r\n   →   I4 A "B135792468"\r\n     serial number; also sent unasked after power-on and `@`

Reference manual MT-SICS for Excellence balances; AL-IC operating instructions. The value stands
right in ten columns on balances, behind one blank on some terminals: both are read.
"""

import re

from drivers.decoding import UNSHAPED, Answer, Unreadable, Why, line, units, weighed
from drivers.reading import Decoded, Status

ASK = b"SI\r\n"
ZERO = b"Z\r\n"
TARE = b"T\r\n"
IDENTIFY = b"I4\r\n"

UNITS = units("g kg mg ug t ct lb oz ozt GN dwt mom msg tlh tls tlt tola baht N % PCS pcs")

_ERRORS = {
    "ES": Status.SYNTAX_ERROR,
    "ET": Status.ERROR,  # a byte was damaged on its way to the scale
    "EL": Status.ERROR,  # the command cannot be carried out
}
_COMMAND = re.compile(r"S|SI|SIR|SNR|SR|Z|ZI|T|TI|TA|TAC|@|I[0-4]")
_ANSWERED = {
    ("S", "S"): Status.STABLE,
    ("S", "D"): Status.UNSTABLE,
    ("T", "S"): Status.TARE_STABLE,
    ("TI", "S"): Status.TARE_STABLE,
    ("TI", "D"): Status.UNSTABLE,
    ("TA", "A"): Status.INFO,  # what the tare memory holds, whatever lies on the pan
}
_WEIGHT = re.compile(r"(S|T|TI|TA) ([SDA]) +(-?\d+(?:\.\d+)?) (\S+)")
_POUNDS = re.compile(r"S ([SD]) +(-?)(\d+):(\d+(?:\.\d+)?) lb:oz")
_ECHO = re.compile(r"(SI|SIR|SNR|SR) [SDI+-]( .*)?")
_PLAIN = re.compile(r"(S|Z|ZI|T|TI|TA|TAC|@|I[0-4]) ([AIL+SD-])")
_INFO = re.compile(r'(I[0-4]) ([AB]) ((?:\d+ )?"[^"]*"(?: "[^"]*")*)')

_PLAIN_STATUS = {
    "A": Status.ACK,
    "I": Status.NOT_EXECUTABLE,
    "L": Status.ERROR,
    "+": Status.OVERLOAD,
    "-": Status.UNDERLOAD,
}
_ZEROED = {"Z", "ZI"}


def decode(frame: bytes) -> Answer:
    """Return what a frame says; `detail` begins with the command it answers (`Z`, `I4 …`)."""
    text = line(frame)
    if isinstance(text, Unreadable):
        return text
    if text in _ERRORS:
        return Decoded(_ERRORS[text], detail=text)
    if _COMMAND.fullmatch(text) or _ECHO.fullmatch(text):
        # Only an emulator, or a loop-back plug, hands the command itself back: not our scale.
        return Decoded(Status.NONCONFORMING_ECHO, detail=text)
    return _weight(text) or _pounds(text) or _info(text) or _plain(text) or UNSHAPED


def _weight(text: str) -> Answer | None:
    found = _WEIGHT.fullmatch(text)
    if found is None:
        return None
    command, letter, digits, unit = found.groups()
    status = _ANSWERED.get((command, letter))
    if status is None or unit == "lb:oz":
        return None
    if unit not in UNITS:
        return Unreadable(Why.UNIT)
    return weighed(status, digits, unit, command)


def _pounds(text: str) -> Answer | None:
    """`12:07.50 lb:oz` is twelve pounds and ounces: said as it is, and no number for a record."""
    found = _POUNDS.fullmatch(text)
    if found is None:
        return None
    letter, sign, pounds, ounces = found.groups()
    said = f"{sign}{pounds.lstrip('0') or '0'} lb {re.sub(r'^0+(?=[0-9])', '', ounces)} oz"
    return Decoded(_ANSWERED["S", letter], None, said, "lb:oz", "S")


def _info(text: str) -> Answer | None:
    found = _INFO.fullmatch(text)
    return Decoded(Status.INFO, detail=f"{found[1]} {found[3]}") if found else None


def _plain(text: str) -> Answer | None:
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    command, letter = found.groups()
    if letter in "SD":  # zeroing tells how the pan was, taring and weighing tell a weight
        return Decoded(Status.ACK, detail=command) if command in _ZEROED else None
    if letter == "A" and command == "S":
        return None
    return Decoded(_PLAIN_STATUS[letter], detail=command)


def serial_number(said: Decoded) -> str:
    """Return the serial number an `I4` answer holds; empty for every other frame."""
    command, _, rest = said.detail.partition(" ")
    return rest.strip('"') if said.status is Status.INFO and command == "I4" else ""
