"""A .csv or .txt export → one sheet: encoding, delimiter and quoting found out, not asked for."""

import csv
import io
import re
from collections.abc import Iterator

from app.capabilities.production.plan.headers import recognise
from app.capabilities.production.plan.sheet import PlanSheet, Row
from app.kernel.refused import Refused
from app.kernel.workbooks.texts import shown

_DELIMITERS = (",", "\t", ";", "|")
_LOOKED_AT = 60
_END = "\x1eend"  # comes back as a record of its own unless a quote was left open
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"', re.DOTALL)  # how exports keep leading zeros in Excel
_TICKED = re.compile(r"'(?=\w)")
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)


def read_delimited(data: bytes, name: str) -> PlanSheet:
    """Return the records of a text file, numbered from 1 as a spreadsheet program shows them."""
    text = _decoded(data, name)
    if said := _SEPARATOR_LINE.match(text):  # a line for Excel, which does not show it as a row
        text, delimiter = text[said.end() :], said[1]
    else:
        delimiter = _delimiter(text)
    rows = tuple(
        Row(number, {at: cell for at, cell in enumerate(map(_cell, record)) if cell})
        for number, record in enumerate(_records(text, delimiter, name), start=1)
    )
    return PlanSheet(name, rows)


def _decoded(data: bytes, name: str) -> str:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.removeprefix("\ufeff")
    raise Refused("plan.encoding", name=name)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    head = data[:2000]
    if b"\x00" in head:  # UTF-16 without its mark: the zeros of ASCII stand on one side
        return ("utf-16-le",) if head[1::2].count(0) > head[::2].count(0) else ("utf-16-be",)
    return ("utf-8-sig", "gb18030")


def _delimiter(text: str) -> str:
    """Return the delimiter under which some record looks most like a plan's header."""
    return max(_DELIMITERS, key=lambda delimiter: _likeness(text, delimiter))


def _likeness(text: str, delimiter: str) -> tuple[int, int]:
    fields, width = 0, 0
    for record in _some_records(text, delimiter):
        fields = max(fields, len({m.field for cell in record if (m := recognise(cell))}))
        width = max(width, len(record))
    return fields, width


def _some_records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for _, record in zip(range(_LOOKED_AT), reader, strict=False):
            yield record
    except csv.Error:  # wrong delimiter or broken text: the real reading says so
        return


def _records(text: str, delimiter: str, name: str) -> list[list[str]]:
    """Return the records; refuses where a quote that is not closed swallows what follows it."""
    ended = text if text.endswith(("\n", "\r")) else text + "\n"
    try:
        reader = csv.reader(io.StringIO(ended + _END, newline=""), delimiter=delimiter)
        records = list(reader)
    except (csv.Error, TypeError, ValueError) as trouble:  # a `sep=` that no reader takes
        raise Refused("plan.broken_text", name=name) from trouble
    if records[-1] != [_END]:
        raise Refused("plan.open_quote", name=name, row=len(records))
    width = max(map(len, records))
    for number, record in enumerate(records, start=1):
        if any("\n" in cell and _swallowed(cell, delimiter, width) for cell in record):
            raise Refused("plan.open_quote", name=name, row=number)
    return records[:-1]


def _swallowed(cell: str, delimiter: str, width: int) -> bool:
    """Tell a text with line breaks from whole records caught between two stray quotes."""
    return any(line.count(delimiter) > max(2, width // 2) for line in cell.split("\n"))


def _cell(text: str) -> str:
    cell = shown(text)
    if wrapped := _AS_TEXT.fullmatch(cell):
        return shown(wrapped[1].replace('""', '"'))
    return _TICKED.sub("", cell, count=1) if cell.startswith("'") else cell
