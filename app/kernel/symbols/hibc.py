"""HIBC labels: `+A123BJC5D6E71G`, its secondary data, or both in one (ANSI/HIBC 2.6).

    +A123BJC5D6E7 1 G              primary: + LIC PCN unit of measure, check character
    +$$3231231BC34567 T J          secondary: data, link to the primary's check character, check
    +A99912345/$$3200906LOT7/S77/16D20111212 U      both, and more, in one symbol

`$` a lot, `$+` a serial number, `$$` and `$$+` the same behind a quantity (8 or 9) and a date (its
first digit says how it is written); `S` a serial number, `14D` expiry, `16D` manufacture, `Q` a
quantity; five bare digits are a day of the year and a lot. A scanner may join separate symbols.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from app.kernel.symbols.dates import day, day_of_year, full_year, yymmdd
from app.kernel.symbols.decoded import Decoded, Fault, Scheme

CHECK = "CHECK_CHARACTER"
LINK = "LINK_CHARACTER"
FORM = "FORM"
DATE = "DATE"
LENGTH = "LENGTH"
SIGN = "SIGN"
REPEATS = "REPEATED_WITH_ANOTHER_VALUE"

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
"""What a label may hold, in the order of its values for the check character (modulo 43)."""
LONGEST = 18
"""The most signs of a lot or a serial number."""

_VALUES = {sign: value for value, sign in enumerate(SIGNS)}
_PRIMARY = re.compile(r"([A-Z][0-9A-Z]{3})([0-9A-Z]{1,18})([0-9])", re.ASCII)
_CLAIM = re.compile(r"\+(?:\$|[A-Z][0-9A-Z]{3}[0-9A-Z]{1,18}[0-9](?:/|.\Z|.\+))", re.ASCII)
_JOINED = re.compile(r"\+[A-Z][0-9A-Z]{3}[0-9A-Z]{1,18}[0-9].(?=\+)", re.ASCII)
_BARE = re.compile(r"\+(?:\d{5}|S|1[46]D)", re.ASCII)
_QUANTITY = re.compile(r"8(\d{2})|9(\d{5})", re.ASCII)
_DAYS = re.compile(r"(1[46]D)(\d{8})", re.ASCII)
_DAY_NAMES = {"14D": "expiry", "16D": "mfg_date"}


@dataclass(slots=True)
class _Label:
    """What has been read so far."""

    today: date
    elements: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def put(self, name: str, value: str) -> None:
        if value and self.elements.setdefault(name, value) != value:
            self.fault(REPEATS, name, value)

    def put_text(self, name: str, value: str) -> None:
        """Keep a lot or a serial number."""
        if len(value) > LONGEST:
            self.fault(LENGTH, name, value)
        self.put(name, value)

    def put_day(self, name: str, found: date | None, raw: str) -> None:
        if found is None:
            self.fault(DATE, name, raw)
        else:
            self.put(name, found.isoformat())

    def fault(self, word: str, where: str, value: str = "", *others: str) -> None:
        self.faults.append(Fault(word, where, value, others))


def check_character(text: str) -> str:
    """Return the check character of `text`, `+` included (modulo 43); empty for a foreign sign."""
    if any(sign not in _VALUES for sign in text):
        return ""
    return SIGNS[sum(_VALUES[sign] for sign in text) % 43]


def claims(text: str) -> bool:
    """Tell whether `text` can be a HIBC label. What begins like a telephone number must add up."""
    if _CLAIM.match(text):
        return True
    return bool(_BARE.match(text)) and check_character(text[:-1]) == text[-1]


def decode(text: str, today: date) -> Decoded:
    """Return what a HIBC label says."""
    label = _Label(today)
    link = ""
    for symbol in _symbols(text):
        expected = check_character(symbol[:-1])
        if not expected:
            label.fault(SIGN, "label", symbol)
        elif expected != symbol[-1]:
            label.fault(CHECK, "label", symbol[-1], expected)
        link = _read(label, symbol, link)
    awaited = () if "di" in label.elements else (Fault("PRIMARY", "di"),)
    return Decoded(Scheme.HIBC, label.elements, tuple(label.faults), awaited=awaited)


def _symbols(text: str) -> list[str]:
    """Cut what a scanner joined: behind the primary, then at each `+` behind a right check.

    `+$+` and `+$$+` are flags of one part.
    """
    primary = _JOINED.match(text)
    found = [primary.group()] if primary else []
    start, total = primary.end() if primary else 0, 0
    for place, sign in enumerate(text[start:], start):
        part = text[start:place]
        if sign == "+" and len(part) > 3 and place < len(text) - 1:
            last = _VALUES.get(part[-1], -1)
            if (total - last) % 43 == last:
                found.append(part)
                start, total = place, 0
        total += _VALUES.get(sign, 0)
    return [*found, text[start:]]


def _read(label: _Label, symbol: str, link: str) -> str:
    """Read one symbol; return what secondary ones must link to: the primary's check character."""
    body, check = symbol[1:-1], symbol[-1]
    first, *more = body.split("/")
    if primary := _PRIMARY.fullmatch(first):
        lic, pcn, unit = primary.groups()
        for name, value in (("di", first), ("lic", lic), ("pcn", pcn), ("unit_of_measure", unit)):
            label.put(name, value)
    else:
        if link and body[-1:] != link:
            label.fault(LINK, "label", body[-1:], link)
        first, *more = body[:-1].split("/")
        more = [first, *more]
    for segment in more:
        _segment(label, segment)
    return check if primary and not more else link


