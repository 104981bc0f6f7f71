"""Where the characteristics stand: a header row, its columns, and the rows below it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from app.capabilities.forms.sheets.body import Body, Row
from app.capabilities.forms.sheets.columns import (
    STRONG_ITEM,
    Columns,
    Role,
)
from app.capabilities.forms.sheets.grid import Grid
from app.capabilities.forms.sheets.headers import JUDGING, header_at
from app.capabilities.forms.sheets.sideways import parts_beside, turned_at
from app.capabilities.forms.sheets.signs import key
from app.capabilities.forms.sheets.unnamed import header_by_content, with_limits_below


@dataclass(frozen=True, slots=True)
class Table:
    """A table of characteristics; `top` is its first header row, `bottom` its last row."""

    top: int
    bottom: int
    columns: Columns
    rows: tuple[Row, ...]
    is_strong: bool
    """Its headings leave no doubt that something is inspected here."""
    grid: Grid
    """The part of the sheet that `columns` and `rows` count in; `top` and `bottom` are the sheet's.
    """


def tables_in(grid: Grid) -> tuple[Table, ...]:
    """Return the tables of a sheet from top to bottom."""
    return _found(grid, _tables_at) or _found(grid, _unnamed_at)


def _found(grid: Grid, tables_at: Callable[[Grid, int], Iterator[Table]]) -> tuple[Table, ...]:
    found: list[Table] = []
    row = 0
    while row < len(grid.rows):
        here = list(tables_at(grid, row))
        found.extend(table for table in here if table.rows)
        row = max((table.bottom for table in here), default=row) + 1
    return tuple(found)


def _unnamed_at(grid: Grid, row: int) -> Iterator[Table]:
    """Yield the table whose unknown headings stand in a row."""
    header = header_at(grid, row, is_named=False) or header_by_content(grid, row)
    if header is not None:
        columns, last = header
        yield _table(grid, row, last, columns)


def _tables_at(grid: Grid, row: int) -> Iterator[Table]:
    """Yield the tables whose headers begin in a row: one, several side by side, one sideways."""
    beside = parts_beside(grid, row)
    for part in beside or (grid,):
        header = header_at(part, row)
        if header is not None:
            columns, last = header
            yield _table(part, row, last, columns)
        elif (sideways := turned_at(grid, row)) is not None:
            part, bottom = sideways
            header = header_at(part, 0)
            if header is not None:
                columns, last = header
                table = _table(part, 0, last, columns)
                yield replace(table, top=row, bottom=bottom)


def _table(grid: Grid, top: int, last_header: int, columns: Columns) -> Table:
    columns = with_limits_below(grid, last_header + 1, columns)
    columns = _without_extremes(grid, last_header + 1, columns)
    reader = Body(grid, columns)
    rows, bottom = reader.read(last_header + 1)
    item = columns.items[0]
    strong = bool(STRONG_ITEM.search(key(columns.headings[item]))) and columns.has(*JUDGING)
    return Table(top, bottom, columns, tuple(rows), strong and columns.is_inspecting, grid)


def _without_extremes(grid: Grid, first: int, columns: Columns) -> Columns:
    """Return the columns with 最大值/最小值 as what is calculated where they hold no limits."""
    roles = dict(columns.roles)
    readings = columns.of(Role.READING)
    for column in columns.of(Role.USL, Role.LSL):
        areas = [grid.at(r, column) for r in range(first, min(first + 6, len(grid.rows)))]
        is_late = bool(readings) and column > min(readings)
        if is_late and not any(re.search(r"\d", a.text) and not a.cell.formula for a in areas):
            roles[column] = Role.DERIVED
    return Columns(roles, columns.headings)
