"""Code 128 as ZPL wants it said: which subset each character comes from, by hand.

Two digits go into one module group of subset C, so that long numbers stay short; everything else is
of subset B. The invocation codes are those of the ZPL guide's table for ^BC.
"""

import re

from drivers.printers.preview import NotUnderstood, number
from drivers.printers.symbols import FNC1
from drivers.printers.zpl.bars import CODE_B, CODE_C, FNC1_CODE, START_B, START_C

_SAID = {FNC1: ">8", "^": "><", ">": ">0", "~": ">="}
"""What ZPL reads as an order is written by its code, in either subset."""
_CODES = {"<": 62, "0": 30, "=": 94, "5": CODE_C, "6": CODE_B, "8": FNC1_CODE}
_WORTH = 4
"""So many digits together are shorter in subset C, its two changes counted."""


def invoked(text: str) -> str:
    """Return ASCII text, FNC1 as GS, as the data of ^BC in mode N."""
    in_c = _digits(text.lstrip(FNC1)) >= _WORTH
    said, rest = (">;" if in_c else ">:"), text
    while rest:
        if rest[0] == FNC1:
            said, rest = said + _SAID[FNC1], rest[1:]
        elif in_c and _digits(rest) >= 2:
            said, rest = said + rest[:2], rest[2:]
        elif in_c:
            said, in_c = said + ">6", False
        elif _digits(rest) >= _WORTH and _digits(rest) % 2 == 0:
            said, in_c = said + ">5", True
        else:
            said, rest = said + _SAID.get(rest[0], rest[0]), rest[1:]
    return said


def _digits(text: str) -> int:
    found = re.match("[0-9]+", text)
    return found.end() if found else 0


def values(said: str) -> tuple[int, ...]:
    """Return the symbol characters a printer makes of such data. Raises NotUnderstood."""
    starts = {">:": START_B, ">;": START_C}
    if said[:2] not in starts:
        raise NotUnderstood(f"Code 128 that begins with {said[:2]!r}")
    found, rest, in_c = [starts[said[:2]]], said[2:], said[:2] == ">;"
    while rest:
        if rest[0] == ">":
            code = _CODES.get(rest[1:2])
            if code is None:
                raise NotUnderstood(f"Code 128 with {rest[:2]!r}")
            in_c = code == CODE_C if code in (CODE_B, CODE_C) else in_c
            found, rest = [*found, code], rest[2:]
        elif in_c:
            found, rest = [*found, number(rest[:2].ljust(2), 0, 99)], rest[2:]
        else:
            found, rest = [*found, ord(rest[0]) - ord(" ")], rest[1:]
    return tuple(found)
