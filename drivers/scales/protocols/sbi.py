r"""SBI, the Sartorius balance interface: print requests answered by 16 or 22 characters.

    ESC P  →  +   123.56 g  \r\n           sign, nine of value, blank, three of unit
              +   123.56    \r\n           no unit: the balance is not at rest
              N     +   123.56 g  \r\n     22 characters: six of identification first
              + 123.5[6] g\r\n             brackets: a digit that is not verified
              Stat       High      \r\n    over; `Low`, `Cal.`, `Err 54`, `APP.ERR`

Practum, Entris II, LE and MSE manuals, "data output format". xBPI is another, binary language.
"""

import re

from drivers.decoding import UNSHAPED, Answer, Unreadable, Why, line, units, weighed
from drivers.reading import Decoded, Status

ASK = b"\x1bP"
ZERO = b"\x1bV"
TARE = b"\x1bU"
TARE_AND_ZERO = b"\x1bT"

COUNTS = frozenset({"pcs"})
UNITS = units("g kg mg ug ct lb oz ozt tlh tls tlt GN dwt mom t %") | COUNTS

SHORT, IDENTIFIED, IDENTITY = 14, 20, 6
"""Characters of both forms without CR LF, and of the identification."""

_VALUE = re.compile(r"([+ -])( *\d*\.?\d*(?:\[\.?\d+\])?)(?: ([A-Za-z%]{1,3}|) *)?")
_TARES = {"T", "T1", "T2", "PT2", "Cont.T"}
_STABLE_NAMES = {"", "N", "G", "G#", "N1", "Qnt"}
_STATES = {
    "High": Status.OVERLOAD,
    "H": Status.OVERLOAD,
    "Low": Status.UNDERLOAD,
    "L": Status.UNDERLOAD,
    "Cal.": Status.NOT_EXECUTABLE,
    "Cal. Ext.": Status.NOT_EXECUTABLE,
    "Cal.Ext.": Status.NOT_EXECUTABLE,
    "Calc.": Status.NOT_EXECUTABLE,
    "C": Status.NOT_EXECUTABLE,
    "--": Status.NOT_EXECUTABLE,
    "- -": Status.NOT_EXECUTABLE,
    "": Status.NOT_EXECUTABLE,  # a dark display
}
_ERROR = re.compile(r"(?:Err|ERR|E) *\d{2,3}|(?:APP|DIS|PRT)\.ERR?|(?:APP|DIS|PRT)\.? ?ERR")


def decode(frame: bytes) -> Answer:
    """Return what a frame says; `detail` is its identification or its error."""
    text = line(frame)
    if isinstance(text, Unreadable):
        return text
    if text.startswith("Stat") and len(text) <= IDENTIFIED:
        return _state(text[4:])
    if len(text) <= SHORT and (said := _value("", text)):
        return said
    if SHORT < len(text) <= IDENTIFIED:
        return _identified(text[:IDENTITY].strip(), text[IDENTITY:])
    return _state(text) if text.strip() else UNSHAPED


def _identified(name: str, text: str) -> Answer:
    if name == "Ser.no":
        return Decoded(Status.INFO, detail=f"{name} {text.strip()}")
    return _value(name, text) or UNSHAPED


def _value(name: str, text: str) -> Answer | None:
    found = _VALUE.fullmatch(text)
    if found is None:
        return None
    sign, field, unit = found.groups(default="")
    digits = field.replace("[", "").replace("]", "").strip()
    if len(field) != 9 or not any(map(str.isdigit, digits)):
        return None
    if unit and (unit not in UNITS or _may_be_cut(unit, text)):
        return Unreadable(Why.UNIT)
    return weighed(_status(name, unit), sign.strip() + digits, unit, name)


def _may_be_cut(unit: str, text: str) -> bool:
    """Tell whether a frame shorter than the manual's may have lost a letter: `ozt` of its t."""
    if len(text) >= SHORT:
        return False
    longer = any(other != unit and other.startswith(unit) for other in UNITS)
    return longer or text.endswith(" ")


def _status(name: str, unit: str) -> Status:
    if not unit:
        return Status.UNSTABLE
    if name in _TARES:
        return Status.TARE_STABLE
    if name not in _STABLE_NAMES:
        return Status.VENDOR_DEPENDENT  # a mean, a limit, a reference: no weight of this pan
    return Status.STABLE_COUNT if unit in COUNTS else Status.STABLE


def _state(text: str) -> Answer:
    words = text.strip()
    if _ERROR.fullmatch(words):
        return Decoded(Status.ERROR, detail=words)
    state = _STATES.get(words)
    return Decoded(state, detail=words) if state else UNSHAPED
