"""Limits in columns of their own: nominal, tolerance, deviations, 下限 and 上限 of one row."""

import re
from collections.abc import Sequence
from decimal import Decimal

from app.capabilities.forms.sheets.amounts import whole
from app.capabilities.forms.sheets.body import areas_of
from app.capabilities.forms.sheets.columns import LIMITING, Columns, Role
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.limits import lone_number, read_limits, unit_of
from app.capabilities.forms.sheets.signs import half, is_none_mark
from app.capabilities.forms.sheets.statements import Contradiction, Limits
from app.capabilities.forms.sheets.units import is_unit, tidy_unit

_DIFFERENCE = re.compile(
    r"(?:(?:允许)?(?:误差|偏差|差异)|不(?:超过|大于)|在|within|difference|deviation|[:：≤\s])*"
    r"±\s?(?P<value>\d+(?:\.\d+)?)\s?(?P<unit>[^\s\d]{1,8})?(?:以内|之内|范围内)?"
)


def from_columns(
    grid: Grid,
    columns: Columns,
    rows: tuple[int, int],
    limits: Limits | None,
    told: Sequence[str],
) -> Limits | None:
    """Return the limits with what columns of their own say: nominal, tolerance, 下限, 上限."""
    cells = {role: _texts(grid, columns, rows, role) for role in LIMITING - {Role.REQUIREMENT}}
    cells[Role.NOMINAL] = [t for t in cells[Role.NOMINAL] if lone_number(t) is not None]
    if not any(cells.values()):
        return limits
    if _is_tolerance(cells, limits, told):
        cells[Role.TOLERANCE], limits = list(told), None
    numeric = {role: _number(texts) for role, texts in cells.items()}
    nominal = next((n for t in cells[Role.NOMINAL] if (n := lone_number(t)) is not None), None)
    unit = next((u for texts in cells.values() for t in texts if (u := unit_of(t))), "")
    size = nominal if nominal is not None else _lone_nominal(limits)
    if size is not None and cells[Role.TOLERANCE] and not _has_digits(cells[Role.TOLERANCE]):
        # 0.5 with `max` beside it is a limit, not a nominal
        return read_limits(f"{whole(size)} {' '.join(cells[Role.TOLERANCE])}.", unit)
    found = Limits(nominal, numeric[Role.LSL], numeric[Role.USL], unit)
    if nominal is None and limits is not None:
        nominal = limits.nominal
    found = _merged(_around(nominal, found, cells), limits)
    if not found.is_sound:
        raise Contradiction
    return found if found.is_limit or found.nominal is not None else None


def _around(nominal: Decimal | None, found: Limits, cells: dict[Role, list[str]]) -> Limits:
    """Return the limits with the tolerance or the deviations around a nominal."""
    if cells[Role.TOLERANCE]:
        found = _merged(found, _with_tolerance(nominal, cells[Role.TOLERANCE], found.unit))
    if cells[Role.UPPER_DEVIATION] or cells[Role.LOWER_DEVIATION]:
        found = _merged(found, _with_deviations(nominal, cells, found.unit))
    if _are_deviations(nominal, found, cells):
        moved = {Role.UPPER_DEVIATION: cells[Role.USL], Role.LOWER_DEVIATION: cells[Role.LSL]}
        found = _with_deviations(nominal, moved, found.unit)
    return found


def _lone_nominal(limits: Limits | None) -> Decimal | None:
    return None if limits is None or limits.is_limit else limits.nominal


def _is_tolerance(cells: dict[Role, list[str]], limits: Limits | None, told: Sequence[str]) -> bool:
    """Tell whether what is required is only `±5` around a set point of its own column."""
    is_open = limits is not None and limits.nominal is None
    return bool(cells[Role.NOMINAL]) and is_open and around_zero(told) is not None


def _are_deviations(nominal: Decimal | None, found: Limits, cells: dict[Role, list[str]]) -> bool:
    """Tell whether columns of limits hold signed deviations: 19.8 with 上限 +0.2, 下限 -0.2."""
    signed = [half(text).strip()[:1] for text in (*cells[Role.USL], *cells[Role.LSL])]
    is_off = not Limits(nominal, found.lsl, found.usl).is_sound
    return nominal is not None and is_off and any(sign in ("+", "-") for sign in signed)


def _has_digits(texts: Sequence[str]) -> bool:
    return any(re.search(r"\d", text) for text in texts)


def _with_deviations(nominal: Decimal | None, cells: dict[Role, list[str]], unit: str) -> Limits:
    """Return nominal and deviations; an unsigned lower one is meant below the nominal.

    Without a nominal they are the limits themselves: a warp of `/ +0.5 /`.
    """
    upper, lower = (_number(cells[role]) for role in (Role.UPPER_DEVIATION, Role.LOWER_DEVIATION))
    if lower is not None and lower > 0 and not half(cells[Role.LOWER_DEVIATION][0]).startswith("+"):
        lower = -lower
    middle = nominal or Decimal(0)
    low = None if lower is None else whole(middle + lower)
    high = None if upper is None else whole(middle + upper)
    return Limits(nominal, low, high, unit)


def _with_tolerance(nominal: Decimal | None, texts: Sequence[str], unit: str) -> Limits | None:
    tolerance = " ".join(texts)
    if nominal is None:
        return read_limits(tolerance)
    plain = half(tolerance).strip()
    signed = plain if re.match(r"[±+\-(（]|0(?:\.0+)?(?:\s*[/,~]|\s+[+-])", plain) else f"±{plain}"
    return read_limits(f"{whole(nominal)}{unit} {signed}", unit)


def _merged(one: Limits, two: Limits | None) -> Limits:
    """Return both together; where they differ the row contradicts itself."""
    if two is None:
        return one
    pairs = ((one.nominal, two.nominal), (one.lsl, two.lsl), (one.usl, two.usl))
    if any(a is not None and b is not None and a != b for a, b in pairs):
        raise Contradiction
    nominal, lsl, usl = (b if a is None else a for a, b in pairs)
    return Limits(nominal, lsl, usl, one.unit or two.unit)


def _texts(grid: Grid, columns: Columns, rows: tuple[int, int], role: Role) -> list[str]:
    return [area.text for area in areas_of(grid, columns, rows, role) if says(area)]


def _number(texts: Sequence[str]) -> Decimal | None:
    for text in texts:
        value = lone_number(text)
        if value is not None:
            return value
        limits = read_limits(text)
        if limits is not None and (limits.lsl is None) != (limits.usl is None):
            return limits.usl if limits.lsl is None else limits.lsl
    return None


def around_zero(texts: Sequence[str]) -> Limits | None:
    """Read what may differ by so much, with nothing else beside: `±2%`, `误差不超过±0.02 g`."""
    found = _DIFFERENCE.fullmatch(half(" ".join(texts)).strip())
    if found is None or (found["unit"] and not is_unit(found["unit"])):
        return None
    value = whole(Decimal(found["value"]))
    return Limits(None, -value, value, tidy_unit(found["unit"] or ""))


def says(area: Area) -> bool:
    """Tell whether a cell has something to say."""
    return bool(area.text) and not is_none_mark(area.text)
