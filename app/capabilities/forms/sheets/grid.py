"""What a person sees of a sheet: areas (merged cells are one) in visible rows and columns."""

from dataclasses import dataclass, field

from app.capabilities.forms.sheets.cells import Cell, Sheet
from app.kernel.refused import Refused
from app.kernel.workbooks.texts import column_letter

MOST_ROWS = 3000
MOST_COLUMNS = 256
"""A form that people fill is smaller; a sheet with more lines is a data file."""
MOST_COVERED = 1_000_000
"""Places under merged cells; more are a trap, not a form."""


@dataclass(frozen=True, slots=True)
class Area:
    """One cell or merged block as seen: edges count visible rows and columns from 0, included."""

    top: int
    left: int
    bottom: int
    right: int
    cell: Cell
    row: int
    """Row in the file, from 1, of the cell that holds the text."""
    column: int
    """Column in the file, from 0."""

    @property
    def text(self) -> str:
        """Return what it shows."""
        return self.cell.text

    @property
    def place(self) -> str:
        """Return where it lies in the file: `D15`."""
        return f"{column_letter(self.column)}{self.row}"

    @property
    def width(self) -> int:
        """Return how many visible columns it covers."""
        return self.right - self.left + 1

    @property
    def height(self) -> int:
        """Return how many visible rows it covers."""
        return self.bottom - self.top + 1

    @property
    def is_blank(self) -> bool:
        """Tell whether it waits to be filled: no text and no formula."""
        return not self.cell.text and not self.cell.formula


@dataclass(slots=True)
class Grid:
    """The visible part of one sheet."""

    sheet: Sheet
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    _areas: dict[tuple[int, int], Area] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Area:
        """Return the area over a visible place."""
        area = self._areas.get((row, column))
        if area is None:
            number, index = self.rows[row], self.columns[column]
            cell = self.sheet.cells.get((number, index), Cell())
            area = Area(row, column, row, column, cell, number, index)
            self._areas[row, column] = area
        return area

    def row(self, row: int) -> tuple[Area, ...]:
        """Return the areas that cross a visible row, left to right."""
        found: list[Area] = []
        while not found or found[-1].right + 1 < len(self.columns):
            found.append(self.at(row, found[-1].right + 1 if found else 0))
        return tuple(found)

    def starting(self, row: int) -> tuple[Area, ...]:
        """Return the areas that begin in a visible row."""
        return tuple(area for area in self.row(row) if area.top == row)

    def height_pt(self, area: Area) -> float:
        """Return how high an area is, in points; a plain row has 15."""
        rows = self.rows[area.top : area.bottom + 1]
        return sum(self.sheet.heights.get(row, 15.0) for row in rows)

    def width_chars(self, area: Area) -> float:
        """Return how wide an area is, in characters; a plain column has 8.43."""
        columns = self.columns[area.left : area.right + 1]
        return sum(self.sheet.widths.get(column, 8.43) for column in columns)

    def source(self, area: Area) -> str:
        """Return the range an area covers in the file: `D15` or `D15:F15`."""
        first = f"{column_letter(self.columns[area.left])}{self.rows[area.top]}"
        last = f"{column_letter(self.columns[area.right])}{self.rows[area.bottom]}"
        return first if first == last else f"{first}:{last}"

    def cover(self, area: Area) -> None:
        """Lay a merged block over its places."""
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                self._areas[row, column] = area


def grid_of(sheet: Sheet, name: str) -> Grid:
    """Return what is seen of a sheet. Refuses `sheet.too_large` what no form can be."""
    last_row, last_column = _extent(sheet)
    if last_row > MOST_ROWS or sheet.is_too_large:
        raise Refused("sheet.too_large", name=name)
    rows = tuple(r for r in range(1, last_row + 1) if r not in sheet.hidden_rows)
    columns = tuple(c for c in range(last_column + 1) if c not in sheet.hidden_columns)
    grid = Grid(sheet, rows, columns)
    row_at = {number: at for at, number in enumerate(rows)}
    column_at = {index: at for at, index in enumerate(columns)}
    covered = 0
    for block in sheet.merges:
        down = [row_at[r] for r in range(block.top, min(block.bottom, last_row) + 1) if r in row_at]
        across = [
            column_at[c]
            for c in range(block.left, min(block.right, last_column) + 1)
            if c in column_at
        ]
        covered += len(down) * len(across)
        if covered > MOST_COVERED:
            raise Refused("sheet.too_large", name=name)
        if down and across:
            cell = sheet.cells.get((block.top, block.left), Cell())
            edges = (down[0], across[0], down[-1], across[-1])
            grid.cover(Area(*edges, cell, block.top, block.left))
    return grid


def _extent(sheet: Sheet) -> tuple[int, int]:
    """Return the last row and column that matter.

    The box to fill right of the last label has no text: a style, a merge or a drop-down shows that
    it is there; where nothing shows it, one more column is looked at.
    """
    filled = [place for place, cell in sheet.cells.items() if cell.text or cell.formula]
    last_row = max((row for row, _ in filled), default=0)
    boxes = [c for r, c in sheet.cells if r <= last_row]
    merged = [b.right for b in sheet.merges if b.top <= last_row]
    listed = [b.right for v in sheet.validations for b in v.blocks if b.top <= last_row]
    tail = [b.bottom for b in sheet.merges if b.top <= last_row and b.bottom <= MOST_ROWS]
    columns = [c for c in (*boxes, *merged, *listed) if c < MOST_COLUMNS]
    return max([last_row, *tail]), min(max(columns, default=-1) + 1, MOST_COLUMNS - 1)
