"""What a row asks of a characteristic: limits, words, or a pointer elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.capabilities.forms.sheets.body import areas_of
from app.capabilities.forms.sheets.columns import LIMITING, Columns, Role
from app.capabilities.forms.sheets.drafts import Doubt
from app.capabilities.forms.sheets.grid import Area, Grid
from app.capabilities.forms.sheets.limit_columns import around_zero, from_columns, says
from app.capabilities.forms.sheets.limits import (
    LONGEST,
    lone_number,
    read_limits,
    stacked_limits,
)
from app.capabilities.forms.sheets.requirement_words import finds_none, points_elsewhere
from app.capabilities.forms.sheets.signs import half, one_line
from app.capabilities.forms.sheets.statements import Contradiction, Limits

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
    areas = [a for a in areas_of(grid, columns, rows, *LIMITING) if says(a)]
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


def limits_nothing(text: str) -> bool:
    """Tell whether a requirement is only words, or words with numbers that limit nothing."""
    if not re.search(r"\d", text):
        return True
    if not re.search(r"[\u4e00-\u9fff]{2}|[A-Za-z]{4}", text):
        return False
    try:
        return read_limits(text) is None
    except Contradiction:
        return finds_none(text)


def _is_told(role: Role | None, area: Area) -> bool:
    """Tell whether a cell is read as a sentence; so is one of a nominal that holds no number."""
    if role is Role.NOMINAL:
        return lone_number(area.text) is None
    if role in (Role.LSL, Role.USL):  # words across the columns of limits
        return not re.search(r"\d", area.text) and len(one_line(area.text)) > 3
    return role is Role.REQUIREMENT


def _all_text(areas: Sequence[Area]) -> str:
    return " ".join(one_line(area.text) for area in areas)


def _limits(
    grid: Grid, columns: Columns, rows: tuple[int, int], told: Sequence[Area], hint: str
) -> Limits | None:
    texts = [area.text for area in told]
    limits = stacked_limits(texts) or (read_limits(" ".join(texts), hint) if texts else None)
    limits = limits or around_zero(texts)
    if limits and not limits.is_limit and len(texts) > 1:
        limits = _with_single_deviations(texts) or limits
    return from_columns(grid, columns, rows, limits, texts)


def _with_single_deviations(texts: Sequence[str]) -> Limits | None:
    """Read a nominal whose deviations stand as `±0.05` or `+0.1/-0` in cells of their own."""
    nominal = texts[0]
    return read_limits(f"{nominal} {' '.join(texts[1:])}")


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
