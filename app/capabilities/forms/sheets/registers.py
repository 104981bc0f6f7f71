"""Lines to fill under headings that carry the limits: `温度（18~26℃）` over ten empty rows."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.capabilities.forms.sheets.boxes import is_verdict
from app.capabilities.forms.sheets.cells import Workbook
from app.capabilities.forms.sheets.choices import choices_at
from app.capabilities.forms.sheets.columns import LIMITING, Role, role_of
from app.capabilities.forms.sheets.drafts import Doubt, DraftField, DraftKind, NotUnderstood
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.labels import is_signer, is_verdict_label, kind_of_label
from app.capabilities.forms.sheets.limits import read_limits
from app.capabilities.forms.sheets.signs import half, is_none_mark, label_text, one_line
from app.capabilities.forms.sheets.statements import Contradiction, Limits
from app.capabilities.forms.sheets.units import bracketed_unit

_FEWEST_HEADINGS, _FEWEST_LINES = 3, 2
_HEADING = re.compile(r"^(?P<name>[^()\[\]]*?)\s*[(\[](?P<limit>.*)[)\]]\s*$")
_PASSED_OVER = frozenset({Role.REMARK, Role.SEQUENCE, Role.DERIVED})
"""Columns that belong to the line and are no fields."""


@dataclass(frozen=True, slots=True)
class Register:
    """Headings over lines to fill; all edges are visible rows of the sheet, included."""

    top: int
    bottom: int
    lines: int
    headings: tuple[tuple[Area, Area | None], ...]
    """Each heading, and the cell below it where its limit stands."""


def register_at(grid: Grid, row: int) -> Register | None:
    """Return the lines to fill whose headings stand in a row; None where no limit stands there."""
    areas = [area for area in grid.starting(row) if area.text]
    if len(areas) < _FEWEST_HEADINGS or not _touch(areas):
        return None
    last = max(area.bottom for area in areas)
    if any(area.bottom != last for area in areas):
        return None
    limits = _limit_row(grid, areas, last + 1)
    first = last + (2 if limits else 1)
    below = [grid.at(last + 1, area.left) if limits else None for area in areas]
    if not any(_limit_of(*pair) for pair in zip(areas, below, strict=True)):
        return None
    lines = _lines(grid, areas, first)
    if lines < _FEWEST_LINES:
        return None
    return Register(row, first + lines - 1, lines, tuple(zip(areas, below, strict=True)))


def _touch(areas: list[Area]) -> bool:
    return all(b.left == a.right + 1 for a, b in itertools.pairwise(areas))


def _limit_row(grid: Grid, areas: list[Area], row: int) -> bool:
    """Tell whether the row below holds the limits: `标准 | | 18~26 | 45~65`."""
    if row >= len(grid.rows):
        return False
    first = grid.at(row, areas[0].left)
    return role_of(first.text) in LIMITING and first.bottom == row


def _lines(grid: Grid, areas: list[Area], first: int) -> int:
    """Return how many rows wait to be filled; a time or a number may be printed at their left."""
    row = first
    while row < len(grid.rows) and _waits(grid, areas, row):
        row += 1
    return row - first


def _waits(grid: Grid, areas: list[Area], row: int) -> bool:
    cells = [grid.at(row, area.left) for area in areas]
    if any(c.right != a.right or c.left != a.left for c, a in zip(cells, areas, strict=True)):
        return False
    told = [cell.text for cell in cells if cell.text and not is_none_mark(cell.text)]
    printed = all(re.fullmatch(r"[\d:./\-\s年月日#第次]+", half(text)) for text in told)
    return printed and len(told) <= len(cells) // 2


def _limit_of(heading: Area, below: Area | None) -> tuple[str, Limits] | None:
    """Return a heading's name and its limit; None where none is stated."""
    label, unit = bracketed_unit(label_text(heading.text))
    if below is not None:
        limits = read_limits(below.text, unit) if below.text else None
        return (label, limits) if limits and limits.is_limit else None
    found = _HEADING.match(half(one_line(heading.text)))
    limits = read_limits(found["limit"]) if found else None
    if found is None or limits is None or not limits.is_limit:
        return None
    return bracketed_unit(label_text(found["name"]))[0], limits


def register_fields(
    workbook: Workbook, grid: Grid, register: Register
) -> Iterator[tuple[DraftField, NotUnderstood | None]]:
    """Yield a field for each heading, and what of it a person has to read."""
    for heading, below in register.headings:
        if role_of(heading.text) in _PASSED_OVER:
            continue
        try:
            said = _limit_of(heading, below)
        except Contradiction:
            place = below or heading
            text = one_line(place.text)
            field = _field(workbook, grid, register, heading)
            yield field, NotUnderstood(place.place, text, Doubt.CONTRADICTION, grid.sheet.name)
            continue
        if said is None:
            yield _field(workbook, grid, register, heading), None
        else:
            yield _measured(grid, register, (heading, below), *said), None


def _measured(
    grid: Grid, register: Register, stands: tuple[Area, Area | None], label: str, limits: Limits
) -> DraftField:
    heading, below = stands
    unit = limits.unit.strip("\0") or bracketed_unit(label_text(heading.text))[1]
    return DraftField(
        label=label,
        kind=DraftKind.MEASUREMENT,
        unit=unit or None,
        nominal=limits.nominal,
        lsl=limits.lsl,
        usl=limits.usl,
        samples=register.lines,
        sheet=grid.sheet.name,
        cell=_box(grid, register, heading).place,
        more_cells=tuple(
            grid.at(row, heading.left).place
            for row in range(register.bottom - register.lines + 2, register.bottom + 1)
        ),
        sources=tuple(grid.source(area) for area in (heading, below) if area is not None),
        doubts=() if unit else (Doubt.NO_UNIT,),
    )


def _field(workbook: Workbook, grid: Grid, register: Register, heading: Area) -> DraftField:
    label, unit = bracketed_unit(label_text(heading.text))
    box = _box(grid, register, heading)
    options = choices_at(workbook, grid.sheet, box)
    kind = kind_of_label(label, unit, is_large=False)
    if options:
        judges = is_verdict(options, accepts=is_verdict_label(label))
        kind = DraftKind.PASS_FAIL if judges else DraftKind.SINGLE_CHOICE
    if kind is DraftKind.TEXT and is_signer(label):
        kind = DraftKind.SIGNATURE
    is_amount = kind in (DraftKind.INTEGER, DraftKind.DECIMAL)
    return DraftField(
        label=label,
        kind=kind,
        unit=(unit or None) if is_amount else None,
        choices=options if kind is DraftKind.SINGLE_CHOICE else None,
        sheet=grid.sheet.name,
        cell=box.place,
        sources=(grid.source(heading),),
    )


def _box(grid: Grid, register: Register, heading: Area) -> Area:
    return grid.at(register.bottom - register.lines + 1, heading.left)
