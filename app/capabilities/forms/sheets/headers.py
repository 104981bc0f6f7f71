"""The header row of a table of characteristics: which row it is, and what its columns hold."""

import itertools
import re

from app.capabilities.forms.sheets.boxes import boxes_in
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
_GROUPED_ROWS = 12
"""So many rows below a header show whether cells of a column join them."""
_MAY_NAME = frozenset({None, Role.GROUP, Role.OTHER})
"""What a column that names characteristics may be taken for by its heading."""
_CONTENT = re.compile(r"内容|description|content")
JUDGING = LIMITING | {Role.READING, Role.VERDICT, Role.TICK}


def header_at(grid: Grid, row: int, *, is_named: bool = True) -> tuple[Columns, int] | None:
    """Return the columns of a header that begins in this row, and its last row.

    Unless `is_named`, whatever stands right before the limits names the characteristics.
    """
    areas = _without_name([area for area in grid.starting(row) if area.text])
    if _is_filled_in(areas):
        return None
    ticks = [area for area in areas if key(area.text) in TICKS]
    roles = [
        Role.TICK if area in ticks and len(ticks) > 1 else role_of(area.text) for area in areas
    ]
    known = [role for role in roles if role is not None]
    item = _item(areas, roles)
    if item is None and not is_named:
        item = _before_limits(areas, roles)
    if item is None or is_aside(item.text) or half(item.text).rstrip().endswith(":"):
        return None
    is_sure = _is_sure(known) or _is_required(item, areas, roles)
    if len(known) < 2 or (len(known) * 10 < len(areas) * 6 and not is_sure):
        return None
    kinds = set(known)
    names = [a.text for a, role in zip(areas, roles, strict=True) if role is Role.ITEM]
    is_strong = any(STRONG_ITEM.search(key(text)) for text in (item.text, *names))
    if not kinds & (JUDGING if is_strong else LIMITING | {Role.VERDICT}):
        return None
    is_ticked = is_strong and Role.TICK in kinds
    told = len(kinds & _TELLING) + (Role.SEQUENCE in kinds or is_ticked)
    if told < 2 and len(areas) > 2 and not is_sure:
        return None
    columns, last = _columns(grid, row, _last_header_row(grid, row, areas, item))
    if columns.has(Role.ITEM) or role_of(item.text) in LIMITING:
        return columns, last
    named = dict.fromkeys(range(item.left, item.right + 1), Role.ITEM)
    return Columns({**columns.roles, **named}, columns.headings), last


def _is_filled_in(areas: list[Area]) -> bool:
    """Tell whether a row is one of a table rather than its header: counted, with boxes to tick."""
    is_counted = bool(areas) and re.fullmatch(r"\d{1,3}[.、]?", half(areas[0].text).strip())
    return bool(is_counted) and any(boxes_in(a.text) for a in areas[1:] if "/" not in a.text)


def _without_name(areas: list[Area]) -> list[Area]:
    """Return the headings without a name at the left that runs down beside the whole table."""
    if len(areas) > 2 and areas[0].bottom > max(area.bottom for area in areas[1:]) + 1:
        return areas[1:]
    return areas


def _item(areas: list[Area], roles: list[Role | None]) -> Area | None:
    """Return the heading of the items; in a counted list of dimensions what they require."""
    by_role = {role: area for area, role in reversed(list(zip(areas, roles, strict=True))) if role}
    if Role.ITEM in by_role:
        return by_role[Role.ITEM]
    is_list = Role.SEQUENCE in by_role and bool({Role.READING, Role.VERDICT} & set(by_role))
    if not is_list or Role.GROUP in by_role or None in roles:
        return None
    return by_role.get(Role.REQUIREMENT) or by_role.get(Role.NOMINAL)


def _before_limits(areas: list[Area], roles: list[Role | None]) -> Area | None:
    """Return the heading right before the limits where readings or a verdict follow them.

    What it is called does not matter then: 部位, `Position`. Headings touch each other; labels of a
    header block have their boxes between them.
    """
    at = next((at for at, role in enumerate(roles) if role in LIMITING), 0)
    is_judged = bool({Role.READING, Role.VERDICT, Role.TICK} & set(roles[at:]))
    touch = all(b.left == a.right + 1 for a, b in itertools.pairwise(areas))
    if not at or not is_judged or not touch:
        return None
    named = [a for a, role in zip(areas[:at], roles, strict=False) if role in _MAY_NAME]
    return named[-1] if named else None


def _is_sure(known: list[Role]) -> bool:
    """Tell whether the headings leave no doubt, whatever the others are called."""
    return len(known) > 2 and {Role.ITEM, Role.REQUIREMENT} <= set(known)


def _is_required(item: Area, areas: list[Area], roles: list[Role | None]) -> bool:
    """Tell whether what is required stands right behind what is checked: 检查项目 | 要求."""
    behind = (r for a, r in zip(areas, roles, strict=True) if a.left == item.right + 1)
    return STRONG_ITEM.search(key(item.text)) is not None and next(behind, None) is Role.REQUIREMENT


