"""What is read in a sheet: form drafts, field by field, each with the cell it was read from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from app.capabilities.forms.sheets.cells import Cell
from app.capabilities.forms.sheets.grid import Grid

_NO_WORDS = re.compile(r"[\d.,%\s+-]*|#.*|TRUE|FALSE")


class DraftKind(StrEnum):
    """Kinds of fields that sheets have."""

    TEXT = "text"
    MULTILINE = "multiline"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MEASUREMENT = "measurement"
    PASS_FAIL = "pass_fail"
    SINGLE_CHOICE = "single_choice"
    CHECKLIST = "checklist"
    DATE = "date"
    DATETIME = "datetime"
    LOT = "lot"
    PERSON = "person"
    PHOTO = "photo"
    SIGNATURE = "signature"
    FORMULA = "formula"


class Doubt(StrEnum):
    """Why a person should look at what was read."""

    ELSEWHERE = "elsewhere"
    """The limit points to a drawing or an agreement."""
    CONTRADICTION = "contradiction"
    """The limit contradicts itself or says two things."""
    FORMULA = "formula"
    """The formula is more than the form engine calculates."""
    ASYMMETRIC = "asymmetric"
    """The tolerance is wider on one side: worth a second look."""
    NO_UNIT = "no_unit"
    """A measurement without a unit anywhere."""
    ACCEPTANCE = "acceptance"
    """Acceptance numbers were read beside the requirement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftField:
    """One field of a draft. Limits are exact; what the sheet doesn't say is None."""

    label: str
    kind: DraftKind
    section: str | None = None
    unit: str | None = None
    nominal: Decimal | None = None
    lsl: Decimal | None = None
    usl: Decimal | None = None
    choices: tuple[str, ...] | None = None
    samples: int | None = None
    ac: int | None = None
    re: int | None = None
    formula: str | None = None
    """What calculates it, with the cells it reads in braces: `{E19} / {C19} * 100`."""
    prefilled: str = ""
    """What stands in the box already."""
    sheet: str = ""
    cell: str = ""
    """Where its value is filled in, or where its row begins: `C3`."""
    more_cells: tuple[str, ...] = ()
    """Where its further samples are filled in, in their order."""
    sources: tuple[str, ...] = ()
    """Every range it was read from: label, box, limit, unit."""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A cell that a person has to read: nothing was guessed."""

    cell: str
    text: str
    doubt: Doubt
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What one sheet holds; several forms on it are told apart by their fields' sections."""

    title: str
    fields: tuple[DraftField, ...]
    not_understood: tuple[NotUnderstood, ...]
    view: "SheetView"
    ignored: tuple[str, ...] = ()
    """Ranges with text that are no part of the form: company, form number, footnotes."""


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell or merged block as a screen draws it; edges count the view's rows and columns."""

    top: int
    left: int
    bottom: int
    right: int
    text: str
    is_bold: bool
    is_struck: bool
    source: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """The visible part of a sheet, to show beside its draft; sizes in points and characters."""

    name: str
    rows: tuple[int, ...]
    """Row numbers in the file."""
    columns: tuple[int, ...]
    """Column indices in the file, A = 0."""
    heights: tuple[float, ...]
    widths: tuple[float, ...]
    cells: tuple[SeenCell, ...]


def view_of(grid: Grid) -> SheetView:
    """Return what a screen draws of a grid."""
    sheet = grid.sheet
    return SheetView(
        sheet.name,
        grid.rows,
        grid.columns,
        tuple(sheet.heights.get(row, 15.0) for row in grid.rows),
        tuple(sheet.widths.get(column, 8.43) for column in grid.columns),
        tuple(_seen(grid)),
    )


def _seen(grid: Grid) -> Iterator[SeenCell]:
    for row in range(len(grid.rows)):
        for area in grid.starting(row):
            look = area.cell.look
            text = f"={area.cell.formula}" if _is_worked_out(area.cell) else area.text
            yield SeenCell(
                area.top,
                area.left,
                area.bottom,
                area.right,
                text,
                look.is_bold,
                look.is_struck,
                grid.source(area),
            )


def _is_worked_out(cell: Cell) -> bool:
    """Tell whether a formula gives a number or an error here, rather than words of the form."""
    return (
        bool(cell.formula) and re.fullmatch(r"[\d.,%\s+-]*|#.*|TRUE|FALSE", cell.text) is not None
    )


def in_section(field: DraftField, section: str | None) -> DraftField:
    """Return the field under another section."""
    return replace(field, section=section)
