"""One row of a table → one characteristic: label, kind, unit, limits, samples, acceptance."""

from dataclasses import dataclass, replace

from app.capabilities.forms.sheets.acceptance import acceptance_of
from app.capabilities.forms.sheets.body import Row, areas_of
from app.capabilities.forms.sheets.boxes import Boxes, boxes_in, is_verdict
from app.capabilities.forms.sheets.cells import Workbook
from app.capabilities.forms.sheets.choices import choices_at
from app.capabilities.forms.sheets.columns import LIMITING, Role
from app.capabilities.forms.sheets.drafts import Doubt, DraftField, DraftKind, NotUnderstood
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.labels import ticks_all
from app.capabilities.forms.sheets.requirement_words import (
    excludes_beyond,
    finds_none,
    is_deviation,
    is_look,
    points_elsewhere,
)
from app.capabilities.forms.sheets.requirements import (
    Requirement,
    count_inside,
    count_of,
    limits_nothing,
    requirement_of,
)
from app.capabilities.forms.sheets.signs import (
    is_none_mark,
    is_only_rule,
    key,
    label_text,
    one_line,
)
from app.capabilities.forms.sheets.statements import Limits
from app.capabilities.forms.sheets.tables import Table
from app.capabilities.forms.sheets.tools import is_go_no_go, is_instrument, is_visual
from app.capabilities.forms.sheets.units import bracketed_unit, is_condition, tidy_unit

