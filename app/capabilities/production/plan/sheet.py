"""A sheet as plain text cells under the row numbers that a spreadsheet program shows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.kernel.workbooks.texts import half_width

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


def with_plain_dashes(text: str) -> str:
    """Return `half_width(text)` with every kind of dash or minus as `-`."""
    return half_width(half_width(text).translate(_DASHES))


def is_formula_error(text: str) -> bool:
    """Tell a stored error, or a formula that was never calculated, from a value."""
    return _ERRORS.fullmatch(text) is not None or (text.startswith("=") and len(text) > 1)
