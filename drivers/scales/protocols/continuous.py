"""Scales that send one line after another, each brand its own: a pattern says which part is what.

The pattern comes from a profile (`drivers/scales/profiles/*.toml`). Its named groups:

    digits    the number, with its sign unless `sign` stands apart; must match ASCII digits only
    sign      `+`, `-` or blank
    status    what the profile's table of words gives a meaning to; empty where lines have none
    unit      one of the profile's units, or empty
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drivers.decoding import UNSHAPED, Answer, Decode, Unreadable, Why, line, weighed
from drivers.reading import Decoded, Status

_NUMBER = re.compile(r"[+-]? *(?:\d+\.?\d*|\.\d+)", re.ASCII)
_VALUED = {
    Status.STABLE,
    Status.UNSTABLE,
    Status.STABLE_COUNT,
    Status.TARE_STABLE,
    Status.OK,
    Status.VENDOR_DEPENDENT,  # by the profile's own word: the number is clear, its standing is not
}


@dataclass(frozen=True, slots=True)
class Lines:
    """How a brand's lines read: a pattern, what its status words mean, which units it may send."""

    pattern: re.Pattern[str]
    words: Mapping[str, Status]
    units: frozenset[str]


def decoder(lines: Lines) -> Decode:
    """Return the protocol of one brand's lines."""

    def decode(frame: bytes) -> Answer:
        text = line(frame)
        return text if isinstance(text, Unreadable) else _read(text, lines)

    return decode


def _read(text: str, lines: Lines) -> Answer:
    found = lines.pattern.fullmatch(text)
    if found is None:
        return UNSHAPED
    groups = found.groupdict(default="")
    word = groups.get("status", "").strip()
    status = lines.words.get(word)
    if status is None:
        # The same header means other things elsewhere: who has no word for it does not guess.
        return Decoded(Status.VENDOR_DEPENDENT, detail=word)
    if status not in _VALUED:
        return Decoded(status, detail=word)
    unit = groups.get("unit", "").strip()
    if unit and unit not in lines.units:
        return Unreadable(Why.UNIT)
    digits = groups.get("sign", "").strip() + groups.get("digits", "").strip()
    if not _NUMBER.fullmatch(digits):
        return UNSHAPED
    return weighed(status, digits, unit, word)