_UNIT_WORDS = frozenset({"unit", "units", "单位"})
"""What brackets of a heading say where each row gives its own: `Characteristic (unit)`."""
_LOWER, _UPPER = "lsl", "usl"


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows of one table."""

    workbook: Workbook
    grid: Grid
    table: Table
    heading_unit: str = ""
    """The unit that the table's heading gives for all of its rows."""

    def read(self, row: Row) -> tuple[DraftField, NotUnderstood | None]:
        """Return a row's field, and what in it has to be read by a person."""
        item = self._item(row)
        label, own_unit = bracketed_unit(label_text(item.text))
        hint = self._unit_hint(row, own_unit)
        required = requirement_of(self.grid, self.table.columns, (row.top, row.bottom), hint)
        required = replace(required, limits=_at_most(label, hint, required.limits))
        if required.limits and required.trouble and is_go_no_go(self._texts(row, Role.TOOL)):
            required = replace(required, limits=None, trouble=None)
        options = self._options(row)
        options = options or self._ticks(row, label, hint, required)
        if options and self._is_verdict_beside(row, label, hint, required, options):
            options = None
        kind = self._kind(row, label, hint, required, options)
        if kind is DraftKind.PASS_FAIL and required.trouble is Doubt.CONTRADICTION:
            required = replace(required, trouble=None)  # an eye judges it, whatever the numbers
        limits = required.limits if kind is DraftKind.MEASUREMENT else None
        unit = self._unit(kind, limits, hint)
        accept, reject = acceptance_of(self.grid, self.table.columns, row, required)
        samples = None if options and options.lead != "\0" else self._samples(row, required)
        boxes = self._boxes(row, item, samples or 1)
        field = DraftField(
            section=row.section,
            label=label_text(label),
            kind=kind,
            unit=unit,
            nominal=limits.nominal if limits else None,
            lsl=limits.lsl if limits else None,
            usl=limits.usl if limits else None,
            choices=self._choices(kind, options),
            samples=samples,
            ac=accept,
            re=reject,
            sheet=self.grid.sheet.name,
            cell=boxes[0],
            more_cells=boxes[1:],
            sources=(self.grid.source(item), *required.sources, *self._beside(row)),
            doubts=self._doubts(kind, required, limits, unit, accept),
        )
        return field, self._open(field, required)

    def _item(self, row: Row) -> Area:
        places = self.table.columns.items
        named = [self.grid.at(row.top, c) for c in places]
        named = [a for a in named if a.text and not is_none_mark(a.text)]
        if named:
            return named[-1]
        groups = [self.grid.at(row.top, c) for c in self.table.columns.of(Role.GROUP)]
        return groups[-1]

    def _beside(self, row: Row) -> tuple[str, ...]:
        """Return where the row's unit and its number of samples stand."""
        told = (a for a in self._areas(row, Role.UNIT, Role.SAMPLES) if a.text)
        return tuple(self.grid.source(a) for a in told if not is_none_mark(a.text))

    def _unit_hint(self, row: Row, own_unit: str) -> str:
        """Return the unit by its column, else by the name's brackets, else by a heading's.

        A stroke in the column says that the unit stands elsewhere, and the section is near.
        """
        cells = self._texts(row, Role.UNIT)
        for text in cells:
            if not is_none_mark(text) and len(text) <= 16:
                return tidy_unit(text)
        if own_unit:
            return own_unit
        if self._is_in_words(row):
            return ""
        _, section_unit = bracketed_unit(row.section or "")
        return section_unit or ("" if cells else self._heading_unit())

    def _is_in_words(self, row: Row) -> bool:
        """Tell whether a row requires only words, to which a heading's unit does not belong."""
        text = " ".join(self._texts(row, *LIMITING)).strip()
        has_words = bool(text) and not is_none_mark(text)
        return has_words and not points_elsewhere(text, "") and limits_nothing(text)

    def _heading_unit(self) -> str:
        columns = self.table.columns
        for role in (*LIMITING, Role.READING, Role.ITEM):
            for column in columns.of(role):
                _, unit = bracketed_unit(columns.headings[column])
                if unit and key(unit) not in _UNIT_WORDS:
                    return unit
        return self.heading_unit

    def _options(self, row: Row) -> Boxes | None:
        """Return what is ticked in the row: boxes of the requirement, or a reading's choices."""
        for text in self._texts(row, *LIMITING):
            if (boxes := boxes_in(text)) and len(boxes.options) > 0:
                return boxes
        told = [one for area in self._areas(row, Role.READING) if (one := self._told_in(area))]
        judging = (one for one in told if is_verdict(one.options, accepts=True))
        return next(judging, told[0] if told else None)

    def _told_in(self, area: Area) -> Boxes | None:
        """Return what one reading cell lets one choose."""
        boxes = boxes_in(area.text) if area.text else None
        if boxes and len(boxes.options) > 1:
            judges = is_verdict(boxes.options, accepts=True)
            return Boxes("\0", boxes.options) if judges else boxes
        choices = choices_at(self.workbook, self.grid.sheet, area)
        return Boxes("\0", choices) if choices else None

    def _is_verdict_beside(
        self, row: Row, label: str, hint: str, required: Requirement, options: Boxes
    ) -> bool:
        """Tell whether a choice is only the verdict on what is measured against a limit."""
        limits = required.limits
        if limits is None or not limits.is_limit or not is_verdict(options.options, accepts=True):
            return False
        return options.lead == "\0" and not self._is_judged(row, label, hint, required, limits)

    def _ticks(self, row: Row, label: str, hint: str, required: Requirement) -> Boxes | None:
        """Return columns of which one is ticked, as choices; a measured row's are its verdict."""
        columns = self.table.columns
        ticks = columns.of(Role.TICK)
        limits = required.limits
        is_measured = limits is not None and not self._is_judged(row, label, hint, required, limits)
        if not ticks or required.trouble or is_measured:
            return None
        return Boxes("\0", tuple(columns.headings[column] for column in ticks))

    def _kind(
        self, row: Row, label: str, hint: str, required: Requirement, options: Boxes | None
    ) -> DraftKind:
        if options:
            if is_verdict(options.options, accepts=True):
                return DraftKind.PASS_FAIL
            is_list = options.lead != "\0" and ticks_all(label, options.options, in_table=True)
            return DraftKind.CHECKLIST if is_list else DraftKind.SINGLE_CHOICE
        if required.trouble:
            return self._open_kind(row, label, hint)
        if required.limits and not self._is_judged(row, label, hint, required, required.limits):
            return DraftKind.MEASUREMENT
        if required.is_words or required.limits or is_look(label):
            return DraftKind.PASS_FAIL
        return DraftKind.MEASUREMENT if hint else DraftKind.PASS_FAIL

    def _is_judged(
        self, row: Row, label: str, hint: str, required: Requirement, limits: Limits
    ) -> bool:
        """Tell whether a number in the requirement is no limit of what is measured here.

        `50 kPa, ≥15 s, 无气泡` is judged by the bubbles; `外观: 黑点≤0.3 mm` by the eye; a lone
        number among words limits nothing.
        """
        if excludes_beyond(required.text):
            return True
        if hint:
            return False
        if limits.is_limit and finds_none(required.text):
            return limits.is_condition or is_condition(limits.unit) or is_look(label)
        is_looked_at = is_look(label) and not (
            limits.is_limit and is_instrument(self._texts(row, Role.TOOL))
        )
        return is_looked_at and bool(limits.unit or not limits.is_limit)

    def _open_kind(self, row: Row, label: str, hint: str) -> DraftKind:
        """Return the kind where limits stand elsewhere: measured unless it is looked at."""
        if not hint and (is_look(label) or is_visual(self._texts(row, Role.TOOL))):
            return DraftKind.PASS_FAIL
        return DraftKind.MEASUREMENT

    def _unit(self, kind: DraftKind, limits: Limits | None, hint: str) -> str | None:
        if kind is not DraftKind.MEASUREMENT:
            return None
        own = (limits.unit if limits else "").strip("\0")
        if own and hint and own.casefold() == hint.casefold():
            return hint
        return own or hint or None

    def _choices(self, kind: DraftKind, options: Boxes | None) -> tuple[str, ...] | None:
        wanted = kind in (DraftKind.SINGLE_CHOICE, DraftKind.CHECKLIST)
        return options.options if options and wanted else None

    def _samples(self, row: Row, required: Requirement) -> int | None:
        stated = [text for text in self._texts(row, Role.SAMPLES) if not is_none_mark(text)]
        for text in stated:
            if (n := count_of(text)) is not None:
                return n
        if stated or required.n is not None:
            return required.n
        return self._open_cells(row)

    def _open_cells(self, row: Row) -> int | None:
        """Return how many reading cells are open; None where one cell takes them all."""
        columns = self.table.columns.of(Role.READING)
        for column in columns:
            if (n := count_inside(self.table.columns.headings[column])) is not None:
                return n
        cells = list(self._areas(row, Role.READING))
        if len(columns) < 2 or any(a.left <= columns[0] and a.right >= columns[-1] for a in cells):
            return None
        closed = [a for a in cells if a.cell.look.is_struck or (a.text and is_none_mark(a.text))]
        return len(cells) - len(closed) or None

    def _doubts(
        self,
        kind: DraftKind,
        required: Requirement,
        limits: Limits | None,
        unit: str | None,
        accept: int | None,
    ) -> tuple[Doubt, ...]:
        found = [required.trouble] if required.trouble else []
        if limits and limits.nominal is not None and limits.lsl is not None:
            low, high = limits.nominal - limits.lsl, (limits.usl or limits.nominal) - limits.nominal
            found += [Doubt.ASYMMETRIC] if low != high else []
        if kind is DraftKind.MEASUREMENT and unit is None:
            found.append(Doubt.NO_UNIT)
        return (*found, *((Doubt.ACCEPTANCE,) if accept is not None else ()))

    def _open(self, field: DraftField, required: Requirement) -> NotUnderstood | None:
        if not required.trouble:
            return None
        return NotUnderstood(
            required.cell, one_line(required.text), required.trouble, self.grid.sheet.name
        )

    def _boxes(self, row: Row, item: Area, samples: int) -> tuple[str, ...]:
        """Return the cells where a row is filled in: its open readings, else its verdict."""
        readings = [a for a in self._areas(row, Role.READING) if not is_none_mark(a.text)]
        open_ = [a for a in readings if not a.cell.look.is_struck] or readings
        verdicts = list(self._areas(row, Role.VERDICT))
        return tuple(a.place for a in (open_[:samples] or verdicts[:1] or [item]))

    def _areas(self, row: Row, *roles: Role) -> list[Area]:
        rows = (row.top, row.bottom)
        return list(areas_of(self.grid, self.table.columns, rows, *roles))

    def _texts(self, row: Row, *roles: Role) -> list[str]:
        return [a.text for a in self._areas(row, *roles) if a.text and not is_only_rule(a.text)]


def _at_most(label: str, hint: str, limits: Limits | None) -> Limits | None:
    """Return a lone number as the upper limit where a deviation is measured, unless by degrees."""
    is_lone = limits is not None and not limits.is_limit and limits.nominal is not None
    if limits is None or not is_lone or not is_deviation(label) or "°" in (limits.unit or hint):
        return limits
    return replace(limits, nominal=None, usl=limits.nominal)
