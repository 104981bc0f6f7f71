"""The rows below a table's header: which are characteristics, and where the table ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.capabilities.forms.sheets.boxes import boxes_in
from app.capabilities.forms.sheets.columns import LIMITING, Columns, Role, role_of
from app.capabilities.forms.sheets.drafts import DraftKind
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.headers import JUDGING, header_at
from app.capabilities.forms.sheets.labels import (
    is_closing_label,
    is_known_label,
    is_signer,
    kind_of_label,
)
from app.capabilities.forms.sheets.signs import half, is_none_mark, key, one_line
from app.capabilities.forms.sheets.titles import is_aside, is_numbered, plain_heading
from app.capabilities.forms.sheets.units import bracketed_unit

_WHO_OR_WHEN = frozenset({DraftKind.DATE, DraftKind.DATETIME, DraftKind.PERSON})
_WORDS = re.compile(r"[^\W\d_]{2}")
_WORDS_OR_SIGN = re.compile(r"[^\W\d_]")
_LETTERED = re.compile(r"(?:[A-Z]|[IVX]{1,4}|[一二三四五六七八九十]{1,3})\W?|第.+")
"""How sections are counted where characteristics are counted 1, 2, 3."""


@dataclass(frozen=True, slots=True)
class Row:
    """One characteristic as it stands in its table: visible rows, all included."""

    top: int
    bottom: int
    section: str | None


@dataclass(slots=True)
class Body:
    """Reads the rows below a header until what follows is no longer the table."""

    grid: Grid
    columns: Columns
    section: str | None = None

    def read(self, first: int) -> tuple[list[Row], int]:
        """Return the rows from `first` on, and the last row that belongs to the table."""
        rows: list[Row] = []
        row, bottom = first, first - 1
        while row < len(self.grid.rows):
            if self._is_end(row):
                break
            if heading := self._heading(row):
                if not self._goes_on(row + 1):
                    break
                self.section, bottom = heading, row
                row += 1
                continue
            if (item := self._item(row)) is not None:
                last = self._last_row(row, item)
                rows.append(Row(row, last, self._section(row, item)))
                bottom = last
                row = last + 1
            elif rows and self._continues(row):
                rows[-1] = Row(rows[-1].top, row, rows[-1].section)
                bottom, row = row, row + 1
            elif self._is_spare(row):
                row += 1
            else:
                break
        return rows, bottom

    def _areas(self, row: int) -> list[Area]:
        return [
            a
            for a in self.grid.row(row)
            if a.text and a.right >= self.columns.left and a.left <= self.columns.right
        ]

    def _item(self, row: int) -> Area | None:
        """Return the area that names the row's characteristic; None where none begins here."""
        places = self.columns.items
        named = [self.grid.at(row, column) for column in places]
        named = [a for a in named if a.text and not is_none_mark(a.text)]
        if named and named[-1].top == row and self._is_item(row, named[-1]):
            return named[-1]
        for column in self.columns.of(Role.GROUP):
            group = self.grid.at(row, column)
            requirement = any(self.texts(row, row, *LIMITING)) or self._is_counted(row)
            is_own = self.columns.roles.get(group.left) is Role.GROUP
            if group.text and is_own and group.top == row and not named and requirement:
                return group
        return None

    def _is_item(self, row: int, area: Area) -> bool:
        seq = self.columns.of(Role.SEQUENCE)
        if seq and area.left <= seq[-1]:
            return False
        return self._is_filled(row) or not is_closing_label(area.text)

    def _is_filled(self, row: int) -> bool:
        """Tell whether a row is surely one of the table: counted, or with unit, gauge, limit."""
        if self._is_counted(row):
            return True
        roles = (Role.UNIT, Role.TOOL, Role.SAMPLES)
        told = [any(self._own(row, role)) for role in roles]
        return sum(told) + any(not boxes_in(a.text) for a in self._own(row, *LIMITING)) > 1

    def _own(self, row: int, *roles: Role) -> list[Area]:
        """Return the cells with text of some columns that span no others."""
        told = (a for a in self.areas(row, row, *roles) if a.text and a.top == row)
        told = (a for a in told if not is_closing_label(a.text))
        return [a for a in told if a.width <= len(self.columns.of(*roles))]

    def _is_counted(self, row: int) -> bool:
        """Tell whether the row has a number of its own."""
        return any(
            re.fullmatch(r"\W*\d+(?:\.\d+)*\W*", half(text))
            for text in self.texts(row, row, Role.SEQUENCE)
        )

    def _last_row(self, row: int, item: Area) -> int:
        """Return the last row of a characteristic: cells merged down belong to one."""
        last = item.bottom
        for role in (Role.SEQUENCE, Role.UNIT, Role.SAMPLES, Role.VERDICT, Role.TOOL):
            for column in self.columns.of(role):
                area = self.grid.at(row, column)
                if area.top == row and area.text and not self._named(row + 1, area.bottom):
                    last = max(last, area.bottom)
        return last

    def _named(self, first: int, last: int) -> bool:
        return any(self._item(row) is not None for row in range(first, last + 1))

    def _continues(self, row: int) -> bool:
        """Tell whether only limits stand in the row: the deviation below another."""
        texts = self._areas(row)
        return bool(texts) and all(
            self.columns.roles.get(area.left) in LIMITING and area.width <= 3 for area in texts
        )

    def _is_spare(self, row: int) -> bool:
        """Tell whether the row is empty or waits for a characteristic with a number only."""
        areas = [a for a in self._areas(row) if not is_none_mark(a.text) and a.top == row]
        waits = all(self.columns.roles.get(a.left) in (Role.SEQUENCE, Role.DERIVED) for a in areas)
        return waits and self._goes_on(row + 1, spare=3)

    def _goes_on(self, row: int, spare: int = 1) -> bool:
        """Tell whether a characteristic follows within a few rows."""
        for at in range(row, min(row + spare + 1, len(self.grid.rows))):
            if self._is_end(at):
                return False
            if self._item(at) is not None and not self._heading(at):
                return True
        return False

    def _section(self, row: int, item: Area) -> str | None:
        groups = [self.grid.at(row, column) for column in self.columns.of(Role.GROUP)]
        groups += [self.grid.at(row, column) for column in self.columns.items]
        names = [one_line(a.text) for a in groups if a.text and a is not item and a != item]
        names = [name for name in names if not is_none_mark(name) and _WORDS_OR_SIGN.search(name)]
        if names:
            return names[0]
        if self.columns.of(Role.GROUP) and self._is_unmerged() and self._last_group(row):
            return self._last_group(row)
        return self.section

    def _is_unmerged(self) -> bool:
        column = self.columns.of(Role.GROUP)[0]
        return not any(
            self.grid.at(r, column).height > 1 and self.grid.at(r, column).text
            for r in range(len(self.grid.rows))
        )

    def _last_group(self, row: int) -> str | None:
        column = self.columns.of(Role.GROUP)[0]
        for at in range(row, -1, -1):
            text = self.grid.at(at, column).text
            if text:
                return one_line(text) if role_of(text) is not Role.GROUP else None
        return None

    def _heading(self, row: int) -> str | None:
        """Return the name of a section that this row opens across the table."""
        areas = self._areas(row)
        texts = [a for a in areas if not is_none_mark(a.text)]
        if not texts or texts[0].top != row:
            return None
        first = texts[0]
        width = self.columns.right - self.columns.left + 1
        is_wide = first.width * 10 >= width * 6 and first.width > 2
        if len(texts) == 1 and (is_wide or self._stands_out(row, first)):
            return plain_heading(first.text)
        if len(texts) == 2 and self._counts_parts(row, first):
            return plain_heading(texts[1].text)
        if len(texts) == 2 and _LETTERED.fullmatch(half(first.text).strip()):
            second = texts[1]
            if (
                self.columns.roles.get(first.left) is Role.SEQUENCE
                and second.left <= first.right + 2
            ):
                return plain_heading(second.text)
        return None

    def _counts_parts(self, row: int, number: Area) -> bool:
        """Tell whether a row only heads what is counted below it: 1 or 1.0 above 1.1."""
        found = re.fullmatch(r"(\d{1,2})(?:\.0)?\.?", half(number.text).strip())
        if not found or self.columns.roles.get(number.left) is not Role.SEQUENCE:
            return False
        below = self.grid.at(row + 1, number.left).text if row + 1 < len(self.grid.rows) else ""
        return re.fullmatch(rf"{found[1]}\.[1-9]\d?\.?", half(below).strip()) is not None

    def _stands_out(self, row: int, area: Area) -> bool:
        """Tell whether a lone text is a heading: numbered 一、, or where no item ever stands."""
        role = self.columns.roles.get(area.left)
        if role in (Role.SEQUENCE,) and not re.fullmatch(r"[\d.\s]+", half(area.text)):
            return True
        if role is Role.ITEM and self.columns.of(Role.SEQUENCE) and not self._is_counted(row):
            return self._numbered_table()
        if is_numbered(area.text) and not re.match(r"\d", half(area.text)):
            return True
        return role is Role.ITEM and area.cell.look.is_bold and not self._bold_items()

    def _numbered_table(self) -> bool:
        rows = range(len(self.grid.rows))
        return sum(self._is_counted(row) for row in rows) > 1

    def _bold_items(self) -> bool:
        column = self.columns.items[0]
        looks = [self.grid.at(row, column) for row in range(len(self.grid.rows))]
        texts = [a for a in looks if a.text and role_of(a.text) is not Role.ITEM]
        return sum(a.cell.look.is_bold for a in texts) * 2 > len(texts)

    def _is_end(self, row: int) -> bool:
        """Tell whether what follows is another header, the closing block or a footnote."""
        areas = self._areas(row)
        if not areas:
            return False
        first = areas[0]
        is_beside = is_aside(first.text) or key(first.text).startswith("aql")
        if first.top == row and is_beside and not self._is_counted(row):
            return True
        if header_at(self.grid, row) is not None:
            return True
        texts = [a for a in areas if a.top == row]
        if not self._is_counted(row) and self._asks_side_by_side(row, texts):
            return True
        if self._is_filled(row):
            return False
        is_label = bool(texts) and (
            is_closing_label(texts[0].text)
            or self._has_wide_box(row, texts[0])
            or (len(texts) == 1 and self._asks_who_or_when(texts[0]))
        )
        return is_label and texts[0].left <= self.columns.items[-1]

    def _asks_who_or_when(self, label: Area) -> bool:
        """Tell whether a label without any limit asks for 巡检时间, 巡检员 of each round."""
        limiting = self.columns.of(*LIMITING)
        if not limiting or label.left >= limiting[0]:
            return False
        kind = kind_of_label(label.text, "", is_large=False)
        return kind in _WHO_OR_WHEN or is_signer(label.text)

    def _asks_side_by_side(self, row: int, labels: list[Area]) -> bool:
        """Tell whether labels stand in a row with a blank behind each: 量具编号 | | 操作人 | |."""
        if self._boxes_side_by_side(row, labels):
            return True
        known = [is_known_label(a.text) or bracketed_unit(a.text)[1] != "" for a in labels]
        answers = self.columns.of(Role.READING, Role.VERDICT)
        in_answers = any(a.left in answers and not boxes_in(a.text) for a in labels[1:])
        are_words = len(labels) > 2 and all(_WORDS.search(a.text) for a in labels)
        if len(labels) < 2 or not (all(known) or (any(known) and (in_answers or are_words))):
            return False
        behind = [a.right + 1 for a in labels]
        last = len(self.grid.columns) - 1
        return all(at <= last and not self.grid.at(row, at).cell.shows_words for at in behind)

    def _boxes_side_by_side(self, row: int, areas: list[Area]) -> bool:
        """Tell whether labels stand in a row with boxes to tick behind each: 复检 | □是 □否 | …"""
        boxes = [a for a in areas if boxes_in(a.text)]
        labels = [a for a in areas if a not in boxes]
        behind = [
            self.grid.at(row, a.right + 1) for a in labels if boxes and a.right < boxes[-1].left
        ]
        is_known = any(is_known_label(a.text) or is_closing_label(a.text) for a in labels[1:])
        return len(boxes) > 1 and len(boxes) == len(labels) and behind == boxes and is_known

    def _has_wide_box(self, row: int, label: Area) -> bool:
        """Tell whether one box follows a label across requirements and readings alike."""
        if label.right + 1 >= len(self.grid.columns):
            return False
        box = self.grid.at(row, label.right + 1)
        covered = {self.columns.roles.get(c) for c in range(box.left, box.right + 1)}
        if Role.ITEM in covered and boxes_in(box.text):
            return bool(covered & JUDGING)
        return bool(covered & LIMITING) and bool(covered & {Role.READING, Role.VERDICT})

    def texts(self, first: int, last: int, *roles: Role) -> Iterator[str]:
        """Yield the texts of some columns over some rows, merged ones once."""
        return (area.text for area in self.areas(first, last, *roles) if area.text)

    def areas(self, first: int, last: int, *roles: Role) -> Iterator[Area]:
        """Yield the areas of some columns over some rows, merged ones once."""
        return areas_of(self.grid, self.columns, (first, last), *roles)


def areas_of(grid: Grid, columns: Columns, rows: tuple[int, int], *roles: Role) -> Iterator[Area]:
    """Yield the areas of some columns over some rows (both included), merged ones once."""
    seen: set[tuple[int, int]] = set()
    for row in range(rows[0], rows[1] + 1):
        for column in columns.of(*roles):
            area = grid.at(row, column)
            if (area.top, area.left) not in seen:
                seen.add((area.top, area.left))
                yield area
