"""Read a day as plants write it; what can be read in two ways is not guessed."""

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

from app.capabilities.production.plan.sheet import with_plain_dashes
from app.kernel.workbooks.numberformat import day_of_serial

EARLIEST = date(2000, 1, 1)
LATEST = date(2099, 12, 31)
"""Days outside are placeholders (1900-01-00, 9999-12-31) or typing errors."""

_WEEKDAY = re.compile(
    r"[ (]*(星期|周|礼拜)[一二三四五六日天][ )]*|\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b[.,]?"
)
_TIME = re.compile(
    r"[t ]*(上午|下午)?\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)? ?(am|pm)?(z| ?[+-]\d{2}:?\d{2})?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_CHINESE = re.compile(r"(\d{4}|\d{2})年(\d{1,2})月(\d{1,2})[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:000000)?(?:\.0+)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})")
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]{3,9})[-/., ]*(\d{4}|\d{2})")
_NAME_DAY = re.compile(r"([a-z]{3,9})[-/. ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4})")
_SERIAL = re.compile(r"(\d{5})(\.\d+)?")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip


class DayOrder(Enum):
    """How a file writes 5/12/2026; known only if one of its dates gives it away."""

    UNKNOWN = "unknown"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def day_order(texts: Iterable[str]) -> DayOrder:
    """Return what the dates of one file give away: 25/12/2026 has the day first."""
    told = set()
    for text in texts:
        if found := _YEAR_LAST.fullmatch(_bare(text)):
            first, second = int(found[1]), int(found[3])
            if (first > 12) != (second > 12):
                told.add(DayOrder.DAY_FIRST if first > 12 else DayOrder.MONTH_FIRST)
    return told.pop() if len(told) == 1 else DayOrder.UNKNOWN


def read_day(text: str, order: DayOrder = DayOrder.UNKNOWN) -> date | None:
    """Return the day that `text` means; None where it means none or may mean two."""
    day = _read(_bare(text), order)
    return day if day and EARLIEST <= day <= LATEST else None


def _read(bare: str, order: DayOrder) -> date | None:
    if found := _YEAR_FIRST.fullmatch(bare):
        return _day(found[1], found[3], found[4])
    if found := _CHINESE.fullmatch(bare) or _COMPACT.fullmatch(bare):
        return _day(*found.groups())
    if found := _DOTTED.fullmatch(bare):  # with dots the day comes first wherever it is written
        return _day(found[3], found[2], found[1])
    if found := _YEAR_LAST.fullmatch(bare):
        return _year_last(int(found[1]), int(found[3]), found[4], order)
    if found := _SERIAL.fullmatch(bare):
        return day_of_serial(int(found[1]))
    return _named(bare)


def _year_last(first: int, second: int, year: str, order: DayOrder) -> date | None:
    if first > 12 or first == second:
        order = DayOrder.DAY_FIRST
    elif second > 12:
        order = DayOrder.MONTH_FIRST
    if order is DayOrder.UNKNOWN:
        return None
    day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
    return _day(year, month, day)


def _named(bare: str) -> date | None:
    if found := _DAY_NAME.fullmatch(bare):
        return _day(found[3], _month(found[2]), found[1])
    if found := _NAME_DAY.fullmatch(bare):
        return _day(found[3], _month(found[1]), found[2])
    return None


def _month(name: str) -> int:
    fitting = (at for at, month in enumerate(_MONTHS, start=1) if month.startswith(name))
    return 9 if name == "sept" else next(fitting, 0)


def _day(year: str, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _bare(text: str) -> str:
    """Return `text` half-width and lower case, without time of day, weekday and inner spaces."""
    folded = with_plain_dashes(text).casefold()
    dated = _TIME.sub("", _WEEKDAY.sub(" ", folded).strip()).strip()
    return re.sub(r" *([-/.年月日号]) *", r"\1", dated)
