"""Labels with their boxes outside the tables: the header block and the closing block."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.capabilities.forms.sheets.boxes import boxes_in, is_verdict
from app.capabilities.forms.sheets.cells import Workbook
from app.capabilities.forms.sheets.choices import choices_at, validation_at
from app.capabilities.forms.sheets.drafts import Doubt, DraftField, DraftKind
from app.capabilities.forms.sheets.formulas import is_moment, is_reference, translated
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.inline import inline_pairs
from app.capabilities.forms.sheets.labels import (
    is_count,
    is_date,
    is_known_label,
    is_multiline,
    is_photo,
    is_signer,
    is_verdict_label,
    kind_of_label,
    ticks_all,
)
from app.capabilities.forms.sheets.limits import unit_of
from app.capabilities.forms.sheets.signs import half, is_none_mark, is_only_rule, key, label_text, one_line
from app.capabilities.forms.sheets.titles import is_aside, is_form_label, is_form_number
from app.capabilities.forms.sheets.units import bracketed_unit, is_unit, tidy_unit

_LARGE_PT = 45.0
"""A box so high is meant for more than a line."""
_VALIDATED = {
    "date": DraftKind.DATE,
    "whole": DraftKind.INTEGER,
    "decimal": DraftKind.DECIMAL,
}


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
        """Return the pairs that begin in a visible row; `skipped` areas are headings and the like."""
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
        pairs = zip(texts, texts[1:], strict=False)
        if any(b.left != a.right + 1 for a, b in pairs) or not all(
            is_known_label(a.text) and not boxes_in(a.text) for a in texts
        ):
            return False
        below = [self.grid.at(row + 1, a.left) for a in texts]
        return all(not b.text and b.left == a.left for a, b in zip(texts, below, strict=True))

    def _downwards(self, areas: Sequence[Area], row: int) -> list[Found]:
        return [
            Found(label_text(a.text), a, self.grid.at(row + 1, a.left), "")
            for a in areas
            if a.text
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
        if len(re.findall(r"[^\W\d_]", text)) < 2 or box.right == len(self.grid.columns) - 1 > area.right + box.width:
            return False
        return len(text) <= 24 and area.width * 2 <= len(self.grid.columns)

    def _has_choice(self, box: Area) -> bool:
        return validation_at(self.grid.sheet, box) is not None

    def _is_value(self, area: Area, following: Area, *, has_colon: bool) -> bool:
        """Tell whether the text beside a label stands in its box rather than being a label."""
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

    def _unit_behind(self, areas: Sequence[Area], at: int) -> tuple[str, int]:
        """Return a unit that stands in a cell of its own behind a box, passing over blanks."""
        end = at
        while end < len(areas) and areas[end].is_blank:
            end += 1
        if end < len(areas) and areas[end].text and is_unit(areas[end].text) and not areas[end].cell.look.is_bold:  # fmt: skip
            return tidy_unit(areas[end].text), end + 1
        return "", end

    def field(self, found: Found, *, is_closing: bool) -> DraftField | None:
        """Return a pair as a field; None for what is no part of the form."""
        label, unit = bracketed_unit(found.label)
        if is_form_label(label) and (found.value or key(label) not in ("编号", "no")):
            return None
        if is_form_number(f"{label}：{found.value}") and found.value:
            return None
        value, own_unit = _unit_in(found.value)
        unit = unit or own_unit or found.unit or unit_of(value)
        base = DraftField(
            label=label_text(label),
            kind=DraftKind.TEXT,
            unit=unit or None,
            prefilled=value,
            sheet=self.grid.sheet.name,
            cell=found.box.place,
            sources=tuple(dict.fromkeys((self.grid.source(found.area), self.grid.source(found.box)))),
        )
        return self._with_kind(base, found, value, is_closing=is_closing)

    def _with_kind(
        self, base: DraftField, found: Found, value: str, *, is_closing: bool
    ) -> DraftField | None:
        if chosen := self._chosen(base, found):
            return chosen
        if found.box.cell.formula and found.box is not found.area:
            return self._calculated(base, found)
        if is_photo(base.label):
            return replace(base, kind=DraftKind.PHOTO, label=_without_place(base.label), unit=None)
        if is_closing and is_signer(base.label) and not (base.unit or is_count(base.label)):
            return replace(base, kind=DraftKind.SIGNATURE)
        kind = kind_of_label(base.label, base.unit or "", is_large=self._is_large(found))
        if kind in (DraftKind.TEXT, DraftKind.DECIMAL, DraftKind.DATE, DraftKind.DATETIME):
            kind = self._by_cell(kind, found)
        if is_closing and kind is DraftKind.MULTILINE and _is_note(found, value):
            return None
        is_amount = kind in (DraftKind.INTEGER, DraftKind.DECIMAL, DraftKind.FORMULA)
        return replace(base, kind=kind, unit=base.unit if is_amount else None)

    def _chosen(self, base: DraftField, found: Found) -> DraftField | None:
        """Return the field of a drop-down or of boxes."""
        boxes = boxes_in(found.value or found.box.text) if found.value or found.box.text else None
        options = boxes.options if boxes else None
        is_boxed = options is not None
        if options is None and found.box is not found.area:
            options = choices_at(self.workbook, self.grid.sheet, found.box)
        if not options:
            return None
        if len(options) == 1 and is_boxed and not ticks_all(base.label, options, in_table=False):
            return None
        base = replace(base, prefilled="" if is_boxed else base.prefilled, unit=None)
        if is_verdict(options, accepts=is_verdict_label(base.label)):
            return replace(base, kind=DraftKind.PASS_FAIL)
        is_list = is_boxed and ticks_all(base.label, options, in_table=False)
        kind = DraftKind.CHECKLIST if is_list else DraftKind.SINGLE_CHOICE
        return replace(base, kind=kind, choices=options)

    def _calculated(self, base: DraftField, found: Found) -> DraftField:
        formula = found.box.cell.formula
        if moment := is_moment(formula):
            kind = DraftKind.DATE if moment == "today" else DraftKind.DATETIME
            return replace(base, kind=kind, prefilled="")
        if is_reference(formula) and not is_known_number(base):
            kind = kind_of_label(base.label, base.unit or "", is_large=False)
            return replace(base, kind=kind)
        unit = base.unit or ("%" if "%" in found.box.cell.look.number else None)
        translation = translated(formula)
        if translation is None:
            return replace(
                base, kind=DraftKind.FORMULA, unit=unit, prefilled="", doubts=(Doubt.FORMULA,)
            )
        return replace(
            base, kind=DraftKind.FORMULA, unit=unit, prefilled="", formula=translation.expression
        )

    def _by_cell(self, kind: DraftKind, found: Found) -> DraftKind:
        """Return the kind that the box's own format or validation tells more closely."""
        if found.box is found.area:
            return kind
        validation = validation_at(self.grid.sheet, found.box)
        code = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", found.box.cell.look.number.lower())
        if "y" in code or ("d" in code and "m" in code):
            return DraftKind.DATETIME if "h" in code else DraftKind.DATE
        if kind is DraftKind.TEXT and validation and validation.sort in _VALIDATED:
            return _VALIDATED[validation.sort]
        return kind

    def _is_large(self, found: Found) -> bool:
        box = found.box
        if self.grid.height_pt(box) < _LARGE_PT and box.height < 2:
            return False
        return self.grid.width_chars(box) > 30 or box.height > 2


def is_known_number(base: DraftField) -> bool:
    """Tell whether a label asks for an amount, so that a formula behind it calculates one."""
    kind = kind_of_label(base.label, base.unit or "", is_large=False)
    return kind in (DraftKind.INTEGER, DraftKind.DECIMAL)


def _unit_in(value: str) -> tuple[str, str]:
    """Return what is prefilled and the unit: `____ kg` and `℃` are only a unit."""
    bare = re.sub(r"[_＿﹍…]+", " ", value).strip()
    if bare and is_unit(bare) and not bare[0].isdigit():
        return "", tidy_unit(bare)
    return bare, ""


def _without_place(label: str) -> str:
    return re.sub(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\s*$", "", label).strip() or label


def _is_note(found: Found, value: str) -> bool:
    """Tell whether remarks are printed already: an explanation, not a box."""
    return bool(value) and found.box is found.area and is_multiline(found.label) and len(value) > 8


def is_closing_row(found: Sequence[Found]) -> bool:
    """Tell whether a row is one that people sign."""
    return any(is_signer(one.label) for one in found) and all(
        is_signer(one.label) or is_date(one.label) or len(found) > 2 for one in found
    )
