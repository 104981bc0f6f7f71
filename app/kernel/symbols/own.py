"""Our own symbols: codes that name an order, an operation, a badge, equipment, a lot, a gauge.

    LS1/O/WORK000434        an order          LS1/B/OP-07     a badge
    LS1/O/WORK000434/B20    its operation     LS1/E/CNC-01    a piece of equipment
    LS1/M/FM-2610-07        a lot of material     LS1/G/G-03    a gauge
    LS1/L/…                 a lease to sign, as the server signed it

Only `A-Z 0-9 - . /`: QR's compact alphabet, and a keyboard wedge can type it whatever Caps Lock
does (reading ignores case). Every other sign of a name is written as its UTF-8 bytes, each as
`.` and two hex digits, so `MO 2026/11` reads `MO.202026.2F11`. One name has one code only.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

PREFIX = "LS1"

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
_ESCAPE = re.compile(r"\.([0-9A-F]{2})")
_OURS = re.compile(r"LS(\d+)/", re.IGNORECASE)


class Thing(StrEnum):
    """What a code of ours names."""

    ORDER = "O"
    BADGE = "B"
    EQUIPMENT = "E"
    LEASE = "L"
    LOT = "M"
    GAUGE = "G"


@dataclass(frozen=True, slots=True)
class OwnCode:
    """A code read: what it names, and the names, the widest first."""

    thing: Thing
    names: tuple[str, ...]


def order_code(order: str) -> str:
    """Return the code of an order."""
    return _code(Thing.ORDER, order)


def operation_code(order: str, operation: str) -> str:
    """Return the code of one operation of an order."""
    return _code(Thing.ORDER, order, operation)


def badge_code(badge: str) -> str:
    """Return the code of a person's badge."""
    return _code(Thing.BADGE, badge)


def equipment_code(equipment: str) -> str:
    """Return the code of a piece of equipment."""
    return _code(Thing.EQUIPMENT, equipment)


def lot_code(lot: str) -> str:
    """Return the code of a lot of a material."""
    return _code(Thing.LOT, lot)


def gauge_code(gauge: str) -> str:
    """Return the code of a gauge."""
    return _code(Thing.GAUGE, gauge)


def lease_code(text: str) -> str:
    """Return the code of a lease; its text is the server's own."""
    return _code(Thing.LEASE, text)


def is_ours(text: str) -> bool:
    """Tell whether `text` claims to be a code of ours, of whatever version."""
    return _OURS.match(text) is not None


def is_newer(text: str) -> bool:
    """Tell whether `text` claims to be a code of a later version than we can read."""
    claim = _OURS.match(text)
    return claim is not None and f"LS{claim.group(1)}" != PREFIX


def read(text: str) -> OwnCode | None:
    """Return what a code of ours names; None where the text is none, or not written our way."""
    parts = text.upper().split("/")
    if len(parts) not in (3, 4) or parts[0] != PREFIX or parts[1] not in tuple(Thing):
        return None
    thing = Thing(parts[1])
    names = tuple(_unescaped(part) for part in parts[2:])
    if not all(names) or (len(names) == 2 and thing is not Thing.ORDER):
        return None
    return OwnCode(thing, names) if _code(thing, *names) == "/".join(parts) else None


def _code(thing: Thing, *names: str) -> str:
    if not all(names):
        raise ValueError("a symbol cannot name nothing")
    return "/".join((PREFIX, thing.value, *(_escaped(name) for name in names)))


def _escaped(name: str) -> str:
    return "".join(
        sign if sign in _PLAIN else "".join(f".{byte:02X}" for byte in sign.encode())
        for sign in name
    )


def _unescaped(part: str) -> str:
    """Return the name an escaped part stands for; empty where the escapes make no text."""
    raw = _ESCAPE.sub(lambda escape: chr(int(escape.group(1), 16)), part)
    try:
        return raw.encode("latin-1").decode()
    except UnicodeError:
        return ""
