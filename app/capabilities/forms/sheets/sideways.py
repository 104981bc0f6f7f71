"""Tables that do not stand one below the other: side by side, or with items across the top."""

from app.capabilities.forms.sheets.columns import LIMITING, Role, role_of
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.headers import header_at
from app.capabilities.forms.sheets.signs import key
from app.capabilities.forms.sheets.windows import columns_of, turned

_FIRST = frozenset({Role.SEQUENCE, Role.GROUP, Role.ITEM})
"""What the first column of a table holds."""
_FEWEST = 2
"""So many characteristics stand across the top of a table that is read sideways."""


def parts_beside(grid: Grid, row: int) -> tuple[Grid, ...]:
    """Return the parts of a sheet whose headers stand side by side in a row; empty for one."""
    areas = [area for area in grid.starting(row) if area.text]
    if not areas or role_of(areas[0].text) not in _FIRST:
        return ()
    starts = [area.left for area in areas if key(area.text) == key(areas[0].text)]
    if len(starts) < 2:
        return ()
    ends = [left - 1 for left in starts[1:]] + [areas[-1].right]
    parts = tuple(columns_of(grid, *edges) for edges in zip(starts, ends, strict=True))
    return parts if all(header_at(part, row) for part in parts) else ()


def turned_at(grid: Grid, row: int) -> tuple[Grid, int] | None:
    """Return a table whose items stand across the top, turned about, and its last row."""
    first = next((area for area in grid.starting(row) if area.text), None)
    if first is None or first.top != row or role_of(first.text) not in _FIRST:
        return None
    labels = _labels_below(grid, first)
    roles = [role_of(label.text) for label in labels]
    if roles.count(Role.ITEM) != 1 or not LIMITING & set(roles):
        return None
    items = _items(grid, labels[roles.index(Role.ITEM)])
    if len(items) < _FEWEST or sum(role_of(a.text) is not None for a in items) * 2 > len(items):
        return None
    limits = next(a for a, role in zip(labels, roles, strict=True) if role in LIMITING)
    told = [grid.at(limits.top, item.left) for item in items]
    if sum(bool(area.text) for area in told) * 2 < len(items):
        return None
    last = labels[-1].bottom
    return turned(grid, (row, last), (first.left, items[-1].right)), last


def _labels_below(grid: Grid, first: Area) -> list[Area]:
    """Return the headings down the side, until a row is none of the table."""
    labels: list[Area] = [first]
    row = first.bottom + 1
    while row < len(grid.rows):
        label = grid.at(row, first.left)
        if role_of(label.text) is None or label.left != first.left:
            break
        if role_of(labels[-1].text) in _FIRST and role_of(label.text) is Role.OTHER:
            break
        beside = label.right + 1
        if beside >= len(grid.columns) or grid.at(row, beside).right > _first_right(grid, labels):
            break
        labels.append(label)
        row = label.bottom + 1
    return labels


def _first_right(grid: Grid, labels: list[Area]) -> int:
    """Return where the first item ends; a box that goes on beyond belongs to no item."""
    item = next((a for a in labels if role_of(a.text) is Role.ITEM), None)
    if item is None:
        return len(grid.columns)
    inner = grid.at(item.top, min(item.right + 1, len(grid.columns) - 1))
    return inner.right


def _items(grid: Grid, label: Area) -> list[Area]:
    """Return the texts that follow a label without a gap."""
    found: list[Area] = []
    column = label.right + 1
    while column < len(grid.columns):
        area = grid.at(label.top, column)
        if not area.text:
            break
        found.append(area)
        column = area.right + 1
    return found