def _last_header_row(grid: Grid, row: int, areas: list[Area], item: Area) -> int:
    last = max(area.bottom for area in areas if not _runs_down(area, item))
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


def _runs_down(area: Area, item: Area) -> bool:
    """Tell whether a text stands beside the whole table: the name of what it is about."""
    return area.left < item.left and area.bottom > item.bottom + 1


def _columns(grid: Grid, top: int, bottom: int) -> tuple[Columns, int]:
    roles: dict[int, Role] = {}
    headings: dict[int, str] = {}
    for column in range(len(grid.columns)):
        chain = _chain(grid, column, top, bottom)
        if not chain:
            continue
        headings[column] = one_line(" ".join(area.text for area in chain))
        runs_down = chain[0].bottom > bottom
        roles[column] = Role.GROUP if runs_down else _chain_role(chain)
    roles = _with_action_limits(roles)
    ticks = [c for c in roles if key(grid.at(bottom, c).text) in TICKS]
    if len(ticks) > 1:
        roles |= dict.fromkeys(ticks, Role.TICK)
        headings |= {column: one_line(grid.at(bottom, column).text) for column in ticks}
    roles = _with_counted_items(grid, bottom, _with_row_verdict(roles, headings))
    roles = _with_required_content(grid, bottom, roles, headings)
    roles = _with_joined_groups(grid, bottom, roles, headings)
    return Columns(roles, headings), bottom


def _with_action_limits(roles: dict[int, Role]) -> dict[int, Role]:
    """Return the roles with the limits of action as what is required where nothing else is."""
    told = Role.OTHER if LIMITING & set(roles.values()) else Role.REQUIREMENT
    return {column: told if role is Role.ACTION else role for column, role in roles.items()}


def _with_row_verdict(roles: dict[int, Role], headings: dict[int, str]) -> dict[int, Role]:
    """Return the roles with a `结果` behind numbered samples as the row's verdict."""
    readings = [column for column, role in roles.items() if role is Role.READING]
    numbered = [column for column in readings if re.search(r"[\d①-⑳]", half(headings[column]))]
    late = [c for c in readings if numbered and c > numbered[-1] and c not in numbered]
    return roles | dict.fromkeys(late, Role.VERDICT)


def _with_counted_items(grid: Grid, bottom: int, roles: dict[int, Role]) -> dict[int, Role]:
    """Return the roles with an `Item` column of mere numbers before another as the sequence."""
    items = [column for column, role in sorted(roles.items()) if role is Role.ITEM]
    if len(items) < 2 or Role.SEQUENCE in roles.values():
        return roles
    rows = range(bottom + 1, min(bottom + 4, len(grid.rows)))
    texts = [half(grid.at(row, items[0]).text).strip() for row in rows]
    is_count = bool(texts) and all(re.fullmatch(r"\d+(?:\.\d+)*", text) for text in texts)
    return roles | {items[0]: Role.SEQUENCE} if is_count else roles


def _with_required_content(
    grid: Grid, bottom: int, roles: dict[int, Role], headings: dict[int, str]
) -> dict[int, Role]:
    """Return the roles with 检查内容 behind an item of every row as what is required of it."""
    items = [column for column, role in sorted(roles.items()) if role is Role.ITEM]
    if len(items) != 2 or LIMITING & set(roles.values()):
        return roles
    first, second = items
    if not _CONTENT.search(key(headings[second])):
        return roles
    rows = range(bottom + 1, min(bottom + 4, len(grid.rows)))
    named = [grid.at(row, first) for row in rows]
    is_each = all(area.text and area.height == 1 and area.right < second for area in named)
    return roles | {second: Role.REQUIREMENT} if is_each else roles


def _with_joined_groups(
    grid: Grid, bottom: int, roles: dict[int, Role], headings: dict[int, str]
) -> dict[int, Role]:
    """Return the roles with an unknown column before the items as the group where cells join rows.

    `Area`, `工段`: what it is called does not matter.
    """
    items = [column for column, role in sorted(roles.items()) if role is Role.ITEM]
    if not items or Role.GROUP in roles.values():
        return roles
    rows = range(bottom + 1, min(bottom + _GROUPED_ROWS, len(grid.rows)))
    unknown = [c for c in headings if c < items[0] and role_of(headings[c]) is None]
    for column in unknown:
        named = [area for row in rows if (area := grid.at(row, column)).text]
        if any(a.height > 1 and a.width == 1 and re.search(r"[^\W\d_]", a.text) for a in named):
            return roles | {column: Role.GROUP}
    return roles


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
    above = {role_of(area.text) for area in chain[:-1]}
    if Role.TOLERANCE in above and own in (Role.USL, Role.LSL):
        return Role.UPPER_DEVIATION if own is Role.USL else Role.LOWER_DEVIATION
    if Role.READING in above:
        if own in (Role.USL, Role.LSL):
            return Role.DERIVED
        if own in (None, Role.SEQUENCE, Role.SAMPLES):
            return Role.READING
    return own or parent or Role.OTHER
