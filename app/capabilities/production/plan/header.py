"""Find the header of a sheet: the first row, or two rows together, that name what a plan needs."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from app.capabilities.production.plan.headers import NEEDED, Match, recognise
from app.capabilities.production.plan.sheet import PlanSheet, Row
from app.kernel.workbooks.texts import half_width

_WITHIN = 60
"""Rows looked at; letterheads and filters above a header are shorter."""
_LEAST = 2
"""Fields a row must name to be taken for a header at all."""


@dataclass(frozen=True)
class Header:
    """A row (or two) that may be the header, and what its columns are called."""

    last: int
    readings: Mapping[int, tuple[str, ...]]

    @property
    def labels(self) -> dict[int, str]:
        """Return the label of each column, that of two rows put together."""
        return {at: readings[0] for at, readings in self.readings.items()}

    @cached_property
    def matches(self) -> dict[int, Match]:
        """Return the best field of each column that is recognised."""
        found = {}
        for at, readings in self.readings.items():
            matches = [m for reading in readings if (m := recognise(reading))]
            if matches:
                found[at] = min(matches, key=lambda match: match.rank)
        return found

    @cached_property
    def worth(self) -> tuple[int, int, int]:
        """Return how much it looks like a plan: needed fields, all fields, sure ones."""
        fields = {match.field for match in self.matches.values()}
        sure = {match.field for match in self.matches.values() if not match.is_guess}
        return len(fields & set(NEEDED)), len(fields), len(sure)

    def assigned(self, hidden: frozenset[int]) -> dict[int, str]:
        """Return the field of each column, a field once: the better name, visible before hidden.

        What is hidden counts only where a needed field stands nowhere else.
        """
        ranked = sorted(self.matches.items(), key=lambda it: (it[0] in hidden, it[1].rank, it[0]))
        chosen: dict[int, str] = {}
        for at, match in ranked:
            is_open = match.field not in chosen.values()
            if is_open and (at not in hidden or match.field in NEEDED):
                chosen[at] = match.field
        return chosen

    def confidence(self, at: int, field: str | None) -> str:
        """Return how sure it is that column `at` holds `field`."""
        if field is None:
            return "none"
        match = self.matches.get(at)
        return "sure" if match and match.field == field and not match.is_guess else "guess"


def best_header(sheet: PlanSheet) -> Header | None:
    """Return the first header that names all that is needed, else the one that names most."""
    rows = [row for row in sheet.rows if not row.is_hidden and row.cells][:_WITHIN]
    candidates = [*_single_rows(rows), *_pairs_of_rows(rows)]
    complete = [header.last for header in candidates if header.worth[0] == len(NEEDED)]
    if complete:  # a second table further down may name more, but it is not the first
        candidates = [h for h in candidates if h.last - min(complete) in (0, 1)]
    best = max(candidates, key=lambda header: header.worth, default=None)
    return best if best and best.worth[1] >= _LEAST else None


def header_at(sheet: PlanSheet, number: int) -> Header:
    """Return the header row a person pointed at."""
    row = next((row for row in sheet.rows if row.number == number), None)
    return Header(number, {at: (text,) for at, text in row.cells.items()} if row else {})


def is_hit(text: str, products: Collection[str]) -> bool:
    """Tell whether a cell holds a known product code (given in upper case)."""
    return half_width(text).upper() in products


def _single_rows(rows: list[Row]) -> Iterator[Header]:
    for row in rows:
        yield Header(row.number, {at: (text,) for at, text in row.cells.items()})


def _pairs_of_rows(rows: list[Row]) -> Iterator[Header]:
    for upper, lower in pairwise(rows):
        is_title = not any(recognise(text) for text in upper.cells.values())
        if lower.number == upper.number + 1 and not is_title:
            yield _two_rows(upper, lower)


def _two_rows(upper: Row, lower: Row) -> Header:
    """Read two rows as one header: 计划日期 above 开工 and 完工 stands over both."""
    readings: dict[int, tuple[str, ...]] = {}
    above = ""
    for at in sorted(upper.cells.keys() | lower.cells.keys()):
        above = upper.cells.get(at, above)
        below = lower.cells.get(at)
        readings[at] = (f"{above}{below}", below) if below else (upper.cells[at],)
    return Header(lower.number, readings)
