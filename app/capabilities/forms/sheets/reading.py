"""The front door: the bytes of a workbook → drafts of the forms on its sheets, or a refusal."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.capabilities.forms.sheets.body import areas_of
from app.capabilities.forms.sheets.box_fields import BoxReader
from app.capabilities.forms.sheets.cells import Sheet, Workbook
from app.capabilities.forms.sheets.columns import LIMITING, Role
from app.capabilities.forms.sheets.drafts import (
    Doubt,
    DraftField,
    DraftKind,
    FormDraft,
    NotUnderstood,
    in_section,
    view_of,
)
from app.capabilities.forms.sheets.formulas import translated
from app.capabilities.forms.sheets.grid import Grid, grid_of
from app.capabilities.forms.sheets.lines import FormLines, PairRow, forms_in
from app.capabilities.forms.sheets.pairs import PairReader
from app.capabilities.forms.sheets.registers import Register, register_fields
from app.capabilities.forms.sheets.rows import Reader
from app.capabilities.forms.sheets.signs import is_none_mark, one_line
from app.capabilities.forms.sheets.tables import Table, tables_in
from app.capabilities.forms.sheets.titles import inspects, plain_heading
from app.capabilities.forms.sheets.units import bracketed_unit
from app.capabilities.forms.sheets.workbook import open_workbook
from app.capabilities.forms.sheets.worksheet import blocks_of
from app.kernel.refused import Refused
from app.kernel.workbooks.texts import column_letter

_JUDGED = frozenset({DraftKind.MEASUREMENT, DraftKind.PASS_FAIL, DraftKind.CHECKLIST})
_FEWEST = 3
"""A form without a table of characteristics has at least so many boxes."""


def read_forms(data: bytes, name: str) -> tuple[FormDraft, ...]:
    """Return a draft for each visible sheet that holds an inspection.

    Refuses `sheet.not_an_inspection` where none does, and what cannot be read (`open_workbook`).
    """
    workbook = open_workbook(data, name)
    drafts: list[FormDraft] = []
    trouble = Refused("sheet.not_an_inspection", name=name)
    for sheet in (one for one in workbook.sheets if not one.is_hidden):
        try:
            draft = _draft(workbook, sheet, name)
        except Refused as too_large:  # a data sheet beside the form is no reason to refuse it
            trouble = too_large
            continue
        if draft:
            drafts.append(draft)
    if not drafts:
        raise trouble
    return tuple(drafts)


def _draft(workbook: Workbook, sheet: Sheet, name: str) -> FormDraft | None:
    """Return a sheet's draft; None where nothing is inspected on it."""
    grid = grid_of(sheet, name)
    if not grid.rows or not grid.columns:
        return None
    tables = tables_in(grid)
    pairs = PairReader(workbook, grid)
    forms = forms_in(grid, tables, pairs)
    reading = _SheetReading(workbook, grid, BoxReader(workbook, grid))
    read = [list(reading.fields(form)) for form in forms]
    whole = [(form, fields) for form, fields in zip(forms, read, strict=True) if fields]
    kept = [(form, fields) for form, fields in whole if _is_inspection(form, fields)]
    if not kept:
        return None
    title = kept[0][0].title or sheet.name
    fields = [field for form, found in kept for field in _sectioned(form, found, len(kept) > 1)]
    fields, open_formulas = _checked_formulas(grid, tables, fields)
    blocks: tuple[Table | Register, ...] = (
        *tables,
        *(register for form in forms for register in form.registers),
    )
    return FormDraft(
        title,
        tuple(fields),
        (*reading.not_understood, *open_formulas),
        view_of(grid),
        tuple(_ignored(grid, blocks, fields, [form.title for form, _ in kept])),
    )


@dataclass(slots=True)
class _SheetReading:
    workbook: Workbook
    grid: Grid
    boxes: BoxReader
    not_understood: tuple[NotUnderstood, ...] = ()

    def fields(self, form: FormLines) -> Iterator[DraftField]:
        """Yield a form's fields in reading order."""
        for at, part in enumerate(form.parts):
            if isinstance(part, PairRow):
                for found in part.found:
                    field = self.boxes.field(found, is_closing=form.is_closing(at))
                    if field is not None:
                        yield field
            else:
                yield from self._rows(*part)

    def _rows(self, table: Table | Register, heading: str) -> Iterator[DraftField]:
        name, unit = bracketed_unit(plain_heading(heading)) if heading else ("", "")
        for field, open_cell in self._read(table, unit):
            if open_cell:
                self.not_understood = (*self.not_understood, open_cell)
            yield in_section(field, field.section or (None if is_none_mark(name) else name) or None)

    def _read(
        self, table: Table | Register, unit: str
    ) -> Iterator[tuple[DraftField, NotUnderstood | None]]:
        if isinstance(table, Register):
            yield from register_fields(self.workbook, self.grid, table)
            return
        reader = Reader(self.workbook, table.grid, table, unit)
        for row in table.rows:
            yield reader.read(row)


