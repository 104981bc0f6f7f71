"""Where a plan's header stands and which column is which field; a person may say otherwise."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.capabilities.production.plan.header import Header, best_header, header_at, is_hit
from app.capabilities.production.plan.headers import FIELDS, NEEDED
from app.capabilities.production.plan.sheet import PlanSheet, Row
from app.kernel.refused import Refused
from app.kernel.words import Bilingual, Words
from app.kernel.workbooks.texts import column_index, column_letter

_HITS_WITHIN = 200


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What a person chose on screen: (column letter, field) pairs, complete in themselves."""

    fields: tuple[tuple[str, str], ...]
    sheet: str | None = None
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the file has it. `confidence`: sure, guess, person, or none without a field."""

    letter: str
    header: str
    field: str | None
    sample: str
    confidence: str


@dataclass(frozen=True, slots=True)
class PlanLayout:
    """A sheet with its header found; `missing` are needed fields that no column was found for."""

    sheet: PlanSheet
    header_row: int
    columns: tuple[Column, ...]

    @property
    def by_field(self) -> dict[str, int]:
        """Return the column index of each field that has one."""
        return {c.field: column_index(c.letter) for c in self.columns if c.field}

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the needed fields without a column."""
        have = self.by_field
        return tuple(field for field in NEEDED if field not in have)

    @property
    def body(self) -> tuple[Row, ...]:
        """Return the rows below the header."""
        return _below(self.sheet, self.header_row)


def find_layouts(sheets: tuple[PlanSheet, ...], products: Collection[str]) -> list[PlanLayout]:
    """Return the visible sheets that look like a plan, the most likely one first."""
    headers = ((sheet, best_header(sheet)) for sheet in sheets if not sheet.is_hidden)
    found = [_by_names(sheet, header, products) for sheet, header in headers if header]
    return sorted(found, key=_likelihood, reverse=True)


def mapped_layout(
    sheets: tuple[PlanSheet, ...], mapping: ColumnMapping, products: Collection[str], name: str
) -> PlanLayout:
    """Return the layout a person chose; refuses what contradicts itself or the file."""
    _check(mapping, name)
    candidates = tuple(s for s in sheets if mapping.sheet in (None, s.name))
    likely = find_layouts(candidates, products)
    if mapping.header_row is None and likely:
        return _by_person(likely[0], mapping)
    sheet = likely[0].sheet if likely else next((s for s in candidates if not s.is_hidden), None)
    if sheet is None or mapping.header_row is None:
        raise Refused("plan.not_a_plan", name=name)
    layout = _laid_out(sheet, header_at(sheet, mapping.header_row), {})
    return _by_person(layout, mapping)


def missing_columns(layout: PlanLayout, name: str) -> Refused:
    """Return the refusal that names the needed fields without a column, in both languages."""
    zh, en = Words("zh_CN"), Words("en")
    fields = Bilingual(
        zh="、".join(zh(f"plan.field.{field}") for field in layout.missing),
        en=", ".join(en(f"plan.field.{field}") for field in layout.missing),
    )
    return Refused("plan.missing_columns", name=name, row=layout.header_row, fields=fields)


def _likelihood(layout: PlanLayout) -> tuple[int, bool, int]:
    fields = layout.by_field
    return len(fields) - len(fields.keys() - set(NEEDED)), bool(layout.body), len(fields)


def _by_names(sheet: PlanSheet, header: Header, products: Collection[str]) -> PlanLayout:
    chosen = header.assigned(sheet.hidden_columns)
    told = _column_of_products(sheet, header, chosen, products)
    if told is not None:
        chosen = {at: field for at, field in chosen.items() if field != "product_code"}
        chosen[told] = "product_code"
    return _laid_out(sheet, header, chosen)


def _column_of_products(
    sheet: PlanSheet, header: Header, chosen: Mapping[int, str], products: Collection[str]
) -> int | None:
    """Return the column that holds known codes, where the one called so holds none of them.

    An ERP's own number may stand under 物料编码 and the product under 型号.
    """
    rows = _below(sheet, header.last)[:_HITS_WITHIN]
    filled: dict[int, int] = {}
    hits: dict[int, int] = {}
    for row in rows:
        for at, text in row.cells.items():
            filled[at] = filled.get(at, 0) + 1
            hits[at] = hits.get(at, 0) + is_hit(text, products)
    if any(hits.get(at) for at, field in chosen.items() if field == "product_code"):
        return None
    free = [at for at in hits if chosen.get(at) in (None, "product_name", "product_code")]
    best = max(free, key=lambda at: (hits[at], -at), default=None)
    if best is None or best in sheet.hidden_columns or hits[best] * 2 < filled[best]:
        return None
    return best


def _laid_out(sheet: PlanSheet, header: Header, chosen: Mapping[int, str]) -> PlanLayout:
    samples: dict[int, str] = {}
    for row in _below(sheet, header.last):
        samples = {**row.cells, **samples} if row.cells.keys() - samples.keys() else samples
    columns = (
        Column(
            column_letter(at),
            " ".join(header.labels.get(at, "").split()),
            chosen.get(at),
            samples.get(at, ""),
            header.confidence(at, chosen.get(at)),
        )
        for at in sorted(header.labels.keys() | samples.keys())
    )
    return PlanLayout(sheet, header.last, tuple(columns))


def _by_person(layout: PlanLayout, mapping: ColumnMapping) -> PlanLayout:
    said = {letter.upper(): field for letter, field in mapping.fields}
    known = {column.letter for column in layout.columns}
    columns = [
        Column(c.letter, c.header, f := said.get(c.letter), c.sample, "person" if f else "none")
        for c in layout.columns
    ]
    beyond = [Column(at, "", field, "", "person") for at, field in said.items() if at not in known]
    return PlanLayout(layout.sheet, layout.header_row, (*columns, *beyond))


def _check(mapping: ColumnMapping, name: str) -> None:
    letters = [letter.upper() for letter, _ in mapping.fields]
    fields = [field for _, field in mapping.fields]
    if (
        any(field not in FIELDS for field in fields)
        or min(map(column_index, letters), default=0) < 0
    ):
        raise Refused("plan.no_such_column", name=name)
    if len(set(letters)) < len(letters) or len(set(fields)) < len(fields):
        raise Refused("plan.column_twice", name=name)


def _below(sheet: PlanSheet, header_row: int) -> tuple[Row, ...]:
    return tuple(row for row in sheet.rows if row.number > header_row)
