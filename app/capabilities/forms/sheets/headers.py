"""The header row of a table of characteristics: which row it is, and what its columns hold."""

import re

from app.capabilities.forms.sheets.columns import (
    LIMITING,
    STRONG_ITEM,
    TICKS,
    Columns,
    Role,
    role_of,
)
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.signs import half, key, one_line
from app.capabilities.forms.sheets.titles import is_aside

_TELLING = LIMITING | {Role.READING, Role.VERDICT, Role.TICK, Role.SAMPLES, Role.TOOL, Role.UNIT}
JUDGING = LIMITING | {Role.READING, Role.VERDICT, Role.TICK}


def header_at(grid: Grid, row: int) -> tuple[Columns, int] | None:
    """Return the columns of a header that begins in this row, and its last row."""
    areas = [area for area in grid.starting(row) if area.text]
    ticks = [area for area in areas if key(area.text) in TICKS]
    roles = [
        Role.TICK if area in ticks and len(ticks) > 1 else role_of(area.text) for area in areas
    ]
    known = [role for role in roles if role is not None]
    if len(known) < 2 or (len(known) * 10 < len(areas) * 6 and not _is_sure(known)):
        return None
    item = next((a for a, r in zip(areas, roles, strict=True) if r is Role.ITEM), None)
    if item is None or is_aside(item.text) or half(item.text).rstrip().endswith(":"):
        return None
    kinds = set(known)
    if not kinds & (JUDGING if STRONG_ITEM.search(key(item.text)) else LIMITING | {Role.VERDICT}):
        return None
    if len(kinds & _TELLING) + (Role.SEQUENCE in kinds) < 2 and len(areas) > 2:
        return None
    return _columns(grid, row, _last_header_row(grid, row, areas, item))


def _is_sure(known: list[Role]) -> bool:
    """Tell whether the headings leave no doubt, whatever the others are called."""
    return len(known) > 2 and {Role.ITEM, Role.REQUIREMENT} <= set(known)


def _last_header_row(grid: Grid, row: int, areas: list[Area], item: Area) -> int:
    last = max(area.bottom for area in areas)
    if item.bottom < last or last > row:
        return last
    below = row + 1
    if below >= len(grid.rows):
        return row
    texts = [area for area in grid.starting(below) if area.text]
    parents = [area for area in areas if area.width > 1]
    inside = [a for a in texts if any(p.left <= a.left and a.right <= p.right for p in parents)]
    if not texts or len(inside) < len(texts):
        return row
    heads = [role_of(area.text) or key(area.text) in TICKS for area in texts]
    return below if all(heads) and not grid.at(below, item.left).text else row


def _columns(grid: Grid, top: int, bottom: int) -> tuple[Columns, int]:
    roles: dict[int, Role] = {}
    headings: dict[int, str] = {}
    for column in range(len(grid.columns)):
        chain = _chain(grid, column, top, bottom)
        if not chain:
            continue
        headings[column] = one_line(" ".join(area.text for area in chain))
        roles[column] = _chain_role(chain)
    roles = _with_row_verdict(roles, headings)
    ticks = [c for c in roles if key(grid.at(bottom, c).text) in TICKS]
    if len(ticks) > 1:
        roles |= dict.fromkeys(ticks, Role.TICK)
        headings |= {column: one_line(grid.at(bottom, column).text) for column in ticks}
    return Columns(roles, headings), bottom


def _with_row_verdict(roles: dict[int, Role], headings: dict[int, str]) -> dict[int, Role]:
    """Return the roles with a `结果` behind numbered samples as the row's verdict."""
    readings = [column for column, role in roles.items() if role is Role.READING]
    numbered = [column for column in readings if re.search(r"[\d①-⑳]", half(headings[column]))]
    late = [c for c in readings if numbered and c > numbered[-1] and c not in numbered]
    return roles | dict.fromkeys(late, Role.VERDICT)


def _chain(grid: Grid, column: int, top: int, bottom: int) -> list[Area]:
    chain: list[Area] = []
    for row in range(top, bottom + 1):
        area = grid.at(row, column)
        if area.text and area not in chain:
            chain.append(area)
    return chain


def _chain_role(chain: list[Area]) -> Role:
    """Return what a column is; a heading below another says it more closely."""
    own, parent = role_of(chain[-1].text), role_of(chain[0].text)
    if len(chain) > 1 and parent is Role.TOLERANCE and own in (Role.USL, Role.LSL):
        return Role.UPPER_DEVIATION if own is Role.USL else Role.LOWER_DEVIATION
    if len(chain) > 1 and parent is Role.READING:
        if own in (Role.USL, Role.LSL):
            return Role.DERIVED
        if own in (None, Role.SEQUENCE, Role.SAMPLES):
            return Role.READING
    return own or parent or Role.OTHER
