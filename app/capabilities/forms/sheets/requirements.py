"""What a row asks of a characteristic: limits, words, or a pointer elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.capabilities.forms.sheets.amounts import whole
from app.capabilities.forms.sheets.body import areas_of
from app.capabilities.forms.sheets.columns import LIMITING, Columns, Role
from app.capabilities.forms.sheets.drafts import Doubt
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.limits import (
    LONGEST,
    lone_number,
    read_limits,
    stacked_limits,
    unit_of,
)
from app.capabilities.forms.sheets.requirement_words import points_elsewhere
from app.capabilities.forms.sheets.signs import half, is_none_mark, one_line
from app.capabilities.forms.sheets.statements import Contradiction, Limits
from app.capabilities.forms.sheets.units import is_unit, tidy_unit

_ACRE = re.compile(r"\bAc\s*[=:：]?\s*(\d+)", re.IGNORECASE)
_RE = re.compile(r"\bRe\s*[=:：]?\s*(\d+)", re.IGNORECASE)
_PAIR = re.compile(
    r"(?:Ac\s*/\s*Re\s*[=:：]?\s*|^\s*[(（\[]?\s*)(\d+)\s*[/,，]\s*(\d+)\s*[)）\]]?\s*$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"^\s*(?:n\s*[=:：]?\s*)?(\d{1,6})\s*(?:(?:[件个只支套份次袋片根模条台箱卷瓶粒]|pcs?|ea|pieces?|"
    r"samples?|units?|each|sets?).*|/.*)?$",
    re.IGNORECASE,
)
_COUNT_INSIDE = re.compile(
    r"\bn\s*[=:：]\s*(\d{1,6})|(?:抽样?|取样?|每[次批班])\s*(\d{1,6})\s*[件个只支套份]",
    re.IGNORECASE,
)


_DIFFERENCE = re.compile(
    r"(?:(?:允许)?(?:误差|偏差|差异)|不(?:超过|大于)|在|within|difference|deviation|[:：≤\s])*"
    r"±\s?(?P<value>\d+(?:\.\d+)?)\s?(?P<unit>[^\s\d]{1,8})?(?:以内|之内|范围内)?"
)
_FIT = re.compile(
    r"[øØφΦ⌀]?\s?(?P<size>\d+(?:\.\d+)?)\s?(?:JS|js|[A-HKMNPR-UX-Za-hkmnpr-ux-z])(?:[4-9]|1[0-4])"
)
"""A size with its tolerance class (ISO 286-1): its deviations stand in that standard's tables."""
_THREAD = re.compile(r"(?:M|Tr|G|Rc|UN[CF])\s?\d[\d./]*(?:\s?[x×X*]\s?[\d.]+)?(?:\s?-\s?\w{2,6})?")
"""A thread by its designation: `M6×1-6H`."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one row requires; `limits` is None where it requires in words only."""

    text: str = ""
    limits: Limits | None = None
    trouble: Doubt | None = None
    """Why its limits stay open: the cell points elsewhere or contradicts itself."""
    cell: str = ""
    """Where the trouble stands."""
    ac: int | None = None
    re: int | None = None
    n: int | None = None
    sources: tuple[str, ...] = ()

    @property
    def is_words(self) -> bool:
        """Tell whether it says something, but no number."""
        return bool(self.text) and (self.limits is None or not self._is_numeric)

    @property
    def _is_numeric(self) -> bool:
        return self.limits is not None and (self.limits.is_limit or self.limits.nominal is not None)


def requirement_of(grid: Grid, columns: Columns, rows: tuple[int, int], hint: str) -> Requirement:
    """Return what a row requires; `hint` is the unit that its column or name gives."""
    areas = [a for a in areas_of(grid, columns, rows, *LIMITING) if _says(a)]
    told = [a for a in areas if _is_told(columns.roles.get(a.left), a)]
    text = " ".join(one_line(area.text) for area in told)[:LONGEST]
    if _THREAD.fullmatch(half(text).strip()):
        told = []  # a thread is tried with its gauge
    base = Requirement(
        text,
        ac=_acceptance(_ACRE, 1, text),
        re=_acceptance(_RE, 2, text),
        n=count_inside(text),
        sources=tuple(grid.source(area) for area in areas),
        cell=(told or areas)[0].place if areas else "",
    )
    try:
        limits = _limits(grid, columns, rows, told, hint)
    except Contradiction:
        return replace(base, trouble=Doubt.CONTRADICTION, text=text or _all_text(areas))
    if fit := _FIT.fullmatch(half(text).strip()):
        return replace(base, limits=Limits(Decimal(fit["size"])), trouble=Doubt.ELSEWHERE)
    if limits is None and points_elsewhere(text, hint):
        return replace(base, trouble=Doubt.ELSEWHERE)
    return replace(base, limits=limits)


def _is_told(role: Role | None, area: Area) -> bool:
    """Tell whether a cell is read as a sentence; so is one of a nominal that holds no number."""
    if role is Role.NOMINAL:
        return lone_number(area.text) is None
    if role in (Role.LSL, Role.USL):  # words across the columns of limits
        return not re.search(r"\d", area.text) and len(one_line(area.text)) > 3
    return role is Role.REQUIREMENT


def _says(area: Area) -> bool:
    return bool(area.text) and not is_none_mark(area.text)


def _all_text(areas: Sequence[Area]) -> str:
    return " ".join(one_line(area.text) for area in areas)


