"""Dates as symbols write them: short years, whole months, days of the year."""

import calendar
from datetime import date, timedelta

AHEAD = 50
"""A two-digit year lies at most so many years ahead, else behind (GS1 GenSpecs §7.12)."""


def full_year(short: int, today: date) -> int:
    """Return the year a two-digit year means: 49 years back to 50 years ahead of `today`."""
    first = today.year - (99 - AHEAD)
    return first + (short - first) % 100


def day(year: int, month: int, day_of_month: int) -> date | None:
    """Return the day, or None where there is none; day 0 is the month's last (GenSpecs §3.4.2)."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day_of_month or last) if day_of_month <= last else None


def day_of_year(year: int, number: int) -> date | None:
    """Return the `number`th day of a year, or None where there is none."""
    if not (1 <= year <= 9998 and 1 <= number <= 366):
        return None
    found = date(year, 1, 1) + timedelta(days=number - 1)
    return found if found.year == year else None


def yymmdd(digits: str, today: date) -> date | None:
    """Return the day of YYMMDD or YYYYMMDD; None where it is none."""
    if not (digits.isascii() and digits.isdigit() and len(digits) in (6, 8)):
        return None
    year = int(digits[:-4])
    return day(
        full_year(year, today) if len(digits) == 6 else year, int(digits[-4:-2]), int(digits[-2:])
    )
