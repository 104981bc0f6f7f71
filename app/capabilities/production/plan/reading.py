"""The front door: a plan file's bytes → its orders, its rejected rows and how it was understood."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from app.capabilities.production.plan.amounts import has_decimal_comma
from app.capabilities.production.plan.dates import DayOrder, day_order
from app.capabilities.production.plan.headers import unit_in
from app.capabilities.production.plan.layout import (
    Column,
    ColumnMapping,
    PlanLayout,
    find_layouts,
    mapped_layout,
    missing_columns,
)
from app.capabilities.production.plan.opening import open_sheets
from app.capabilities.production.plan.rules import (
    Judge,
    PlannedOrder,
    RejectedRow,
    order_key,
    order_number,
)
from app.capabilities.production.plan.sorting import PlanRow, SkippedRow, sort_rows
from app.kernel.refused import Refused
from app.kernel.workbooks.texts import half_width

MOST_ROWS = 50_000
"""Rows a plan may have; a year of the largest plant we know of is a tenth of that."""


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What a careful person reads in a plan file.

    Every row of the sheet is in exactly one of `orders`, `rejected` and `skipped`.
    `other_plans` names further sheets that look like plans and were not read.
    """

    name: str
    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    orders: tuple[PlannedOrder, ...]
    rejected: tuple[RejectedRow, ...]
    skipped: tuple[SkippedRow, ...]
    other_plans: tuple[str, ...]
    digest: str

    def skipped_count(self, why: str) -> int:
        """Return how many rows were left out as `why` (title, total, empty …)."""
        return sum(row.why == why for row in self.skipped)


def read_plan(
    data: bytes, name: str, products: Collection[str], mapping: ColumnMapping | None = None
) -> PlanReading:
    """Return what the file says; refuses with `plan.…` what is no readable plan.

    `name` is only spoken of, never trusted: the bytes tell what kind of file it is. `mapping`
    replaces the columns found by name. No row is dropped silently.
    """
    known = {half_width(code).upper(): code for code in products}
    layouts = _layouts(data, name, known, mapping)
    layout = layouts[0]
    if layout.missing:
        raise missing_columns(layout, name)
    if len(layout.sheet.rows) > MOST_ROWS:
        raise Refused("plan.too_large", name=name)
    rows, skipped = sort_rows(layout)
    orders, rejected = _judged(rows, _judge(layout, rows, known))
    return PlanReading(
        name=name,
        sheet=layout.sheet.name,
        header_row=layout.header_row,
        columns=layout.columns,
        orders=orders,
        rejected=rejected,
        skipped=tuple(skipped),
        other_plans=tuple(one.sheet.name for one in layouts[1:] if not one.missing and one.body),
        digest=hashlib.sha256(data).hexdigest(),
    )


def look_at(
    data: bytes, name: str, products: Collection[str], mapping: ColumnMapping | None = None
) -> PlanLayout:
    """Return sheet, header and columns alone, needed ones missing or not: for mapping on screen."""
    known = {half_width(code).upper(): code for code in products}
    return _layouts(data, name, known, mapping)[0]


def _layouts(
    data: bytes, name: str, known: Collection[str], mapping: ColumnMapping | None
) -> list[PlanLayout]:
    sheets = open_sheets(data, name)
    if mapping is not None:
        return [mapped_layout(sheets, mapping, known, name)]
    layouts = find_layouts(sheets, known)
    if not layouts:
        raise Refused("plan.not_a_plan", name=name)
    return layouts


def _judge(layout: PlanLayout, rows: list[PlanRow], known: dict[str, str]) -> Judge:
    label = next((c.header for c in layout.columns if c.field == "quantity"), "")
    comma = has_decimal_comma(row.text("quantity") for row in rows)
    return Judge(known, _day_order(rows), unit_in(label), comma)


def _day_order(rows: list[PlanRow]) -> DayOrder:
    return day_order(row.text(field) for row in rows for field in ("due", "start"))


def _judged(
    rows: list[PlanRow], judge: Judge
) -> tuple[tuple[PlannedOrder, ...], tuple[RejectedRow, ...]]:
    orders, rejected = [], []
    seen: dict[str, int] = {}
    for row in rows:
        judged = judge.judge(row, seen)
        if isinstance(judged, PlannedOrder):
            orders.append(judged)
        else:
            rejected.append(judged)
        if number := order_number(row.text("order")):
            seen.setdefault(order_key(number), row.number)
    return tuple(orders), tuple(rejected)
