"""What a row asks of a characteristic: limits, words, or a pointer elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.capabilities.forms.sheets.amounts import whole
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
from app.capabilities.forms.sheets.signs import half, is_none_mark, key, one_line
from app.capabilities.forms.sheets.statements import Contradiction, Limits
from app.capabilities.forms.sheets.tables import areas_of

_ELSEWHERE = re.compile(
    r"(?:见|详见|参[见照考]|按照?|依据?|依照|根据|执行|同|符合|满足|以)\s*[^，,;；。]{0,12}?(?:图纸?|图样|图号|协议|"
    r"合同|附[件表录图]|标准(?!样|件|品|板)|规范|规程|规格书|文件|作业指导书|说明书|技术要求|客户要求|工艺[卡单书要]|确认书|承认书|"
    r"sop|sip|dwg|drawing)"
    r"|(?:见|详见|参见|按照?|依|符合|执行|满足)\s*(?:[A-Za-z]{1,5}(?:/[A-Za-z]{1,3})?[-\s]?\d|《)"
    r"|^(?:图纸|图样|drawing)"
    r"|(?:\bsee|\bas per|\bper|acc(?:ording|\.)?\s?to|accordance with|refer(?:s|"
    r"ring)? to|\bref\.?|\bas)\s+[^,;.]{0,24}?(?:drawing|dwg|agree|spec|contract|"
    r"attach|appendix|annex|standard|document|\bdoc\b|procedure|\bsop\b|order form|"
    r"[A-Z]{2,}-?\d)"
    r"|待定|\btbd\b|\btbc\b|双方(?:商定|协商|协议)|另行(?:规定|通知)|协商|as agreed|"
    r"to be (?:agreed|defined|determined)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"^\s*[(（]?(?:见|详见|参[见照考]|按照?|依据?|依照|根据|执行|see\b|as per|"
    r"per\b|acc|refer|ref\b|待定|tbd|tbc|双方|另行|协商|图[纸样]|drawing|as agreed|to be)",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"封样|样件|样板|样品|标样|色板|限度样|订单|标签|一致|sample|golden|master|swatch|"
    r"purchase order|\border\b|match",
    re.IGNORECASE,
)
_NONE_FOUND = re.compile(
    r"无(?!菌检查)|不得|不应|不允许|没有|未见|清晰|完整|均匀|牢固|光滑|平整|良好|齐全|正确|合格|通[过端规]|止[端规]|"
    r"\bgo(?:es)?\b|\bno\b|\bnone\b|\bfree\b|"
    r"without|absen|clear\b|intact|legible",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"外观|目视|印刷|标[识签]|颜色|色泽|气味|字[迹体]|包装(?!.*(?:重|尺寸))|毛刺|飞边|appearance|visual|print|"
    r"label|colou?r|odou?r|burr|flash|cosmetic"
)
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
    told = [a for a in areas if columns.roles.get(a.left) is Role.REQUIREMENT]
    text = " ".join(one_line(area.text) for area in told)[:LONGEST]
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
    if limits is None and _points_elsewhere(text, hint):
        return replace(base, trouble=Doubt.ELSEWHERE)
    return replace(base, limits=limits)


def _says(area: Area) -> bool:
    return bool(area.text) and not is_none_mark(area.text)


def _all_text(areas: Sequence[Area]) -> str:
    return " ".join(one_line(area.text) for area in areas)


def _limits(
    grid: Grid, columns: Columns, rows: tuple[int, int], told: Sequence[Area], hint: str
) -> Limits | None:
    texts = [area.text for area in told]
    limits = stacked_limits(texts) or (read_limits(" ".join(texts), hint) if texts else None)
    if limits and not limits.is_limit and len(texts) > 1:
        limits = _with_single_deviations(texts) or limits
    return _from_columns(grid, columns, rows, limits)


def _with_single_deviations(texts: Sequence[str]) -> Limits | None:
    """Read a nominal whose deviations stand as `±0.05` or `+0.1/-0` in cells of their own."""
    nominal = texts[0]
    return read_limits(f"{nominal} {' '.join(texts[1:])}")


def _from_columns(
    grid: Grid, columns: Columns, rows: tuple[int, int], limits: Limits | None
) -> Limits | None:
    """Return the limits with what columns of their own say: nominal, tolerance, 下限, 上限."""
    cells = {role: _texts(grid, columns, rows, role) for role in LIMITING - {Role.REQUIREMENT}}
    if not any(cells.values()):
        return limits
    numeric = {role: _number(texts) for role, texts in cells.items()}
    nominal = next((n for t in cells[Role.NOMINAL] if (n := lone_number(t)) is not None), None)
    unit = next((u for texts in cells.values() for t in texts if (u := unit_of(t))), "")
    if nominal is not None and cells[Role.TOLERANCE] and not _has_digits(cells[Role.TOLERANCE]):
        # 0.5 with `max` beside it is a limit, not a nominal
        return read_limits(f"{whole(nominal)} {' '.join(cells[Role.TOLERANCE])}.", unit)
    found = Limits(nominal, numeric[Role.LSL], numeric[Role.USL], unit)
    if cells[Role.NOMINAL] and nominal is None:
        limits = limits or read_limits(" ".join(cells[Role.NOMINAL]))
    if nominal is None and limits is not None:
        nominal = limits.nominal
    if cells[Role.TOLERANCE]:
        found = _merged(found, _with_tolerance(nominal, cells[Role.TOLERANCE], unit))
    if nominal is not None and _has_deviations(numeric):
        found = _merged(found, _with_deviations(nominal, cells, unit))
    found = _merged(found, limits)
    if not found.is_sound:
        raise Contradiction
    return found if found.is_limit or found.nominal is not None else None


def _has_digits(texts: Sequence[str]) -> bool:
    return any(re.search(r"\d", text) for text in texts)


def _has_deviations(numeric: dict[Role, Decimal | None]) -> bool:
    return any(numeric[role] is not None for role in (Role.UPPER_DEVIATION, Role.LOWER_DEVIATION))


def _with_deviations(nominal: Decimal, cells: dict[Role, list[str]], unit: str) -> Limits:
    """Return nominal and deviations; an unsigned lower one is meant below the nominal."""
    upper, lower = (_number(cells[role]) for role in (Role.UPPER_DEVIATION, Role.LOWER_DEVIATION))
    if lower is not None and lower > 0 and not half(cells[Role.LOWER_DEVIATION][0]).startswith("+"):
        lower = -lower
    low = None if lower is None else whole(nominal + lower)
    high = None if upper is None else whole(nominal + upper)
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


def _points_elsewhere(text: str, hint: str) -> bool:
    """Tell whether the limit stands in another paper; where there is a unit, words are no limit."""
    plain = half(text)
    if not plain or _COMPARES.search(plain):
        return False
    if hint:
        return _ELSEWHERE.search(plain) is not None or not finds_none(plain)
    return _POINTS.match(plain) is not None and (
        _ELSEWHERE.search(plain) is not None or plain.startswith("见")
    )


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


def is_look(label: str) -> bool:
    """Tell whether a characteristic is judged by looking."""
    return _LOOKS.search(key(label)) is not None


def finds_none(text: str) -> bool:
    """Tell whether a requirement says that something is not to be found, or is as it should be."""
    return _NONE_FOUND.search(half(text)) is not None


def compares(text: str) -> bool:
    """Tell whether a requirement compares with a sealed sample or an order."""
    return _COMPARES.search(half(text)) is not None


def sources_of(grid: Grid, areas: Iterator[Area]) -> tuple[str, ...]:
    """Return the ranges of areas with text."""
    return tuple(grid.source(area) for area in areas if area.text)
