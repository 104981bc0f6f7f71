"""What the strings and places of a workbook say: runs, escapes, invisible characters, columns."""

import re
import unicodedata
from xml.etree import ElementTree

MOST_COLUMNS = 16_384  # XFD
MOST_ROWS = 1_048_576

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ISO/IEC 29500-1, 22.9.2.19 ST_Xstring
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
    "\ud800-\udfff]"  # half a character (_xD800_) that no text file could hold
)


def local(tag: str) -> str:
    """Return a tag or attribute name without its namespace."""
    return tag.rpartition("}")[2]


def run_text(element: ElementTree.Element) -> str:
    """Return a string's text over all its runs, without the phonetic reading above it."""
    runs = (
        (child,) if child.tag == "t" else child.findall("t") if child.tag == "r" else ()
        for child in element
    )
    return unescaped("".join(t.text or "" for run in runs for t in run))


def unescaped(text: str) -> str:
    """Return `text` with its `_x000D_` escapes read."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def shown(text: str) -> str:
    """Return a cell's text without invisible characters and outer white space."""
    return _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def half_width(text: str) -> str:
    """Return `text` with half-width digits and letters, trimmed, on one line."""
    return " ".join(unicodedata.normalize("NFKC", shown(text)).split())


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
