r"""The A&D standard format and those of its indicators AD-4329 and AD-4404.

    and           ST,+001234.5  g\r\n      header, nine characters of data, three of unit
                  QT,OK,+00001234 PC\r\n   a stable count, with the comparator's word
                  OL,+999999.9  g\r\n      out of range
    and-ad4329    ST,GS,+0012.34kg\r\n     gross; eight characters of data, two of unit
    and-ad4404    ST,NT,+0012.34kg\r\n     net; `LO` is "out of range" there, not a comparator's low

EK-L, EJ, GC, AD-4329A and AD-4404 manuals, "data format". The widths are fixed, and are the only
redundancy there is: a blank before the unit that a damaged bit turns into a digit makes ten times
the weight of a frame read without them. For the same reason the indicators' three-character units
(AD-4329: CF-10 1 and 3) are not read: ` kg` that lost its `k` is their two-character ` g`.
"""

import re
from dataclasses import dataclass

from drivers.decoding import UNSHAPED, Answer, Decode, Unreadable, Why, line, units, weighed
from drivers.reading import Decoded, Status

ASK = b"Q\r\n"
ZERO = b"Z\r\n"
TARE = b"T\r\n"

COUNTS = frozenset({"PC"})
UNITS = units("g kg mg % oz lb ozt ct mom dwt GN N tl t DS") | COUNTS
INDICATOR_UNITS = units("g kg t lb oz toz")

_STATUS = {
    "ST": Status.STABLE,
    "US": Status.UNSTABLE,
    "QT": Status.STABLE_COUNT,
    "OL": Status.OVERLOAD,
    "LO": Status.OVERLOAD,  # AD-4404: out of range, which way it does not say
}
_TARES = {"TR", "T ", "PT"}
_DIGITS = re.compile(r"[+-] *(?:\d+\.?\d*|\.\d+)")
_ORDERS = {"Z", "T", "R", "C", "P", "ON", "OFF"}
_ANSWERS = {
    "\x06": Status.ACK,
    "I": Status.NOT_EXECUTABLE,
    "?": Status.SYNTAX_ERROR,
}
_FAULT = re.compile(r"EC,E\d\d")


@dataclass(frozen=True, slots=True)
class Layout:
    """What one model's frames look like: its headers, and how many characters data and unit have.

    `widths` are the pairs a model may have; no two of them have the same sum.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    widths: tuple[tuple[int, int], ...]
    units: frozenset[str]
    needs_second: bool = False


STANDARD = Layout(
    first=("ST", "US", "QT", "OL"),
    second=("OK", "HI", "LO", "--", "GS", "NT", "TR", "PT"),
    widths=((9, 3), (10, 3)),  # ten on the weighing modules AD-4212
    units=UNITS,
)
AD4329 = Layout(
    first=("ST", "US", "OL"),
    second=("GS", "NT", "TR", "PT", "G ", "N ", "T "),
    widths=((8, 2),),
    units=INDICATOR_UNITS,
    needs_second=True,
)
AD4404 = Layout(
    first=("ST", "US", "LO", "OL"),
    second=("GS", "NT", "TR"),
    widths=((8, 2),),
    units=INDICATOR_UNITS,
    needs_second=True,
)


def decoder(layout: Layout) -> Decode:
    """Return the protocol of one model."""

    def decode(frame: bytes) -> Answer:
        text = line(frame)
        return text if isinstance(text, Unreadable) else _read(text, layout)

    return decode


def _read(text: str, layout: Layout) -> Answer:
    if text in _ANSWERS:
        return Decoded(_ANSWERS[text], detail=text)
    if text in _ORDERS:
        return Decoded(Status.ACK, detail=text)  # A&D confirms an order by sending it back
    if _FAULT.fullmatch(text):
        return Decoded(Status.ERROR, detail=text)
    first, comma, rest = text[:2], text[2:3], text[3:]
    second = ""
    if rest[2:3] == "," and rest[:2] in layout.second:
        second, rest = rest[:2], rest[3:]
    if comma != "," or first not in layout.first or (layout.needs_second and not second):
        return UNSHAPED
    return _data(first, second, rest, layout)


def _data(first: str, second: str, rest: str, layout: Layout) -> Answer:
    width = next((data for data, unit in layout.widths if data + unit == len(rest)), None)
    if first in ("OL", "LO"):
        return _out_of_range(first, rest)
    if width is None or not _DIGITS.fullmatch(rest[:width]):
        return UNSHAPED
    unit = rest[width:].lstrip(" ")
    if unit not in layout.units:
        return Unreadable(Why.UNIT)
    if (first == "QT") != (unit in COUNTS) and first != "US":
        return UNSHAPED  # a count has QT and PC, a weight neither: one of them is damaged
    return weighed(_status(first, second), rest[:width], unit, second.strip())


def _out_of_range(first: str, rest: str) -> Answer:
    """Nines, blanks or `E+19`: whatever stands there, it is no weight."""
    return Decoded(_STATUS[first]) if len(rest) <= 20 and rest.isprintable() else UNSHAPED


def _status(first: str, second: str) -> Status:
    if second in _TARES and first == "ST":
        return Status.TARE_STABLE  # the tare, whatever lies on the pan
    return _STATUS[first]
