"""How a column's label is recognised as a field, whatever ERP wrote it.

The names stand as data in `resources/plan/headers.json`, as 金蝶, 用友, 鼎捷, SAP, Oracle and
hand-made sheets write them: for each field the `names` (the better one first: of 计划完工日期 and
交货日期 production is due at the former), `patterns` for compositions nobody listed, and what
speaks against (`unless`): 已完工数量 is no planned quantity.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from app.capabilities.production.plan.amounts import is_unit
from app.kernel.paths import resources

NEEDED = ("order", "product_code", "quantity", "due")
FIELDS = (*NEEDED, "product_name", "unit", "start", "priority", "remark")

_GUESS = 1000  # ranks from here on are patterns, no known names


@dataclass(frozen=True, slots=True)
class Match:
    """A label's field; the lower the rank the better the name fits."""

    field: str
    rank: int

    @property
    def is_guess(self) -> bool:
        return self.rank >= _GUESS


_BRACKETS = re.compile(r"[(\[{<【〔《][^)\]}>】〕》]*[)\]}>】〕》]?")
_HAN = re.compile(r"[㐀-鿿豈-﫿]+")
_PARTS = re.compile(r"[\n/|、]+")


class _Names(msgspec.Struct, frozen=True):
    names: tuple[str, ...]
    patterns: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True)
class _Vocabulary:
    known: dict[str, Match]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    against: dict[str, re.Pattern[str]]


@lru_cache
def _vocabulary() -> _Vocabulary:
    content = (resources() / "plan" / "headers.json").read_bytes()
    fields = msgspec.json.decode(content, type=dict[str, _Names])
    return _Vocabulary(
        {n: Match(f, rank) for f, it in fields.items() for rank, n in enumerate(it.names)},
        tuple((field, re.compile(p)) for field, it in fields.items() for p in it.patterns),
        {f: re.compile("|".join(it.unless)) for f, it in fields.items() if it.unless},
    )


@lru_cache(maxsize=4096)
def recognise(label: str) -> Match | None:
    """Return the field a label stands for; None where it is no header of a plan."""
    if len(label) > 80:
        return None
    whole = compact(label)
    for step, reading in enumerate(_readings(label)):
        match = _vocabulary().known.get(reading)
        if match and (reading == whole or not _speaks_against(match.field, whole)):
            return Match(match.field, match.rank + 100 * min(step, 5))
    for reading in _readings(label):
        for rank, (field, pattern) in enumerate(_vocabulary().patterns):
            if pattern.fullmatch(reading) and not _speaks_against(field, whole):
                return Match(field, _GUESS + rank)
    return None


def unit_in(label: str) -> str | None:
    """Return the unit a quantity's label names in brackets: 数量（套）→ 套."""
    inside = re.search(r"[(\[（【]\s*([^\W\d_]{1,8})\s*[)\]）】]\s*$", label)
    return inside[1] if inside and is_unit(inside[1]) else None


def compact(label: str) -> str:
    """Return a label as it is compared: half-width, lower case, letters and digits only."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", label).casefold())


def _readings(label: str) -> Iterator[str]:
    """Yield the ways to read a label: whole, without brackets, each language, each part."""
    folded = unicodedata.normalize("NFKC", label).casefold()
    bare = _BRACKETS.sub("", folded)
    han = "".join(_HAN.findall(bare))
    latin = compact(_HAN.sub(" ", bare))
    yield from dict.fromkeys(
        reading
        for reading in (
            compact(folded),
            compact(bare),
            han,
            latin,
            *(compact(part) for part in _PARTS.split(folded)),
        )
        if reading
    )


def _speaks_against(field: str, whole: str) -> bool:
    pattern = _vocabulary().against.get(field)
    return pattern is not None and pattern.search(whole) is not None