def _segment(label: _Label, text: str) -> None:
    if days := _DAYS.fullmatch(text):
        label.put_day(_DAY_NAMES[days[1]], yymmdd(days[2], label.today), text)
        return
    for flag, read, name in _FLAGS:
        if text.startswith(flag):
            read(label, name, text.removeprefix(flag))
            return
    _plain_date(label, "lot", text)


def _quantity(label: _Label, name: str, text: str) -> None:
    if not _is_number(text):
        label.fault(FORM, name, text)
        return
    label.put(name, text.lstrip("0") or "0")


def _plain_date(label: _Label, name: str, text: str) -> None:
    """Read five digits, a day of the year, and what follows it."""
    if len(text) < 5 or not _is_number(text[:5]):
        label.fault(FORM, "label", text)
        return
    label.put_day("expiry", _julian(text[:5], label.today), text[:5])
    label.put_text(name, text[5:])


def _dated(label: _Label, name: str, text: str) -> None:
    """Read `[quantity][date]` and what follows it, a lot or a serial number."""
    quantity = _QUANTITY.match(text)
    if quantity:
        _quantity(label, "quantity", quantity[1] or quantity[2])
        text = text[quantity.end() :]
    elif text.startswith(("8", "9")):
        label.fault(FORM, "quantity", text)
        return
    if text.startswith("7"):
        label.put_text(name, text[1:])
        return
    way = _WAYS.get(text[:1], _MONTH)
    found = way.found_in(text, label.today)
    if found is None and (quantity or not text):
        label.put_text(name, text)  # behind a quantity the date may be left out
        return
    label.put_day("expiry", found, text)
    if found is not None and way.has_hour:
        _hour(label, text[way.length - 2 : way.length])
    label.put_text(name, text[way.length :])


def _hour(label: _Label, digits: str) -> None:
    if int(digits) > 23:
        label.fault(DATE, "expiry_hour", digits)
    label.put("expiry_hour", digits)


def _mmyy(digits: str, today: date) -> date | None:
    return day(full_year(int(digits[2:]), today), int(digits[:2]), 0)


def _mmddyy(digits: str, today: date) -> date | None:
    return _yymmdd(digits[4:] + digits[:4], today)


def _yymmdd(digits: str, today: date) -> date | None:
    return None if digits.endswith("00") else yymmdd(digits, today)


def _julian(digits: str, today: date) -> date | None:
    return day_of_year(full_year(int(digits[:2]), today), int(digits[2:]))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True)
class _Way:
    """How a date is written: whether a flag stands before it, how long it is with flag and hour."""

    length: int
    read: Callable[[str, date], date | None]
    has_flag: bool = True
    has_hour: bool = False

    def found_in(self, text: str, today: date) -> date | None:
        digits = text[1 if self.has_flag else 0 : self.length]
        if len(text) < self.length or not _is_number(digits):
            return None
        return self.read(digits[:-2] if self.has_hour else digits, today)


_MONTH = _Way(4, _mmyy, has_flag=False)
_WAYS = {
    "2": _Way(7, _mmddyy),
    "3": _Way(7, _yymmdd),
    "4": _Way(9, _yymmdd, has_hour=True),
    "5": _Way(6, _julian),
    "6": _Way(8, _julian, has_hour=True),
}
"""How a date is written, by its first digit; any other begins a month and a year."""

_FLAGS: tuple[tuple[str, Callable[[_Label, str, str], None], str], ...] = (
    ("$$+", _dated, "serial"),
    ("$$", _dated, "lot"),
    ("$+", _Label.put_text, "serial"),
    ("$", _Label.put_text, "lot"),
    ("S", _Label.put_text, "serial"),
    ("Q", _quantity, "quantity"),
)
"""What a segment begins with, the longest first."""
