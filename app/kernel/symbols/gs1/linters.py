"""What a component of a GS1 element may hold: one small check per rule of the standard.

Each takes the component's text and returns the class of what is wrong, in the words of GS1's own
reference tests (`INCORRECT_CHECK_DIGIT`), or an empty string. Total: any text has an answer.
"""

import calendar
import re
from collections.abc import Callable

from app.kernel.symbols.gs1.check_digits import LONGEST_PAIRED, check_digit, check_pair
from app.kernel.symbols.gs1.countries import COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS

Linter = Callable[[str], str]

_CSET82 = re.compile(r"[!\"%-?A-Z_a-z]*")
_CSET39 = re.compile(r"[#\-/0-9A-Z]*")
_CSET64 = re.compile(r"[-0-9A-Z_a-z]*")
_ESCAPES = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")
_POSITION = re.compile(r"(\d+)/(\d+)", re.ASCII)


def csetnumeric(text: str) -> str:
    """Digits only."""
    return "" if not text or (text.isascii() and text.isdigit()) else "NON_DIGIT_CHARACTER"


def cset82(text: str) -> str:
    """The 82 signs of GS1 elements: no space, no `#$@[\\]^`{|}~`."""
    return "" if _CSET82.fullmatch(text) else "INVALID_CSET82_CHARACTER"


def cset39(text: str) -> str:
    """Capitals, digits and `#-/`."""
    return "" if _CSET39.fullmatch(text) else "INVALID_CSET39_CHARACTER"


def cset64(text: str) -> str:
    """File-safe base64; its padding may be left out."""
    bare = text.rstrip("=")
    if bare != text and (len(text) - len(bare) > 2 or len(text) % 3):
        return "INVALID_CSET64_PADDING"
    return "" if _CSET64.fullmatch(bare) else "INVALID_CSET64_CHARACTER"


def csum(text: str) -> str:
    """The last digit is the check digit of those before it."""
    if not text:
        return "TOO_SHORT_FOR_CHECK_DIGIT"
    if fault := csetnumeric(text):
        return fault
    return "" if check_digit(text[:-1]) == text[-1] else "INCORRECT_CHECK_DIGIT"


def csumalpha(text: str) -> str:
    """The last two signs are the check character pair of those before them."""
    if len(text) < 2:
        return "TOO_SHORT_FOR_CHECK_PAIR"
    if len(text) > LONGEST_PAIRED + 2:
        return "TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION"
    if fault := cset82(text[:-2]):
        return fault
    return "" if check_pair(text[:-2]) == text[-2:] else "INCORRECT_CHECK_PAIR"


def gcppos1(text: str) -> str:
    """A company prefix in front: four digits at least. Which are allocated is not asked here."""
    if len(text) < 4:
        return "TOO_SHORT_FOR_GCP"
    return "INVALID_GCP_PREFIX" if csetnumeric(text[:4]) else ""


def gcppos2(text: str) -> str:
    """A company prefix behind the first digit."""
    return gcppos1(text[1:])


def yymmd0(text: str) -> str:
    """YYMMDD; day 00 means the whole month."""
    return _date(text, 6, may_be_month=True)


def yymmdd(text: str) -> str:
    """YYMMDD, a real day."""
    return _date(text, 6, may_be_month=False)


def yyyymmd0(text: str) -> str:
    """YYYYMMDD; day 00 means the whole month."""
    return _date(text, 8, may_be_month=True)


def yyyymmdd(text: str) -> str:
    """YYYYMMDD, a real day."""
    return _date(text, 8, may_be_month=False)


def hh(text: str) -> str:
    """An hour, 00 to 23."""
    return _clock(text, 23, "HOUR")


def mi(text: str) -> str:
    """A minute, 00 to 59."""
    return _clock(text, 59, "MINUTE")


def ss(text: str) -> str:
    """A second, 00 to 59."""
    return _clock(text, 59, "SECOND")


def hhmi(text: str) -> str:
    """An hour and a minute."""
    if len(text) != 4:
        return "HOUR_WITH_MINUTE_TOO_SHORT" if len(text) < 4 else "HOUR_WITH_MINUTE_TOO_LONG"
    return csetnumeric(text) or hh(text[:2]) or mi(text[2:])


def pieceoftotal(text: str) -> str:
    """`0305`: the third piece of five; both halves equally long."""
    half = len(text) // 2
    if not text or len(text) % 2:
        return "INVALID_LENGTH_FOR_PIECE_OF_TOTAL"
    if fault := csetnumeric(text):
        return fault
    piece, total = int(text[:half]), int(text[half:])
    if not piece:
        return "ZERO_PIECE_NUMBER"
    if not total:
        return "ZERO_TOTAL_PIECES"
    return "PIECE_NUMBER_EXCEEDS_TOTAL" if piece > total else ""


def posinseqslash(text: str) -> str:
    """`1/3`: the first of three."""
    found = _POSITION.fullmatch(text)
    if found is None:
        return "POSITION_IN_SEQUENCE_MALFORMED"
    place, end = found.groups()
    if place.startswith("0") or end.startswith("0"):
        return "ILLEGAL_ZERO_PREFIX"
    # As text of equal length: a number of thousands of digits is not turned into one.
    return "POSITION_EXCEEDS_END" if (len(place), place) > (len(end), end) else ""


def iso3166(text: str) -> str:
    """A country by its number."""
    return "" if text in COUNTRY_NUMBERS else "NOT_ISO3166"


