"""Build invented sheets with openpyxl, and say in short what a careful person reads in them."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.styles import Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_SIDE = Side(style="thin")
BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


def a_book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    return book


def a_sheet(
    book: openpyxl.Workbook,
    name: str,
    rows: Sequence[Sequence[object]],
    *,
    merges: str = "",
    lists: Mapping[str, str] | None = None,
    bold: str = "",
    heights: Mapping[int, float] | None = None,
) -> Worksheet:
    """Write rows of cells; None leaves a bordered blank. `lists` are drop-downs by range."""
    sheet = book.create_sheet(name)
    width = max((len(row) for row in rows), default=0)
    for at, row in enumerate(rows, 1):
        for column in range(1, width + 1):
            value = row[column - 1] if column <= len(row) else None
            cell = sheet.cell(at, column, value)
            cell.border = BOX
    for block in merges.split():
        sheet.merge_cells(block)
    for place in bold.split():
        sheet[place].font = Font(bold=True)
    for place, source in (lists or {}).items():
        validation = DataValidation(type="list", formula1=source)
        validation.add(place)
        sheet.add_data_validation(validation)
    for number, height in (heights or {}).items():
        sheet.row_dimensions[number].height = height
    return sheet


def a_joined_sheet(
    book: openpyxl.Workbook,
    name: str,
    rows: Sequence[Sequence[object]],
    *,
    lists: Mapping[str, str] | None = None,
) -> Worksheet:
    """Write rows where `<` joins a cell to the one left of it, and `^` to the one above."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            beside = {"<": (at, column - 1), "^": (at - 1, column)}.get(str(value))
            owner = owners[beside] if beside else (at, column)
            owners[at, column], ends[owner] = owner, (at, column)
    merges = " ".join(
        f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        for (top, left), (bottom, right) in ends.items()
        if (top, left) != (bottom, right)
    )
    bare = [[None if value in ("<", "^") else value for value in row] for row in rows]
    return a_sheet(book, name, bare, merges=merges, lists=lists)


def data_of(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def f(label: str, kind: str, limits: str = "", **more: object) -> dict[str, Any]:
    """Return an expected field; `limits` is `nominal|lsl|usl|unit`, empty for none."""
    nominal, lsl, usl, unit = (part or None for part in (limits.split("|") if limits else [""] * 4))
    plain = dict.fromkeys(("section", "choices", "samples", "ac", "re"))
    return {
        "label": label, "kind": kind, "nominal": nominal, "lsl": lsl, "usl": usl, "unit": unit,
        **plain, **more,
    }  # fmt: skip


def texts(*labels: str, kind: str = "text") -> list[dict[str, Any]]:
    return [f(label, kind) for label in labels]
