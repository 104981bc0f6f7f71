"""Numbers, dates and times as people type them, read exactly or refused in words; without Qt.

Nothing is guessed: what could mean two things is asked about. Full-width signs of a Chinese
keyboard count as their plain twins; other digits (¹, ½, ٣) are no digits here.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from app.kernel.quantity import plain
from app.kernel.refused import Refused

_PLAIN = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "．": ".",
        "。": ".",
        "｡": ".",
        "，": ",",
        "、": ",",
        "：": ":",
        "－": "-",
        "−": "-",
        "–": "-",
        "﹣": "-",
        "＋": "+",
        "／": "/",
        "年": "-",
        "月": "-",
        "日": "",
    }
)
_GAPS = re.compile("[\\s\u00a0\u202f\u2009\u3000'’]+")
_NUMBER = re.compile(r"[+-]?(\d*)(?:\.(\d*))?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+", re.ASCII)
_DATE = re.compile(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):?(\d{2})(?::?(\d{2}))?", re.ASCII)
_SPELL = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{2})", re.ASCII)
LONGEST_DIGITS = 18
"""Digits beyond these nobody types by intent."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a number may be: from, to (None: no end), and how many places after the point."""

    low: Decimal | None = None
    high: Decimal | None = None
    places: int = 0

    def as_text(self, unit: str = "") -> str:
        """Return `0.5 – 12 mm`, `≥ 0.5 mm`, or nothing."""
        low = plain(self.low) if self.low is not None else ""
        high = plain(self.high) if self.high is not None else ""
        if low and high:
            said = f"{low} – {high}"
        else:
            said = f"≥ {low}" if low else f"≤ {high}" if high else ""
        return f"{said} {unit}".strip() if said else ""


def number(typed: str, limits: Limits | None = None) -> str:
    """Return a typed number as plain decimal text, places as typed: `１２，50` is `12.50`.

    One comma before exactly three digits could part thousands or places: `1,234` is refused as
    `kit.number.two_ways`, unless it may only be whole. Refused too: `kit.number.none`,
    `kit.number.places`, `kit.number.low`, `kit.number.high`.
    """
    limits = limits or Limits(places=LONGEST_DIGITS)
    text = _GAPS.sub("", typed.translate(_PLAIN))
    if not text:
        return ""
    found = _NUMBER.fullmatch(_pointed(text, whole_only=limits.places == 0))
    whole, places = (found[1], found[2] or "") if found else ("", "")
    if not whole + places or len(whole + places) > LONGEST_DIGITS:
        raise Refused("kit.number.none", typed=typed.strip())
    if len(places) > limits.places:
        code = "kit.number.places" if limits.places else "kit.number.whole"
        raise Refused(code, n=limits.places)
    made = (whole.lstrip("0") or "0") + (f".{places}" if places else "")
    if text.startswith("-") and Decimal(made):
        made = f"-{made}"
    _within(Decimal(made), limits)
    return made


def _pointed(text: str, *, whole_only: bool) -> str:
    """Return the text with `.` before the places and without marks between thousands."""
    sign, bare = (text[0], text[1:]) if text[0] in "+-" else ("", text)
    commas, points = bare.count(","), bare.count(".")
    if not commas and points <= 1:
        return text
    if commas and points:  # the mark that comes last parts the places
        last = max(bare.rfind(","), bare.rfind("."))
        groups = bare[:last].replace(".", ",")
        if bare.count(bare[last]) > 1 or not _GROUPED.fullmatch(groups):
            return bare  # no number: refused by who asked
        return f"{sign}{groups.replace(',', '')}.{bare[last + 1 :]}"
    groups = bare.replace(".", ",")
    if commas + points > 1 or whole_only:
        return sign + groups.replace(",", "") if _GROUPED.fullmatch(groups) else bare
    if _GROUPED.fullmatch(bare) and not bare.startswith("0"):
        joined = bare.replace(",", "")
        raise Refused("kit.number.two_ways", typed=bare, whole=joined, point=bare.replace(",", "."))
    return sign + bare.replace(",", ".")


def _within(value: Decimal, limits: Limits) -> None:
    if limits.low is not None and value < limits.low:
        raise Refused("kit.number.low", low=plain(limits.low))
    if limits.high is not None and value > limits.high:
        raise Refused("kit.number.high", high=plain(limits.high))


def day(typed: str) -> date:
    """Return a typed day, year first: `2026-11-26`, `20261126`, `2026年11月26日`.

    Refuses `kit.date.none` (no such day, or the year is not first).
    """
    text = typed.strip().translate(_PLAIN).strip("-")
    found = _DATE.fullmatch(text)
    if not found or (text.isdigit() and len(text) != len("20261126")):
        raise Refused("kit.date.none", typed=typed.strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Refused("kit.date.no_such_day", typed=typed.strip()) from None


def moment(typed: str) -> time:
    """Return a typed time of day: `14:30`, `1430`, `14:30:05`. Refuses `kit.time.none`."""
    text = typed.strip().translate(_PLAIN)
    found = _TIME.fullmatch(text)
    try:
        if found:
            return time(int(found[1]), int(found[2]), int(found[3] or 0))
    except ValueError:
        pass  # 25:00 or 14:75: no time of a day, as any other text
    raise Refused("kit.time.none", typed=typed.strip())


def spell_s(typed: str) -> int:
    """Return a typed duration in s: `1:30:05`, or `30:05` for min and s. Refuses `kit.spell.none`.

    Minutes run past 59 only where they come first.
    """
    found = _SPELL.fullmatch(typed.strip().translate(_PLAIN))
    if found:
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        if seconds < 60 and (minutes < 60 or found[1] is None):
            return (hours * 60 + minutes) * 60 + seconds
    raise Refused("kit.spell.none", typed=typed.strip())


def clock_text(spell_ms: int) -> str:
    """Return `1:30:05` for a duration in ms."""
    minutes, seconds = divmod(max(0, spell_ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
