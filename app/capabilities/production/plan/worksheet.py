"""One worksheet part → rows of text cells: strings, numbers in their format, results, errors."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from app.capabilities.production.plan.sheet import Merge, PlanSheet, Row
from app.kernel.workbooks.numberformat import Formats
from app.kernel.workbooks.texts import (
    MOST_COLUMNS,
    MOST_ROWS,
    column_index,
    run_text,
    shown,
    unescaped,
)

_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_CELL_PARTS = ("c", "f", "is", "r", "rPh", "t", "v")


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sheets of a workbook use: its texts and its number formats."""

    strings: tuple[str, ...]
    formats: Formats


class _Sheet:
    """Collects what the parts of one worksheet say, in the order they come."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.rows: dict[int, Row] = {}
        self.merges: list[Merge] = []
        self.hidden_columns: set[int] = set()
        self.number = 0

    def take_row(self, element: ElementTree.Element) -> None:
        given = element.get("r", "")
        self.number = int(given) if given.isdecimal() else self.number + 1
        if not 1 <= self.number <= MOST_ROWS:
            raise ValueError("row outside the sheet")
        cells = {at: text for at, text in self._cells(element) if text}
        self.rows[self.number] = Row(self.number, cells, element.get("hidden") in ("1", "true"))

    def take_columns(self, element: ElementTree.Element) -> None:
        if element.get("hidden") in ("1", "true"):
            first, last = int(element.get("min", "1")), int(element.get("max", "1"))
            self.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def take_merge(self, element: ElementTree.Element) -> None:
        corners = _PLACE.findall(element.get("ref", ""))
        if len(corners) == 2:
            (left, top), (right, bottom) = corners
            self.merges.append(
                Merge(int(top), column_index(left), int(bottom), column_index(right))
            )

    def _cells(self, row: ElementTree.Element) -> Iterator[tuple[int, str]]:
        at = -1
        for cell in row:
            place = _PLACE.fullmatch(cell.get("r", ""))
            at = column_index(place[1]) if place else at + 1
            yield at, shown(self._text(cell))

    def _text(self, cell: ElementTree.Element) -> str:
        value = cell.find("v")
        raw = "" if value is None else value.text or ""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("is")
            return "" if inline is None else run_text(inline)
        if not raw:
            return _uncalculated(cell, kind)
        if kind == "s":
            return self.shared.strings[int(raw)]
        if kind == "n":
            return self.shared.formats.shown(raw, cell.get("s", "0"))
        return _plain(raw, kind)


def read_worksheet(content: bytes, shared: Shared, name: str, *, is_hidden: bool) -> PlanSheet:
    """Return one sheet; raises ValueError, LookupError or ParseError where the part is broken."""
    sheet = _Sheet(shared)
    takers = {"row": sheet.take_row, "col": sheet.take_columns, "mergeCell": sheet.take_merge}
    for _, element in ElementTree.iterparse(io.BytesIO(content)):
        element.tag = element.tag.rpartition("}")[2]
        if take := takers.get(element.tag):
            take(element)
        if element.tag not in _CELL_PARTS:
            element.clear()
    return PlanSheet(
        name,
        tuple(row for _, row in sorted(sheet.rows.items())),
        tuple(sheet.merges),
        frozenset(sheet.hidden_columns),
        is_hidden,
    )


def _uncalculated(cell: ElementTree.Element, kind: str) -> str:
    """Return the formula itself where a program wrote one and nobody ever calculated it."""
    formula = cell.find("f")
    # An empty text is a result too: =IF(A1="","",…) stores t="str" with nothing in v.
    return "" if formula is None or kind == "str" else f"={formula.text or '…'}"


def _plain(raw: str, kind: str) -> str:
    if kind == "b":
        return "TRUE" if raw == "1" else "FALSE"
    return unescaped(raw)  # str: a formula's text, e: an error, d: a date as ISO 8601
