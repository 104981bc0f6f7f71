"""A label with its box → a field: what kind it is, by its choices, formula, label and format."""

import re
from dataclasses import dataclass, replace

from app.capabilities.forms.sheets.boxes import boxes_in, is_verdict
from app.capabilities.forms.sheets.cells import Workbook
from app.capabilities.forms.sheets.choices import choices_at, validation_at
from app.capabilities.forms.sheets.drafts import Doubt, DraftField, DraftKind
from app.capabilities.forms.sheets.formulas import is_moment, is_reference, translated
from app.capabilities.forms.sheets.grid import Grid
from app.capabilities.forms.sheets.labels import (
    is_count,
    is_multiline,
    is_naming,
    is_photo,
    is_signer,
    is_verdict_label,
    kind_of_label,
    ticks_all,
)
from app.capabilities.forms.sheets.limits import unit_of
from app.capabilities.forms.sheets.pairs import Found
from app.capabilities.forms.sheets.signs import key, label_text
from app.capabilities.forms.sheets.titles import is_form_label, is_form_number
from app.capabilities.forms.sheets.units import bracketed_unit, is_unit, tidy_unit

_LARGE_PT = 45.0
"""A box so high is meant for more than a line."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]00:00(?::00)?)?")
"""A day that is filled in already; a format with hours makes no time of it."""
_VALIDATED = {
    "date": DraftKind.DATE,
    "whole": DraftKind.INTEGER,
    "decimal": DraftKind.DECIMAL,
}


@dataclass(frozen=True, slots=True)
class BoxReader:
    """Makes fields of the pairs of one sheet."""

    workbook: Workbook
    grid: Grid

    def field(self, found: Found, *, is_closing: bool) -> DraftField | None:
        """Return a pair as a field; None for what is no part of the form."""
        label, unit = bracketed_unit(found.label)
        if is_form_label(label) and (found.value or key(label) not in ("编号", "no")):
            return None
        if is_form_number(f"{label}：{found.value}") and found.value:
            return None
        value, own_unit = _unit_in(found.value)
        unit = unit or own_unit or found.unit or ("" if is_naming(label) else unit_of(value))
        base = DraftField(
            label=label_text(label),
            kind=DraftKind.TEXT,
            unit=unit or None,
            prefilled=value,
            sheet=self.grid.sheet.name,
            cell=found.box.place,
            sources=tuple(
                dict.fromkeys((self.grid.source(found.area), self.grid.source(found.box)))
            ),
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
        if is_reference(formula) and not _is_amount(base):
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
            is_day = kind is DraftKind.DATE and _DAY.fullmatch(found.value.strip())
            return DraftKind.DATETIME if "h" in code and not is_day else DraftKind.DATE
        if kind is DraftKind.TEXT and validation and validation.sort in _VALIDATED:
            return _VALIDATED[validation.sort]
        return kind

    def _is_large(self, found: Found) -> bool:
        box = found.box
        if self.grid.height_pt(box) < _LARGE_PT and box.height < 2:
            return False
        return self.grid.width_chars(box) > 30 or box.height > 2


def _is_amount(base: DraftField) -> bool:
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