def _limits(
    grid: Grid, columns: Columns, rows: tuple[int, int], told: Sequence[Area], hint: str
) -> Limits | None:
    texts = [area.text for area in told]
    limits = stacked_limits(texts) or (read_limits(" ".join(texts), hint) if texts else None)
    limits = limits or _around_zero(texts)
    if limits and not limits.is_limit and len(texts) > 1:
        limits = _with_single_deviations(texts) or limits
    return _from_columns(grid, columns, rows, limits)


def _around_zero(texts: Sequence[str]) -> Limits | None:
    """Read what may differ by so much, with nothing else beside: `±2%`, `误差不超过±0.02 g`."""
    found = _DIFFERENCE.fullmatch(half(" ".join(texts)).strip())
    if found is None or (found["unit"] and not is_unit(found["unit"])):
        return None
    value = whole(Decimal(found["value"]))
    return Limits(None, -value, value, tidy_unit(found["unit"] or ""))


def _with_single_deviations(texts: Sequence[str]) -> Limits | None:
    """Read a nominal whose deviations stand as `±0.05` or `+0.1/-0` in cells of their own."""
    nominal = texts[0]
    return read_limits(f"{nominal} {' '.join(texts[1:])}")


def _from_columns(
    grid: Grid, columns: Columns, rows: tuple[int, int], limits: Limits | None
) -> Limits | None:
    """Return the limits with what columns of their own say: nominal, tolerance, 下限, 上限."""
    cells = {role: _texts(grid, columns, rows, role) for role in LIMITING - {Role.REQUIREMENT}}
    cells[Role.NOMINAL] = [t for t in cells[Role.NOMINAL] if lone_number(t) is not None]
    if not any(cells.values()):
        return limits
    numeric = {role: _number(texts) for role, texts in cells.items()}
    nominal = next((n for t in cells[Role.NOMINAL] if (n := lone_number(t)) is not None), None)
    unit = next((u for texts in cells.values() for t in texts if (u := unit_of(t))), "")
    is_lone = limits is not None and not limits.is_limit
    size = limits.nominal if nominal is None and limits is not None and is_lone else nominal
    if size is not None and cells[Role.TOLERANCE] and not _has_digits(cells[Role.TOLERANCE]):
        # 0.5 with `max` beside it is a limit, not a nominal
        return read_limits(f"{whole(size)} {' '.join(cells[Role.TOLERANCE])}.", unit)
    found = Limits(nominal, numeric[Role.LSL], numeric[Role.USL], unit)
    if nominal is None and limits is not None:
        nominal = limits.nominal
    if cells[Role.TOLERANCE]:
        found = _merged(found, _with_tolerance(nominal, cells[Role.TOLERANCE], unit))
    if _has_deviations(numeric):
        found = _merged(found, _with_deviations(nominal, cells, unit))
    if _are_deviations(nominal, found, cells):
        moved = {Role.UPPER_DEVIATION: cells[Role.USL], Role.LOWER_DEVIATION: cells[Role.LSL]}
        found = _with_deviations(nominal, moved, unit)
    found = _merged(found, limits)
    if not found.is_sound:
        raise Contradiction
    return found if found.is_limit or found.nominal is not None else None


def _are_deviations(nominal: Decimal | None, found: Limits, cells: dict[Role, list[str]]) -> bool:
    """Tell whether columns of limits hold signed deviations: 19.8 with 上限 +0.2, 下限 -0.2."""
    signed = [half(text).strip()[:1] for text in (*cells[Role.USL], *cells[Role.LSL])]
    is_off = not Limits(nominal, found.lsl, found.usl).is_sound
    return nominal is not None and is_off and any(sign in ("+", "-") for sign in signed)


def _has_digits(texts: Sequence[str]) -> bool:
    return any(re.search(r"\d", text) for text in texts)


def _has_deviations(numeric: dict[Role, Decimal | None]) -> bool:
    return any(numeric[role] is not None for role in (Role.UPPER_DEVIATION, Role.LOWER_DEVIATION))


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
    signed = plain if re.match(r"[±+\-(（]|0(?:\.0+)?\s*[/,~]", plain) else f"±{plain}"
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
    return [area.text for area in areas_of(grid, columns, rows, role) if _says(area)]


def _number(texts: Sequence[str]) -> Decimal | None:
    for text in texts:
        value = lone_number(text)
        if value is not None:
            return value
        limits = read_limits(text)
        if limits is not None and (limits.lsl is None) != (limits.usl is None):
            return limits.usl if limits.lsl is None else limits.lsl
    return None


def _acceptance(pattern: re.Pattern[str], group: int, text: str) -> int | None:
    plain = half(text)
    if (
        pair := re.search(r"Ac\s*/\s*Re\s*[=:]?\s*(\d+)\s*/\s*(\d+)", plain, re.IGNORECASE)
    ) is not None:
        return int(pair[group])
    found = pattern.search(plain)
    return int(found[1]) if found else None


def acceptance_pair(text: str) -> tuple[int | None, int | None]:
    """Return Ac and Re of a cell that holds both: `7/8`, `(0,1)`."""
    found = _PAIR.search(half(text))
    return (int(found[1]), int(found[2])) if found else (None, None)


def count_of(text: str) -> int | None:
    """Return the n that a cell of its own states: `5`, `5件`, `n=5`, `5/2h`."""
    found = _COUNT.match(half(text))
    return int(found[1]) if found else count_inside(text)


def count_inside(text: str) -> int | None:
    """Return the n stated somewhere in a text: `n=5`, `每次5件`."""
    found = _COUNT_INSIDE.search(half(text))
    return int(found[1] or found[2]) if found else None


def sources_of(grid: Grid, areas: Iterator[Area]) -> tuple[str, ...]:
    """Return the ranges of areas with text."""
    return tuple(grid.source(area) for area in areas if area.text)
