"""Part of a sheet read as a sheet of its own: some of its columns, or a block turned about."""

from dataclasses import dataclass, replace

from app.capabilities.forms.sheets.grid import Area, Grid
from app.kernel.workbooks.texts import column_letter


@dataclass(slots=True, kw_only=True)
class Window(Grid):
    """A part of `base`; where it is turned, its rows are the columns of the sheet."""

    base: Grid
    top: int
    left: int
    is_turned: bool

    def at(self, row: int, column: int) -> Area:
        """Return the area over a place of the part, cut off at its edges."""
        area = self._areas.get((row, column))
        if area is None:
            area = self._part_of(self.base.at(*self._in_base(row, column)))
            self._areas[row, column] = area
        return area

    def source(self, area: Area) -> str:
        """Return the range an area covers in the file."""
        if not self.is_turned:
            return Grid.source(self, area)
        first = f"{column_letter(self.rows[area.top])}{self.columns[area.left]}"
        last = f"{column_letter(self.rows[area.bottom])}{self.columns[area.right]}"
        return first if first == last else f"{first}:{last}"

    def _in_base(self, row: int, column: int) -> tuple[int, int]:
        across, down = (row, column) if self.is_turned else (column, row)
        return down + self.top, across + self.left

    def _part_of(self, area: Area) -> Area:
        top, bottom = area.top - self.top, area.bottom - self.top
        left, right = area.left - self.left, area.right - self.left
        if self.is_turned:
            top, bottom, left, right = left, right, top, bottom
        return replace(
            area,
            top=max(top, 0),
            left=max(left, 0),
            bottom=min(bottom, len(self.rows) - 1),
            right=min(right, len(self.columns) - 1),
        )


def columns_of(grid: Grid, left: int, right: int) -> Grid:
    """Return the visible columns from `left` to `right`, both included, with all rows."""
    columns = grid.columns[left : right + 1]
    return Window(grid.sheet, grid.rows, columns, base=grid, top=0, left=left, is_turned=False)


def turned(grid: Grid, rows: tuple[int, int], columns: tuple[int, int]) -> Grid:
    """Return a block, edges included, whose columns are read as rows and rows as columns."""
    (top, bottom), (left, right) = rows, columns
    down, across = grid.columns[left : right + 1], grid.rows[top : bottom + 1]
    return Window(grid.sheet, down, across, base=grid, top=top, left=left, is_turned=True)
