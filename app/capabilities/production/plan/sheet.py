"""A sheet as plain text cells under the row numbers that a spreadsheet program shows."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
    "\ud800-\udfff]"  # half a character (_xD800_) that no text file could hold
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"’": "'"})
_ERRORS = re.compile(
    r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!)|Err:\d+"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: texts by column index (A = 0); columns without text are absent."""

    number: int
    cells: Mapping[int, str]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged block, all four edges included; rows from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A raw sheet: rows in order, those without any cell may be absent."""

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False


def shown(text: str) -> str:
    """Return a cell's text without invisible characters and outer white space."""
    return _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def half_width(text: str) -> str:
    """Return `text` with half-width digits and letters, trimmed, on one line."""
    return " ".join(unicodedata.normalize("NFKC", shown(text)).split())


def with_plain_dashes(text: str) -> str:
    """Return `half_width(text)` with every kind of dash or minus as `-`."""
    return half_width(half_width(text).translate(_DASHES))


def is_formula_error(text: str) -> bool:
    """Tell a stored error, or a formula that was never calculated, from a value."""
    return _ERRORS.fullmatch(text) is not None or (text.startswith("=") and len(text) > 1)


def column_letter(index: int) -> str:
    """Return a column's letters: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return a column's index: A → 0, AA → 26; -1 for what is no column."""
    index = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return -1
        index = index * 26 + ord(letter) - 64
    return index - 1
