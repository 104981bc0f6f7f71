"""A table whose headings nobody knows: what stands below them tells which column limits what."""

import itertools

from app.capabilities.forms.sheets.columns import LIMITING, Columns, Role, role_of
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.limits import read_limits
from app.capabilities.forms.sheets.signs import is_none_mark, one_line
from app.capabilities.forms.sheets.statements import Contradiction

_FEWEST_HEADINGS, _FEWEST_ROWS = 3, 3
_SEEN = 12
"""So many rows below a heading are looked at."""
_WHERE_ITEMS_STAND = frozenset({None, Role.GROUP, Role.OTHER, Role.ITEM})


def header_by_content(grid: Grid, row: int) -> tuple[Columns, int] | None:
    """Return the columns of headings over names, limits and blanks; None where it is not so.

    At least three rows follow, most of them with a limit in one column, all with a name at its left
    and a blank at its right: a list that is filled already (a ledger, an order) is no inspection.
    """
    headings = _headings(grid, row)
    if not headings:
        return None
    rows = _rows_below(grid, headings, row + 1)
    if len(rows) < _FEWEST_ROWS:
        return None
    limiting = next((a for a in headings if _limits(grid, a, rows)), None)
    if limiting is None:
        return None
    item = next((a for a in headings if a.left < limiting.left and _names(grid, a, rows)), None)
    blanks = [a for a in headings if a.left > limiting.left and _waits(grid, a, rows)]
    if item is None or not blanks:
        return None
    told = {area.left: role_of(area.text) or Role.OTHER for area in headings}
    if Role.READING not in told.values():
        told |= {a.left: Role.READING for a in blanks if told[a.left] is Role.OTHER}
    told[item.left] = Role.ITEM
    if told[limiting.left] not in LIMITING:
        told[limiting.left] = Role.REQUIREMENT
    over = {column: a for a in headings for column in range(a.left, a.right + 1)}
    roles = {column: told[area.left] for column, area in over.items()}
    return Columns(roles, {column: one_line(area.text) for column, area in over.items()}), row


def with_limits_below(grid: Grid, first: int, columns: Columns) -> Columns:
    """Return the columns with one of an unknown heading as what is required, where limits stand.

    It is asked only where no other column gives limits on its own.
    """
    if columns.has(*(LIMITING - {Role.NOMINAL})):
        return columns
    for column in columns.of(Role.OTHER):
        rows = list(range(first, min(first + _SEEN, len(grid.rows))))
        named = [row for row in rows if grid.at(row, columns.items[0]).text]
        unknown = role_of(columns.headings[column]) is None
        if unknown and named and _limits(grid, grid.at(first, column), named):
            return Columns({**columns.roles, column: Role.REQUIREMENT}, columns.headings)
    return columns


def _headings(grid: Grid, row: int) -> list[Area]:
    """Return texts that stand side by side in a row of their own; empty where there is a gap."""
    areas = [area for area in grid.starting(row) if area.text]
    touch = all(b.left == a.right + 1 for a, b in itertools.pairwise(areas))
    in_row = all(area.bottom == row for area in areas)
    return areas if len(areas) >= _FEWEST_HEADINGS and touch and in_row else []


def _rows_below(grid: Grid, headings: list[Area], first: int) -> list[int]:
    """Return the rows from `first` on whose cells stand below the headings."""
    rows: list[int] = []
    for row in range(first, min(first + _SEEN, len(grid.rows))):
        cells = [grid.at(row, area.left) for area in headings]
        if sum(bool(cell.text) for cell in cells) < 2 or any(
            cell.right > area.right for cell, area in zip(cells, headings, strict=True)
        ):
            break
        rows.append(row)
    return rows


def _texts(grid: Grid, heading: Area, rows: list[int]) -> list[str]:
    return [grid.at(row, heading.left).text for row in rows]


def _limits(grid: Grid, heading: Area, rows: list[int]) -> bool:
    """Tell whether most cells below a heading state a limit."""
    return sum(_is_limit(text) for text in _texts(grid, heading, rows)) * 2 > len(rows)


def _is_limit(text: str) -> bool:
    try:
        limits = read_limits(text) if text else None
    except Contradiction:
        return True
    return limits is not None and limits.is_limit


def _names(grid: Grid, heading: Area, rows: list[int]) -> bool:
    """Tell whether words stand in every row below a heading that may name what is inspected."""
    texts = _texts(grid, heading, rows)
    named = all(any(c.isalpha() for c in text) and not is_none_mark(text) for text in texts)
    return named and role_of(heading.text) in _WHERE_ITEMS_STAND


def _waits(grid: Grid, heading: Area, rows: list[int]) -> bool:
    """Tell whether a column waits to be filled."""
    return all(not text or is_none_mark(text) for text in _texts(grid, heading, rows))
