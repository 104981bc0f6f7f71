"""China's MA codes: `MA.156.M0.100204.13351764.S1.L2.M260601` (issuer ZIIOT, register IDcode).

`MA.156.M0.`, six digits of the maker, the product (one sign of packaging, six of the item, one
check sign; some are longer), then parts that a letter names: S serial, L lot, M (older P) made,
D sterilisation lot, V valid until, E expiry, C the issuer's check. Dates are YYMMDD or YYYYMMDD.
Both check signs are the issuer's own secret: kept, not computed.
"""

import re
from datetime import date

from app.kernel.symbols.dates import yymmdd
from app.kernel.symbols.decoded import Decoded, Fault, Scheme

FORM = "FORM"
DATE = "DATE"
REPEATS = "REPEATED_WITH_ANOTHER_VALUE"

_DEVICE = re.compile(r"MA\.156\.M0\.(\d{6})\.([0-9A-Za-z]{3,})", re.ASCII)
_PARTS = re.compile(r"\.[SLMPDVEC][^.]+")
_NAMES = {
    "S": "serial",
    "L": "lot",
    "M": "mfg_date",
    "P": "mfg_date",
    "D": "sterilisation_lot",
    "V": "valid_until",
    "E": "expiry",
    "C": "check",
}
_DAYS = ("mfg_date", "valid_until", "expiry")
_PRODUCT = 8
"""The product part's length by the issuer's rules; only then do its signs say what they are."""


def claims(text: str) -> bool:
    """Tell whether `text` is an MA code, or the second half of one: `.S…`."""
    return text.startswith("MA.156.M0.") or _PARTS.match(text) is not None


def decode(text: str, today: date) -> Decoded:
    """Return what an MA code says."""
    elements: dict[str, str] = {}
    faults: list[Fault] = []
    device = _DEVICE.match(text)
    if device:
        elements["di"] = device.group()
        if len(device[2]) == _PRODUCT:
            elements |= {"pack_code": device[2][0], "item_code": device[2][1:-1]}
    at = device.end() if device else 0
    while at < len(text):
        part = _PARTS.match(text, at)
        if part is None:
            faults.append(Fault(FORM, "code", text[at:]))
            break
        at = part.end()
        _put(elements, faults, part.group()[1:], today)
    awaited = () if device or faults else (Fault("DI", "di"),)
    return Decoded(Scheme.MA, elements, tuple(faults), awaited=awaited)


def _put(elements: dict[str, str], faults: list[Fault], part: str, today: date) -> None:
    name, value = _NAMES[part[0]], part[1:]
    if name in _DAYS:
        found = yymmdd(value, today)
        if found is None:
            faults.append(Fault(DATE, name, value))
            return
        value = found.isoformat()
    elif name == "check":
        value = part  # as it stands, its letter too: nothing is read into it
    if elements.setdefault(name, value) != value:
        faults.append(Fault(REPEATS, name, value))
