"""Columns of a file → the points of a chart: what makes a subgroup, what is of phase I."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.capabilities.quality.points.answers import Charted, ChartKind
from app.capabilities.quality.points.decisions import of_counts, of_readings, of_subgroups
from app.cli.spc_file import Sheet
from app.kernel.refused import Refused


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what: names as given on the command line, empty for none.

    `value` may name several columns, with commas between: a line then holds a whole subgroup.
    `size` may also be a number that holds for all.
    """

    value: str
    subgroup: str = ""
    size: str = ""
    phase1: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """Charted points, which of them belong to phase I (None: all), lines without any value."""

    charted: Charted
    phase1: tuple[bool, ...] | None
    left_out: int


@dataclass(frozen=True, slots=True)
class _Group:
    """What lies behind one point: readings or one count, units inspected, is it of phase I."""

    values: list[float]
    sizes: list[float]
    marks: set[bool]


def points(sheet: Sheet, kind: ChartKind, columns: Columns) -> Points:
    """Return the points of a chart.

    Refusals: those of `Sheet` and of charting; `spc.subgroup_missing`, `spc.subgroup_blank`,
    `spc.phase1_mixed`, `spc.size_missing`.
    """
    named = value_columns(sheet, columns.value)
    if kind in (ChartKind.XBAR_R, ChartKind.XBAR_S):
        if not columns.subgroup and len(named) == 1:
            raise Refused("spc.subgroup_missing", chart=kind.value)
        label = columns.subgroup
    else:
        label = "" if kind is ChartKind.I_MR else columns.subgroup
    groups, left_out = _grouped(sheet, named, label, columns)
    marks = tuple([True in group.marks for group in groups]) if columns.phase1 else None
    return Points(_charted(kind, groups), marks, left_out)


def readings(sheet: Sheet, value: str, subgroup: str) -> tuple[tuple[float, ...], ...]:
    """Return readings in their subgroups; one by one where none are named."""
    named = value_columns(sheet, value)
    groups, _ = _grouped(sheet, named, subgroup, Columns(value, subgroup))
    return tuple([tuple(group.values) for group in groups])


def value_columns(sheet: Sheet, value: str) -> tuple[str, ...]:
    """Return the columns named: one of that very name, else each between commas."""
    if sheet.has(value) or "," not in value:
        return (value,)
    return tuple(name for name in value.split(",") if name.strip())


def _charted(kind: ChartKind, groups: Sequence[_Group]) -> Charted:
    match kind:
        case ChartKind.XBAR_R | ChartKind.XBAR_S:
            return of_subgroups(kind, [group.values for group in groups])
        case ChartKind.I_MR:
            return of_readings([value for group in groups for value in group.values])
        case _:
            counts = [sum(group.values) for group in groups]
            sizes = [sum(group.sizes) for group in groups if group.sizes]
            return of_counts(kind, counts, sizes)


def _grouped(
    sheet: Sheet, named: Sequence[str], label: str, columns: Columns
) -> tuple[list[_Group], int]:
    """Return the groups in order of first appearance, and how many lines had no value."""
    values = list(zip(*[sheet.numbers(name) for name in named], strict=True))
    sizes = _sizes(sheet, columns.size)
    marks = sheet.marks(columns.phase1) if columns.phase1 else [True] * len(values)
    keys = sheet.texts(label) if label else [str(at) for at in range(len(values))]
    groups: dict[str, _Group] = {}
    left_out = 0
    for record, key, line, size, mark in zip(
        sheet.records, keys, values, sizes, marks, strict=True
    ):
        there = [value for value in line if value is not None]
        if not there:
            left_out += 1
            continue
        if not key:
            raise Refused("spc.subgroup_blank", row=record.row, column=label)
        if columns.size and size is None:
            raise Refused("spc.size_missing", row=record.row, column=columns.size)
        group = groups.setdefault(key, _Group([], [], set()))
        group.values.extend(there)
        group.sizes.extend([size] if size is not None else [])
        group.marks.add(mark)
        if len(group.marks) > 1:
            raise Refused("spc.phase1_mixed", row=record.row, subgroup=key)
    return list(groups.values()), left_out


def _sizes(sheet: Sheet, size: str) -> Sequence[float | None]:
    if not size:
        return [None] * len(sheet.records)
    if not sheet.has(size) and size.strip().isdecimal():
        return [float(size)] * len(sheet.records)
    return sheet.numbers(size)
