"""What is wrong with an element, for people: the many classes of the standard in six sorts."""

from enum import StrEnum


class Sort(StrEnum):
    """What to tell a person; each has its sentence."""

    LENGTH = "length"
    SIGN = "sign"
    CHECK_DIGIT = "check_digit"
    DATE = "date"
    UNKNOWN = "unknown"
    CONTENT = "content"
    """It says what cannot be: a country nobody knows, piece 3 of 2."""


_SORTS = {
    "EMPTY": Sort.LENGTH,
    "TOO_SHORT": Sort.LENGTH,
    "TOO_LONG": Sort.LENGTH,
    "INCORRECT_LENGTH": Sort.LENGTH,
    "NON_DIGIT_CHARACTER": Sort.SIGN,
    "INVALID_CSET82_CHARACTER": Sort.SIGN,
    "INVALID_CSET39_CHARACTER": Sort.SIGN,
    "INVALID_CSET64_CHARACTER": Sort.SIGN,
    "INCORRECT_CHECK_DIGIT": Sort.CHECK_DIGIT,
    "INCORRECT_CHECK_PAIR": Sort.CHECK_DIGIT,
    "ILLEGAL_MONTH": Sort.DATE,
    "ILLEGAL_DAY": Sort.DATE,
    "UNKNOWN_AI": Sort.UNKNOWN,
}


def sort_of(fault: str) -> Sort:
    """Return the sort of a fault's class."""
    return _SORTS.get(fault, Sort.CONTENT)