def iso3166999(text: str) -> str:
    """A country by its number, or 999 for several."""
    return "" if text == "999" or text in COUNTRY_NUMBERS else "NOT_ISO3166_OR_999"


def iso3166alpha2(text: str) -> str:
    """A country by its two letters."""
    return "" if text in COUNTRY_LETTERS else "NOT_ISO3166_ALPHA2"


def iso4217(text: str) -> str:
    """A currency by its number."""
    return "" if text in CURRENCY_NUMBERS else "NOT_ISO4217"


def iso5218(text: str) -> str:
    """A person's sex: not known, male, female, not applicable."""
    return "" if text in ("0", "1", "2", "9") else "INVALID_BIOLOGICAL_SEX_CODE"


def iban(text: str) -> str:
    """A bank account number with its own check digits (ISO 13616: modulo 97)."""
    if len(text) <= 10:
        return "IBAN_TOO_SHORT"
    if not re.fullmatch(r"[0-9A-Z]*", text):
        return "INVALID_IBAN_CHARACTER"
    if text[:2] not in COUNTRY_LETTERS:
        return "ILLEGAL_IBAN_COUNTRY_CODE"
    rest = 0
    for sign in text[4:] + text[:4]:
        value = int(sign, 36)
        rest = (rest * (100 if value > 9 else 10) + value) % 97
    return "" if rest == 1 else "INCORRECT_IBAN_CHECKSUM"


def pcenc(text: str) -> str:
    """Each `%` begins an escape of two hex digits."""
    return "" if _ESCAPES.fullmatch(text) else "INVALID_PERCENT_SEQUENCE"


def latitude(text: str) -> str:
    """Ten digits, 0 to 180 degrees from the south pole."""
    return _degrees(text, 1_800_000_000, "INVALID_LATITUDE")


def longitude(text: str) -> str:
    """Ten digits, 0 to 360 degrees eastward from the date line."""
    return _degrees(text, 3_600_000_000, "INVALID_LONGITUDE")


def hasnondigit(text: str) -> str:
    """At least one sign is no digit."""
    return "" if csetnumeric(text) else "REQUIRES_NON_DIGIT_CHARACTER"


def hyphen(text: str) -> str:
    """Hyphens only."""
    return "" if text.strip("-") == "" and text else "NOT_HYPHEN"


def importeridx(text: str) -> str:
    """One sign of file-safe base64."""
    if len(text) != 1:
        return "IMPORTER_IDX_MUST_BE_ONE_CHARACTER"
    return "" if _CSET64.fullmatch(text) else "INVALID_IMPORT_IDX_CHARACTER"


def mediatype(text: str) -> str:
    """A kind of carrier: 01 to 10, or 80 to 99 by own agreement."""
    known = len(text) == 2 and not csetnumeric(text) and (1 <= int(text) <= 10 or text >= "80")
    return "" if known else "INVALID_MEDIA_TYPE"


def nonzero(text: str) -> str:
    """Digits that are not all zero."""
    return csetnumeric(text) or ("" if text.strip("0") else "ILLEGAL_ZERO_VALUE")


def nozeroprefix(text: str) -> str:
    """Digits without a leading zero, but for zero itself."""
    if fault := csetnumeric(text):
        return fault
    return "ILLEGAL_ZERO_PREFIX" if text.startswith("0") and text != "0" else ""


def winding(text: str) -> str:
    """A roll's winding direction: 0, 1, or 9 for undefined."""
    return "" if text in ("0", "1", "9") else "INVALID_WINDING_DIRECTION"


def yesno(text: str) -> str:
    """0 or 1."""
    return "" if text in ("0", "1") else "NOT_ZERO_OR_ONE"


def zero(text: str) -> str:
    """Zeros only."""
    return "" if text.strip("0") == "" and text else "NOT_ZERO"


LINTERS: dict[str, Linter] = {
    check.__name__: check
    for check in (
        csetnumeric, cset82, cset39, cset64, csum, csumalpha, gcppos1, gcppos2, yymmd0, yymmdd,
        yyyymmd0, yyyymmdd, hh, mi, ss, hhmi, pieceoftotal, posinseqslash, iso3166, iso3166999,
        iso3166alpha2, iso4217, iso5218, iban, pcenc, latitude, longitude, hasnondigit, hyphen,
        importeridx, mediatype, nonzero, nozeroprefix, winding, yesno, zero,
    )
}  # fmt: skip
"""Each check by the name the dictionary calls it."""


def _date(text: str, length: int, *, may_be_month: bool) -> str:
    if fault := csetnumeric(text):
        return fault
    if len(text) != length:
        return "DATE_TOO_SHORT" if len(text) < length else "DATE_TOO_LONG"
    year, month, day = int(text[:-4]), int(text[-4:-2]), int(text[-2:])
    if not 1 <= month <= 12:
        return "ILLEGAL_MONTH"
    # A two-digit year is read as 20YY: within the century window every fourth is a leap year.
    last = calendar.monthrange(year + (2000 if length == 6 else 0) or 4, month)[1]
    first = 0 if may_be_month else 1
    return "" if first <= day <= last else "ILLEGAL_DAY"


def _clock(text: str, most: int, what: str) -> str:
    if len(text) != 2:
        return f"{what}_TOO_SHORT" if len(text) < 2 else f"{what}_TOO_LONG"
    return csetnumeric(text) or ("" if int(text) <= most else f"ILLEGAL_{what}")


def _degrees(text: str, most: int, fault: str) -> str:
    if len(text) != 10:
        return "LATLONG_INVALID_LENGTH"
    return csetnumeric(text) or ("" if int(text) <= most else fault)