def _sectioned(form: FormLines, fields: list[DraftField], is_one_of_many: bool) -> list[DraftField]:
    """Return the fields under their form's title where several forms share a sheet."""
    if not is_one_of_many:
        return fields
    return [in_section(field, form.title or None) for field in fields]


def _is_inspection(form: FormLines, fields: list[DraftField]) -> bool:
    """Tell whether something is inspected on a form, rather than eaten, paid or planned."""
    if any(table.is_strong for table in form.tables) or form.registers:
        return True
    if any(not table.columns.is_inspecting for table in form.tables):
        return False
    judged = [field for field in fields if field.kind in _JUDGED]
    if inspects(form.title):
        return bool(judged) and len(fields) >= _FEWEST
    return any(_is_measured(table) for table in form.tables) and any(
        field.lsl is not None or field.usl is not None for field in fields
    )


def _is_measured(table: Table) -> bool:
    columns = table.columns
    return columns.has(Role.READING, Role.VERDICT) and columns.has(*LIMITING)


def _checked_formulas(
    grid: Grid, tables: tuple[Table, ...], fields: list[DraftField]
) -> tuple[list[DraftField], list[NotUnderstood]]:
    """Return the fields with only such formulas as read boxes of the form; the rest is told."""
    boxes = _boxes(tables, fields)
    checked: list[DraftField] = []
    open_cells: list[NotUnderstood] = []
    for field in fields:
        if field.kind is DraftKind.FORMULA and not _reads_boxes(field, boxes):
            text = _formula_at(grid, field.cell)
            open_cells.append(NotUnderstood(field.cell, text, Doubt.FORMULA, grid.sheet.name))
            field = replace(field, formula=None, doubts=(Doubt.FORMULA,))
        checked.append(field)
    return checked, open_cells


def _boxes(tables: tuple[Table, ...], fields: list[DraftField]) -> set[str]:
    """Return the cells whose values are known: filled ones, and formulas that read only such.

    Formulas that read each other in a ring never come in.
    """
    waiting = [field for field in fields if field.kind is DraftKind.FORMULA]
    known = {field.cell for field in fields if field.kind is not DraftKind.FORMULA}
    known |= set(_reading_places(tables))
    while ready := [field for field in waiting if _reads_boxes(field, known)]:
        known |= {field.cell for field in ready}
        waiting = [field for field in waiting if field not in ready]
    return known


def _reads_boxes(field: DraftField, boxes: set[str]) -> bool:
    if field.formula is None:
        return False
    translation = translated("+".join(_references(field.formula)))
    if translation is None:
        return False
    return all(_first_place(cell) in boxes for cell in translation.cells)


def _references(expression: str) -> list[str]:
    return [part.split("}")[0] for part in expression.split("{")[1:]]


def _first_place(reference: str) -> str:
    block = next(blocks_of(reference), None)
    return "" if block is None else f"{column_letter(block.left)}{block.top}"


def _reading_places(tables: tuple[Table, ...]) -> Iterator[str]:
    for table in tables:
        for row in table.rows:
            for area in areas_of(table.grid, table.columns, (row.top, row.bottom), Role.READING):
                yield area.place


def _formula_at(grid: Grid, place: str) -> str:
    block = next(blocks_of(place))
    cell = grid.sheet.cells.get((block.top, block.left))
    return f"={cell.formula}" if cell else ""


def _ignored(
    grid: Grid, tables: tuple[Table | Register, ...], fields: list[DraftField], titles: list[str]
) -> Iterator[str]:
    """Yield the ranges with text that no field was read from: company, form number, footnotes."""
    used = {source for field in fields for source in field.sources}
    inside = {row for table in tables for row in range(table.top, table.bottom + 1)}
    for row in range(len(grid.rows)):
        for area in grid.starting(row):
            is_title = any(title and title in one_line(area.text) for title in titles)
            if area.text and row not in inside and grid.source(area) not in used and not is_title:
                yield grid.source(area)
