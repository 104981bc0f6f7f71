"""A file of readings or counts → its columns: encoding, delimiter and decimal comma found out.

UTF-8 with or without mark, UTF-16, GB18030; comma, semicolon, tab or bar; the first line that is
not blank names the columns. Readings become binary floats: statistics are made of them, no records.
"""

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.kernel.refused import Refused

MOST_BYTES = 64 * 1024 * 1024
_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_MISSING = {"", "na", "n/a", "nan", "null", "-", "—"}
_YES = {"true", "t", "1", "yes", "y", "x", "是", "真"}
_NO = {"false", "f", "0", "no", "n", "否", "假"}


@dataclass(frozen=True, slots=True)
class Record:
    """One line's cells; `row` counts as a spreadsheet program does, 1 for the file's first."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's columns and its lines that are not blank."""

    columns: tuple[str, ...]
    records: tuple[Record, ...]
    delimiter: str

    def has(self, column: str) -> bool:
        """Tell whether the file has a column of this name."""
        return column.strip().casefold() in {name.casefold() for name in self.columns}

    def index(self, column: str) -> int:
        """Return where a column stands. Refusals: `spc.column_unknown`, `spc.column_twice`."""
        wanted = column.strip()
        exact = [at for at, name in enumerate(self.columns) if name == wanted]
        folded = wanted.casefold()
        found = exact or [at for at, name in enumerate(self.columns) if name.casefold() == folded]
        if not found:
            raise Refused("spc.column_unknown", column=column, columns=", ".join(self.columns))
        if len(found) > 1:
            raise Refused("spc.column_twice", column=column)
        return found[0]

    def texts(self, column: str) -> tuple[str, ...]:
        """Return a column's cells."""
        at = self.index(column)
        return tuple([record.cells[at] for record in self.records])

    def numbers(self, column: str) -> tuple[float | None, ...]:
        """Return a column's numbers, None where one is missing. Refusal: `spc.no_number`."""
        at = self.index(column)
        return tuple([self._number(record, at) for record in self.records])

    def marks(self, column: str) -> tuple[bool, ...]:
        """Return a column of TRUE and FALSE; what is missing is FALSE. Refusal: `spc.no_mark`."""
        at = self.index(column)
        return tuple([self._mark(record, at) for record in self.records])

    def _number(self, record: Record, at: int) -> float | None:
        text = record.cells[at]
        if text.casefold() in _MISSING:
            return None
        plain = text.replace("−", "-")
        if self.delimiter != "," and _DECIMAL_COMMA.fullmatch(plain):
            plain = plain.replace(",", ".")
        value = float(plain) if _NUMBER.fullmatch(plain) else math.nan
        if not math.isfinite(value):
            column = self.columns[at]
            raise Refused("spc.no_number", row=record.row, column=column, value=text[:40])
        return value

    def _mark(self, record: Record, at: int) -> bool:
        text = record.cells[at].casefold()
        if text in _YES or text in _NO or text in _MISSING:
            return text in _YES
        column, value = self.columns[at], record.cells[at][:40]
        raise Refused("spc.no_mark", row=record.row, column=column, value=value)


def read_sheet(path: Path) -> Sheet:
    """Return what a file holds.

    Refusals: `spc.file_missing`, `spc.file_large`, `spc.file_no_text`, `spc.file_empty`,
    `spc.file_broken`, `spc.row_long`.
    """
    name = path.name or str(path)
    text = _decoded(_content(path, name), name)
    if said := _SEPARATOR_LINE.match(text):  # a line for Excel, which does not count it as a row
        text, delimiter = text[said.end() :], said[1]
    else:
        delimiter = _delimiter(text)
    records = list(_records(text, delimiter, name))
    if len(records) < 2:
        raise Refused("spc.file_empty", name=name)
    header, *lines = records
    columns = _named(header.cells, lines)
    return Sheet(columns, tuple([_fitted(one, len(columns)) for one in lines]), delimiter)


def _content(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused("spc.file_large", name=name)
        return path.read_bytes()
    except OSError as trouble:
        raise Refused("spc.file_missing", name=name) from trouble


def _decoded(data: bytes, name: str) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused("spc.file_no_text", name=name)


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts the header into most columns.

    A header of one column has none: then a comma inside a line is a decimal comma.
    """
    header = next((line for line in text.splitlines() if line.strip()), "")
    widths = {one: len(next(csv.reader([header], delimiter=one), [])) for one in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda one: widths[one])
    return best if widths[best] > 1 else ";"


def _records(text: str, delimiter: str, name: str) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row, cells in enumerate(reader, 1):
            trimmed = tuple([cell.strip() for cell in cells])
            if any(trimmed):
                yield Record(row, trimmed)
    except (csv.Error, TypeError, ValueError) as trouble:  # also a `sep=` that no reader takes
        raise Refused("spc.file_broken", name=name) from trouble


def _named(header: tuple[str, ...], lines: list[Record]) -> tuple[str, ...]:
    """Return the columns' names; R writes row names under no name, or without any header cell."""
    if all(len(one.cells) == len(header) + 1 and one.cells[-1] for one in lines):
        return ("", *header)
    return header


def _fitted(record: Record, width: int) -> Record:
    if any(record.cells[width:]):
        raise Refused("spc.row_long", row=record.row, cells=len(record.cells), columns=width)
    return Record(record.row, (*record.cells[:width], *[""] * (width - len(record.cells))))
