"""The rows of a sheet in reading order: headings, label rows and tables, form by form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.capabilities.forms.sheets.boxes import boxes_in
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.inline import inline_pairs
from app.capabilities.forms.sheets.labels import is_known_label
from app.capabilities.forms.sheets.pairs import Found, PairReader, is_closing_row
from app.capabilities.forms.sheets.registers import Register, register_at
from app.capabilities.forms.sheets.signs import half, is_none_mark, key, one_line
from app.capabilities.forms.sheets.tables import Table
from app.capabilities.forms.sheets.titles import (
    is_aside,
    is_company,
    is_form_number,
    is_numbered,
    is_title,
    without_company,
)

_FRAME = re.compile(
    r"^(?:表单|文件|表格|记录)?(?:编号|版本|版次)|^(?:form|doc|document)\b|^rev\b|^page\b|^第.*页",
    re.I,
)


_PART = re.compile(r"(?:信息|内容|参数|项目|部分|information|details|data|section)$", re.I)
"""What names a part of a form rather than a box."""
_SIGNS = re.compile(r"(?:签[名字章]|人|员|signature|signed|by)$")
"""How a label ends behind which somebody signs; a title with a box behind it is none."""
_UNIT_LINE = re.compile(r"^\(?(?:(?:计量|尺寸)?单位|units?)\s*:\s*([^\s:()]{1,12})\)?$", re.I)
"""A line above a table that gives the unit of all of it."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """Pairs of one visible row."""

    row: int
    found: tuple[Found, ...]


@dataclass(slots=True)
class FormLines:
    """What belongs to one form, in reading order; tables carry the heading right above them."""

    title: str = ""
    parts: list[PairRow | tuple[Table | Register, str]] = field(default_factory=list)

    @property
    def is_signed(self) -> bool:
        """Tell whether its signers have been read: what follows with a title is another form."""
        return any(isinstance(part, PairRow) and is_closing_row(part.found) for part in self.parts)

    @property
    def tables(self) -> list[Table]:
        """Return its tables of characteristics."""
        return [table for table in self._blocks if isinstance(table, Table)]

    @property
    def registers(self) -> list[Register]:
        """Return its lines to fill under headings with limits."""
        return [register for register in self._blocks if isinstance(register, Register)]

    @property
    def _blocks(self) -> list[Table | Register]:
        return [part[0] for part in self.parts if isinstance(part, tuple)]

    def is_closing(self, at: int) -> bool:
        """Tell whether a part stands in the closing block: below a table, or the last to sign."""
        before = any(isinstance(part, tuple) for part in self.parts[:at])
        if before or self._blocks:
            return before
        rest = self.parts[at:]
        return all(isinstance(part, PairRow) and is_closing_row(part.found) for part in rest)


def forms_in(grid: Grid, tables: tuple[Table, ...], reader: PairReader) -> list[FormLines]:
    """Return the forms of a sheet, one below the other; those without content are left out."""
    by_top: dict[int, list[Table]] = {}
    for table in tables:
        by_top.setdefault(table.top, []).append(table)
    sorter = _Sorter(grid, reader, by_top)
    row = 0
    while row < len(grid.rows):
        if beside := by_top.get(row):
            sorter.take_tables(beside)
            row = max(table.bottom for table in beside) + 1
        elif register := register_at(grid, row):
            sorter.take_register(register)
            row = register.bottom + 1
        else:
            sorter.take_row(row)
            row += 1
    return [form for form in sorter.forms if form.parts]


@dataclass(slots=True)
class _Sorter:
    grid: Grid
    reader: PairReader
    tops: Mapping[int, Sequence[Table]]
    """Tables by the row where they begin."""
    forms: list[FormLines] = field(default_factory=lambda: [FormLines()])
    heading: str = ""
    has_company: bool = False

    def take_tables(self, beside: Sequence[Table]) -> None:
        for table in beside:
            heading = self._own_heading(table) if len(beside) > 1 else ""
            self.forms[-1].parts.append((table, heading or self.heading))
        self.heading, self.has_company = "", False

    def take_register(self, register: Register) -> None:
        self.forms[-1].parts.append((register, self.heading))
        self.heading, self.has_company = "", False

    def _own_heading(self, table: Table) -> str:
        """Return what stands right above one of several tables side by side, and over it alone."""
        above = [a for a in table.grid.row(max(table.top - 1, 0)) if a.text]
        is_own = len(above) == 1 and above[0].width * 2 > len(table.grid.columns)
        return one_line(above[0].text) if is_own and not boxes_in(above[0].text) else ""

    def _heads_tables_beside(self, row: int) -> bool:
        """Tell whether a row holds only headings of tables that stand side by side below it."""
        beside = self.tops.get(row + 1, ())
        headings = [self._own_heading(table) for table in beside]
        texts = [a for a in self.grid.starting(row) if a.text]
        return len(beside) > 1 and 1 < sum(map(bool, headings)) == len(texts)

    def take_row(self, row: int) -> None:
        areas = [a for a in self.grid.starting(row) if a.text and not is_none_mark(a.text)]
        if not areas or self._heads_tables_beside(row):
            return
        skipped = {(a.top, a.left) for a in areas if self._is_frame(a)}
        rest = [a for a in areas if (a.top, a.left) not in skipped]
        if len(rest) == 1 and (unit := _UNIT_LINE.match(half(one_line(rest[0].text)))):
            self.heading = f"{self.heading or '-'}({unit[1]})"
            return
        heading = self._heading(rest)
        if heading is not None:
            skipped.add((heading.top, heading.left))
            self._take_heading(heading, has_number=len(rest) < len(areas))
        if self.reader.is_below_labels(row, frozenset(skipped)):
            return
        found = self.reader.row(row, frozenset(skipped))
        if found:
            self.forms[-1].parts.append(PairRow(row, tuple(found)))
            self.heading, self.has_company = "", False

    def _is_frame(self, area: Area) -> bool:
        """Tell whether an area holds the form's number; a code beside a label is its box."""
        if not is_form_number(area.text) or boxes_in(area.text):
            return False
        if area.left == 0:
            return True
        before = self.grid.at(area.top, area.left - 1)
        return not is_known_label(before.text) or is_title(before.text)

    def _heading(self, areas: list[Area]) -> Area | None:
        """Return the area of a row that heads what follows; None where the row is of boxes."""
        if not areas:
            return None
        first = max(areas, key=lambda a: a.width)
        others = [a for a in areas if a is not first]
        text = one_line(first.text)
        if is_aside(first.text) or boxes_in(first.text) or half(text).endswith((":", "_")):
            return None
        if any(not is_form_like(a.text) for a in others) or len(text) > 90:
            return None
        if len(inline_pairs(first.text)) > 1:
            return None
        if _SIGNS.search(key(text)) and self._has_box_behind(first):
            return None
        if is_company(first.text) or is_title(without_company(first.text)):
            return first if self._is_wide(first) or self._is_alone(first) else None
        is_label = self._labels(first) and first.bottom + 1 not in self.tops
        return first if self._is_wide(first) and not is_label else None

    def _has_box_behind(self, area: Area) -> bool:
        beside = area.right + 1
        return beside < len(self.grid.columns) and self.grid.at(area.top, beside).is_blank

    def _labels(self, area: Area) -> bool:
        """Tell whether a wide text asks for something, with the box below or in the cell itself."""
        if is_numbered(area.text) or _PART.search(one_line(area.text)):
            return False
        outside = re.sub(r"[(（\[][^()（）\[\]]*[)）\]]", "", area.text)
        return "：" in outside or is_known_label(area.text)

    def _is_wide(self, area: Area) -> bool:
        return area.width * 2 >= self._used_columns() and area.width > 2

    def _used_columns(self) -> int:
        return max(len(self.grid.columns) - 1, 1)

    def _is_alone(self, area: Area) -> bool:
        """Tell whether nothing to fill stands beside a text: no wide or listed box."""
        beside = self.grid.row(area.top)
        boxes = [a for a in beside if a.is_blank and a.top == area.top and a.width > 1]
        return not boxes and not (is_known_label(area.text) and not is_title(area.text))

    def _take_heading(self, area: Area, *, has_number: bool) -> None:
        text = one_line(without_company(area.text))
        if not text:
            self.has_company = True
            return
        form = self.forms[-1]
        if not form.title and not form.parts:
            form.title = text
        elif self._opens_form(form, text, has_number=has_number):
            self.forms.append(FormLines(text))
        else:
            self.heading = text
        self.has_company = False

    def _opens_form(self, form: FormLines, text: str, *, has_number: bool) -> bool:
        if not form.parts:
            return False  # the other half of a bilingual title
        if not is_title(text) or is_numbered(text):
            return False
        return form.is_signed or self.has_company or has_number


def is_form_like(text: str) -> bool:
    """Tell whether a text beside a heading is a form's frame: number, page, logo, company."""
    return (
        is_form_number(text)
        or is_company(text)
        or key(text) in ("logo", "徽标", "受控", "controlled")
        or (len(text) < 50 and _FRAME.search(one_line(text)) is not None)
    )
