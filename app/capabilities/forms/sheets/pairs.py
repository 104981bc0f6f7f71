"""Labels with their boxes outside the tables: the header block and the closing block."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.capabilities.forms.sheets.boxes import boxes_in
from app.capabilities.forms.sheets.cells import Workbook
from app.capabilities.forms.sheets.choices import validation_at
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.inline import inline_pairs
from app.capabilities.forms.sheets.labels import (
    is_date,
    is_known_label,
    is_signer,
)
from app.capabilities.forms.sheets.signs import (
    half,
    is_none_mark,
    is_only_rule,
    label_text,
    one_line,
)
from app.capabilities.forms.sheets.titles import is_aside, is_form_number
from app.capabilities.forms.sheets.units import is_unit, tidy_unit


@dataclass(frozen=True, slots=True)
class Found:
    """A label, the area of its box (its own where it has none beside it), and what is in it."""

    label: str
    area: Area
    box: Area
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PairReader:
    """Reads the rows of a sheet that belong to no table."""

    workbook: Workbook
    grid: Grid

    def row(self, row: int, skipped: frozenset[tuple[int, int]]) -> list[Found]:
        """Return the pairs that begin in a visible row; `skipped` are headings and the like."""
        areas = [a for a in self.grid.starting(row) if (a.top, a.left) not in skipped]
        if self._is_row_of_labels(areas, row):
            return self._downwards(areas, row)
        return list(self._across(areas))

    def is_below_labels(self, row: int, skipped: frozenset[tuple[int, int]]) -> bool:
        """Tell whether a row holds only the boxes of the labels above it."""
        if row == 0:
            return False
        above = [a for a in self.grid.starting(row - 1) if (a.top, a.left) not in skipped]
        return self._is_row_of_labels(above, row - 1)

    def _is_row_of_labels(self, areas: Sequence[Area], row: int) -> bool:
        """Tell whether labels stand side by side with their boxes in the row below."""
        texts = [a for a in areas if a.text]
        if len(texts) < 3 or any(a.bottom != row for a in texts) or row + 1 >= len(self.grid.rows):
            return False
        pairs = itertools.pairwise(texts)
        if any(b.left != a.right + 1 for a, b in pairs) or not all(
            is_known_label(a.text) and not boxes_in(a.text) for a in texts
        ):
            return False
        below = [self.grid.at(row + 1, a.left) for a in texts]
        if all(half(a.text).rstrip().endswith(":") for a in texts):
            return False  # each is filled in behind its colon
        return all(not b.text and b.left == a.left for a, b in zip(texts, below, strict=True))

    def _downwards(self, areas: Sequence[Area], row: int) -> list[Found]:
        return [
            Found(label_text(a.text), a, self.grid.at(row + 1, a.left), "") for a in areas if a.text
        ]

    def _across(self, areas: Sequence[Area]) -> Iterator[Found]:
        at = 0
        while at < len(areas):
            area = areas[at]
            at += 1
            if not area.text or is_aside(area.text) or is_none_mark(area.text):
                continue
            inside = list(self._inside(area))
            if len(inside) > 1 or (inside and inside[0].value):
                yield from inside
                continue
            found, at = self._beside(area, areas, at)
            if found:
                yield found

    def _inside(self, area: Area) -> Iterator[Found]:
        """Yield what one cell holds by itself: labels with colons, boxes with their question."""
        boxes = boxes_in(area.text)
        pairs = inline_pairs(area.text)
        if boxes and boxes.lead and len(pairs) < 2:
            yield Found(label_text(boxes.lead), area, area, area.text)
            return
        for pair in pairs:
            value = "" if is_only_rule(pair.value) else pair.value
            yield Found(pair.label, area, area, value)

    def _beside(self, area: Area, areas: Sequence[Area], at: int) -> tuple[Found | None, int]:
        """Return the label in `area` with the box that follows it, and where to read on."""
        label = label_text(area.text)
        following = areas[at] if at < len(areas) else None
        has_colon = half(area.text).rstrip().endswith((":", "_"))
        adjacent = following is not None and following.left == area.right + 1
        if has_colon and following is not None and self._is_beyond(area, following):
            return Found(label, area, area, ""), at
        if not adjacent or following is None:
            alone = has_colon or is_known_label(label)
            return (Found(label, area, area, "") if alone and self._is_label(area) else None), at
        if following.is_blank:
            end = at + 1
            unit, end = self._unit_behind(areas, end)
            is_box = self._is_label(area) and (has_colon or self._asks(area, following))
            return (Found(label, area, following, "", unit) if is_box else None), end
        if self._is_value(area, following, has_colon=has_colon):
            unit, end = self._unit_behind(areas, at + 1)
            return Found(label, area, following, following.text, unit), end
        return (Found(label, area, area, "") if has_colon else None), at

    def _is_label(self, area: Area) -> bool:
        return len(one_line(area.text)) <= 60 and not is_form_number(area.text)

    def _asks(self, area: Area, box: Area) -> bool:
        """Tell whether a text with an empty cell beside it is a label and not a heading."""
        text = one_line(area.text)
        if is_known_label(text) or self._has_choice(box):
            return True
        if (
            len(re.findall(r"[^\W\d_]", text)) < 2
            or box.right == len(self.grid.columns) - 1 > area.right + box.width
        ):
            return False
        return len(text) <= 24 and area.width * 2 <= len(self.grid.columns)

    def _has_choice(self, box: Area) -> bool:
        return validation_at(self.grid.sheet, box) is not None

    def _is_value(self, area: Area, following: Area, *, has_colon: bool) -> bool:
        """Tell whether the text beside a label stands in its box rather than being a label."""
        if self._is_label_of_its_own(following):
            return False
        if has_colon or boxes_in(following.text) or following.cell.formula:
            return True
        if self._has_choice(following):
            return True
        bold, beside = area.cell.look.is_bold, following.cell.look.is_bold
        if bold != beside:
            return bold
        if half(following.text).rstrip().endswith(":"):
            return False
        return is_known_label(area.text) or not is_known_label(following.text)

    def _is_beyond(self, area: Area, following: Area) -> bool:
        """Tell whether a blank cell only lies right of the sheet, behind a label with room."""
        last = len(self.grid.columns) - 1
        return area.width > 1 and following.left == last and following.is_blank

    def _is_label_of_its_own(self, area: Area) -> bool:
        """Tell whether a text asks for something itself: `批号：`, `供方：□甲 □乙`."""
        name, colon, _ = half(area.text).partition(":")
        return bool(colon) and len(name) <= 16 and is_known_label(name) and not boxes_in(name)

    def _unit_behind(self, areas: Sequence[Area], at: int) -> tuple[str, int]:
        """Return a unit that stands in a cell of its own behind a box, passing over blanks."""
        end = at
        while end < len(areas) and areas[end].is_blank:
            end += 1
        unit = areas[end] if end < len(areas) else None
        if unit and is_unit(unit.text) and not unit.cell.look.is_bold:
            return tidy_unit(unit.text), end + 1
        return "", end


def is_closing_row(found: Sequence[Found]) -> bool:
    """Tell whether a row is one that people sign."""
    return any(is_signer(one.label) for one in found) and all(
        is_signer(one.label) or is_date(one.label) or len(found) > 2 for one in found
    )
