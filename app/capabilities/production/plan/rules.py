"""Judge one row of a plan: an order fit to import, or every reason why it is not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.capabilities.production.plan.amounts import Amount, read_amount
from app.capabilities.production.plan.dates import DayOrder, read_day
from app.capabilities.production.plan.sheet import is_formula_error
from app.capabilities.production.plan.sorting import PlanRow
from app.kernel.words import Words
from app.kernel.workbooks.texts import half_width, shown

REASONS = (
    "missing_order",
    "duplicate_order",
    "missing_product",
    "unknown_product",
    "missing_quantity",
    "bad_quantity",
    "negative_quantity",
    "zero_quantity",
    "absurd_quantity",
    "missing_date",
    "bad_date",
    "due_before_start",
    "formula_error",
)

_NOTHING = re.compile(r"[-/\\—–－]+|无|n/?a|none|null|nil", re.IGNORECASE)
_SPOILT_NUMBER = re.compile(r"[0-9]\.[0-9]+E\+[0-9]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """One row fit to import. Unit, name and the rest are None where the file has none."""

    row: int
    order: str
    product_code: str
    product_name: str | None
    quantity: Decimal
    unit: str | None
    due: date
    start: date | None
    priority: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a row: the reason, the offending text, and what it clashes with."""

    reason: str
    value: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that is no order: the first fault found names it, `also` are the others."""

    row: int
    order: str
    fault: Fault
    also: tuple[Fault, ...] = ()

    @property
    def reason(self) -> str:
        return self.fault.reason

    def sentence(self, words: Words) -> str:
        """Return what is wrong and what to do about it."""
        fault = self.fault
        return words(f"plan.reason.{fault.reason}", value=fault.value, other=fault.other)


@dataclass(frozen=True, slots=True)
class Judge:
    """What all rows of one file are judged by."""

    products: Mapping[str, str]
    day_order: DayOrder
    unit: str | None = None
    decimal_comma: bool = False

    def judge(self, row: PlanRow, seen: Mapping[str, int]) -> PlannedOrder | RejectedRow:
        """Return the order or the reasons. `seen`: earlier rows by `order_key`."""
        order = order_number(row.text("order"))
        product = self._product(row.text("product_code"))
        amount = self._amount(row)
        due = self._day(row.text("due"), is_needed=True)
        start = self._day(row.text("start"), is_needed=False)
        found = (_order_fault(row, order, seen), product, amount, due, start)
        faults = (*(f for f in found if isinstance(f, Fault)), *_other_faults(row, due, start))
        if faults:
            return RejectedRow(row.number, order, faults[0], faults[1:])
        assert isinstance(product, str)
        assert isinstance(amount, Amount)
        assert isinstance(due, date)
        return PlannedOrder(
            row=row.number,
            order=order,
            product_code=product,
            product_name=shown(row.text("product_name")) or None,
            quantity=amount.value,
            unit=self._unit(row) or amount.unit,
            due=due,
            start=start if isinstance(start, date) else None,
            priority=half_width(row.text("priority")) or None,
            remark=shown(row.text("remark")) or None,
        )

    def _product(self, text: str) -> str | Fault:
        code = half_width(text)
        if not code or _NOTHING.fullmatch(code):
            return Fault("missing_product", code)
        if is_formula_error(code):
            return Fault("formula_error", code)
        return self.products.get(code.upper()) or Fault("unknown_product", code)

    def _amount(self, row: PlanRow) -> Amount | Fault:
        text = row.text("quantity")
        amount = read_amount(text, self._unit(row), decimal_comma=self.decimal_comma)
        return amount if isinstance(amount, Amount) else Fault(amount, half_width(text))

    def _unit(self, row: PlanRow) -> str | None:
        return shown(row.text("unit")) or self.unit

    def _day(self, text: str, *, is_needed: bool) -> date | Fault | None:
        if not text or (not is_needed and _NOTHING.fullmatch(half_width(text))):
            return Fault("missing_date") if is_needed else None
        if is_formula_error(text):
            return Fault("formula_error", text)
        return read_day(text, self.day_order) or Fault("bad_date", half_width(text))


def order_number(text: str) -> str:
    """Return an order's number as it is kept: half-width, trimmed, leading zeros in place."""
    number = half_width(text)
    return "" if _NOTHING.fullmatch(number) else number


def order_key(order: str) -> str:
    """Return what two spellings of one order number have in common."""
    return order.casefold()


def _order_fault(row: PlanRow, order: str, seen: Mapping[str, int]) -> Fault | None:
    if is_formula_error(order):
        return Fault("formula_error", order)
    if not order or _SPOILT_NUMBER.fullmatch(order):  # 1.23457E+11 has lost its last digits
        return Fault("missing_order", half_width(row.text("order")))
    if first := seen.get(order_key(order)):
        return Fault("duplicate_order", order, str(first))
    return None


def _other_faults(
    row: PlanRow, due: date | Fault | None, start: date | Fault | None
) -> Iterator[Fault]:
    if isinstance(due, date) and isinstance(start, date) and due < start:
        yield Fault("due_before_start", due.isoformat(), start.isoformat())
    for field in ("product_name", "unit", "priority", "remark"):
        if is_formula_error(row.text(field)):
            yield Fault("formula_error", row.text(field))
