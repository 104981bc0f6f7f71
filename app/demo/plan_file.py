"""The demo's production plan as an ERP writes one: titles above, a total below, real dates.

write_plan(Path("生产计划_LA-316.xlsx"), date.today())
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FILE_NAME = "生产计划_LA-316.xlsx"

HEADERS = (
    "任务单号",
    "产品代码",
    "产品名称",
    "规格",
    "计划生产数量",
    "单位",
    "计划开工日期",
    "计划完工日期",
    "优先级",
    "备注",
)
_WIDTHS = (14, 11, 27, 20, 14, 7, 14, 14, 9, 20)
_HEADER_ROW = 4
_LAST = "J"


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    product: str
    name: str
    size: str
    quantity: int
    unit: str
    starts_in: int
    days: int
    priority: str
    remark: str = ""


_ADAPTOR = ("LA-316", "316L鲁尔接头", "Φ3.925~3.990")
_SET = ("IS-20F", "一次性使用输液器（20滴/mL）", "重力式 15µm")
_LINES = (
    _Line(471, *_ADAPTOR, 200, "个", 0, 2, "加急", "序列号管理"),
    _Line(472, *_ADAPTOR, 60, "个", 1, 4, "普通"),
    _Line(473, *_SET, 20_000, "套", 1, 8, "高"),
    _Line(474, *_ADAPTOR, 100, "个", 1, 5, "普通"),
)


def write_plan(path: Path, today: date) -> None:
    """Write the plan: three orders of LA-316 and one of IS-20F, due in the days after `today`."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "生产任务单"
    _titles(sheet, today)
    for column, text in enumerate(HEADERS, start=1):
        _framed(sheet, _HEADER_ROW, column, text, is_head=True)
    for row, line in enumerate(_LINES, start=_HEADER_ROW + 1):
        _write_line(sheet, row, line, today)
    _closing(sheet, _HEADER_ROW + len(_LINES) + 1)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    book.save(path)


def _titles(sheet: Worksheet, today: date) -> None:
    until = today + timedelta(days=27)
    titles = (
        ("清溪医疗器械（演示）有限公司", 12),
        ("生产任务单（汇总表）", 16),
        (f"生产车间：洁净一车间　　计划期间：{today} 至 {until}　　打印日期：{today}", 10),
    )
    for row, (text, size) in enumerate(titles, start=1):
        sheet.merge_cells(f"A{row}:{_LAST}{row}")
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name="宋体", size=size, bold=size > 10)
        cell.alignment = Alignment(horizontal="center", vertical="center")


def _write_line(sheet: Worksheet, row: int, line: _Line, today: date) -> None:
    start = today + timedelta(days=line.starts_in)
    values = (
        f"WORK{line.number:06d}",
        line.product,
        line.name,
        line.size,
        line.quantity,
        line.unit,
        start,
        start + timedelta(days=line.days),
        line.priority,
        line.remark or None,
    )
    for column, value in enumerate(values, start=1):
        _framed(sheet, row, column, value)
    sheet.cell(row, 5).number_format = "#,##0"
    for column in (7, 8):
        sheet.cell(row, column).number_format = "yyyy-mm-dd"


def _closing(sheet: Worksheet, row: int) -> None:
    sheet.merge_cells(f"A{row}:D{row}")
    for column in range(1, len(HEADERS) + 1):
        _framed(sheet, row, column, None)
    sheet.cell(row, 1).value = "合计"
    sheet.cell(row, 5).value = f"=SUM(E{_HEADER_ROW + 1}:E{row - 1})"
    sheet.cell(row, 5).number_format = "#,##0"
    for column, text in ((1, "制单：计划员"), (4, "审核：主管"), (8, "第 1 页 共 1 页")):
        sheet.cell(row + 2, column, text)


def _framed(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | int | date | None,
    *,
    is_head: bool = False,
) -> None:
    cell = sheet.cell(row, column)
    if value is not None:
        cell.value = value
    thin = Side(style="thin", color="FF808080")
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    cell.font = Font(name="宋体", size=10, bold=is_head)
    if is_head:
        cell.fill = PatternFill("solid", start_color="FFD9E2F3")
        cell.alignment = Alignment(horizontal="center")
