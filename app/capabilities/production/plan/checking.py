"""Match what was read with what is planned already: new orders, known ones, rows that are bad."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.capabilities.production.orders.decisions import plan
from app.capabilities.production.orders.events import OrderPlanned
from app.capabilities.production.orders.tables import OrderRow
from app.capabilities.production.plan.reading import PlanReading
from app.capabilities.production.plan.rules import PlannedOrder, RejectedRow
from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.kernel.words import Bilingual, Words
from app.kernel.workbooks.filekind import MOST_BYTES

_CSV = ("row", "order", "why", "value")


@dataclass(frozen=True, slots=True)
class Makes:
    """A product that may be planned: what a row is called where the file does not say."""

    code: str
    name: Bilingual
    unit: Bilingual


@dataclass(frozen=True, slots=True)
class Clash:
    """A row whose order is planned already, but otherwise: `field` stands there as `planned`."""

    row: int
    order: str
    field: str
    value: str
    planned: str

    def sentence(self, words: Words) -> str:
        """Return what is wrong and what to do about it."""
        field = words(f"plan.field.{self.field}")
        return words("orders.import.planned_else", field=field, planned=self.planned)


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row that is not imported, as people read it."""

    row: int
    order: str
    sentence: str
    value: str


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A reading held against the journal; every row read is in `fresh`, `same` or a bad row."""

    reading: PlanReading
    fresh: tuple[OrderPlanned, ...]
    same: tuple[PlannedOrder, ...]
    clashes: tuple[Clash, ...]

    @property
    def bad_count(self) -> int:
        """Return how many rows are not fit to import."""
        return len(self.reading.rejected) + len(self.clashes)

    def bad_rows(self, words: Words) -> tuple[BadRow, ...]:
        """Return every bad row with its sentence, in the order of the file."""
        rows: tuple[RejectedRow | Clash, ...] = (*self.reading.rejected, *self.clashes)
        return tuple(
            BadRow(one.row, one.order, one.sentence(words), _value(one))
            for one in sorted(rows, key=lambda one: one.row)
        )

    def amounts(self) -> tuple[tuple[str, Decimal], ...]:
        """Return how much the new orders come to, by unit in the order of the file."""
        found: dict[str, Decimal] = {}
        for one in self.fresh:
            found[one.unit] = found.get(one.unit, Decimal(0)) + one.quantity
        return tuple(found.items())


def check(
    reading: PlanReading, products: Iterable[Makes], known: Mapping[str, OrderRow]
) -> CheckedPlan:
    """Sort the readable rows by what importing them would do."""
    makes = {one.code: one for one in products}
    fresh, same, clashes = [], [], []
    for one in reading.orders:
        wanted = _planned(one, reading, makes[one.product_code])
        existing = known.get(one.order)
        try:
            new = plan(wanted, existing)
        except Refused:
            assert existing is not None
            clashes.append(_clash(one.row, wanted, existing))
        else:
            if new is None:
                same.append(one)
            else:
                fresh.append(new)
    return CheckedPlan(reading, tuple(fresh), tuple(same), tuple(clashes))


def file_content(path: Path) -> bytes:
    """Return what a plan's file holds. Refusals: `plan.no_such_file`, `plan.too_large`."""
    name = path.name or str(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused("plan.too_large", name=name)
        return path.read_bytes()
    except OSError as trouble:
        raise Refused("plan.no_such_file", name=name) from trouble


def bad_rows_as_csv(rows: Iterable[BadRow], words: Words) -> bytes:
    """Return the bad rows as a sheet that spreadsheet programs open with its signs intact."""
    text = io.StringIO(newline="")
    sheet = csv.writer(text)
    sheet.writerow([words(f"orders.import.bad.{column}") for column in _CSV])
    for one in rows:
        sheet.writerow([one.row, _inert(one.order), one.sentence, _inert(one.value)])
    return text.getvalue().encode("utf-8-sig")


def _planned(one: PlannedOrder, reading: PlanReading, made: Makes) -> OrderPlanned:
    return OrderPlanned(
        order=one.order,
        product=one.product_code,
        product_name=one.product_name or made.name.zh,
        quantity=one.quantity,
        unit=one.unit or made.unit.zh,
        due=one.due.isoformat(),
        start=one.start.isoformat() if one.start else "",
        priority=one.priority or "",
        remark=one.remark or "",
        file=reading.name,
        source=reading.digest,
    )


def _clash(row: int, wanted: OrderPlanned, existing: OrderRow) -> Clash:
    pairs = (
        ("product_code", wanted.product, existing.product),
        ("quantity", plain(wanted.quantity), plain(existing.quantity)),
        ("due", wanted.due, existing.due),
    )
    field, value, planned = next(pair for pair in pairs if pair[1] != pair[2])
    return Clash(row, wanted.order, field, value, planned)


def _value(one: RejectedRow | Clash) -> str:
    return one.fault.value if isinstance(one, RejectedRow) else one.value


def _inert(text: str) -> str:
    """Return `text` so that no spreadsheet program takes it for a formula and calculates it."""
    return f"'{text}" if text[:1] in ("=", "+", "@") else text
