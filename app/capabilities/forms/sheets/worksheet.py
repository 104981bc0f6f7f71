"""One worksheet part → cells with text, formula and look; merges, drop-downs, sizes, the hidden."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from app.capabilities.forms.sheets.cells import Block, Cell, Sheet, Validation
from app.capabilities.forms.sheets.grid import MOST_ROWS as MOST_FORM_ROWS
from app.capabilities.forms.sheets.looks import Looks
from app.kernel.workbooks.texts import (
    MOST_COLUMNS,
    MOST_ROWS,
    column_index,
    column_letter,
    local,
    run_text,
    shown,
    unescaped,
)

_MOST_BLOCKS = 5000
"""Merged blocks and rectangles of drop-downs; a form has some hundreds."""
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_REFERENCE = re.compile(
    r"(?<![A-Za-z0-9_.])(?P<fixed_column>\$?)(?P<column>[A-Z]{1,3})(?P<fixed_row>\$?)(?P<row>[0-9]{1,7})"
    r"(?![A-Za-z0-9_(])"
)
_YES = ("1", "true")
_KEPT = ("c", "f", "is", "r", "rPh", "t", "v", "formula1", "sqref")
"""Elements whose parents are still to read them; all others are let go at once."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sheets of a workbook use: its texts and its looks."""

    strings: tuple[str, ...]
    looks: Looks


@dataclass(slots=True)
class _Found:
    """Collects what the parts of one worksheet say, in the order they come."""

    shared: Shared
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Block] = field(default_factory=list)
    validations: list[Validation] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    shared_formulas: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    """Formulas that cells share: as first written, with the row and column where."""
    number: int = 0
    filled: int = 0
    """The last row with content."""
    places: int = 0
    """Rectangles of drop-downs."""

    @property
    def is_beyond_a_form(self) -> bool:
        """Tell whether more stands in it than in any form, whatever follows."""
        return self.filled > MOST_FORM_ROWS or len(self.merges) + self.places > _MOST_BLOCKS

    def take_row(self, element: ElementTree.Element) -> None:
        given = element.get("r", "")
        self.number = int(given) if given.isdecimal() else self.number + 1
        if not 1 <= self.number <= MOST_ROWS:
            raise ValueError("row outside the sheet")
        height = element.get("ht", "")
        if element.get("hidden") in _YES or height == "0":
            self.hidden_rows.add(self.number)
        if height:
            self.heights[self.number] = float(height)
        at = -1
        for cell in element.iterfind("c"):
            place = _PLACE.fullmatch(cell.get("r", ""))
            at = column_index(place[1]) if place else at + 1
            self._take_cell(at, cell)

    def take_columns(self, element: ElementTree.Element) -> None:
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        columns = range(first - 1, min(last, MOST_COLUMNS))
        width = element.get("width", "")
        if element.get("hidden") in _YES or (width and float(width) == 0):
            self.hidden_columns.update(columns)
        if width and len(columns) < MOST_COLUMNS // 2:
            self.widths.update(dict.fromkeys(columns, float(width)))

    def take_merge(self, element: ElementTree.Element) -> None:
        self.merges.extend(blocks_of(element.get("ref", "")))

    def take_validation(self, element: ElementTree.Element) -> None:
        # Excel 2010 keeps lists of other sheets in an extension: the same words, as elements.
        formula = next((e for e in element.iter() if local(e.tag) == "formula1"), None)
        places = next((e for e in element.iter() if local(e.tag) == "sqref"), None)
        source = "" if formula is None else "".join(formula.itertext()).strip()
        sqref = element.get("sqref") or ("" if places is None else places.text or "")
        blocks = tuple(blocks_of(sqref))
        self.places += len(blocks) + 1
        self.validations.append(Validation(element.get("type", "none"), source, blocks))

    def _take_cell(self, at: int, cell: ElementTree.Element) -> None:
        style = cell.get("s", "0")
        look = self.shared.looks.look(style)
        source = self._formula(at, cell.find("f"))
        text = shown(self._text(cell))
        if text or source:
            self.filled = self.number
        if text or source or "s" in cell.attrib:
            self.cells[self.number, at] = Cell(text, source, look)

    def _formula(self, at: int, formula: ElementTree.Element | None) -> str:
        """Return a cell's formula; one that is shared moves with its cell (18.3.1.40 `t`)."""
        if formula is None:
            return ""
        source, shared = (formula.text or "").strip(), formula.get("si", "")
        if formula.get("t") != "shared" or not shared:
            return source
        if source:
            self.shared_formulas[shared] = (source, self.number, at)
            return source
        first = self.shared_formulas.get(shared)
        return "" if first is None else _moved(first[0], self.number - first[1], at - first[2])

    def _text(self, cell: ElementTree.Element) -> str:
        value = cell.find("v")
        raw = "" if value is None else value.text or ""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("is")
            return "" if inline is None else run_text(inline)
        if not raw:
            return ""
        if kind == "s":
            return self.shared.strings[int(raw)]
        if kind == "n":
            return self.shared.looks.shown(raw, cell.get("s", "0"))
        return ("TRUE" if raw == "1" else "FALSE") if kind == "b" else unescaped(raw)


def read_worksheet(content: bytes, shared: Shared, name: str, *, is_hidden: bool) -> Sheet:
    """Return one sheet; raises ValueError, LookupError or ParseError where the part is broken."""
    found = _Found(shared)
    takers = {
        "row": found.take_row,
        "col": found.take_columns,
        "mergeCell": found.take_merge,
        "dataValidation": found.take_validation,
    }
    for _, element in ElementTree.iterparse(io.BytesIO(content)):
        element.tag = local(element.tag)
        if take := takers.get(element.tag):
            take(element)
        if found.is_beyond_a_form:
            break
        if element.tag not in _KEPT:
            element.clear()
    return Sheet(
        name,
        found.cells,
        tuple(found.merges),
        tuple(found.validations),
        frozenset(found.hidden_rows),
        frozenset(found.hidden_columns),
        found.widths,
        found.heights,
        is_hidden,
        found.is_beyond_a_form,
    )


def _moved(formula: str, down: int, across: int) -> str:
    """Return a formula as it reads some rows and columns further on; `$` stays in place."""

    def moved(found: re.Match[str]) -> str:
        row, column = int(found["row"]), column_index(found["column"])
        row += 0 if found["fixed_row"] else down
        column += 0 if found["fixed_column"] else across
        if row < 1 or column < 0:
            return "#REF!"
        return f"{found['fixed_column']}{column_letter(column)}{found['fixed_row']}{row}"

    return _REFERENCE.sub(moved, formula)


def blocks_of(reference: str) -> Iterator[Block]:
    """Yield the rectangles of `A1:B2 C3`; what is no place is passed over."""
    for part in reference.replace(",", " ").split():
        corners = [found for c in part.split(":") if (found := _PLACE.fullmatch(c))]
        if len(corners) != part.count(":") + 1 or len(corners) > 2:
            continue
        rows = [int(corner[2]) for corner in corners]
        columns = [column_index(corner[1]) for corner in corners]
        yield Block(min(rows), min(columns), max(rows), max(columns))
