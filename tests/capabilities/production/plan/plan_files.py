"""Builders for plan files: workbooks through openpyxl or as raw parts, text in any encoding."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl

from app.capabilities.production.plan.layout import ColumnMapping
from app.capabilities.production.plan.reading import PlanReading, read_plan

PRODUCTS = ("IS-20F", "IS-60F", "LA-316")
HEADER = (
    "任务单号",
    "产品编码",
    "产品名称",
    "数量",
    "单位",
    "开工日期",
    "交货日期",
    "优先级",
    "备注",
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def a_row(order: object = "MO-1", **changed: object) -> list[Any]:
    """Return a good row under HEADER with some fields changed."""
    row: dict[str, object] = {
        "order": order,
        "product": "IS-20F",
        "name": "输液器",
        "quantity": 20000,
        "unit": "套",
        "start": "2026-12-01",
        "due": "2026-12-05",
        "priority": "普通",
        "remark": None,
    }
    return list((row | changed).values())


def a_workbook(rows: Iterable[Sequence[object]], **named: Iterable[Sequence[object]]) -> bytes:
    """Return a workbook whose first sheet is 计划; further sheets by name."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, content in {"计划": rows, **named}.items():
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def a_csv(rows: Iterable[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Return rows joined as they are: what needs quotes is quoted by the test."""
    lines = (delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows)
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def raw_workbook(
    sheet_data: str,
    *,
    parts: Mapping[str, str] | None = None,
    properties: str = "",
    namespace: str = MAIN,
    after: str = "",
) -> bytes:
    """Return a workbook with one sheet of hand-written XML, as other programs write it."""
    content = {
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{RELATIONS}">{properties}'
        '<sheets><sheet name="P" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="x"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{namespace}"><sheetData>{sheet_data}'
        f"</sheetData>{after}</worksheet>",
        **(parts or {}),
    }
    return zipped(content)


def zipped(content: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def inline(texts: Sequence[object]) -> str:
    """Return a row of inline strings and numbers without any cell references."""
    cells = (
        f"<c><v>{cell}</v></c>"
        if isinstance(cell, int | float)
        else f'<c t="inlineStr"><is><t>{escape(str(cell or ""))}</t></is></c>'
        for cell in texts
    )
    return f"<row>{''.join(cells)}</row>"


def placed(ref: str, inner: str, kind: str = "n", style: int = 0) -> str:
    return f"<c r={quoteattr(ref)} t={quoteattr(kind)} s={quoteattr(str(style))}>{inner}</c>"


def read(data: bytes, mapping: ColumnMapping | None = None, name: str = "plan") -> PlanReading:
    return read_plan(data, name, PRODUCTS, mapping)


def numbers(reading: PlanReading) -> list[str]:
    return [order.order for order in reading.orders]


def reasons(reading: PlanReading) -> list[tuple[int, str]]:
    return [(row.row, row.reason) for row in reading.rejected]


def skipped(reading: PlanReading) -> list[tuple[int, str]]:
    return [(row.row, row.why) for row in reading.skipped]
