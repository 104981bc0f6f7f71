"""Sort the rows below a header: what may be an order, and what is left out on purpose and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.production.plan.amounts import Amount, read_amount
from app.capabilities.production.plan.headers import NEEDED, recognise
from app.capabilities.production.plan.layout import PlanLayout
from app.capabilities.production.plan.sheet import Merge, Row
from app.kernel.refused import Refused
from app.kernel.workbooks.texts import half_width

SKIPPED = ("title", "empty", "header", "total", "note", "below_total", "hidden")

_WORDS = "合计|总计|小计|共计|总数量?|累计|汇总|sub-?total|grand ?total|totals?|sum"
_TOTAL = re.compile(
    rf"(?:本页|本单|本表|全部|以上)?(?:{_WORDS})(?:数量?)?(?:[:(\d].*)?|.*(?:合计|小计|总计|subtotal)",
    re.I,
)
_SUBTOTAL = re.compile(r"小计|本页|sub-?total", re.I)
_NOTE = re.compile(
    r"(制单|制表|编制|拟制|审核|审批|批准|复核|核准|核对|会签|计划员|主管|经理|打印|日期|备注|注意?|说明|"
    r"prepared|approved|checked|reviewed|printed|issued|page|notes?|remarks?)(?:[^:]{0,8}:.*|人|员|者|签字|时间|by)?"
    r"|第 ?\d+ ?页.*|共 ?\d+ ?页.*|page \d+.*|注\d*[.、].*|[*※].*",
    re.I | re.S,
)
_ORDER_ALONE = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-_/.#]*[0-9][A-Za-z0-9\-_/.#]*")
_MOST_MERGED = 1_000_000


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row left out on purpose; `why` is one of SKIPPED."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row that may be an order: its number and the text of each field that has a column."""

    number: int
    texts: Mapping[str, str]

    def text(self, field: str) -> str:
        return self.texts.get(field, "")


def sort_rows(layout: PlanLayout) -> tuple[list[PlanRow], list[SkippedRow]]:
    """Return the rows to judge and the rows left out; together every row that the sheet has."""
    skipped = [
        _above(row, layout.header_row)
        for row in layout.sheet.rows
        if row.number <= layout.header_row
    ]
    kinds = _kinds(layout)
    last = max((at for at, (_, kind) in enumerate(kinds) if kind == "total"), default=len(kinds))
    data, is_below = [], False
    for at, (row, kind) in enumerate(kinds):
        if kind == "data" and is_below and (at > last or not _is_whole(row)):
            kind = "below_total"
        is_below = is_below or kind == "total"
        if kind == "data":
            data.append(row)
        else:
            skipped.append(SkippedRow(row.number, kind.removeprefix("sub")))
    return data, skipped


def _above(row: Row, header_row: int) -> SkippedRow:
    if row.number == header_row:
        return SkippedRow(row.number, "header")
    return SkippedRow(row.number, "title" if row.cells else "empty")


def _kinds(layout: PlanLayout) -> list[tuple[PlanRow, str]]:
    """Return every row below the header with its kind; a subtotal does not end the table."""
    columns = layout.by_field
    merged = _merged(layout)
    kinds, so_far = [], Decimal(0)
    for row in layout.body:
        own = {f: row.cells[at] for f, at in columns.items() if at in row.cells}
        filled = merged.get(row.number, {}) if own else {}
        texts = {f: filled[at] for f, at in columns.items() if at in filled and f != "quantity"}
        plan_row = PlanRow(row.number, texts | own)
        kind = _kind(row, plan_row, so_far)
        so_far = so_far + _amount(plan_row) if kind == "data" else so_far
        kinds.append((plan_row, kind))
    return kinds


def _kind(row: Row, plan_row: PlanRow, so_far: Decimal) -> str:
    if row.is_hidden:
        return "hidden"
    if not row.cells:
        return "empty"
    if total := _total(row, plan_row, so_far):
        return total
    if not plan_row.text("quantity")[:1].isdigit() and _is_header(row):
        return "header"
    if not any(plan_row.text(field) for field in NEEDED):
        return "note" if _says_something(row, plan_row) else "empty"
    return "note" if _is_note(plan_row) else "data"


def _total(row: Row, plan_row: PlanRow, so_far: Decimal) -> str:
    naming = [plan_row.text(field) for field in ("order", "product_code", "product_name")]
    named = [row.cells[min(row.cells)], *naming] if any(naming[:2]) else list(row.cells.values())
    words = [w for text in named if _TOTAL.fullmatch(w := _squeezed(text))]
    is_order = plan_row.text("order") and plan_row.text("product_code") and plan_row.text("due")
    if words and not is_order:
        return "subtotal" if any(_SUBTOTAL.search(word) for word in words) else "total"
    alone = all(
        not plan_row.text(f) for f in ("order", "product_code", "product_name", "due", "start")
    )
    return "total" if alone and so_far and _amount(plan_row) == so_far else ""


def _is_header(row: Row) -> bool:
    """Tell a header printed again on the next page, or its second language."""
    labels = [m.field for text in row.cells.values() if (m := recognise(text)) and not m.is_guess]
    return len(set(labels) & set(NEEDED)) >= 2 and len(set(labels)) >= 3


def _says_something(row: Row, plan_row: PlanRow) -> bool:
    """Tell a note from an unfilled line that has only its running number and unit printed."""
    printed = ("unit", "priority")
    texts = {t for f, t in plan_row.texts.items() if f not in printed}
    others = [t for t in row.cells.values() if t not in plan_row.texts.values()]
    return bool(texts) or any(not half_width(text).isdecimal() for text in others)


def _is_note(row: PlanRow) -> bool:
    """Tell people, page numbers and headings in the columns of orders from a faulty order."""
    said = [text for field in NEEDED if (text := half_width(row.text(field)))]
    quantity = half_width(row.text("quantity"))
    is_counted = bool(quantity) and not _NOTE.fullmatch(quantity)
    if not is_counted and any(_NOTE.fullmatch(text) for text in said):
        return True
    is_alone = len(said) == 1 and not row.text("product_name") and not row.text("start")
    return is_alone and bool(row.text("order")) and not _ORDER_ALONE.fullmatch(said[0])


def _is_whole(row: PlanRow) -> bool:
    """Tell an order between two totals from a summary of the first one."""
    return all(row.text(field) for field in NEEDED)


def _amount(row: PlanRow) -> Decimal:
    amount = read_amount(row.text("quantity"), row.text("unit"))
    return amount.value if isinstance(amount, Amount) else Decimal(0)


def _merged(layout: PlanLayout) -> dict[int, dict[int, str]]:
    """Return what cells merged downwards say for the rows below their first."""
    at_row = {row.number: row for row in layout.body}
    texts: dict[int, dict[int, str]] = {}
    tall = [m for m in layout.sheet.merges if m.top in at_row and m.bottom > m.top]
    last = max(at_row, default=0)
    if sum(min(m.bottom, last) - m.top for m in tall) > _MOST_MERGED:
        raise Refused("plan.too_large", name=layout.sheet.name)
    for merge in tall:
        _fill(texts, merge, at_row[merge.top].cells.get(merge.left, ""), last)
    return texts


def _fill(texts: dict[int, dict[int, str]], merge: Merge, text: str, last: int) -> None:
    for number in range(merge.top + 1, min(merge.bottom, last) + 1):
        if text:
            texts.setdefault(number, {})[merge.left] = text


def _squeezed(text: str) -> str:
    """Return `text` half-width with the spaces of 合　计 closed up."""
    return re.sub(r"(?<=[一-鿿]) (?=[一-鿿])", "", half_width(text))
