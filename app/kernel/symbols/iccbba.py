"""ICCBBA device codes and blood bags (ISBT 128): `=/A9999XYZ100T0944=,000025=>026032&,1…`.

Each piece begins with its own two or three signs and has a set length, so none needs an end:

    =/ 16  device identifier    =, 6  serial    =  15  donation    =) 10, &) 10  bag and its lot
    => 6   expiry CYYJJJ        =} 6  made      &,1 18  lot        &> 10  expiry with hour, minute
"""

from datetime import date

from app.kernel.symbols.dates import day_of_year
from app.kernel.symbols.decoded import Decoded, Fault, Scheme

FORM = "FORM"
DATE = "DATE"
LENGTH = "LENGTH"

_PIECES = (
    ("=/", 16, "di"),
    ("=,", 6, "serial"),
    ("=>", 6, "expiry"),
    ("=}", 6, "mfg_date"),
    ("=)", 10, "di"),
    ("&,1", 18, "lot"),
    ("&)", 10, "lot"),
    ("&>", 10, "expiry"),
    ("=+", 5, ""),
    ("=", 15, "donation_id"),
)
"""What a piece begins with, how long it is, what it says. `=+` announces how many follow."""
_DAYS = ("expiry", "mfg_date")


def claims(text: str) -> bool:
    """Tell whether `text` can be one of these codes: a first piece of its length, or a second."""
    piece = _piece(text, 0)
    if piece is None:
        return False
    opening, length, name = piece
    whole = text[len(opening) : len(opening) + length]
    return name in ("di", "") or (len(whole) == length and whole.isascii() and whole.isalnum())


def decode(text: str) -> Decoded:
    """Return what a code says."""
    elements: dict[str, str] = {}
    faults: list[Fault] = []
    at = 0
    while at < len(text):
        piece = _piece(text, at)
        if piece is None:
            faults.append(Fault(FORM, "code", text[at:]))
            break
        opening, length, name = piece
        at += len(opening)
        value = text[at : at + length]
        at += length
        if len(value) < length or not value.isascii() or not value.isalnum():
            faults.append(Fault(LENGTH if len(value) < length else FORM, name, value))
        _put(elements, faults, name, value)
    awaited = () if "di" in elements else (Fault("DI", "di"),)
    return Decoded(Scheme.ICCBBA, elements, tuple(faults), awaited=awaited)


def _piece(text: str, at: int) -> tuple[str, int, str] | None:
    for opening, length, name in _PIECES:
        if text.startswith(opening, at):
            follows = text[at + 1 : at + 2]
            if opening != "=" or (follows.isascii() and follows.isalnum()):
                return opening, length, name
    return None


def _put(elements: dict[str, str], faults: list[Fault], name: str, value: str) -> None:
    if name in _DAYS:
        found = _day(value[:6])
        if found is None:
            faults.append(Fault(DATE, name, value))
        else:
            elements[name] = found.isoformat()
        if len(value) == 10:
            elements["expiry_hour"] = value[6:8]
    elif name:
        elements[name] = value


def _day(digits: str) -> date | None:
    """Return the day of CYYJJJ: 026 is 2026, 999 is 1999."""
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
        return None
    year = int(digits[:3])
    return day_of_year(year + (1000 if year >= 900 else 2000), int(digits[3:]))
