"""What a kind of field may be told, read off its settings Struct: one control follows. No Qt."""

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from app.capabilities.equipment.gauges.events import GaugeKind
from app.capabilities.people.signatures.decisions import MEANINGS
from app.capabilities.quality.points.answers import ChartKind
from app.capabilities.quality.sampling.decisions import LEVELS
from app.journal.capability import FieldKind
from app.kernel.words import Bilingual
from app.ui.screens.forms.design.body import free_key

TEXT, WHOLE, DECIMAL, SWITCH, MAYBE = "text", "whole", "decimal", "switch", "maybe"
CHOICE, SAID, TEXTS, ROWS = "choice", "said", "texts", "rows"
KINDS, SETTINGS, PICTURE = "kinds", "settings", "picture"
_PLAIN = {str: TEXT, int: WHOLE, Decimal: DECIMAL, bool: SWITCH, Bilingual: SAID}
KIND = "kind"
"""The name under which a row says which kind of field it is; its settings are of that kind."""
CHARTS = ("xbar-r", "xbar-s", "i-mr")

OFFERED: Mapping[str, tuple[str, ...]] = {
    "chart": ("", *(kind.value for kind in ChartKind if kind.value in CHARTS)),
    "meaning": tuple(MEANINGS),
    "gauge_kind": ("", *(kind.value for kind in GaugeKind)),
    "sort": ("", *(kind.value for kind in GaugeKind)),
    "level": tuple(LEVELS),
}
"""Settings that are a text in a form but one of a list to whoever fills them in."""
NAMES = ("code", "key")
"""Settings that name a row: no two of a list are the same."""
STARTS: Mapping[str, str] = {"prefix": "NO", "aql": "1.0", KIND: "text"}
_EMPTY: Mapping[str, Any] = {TEXT: "", WHOLE: 1, DECIMAL: "0", SWITCH: False, TEXTS: [], KINDS: ""}
_FIRST_CHOICES = 2
EXPRESSION = "expression"
LONG = frozenset({EXPRESSION, "pattern"})
"""Texts that take a whole line."""


Called = Callable[[int], Bilingual]
"""What the n-th of new rows is called, from 1."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `usual` is what it is where nothing is said; `inner` are those of its rows."""

    name: str
    sort: str
    usual: Any = None
    may_be_none: bool = False
    options: tuple[str, ...] = ()
    inner: tuple["Setting", ...] = ()

    def starts_as(self, taken: frozenset[str], said: Bilingual) -> Any:  # noqa: ANN401  # any JSON value
        """Return what a new one is, where something must be there."""
        if self.sort == SAID:
            return {"zh": said.zh, "en": said.en}
        if self.name in NAMES:
            return free_key("item_1", taken)
        if self.sort == CHOICE:
            return self.options[0]
        return STARTS.get(self.name, _EMPTY[self.sort])


@lru_cache
def settings_of(struct: type[msgspec.Struct]) -> tuple[Setting, ...]:
    """Return what may be told, in the order the Struct has it."""
    hints = get_type_hints(struct)
    own = msgspec.structs.fields(struct)
    return tuple(_setting(one.name, hints[one.name], _usual(one)) for one in own)


def starting(kind: FieldKind, said: Called) -> dict[str, Any]:
    """Return the settings a new field of a kind begins with; `said` names the rows it must have."""
    return {
        one.name: _first(one, said)
        for one in settings_of(kind.settings)
        if one.usual is msgspec.NODEFAULT
    }


def new_row(
    inner: tuple[Setting, ...], rows: Sequence[Mapping[str, Any]], said: Called
) -> dict[str, Any]:
    """Return one more row, under a code or key no other has."""
    names = frozenset(str(row.get(name, "")) for row in rows for name in NAMES)
    return {
        one.name: one.starts_as(names, said(len(rows) + 1))
        for one in inner
        if one.usual is msgspec.NODEFAULT
    }


def _first(one: Setting, said: Called) -> Any:  # noqa: ANN401  # any JSON value
    if one.sort != ROWS:
        return one.starts_as(frozenset(), said(1))
    rows: list[dict[str, Any]] = []
    is_chosen = any(inner.name == "code" for inner in one.inner)
    while len(rows) < (_FIRST_CHOICES if is_chosen else 1):
        rows.append(new_row(one.inner, rows, said))
    return rows


def _usual(field: msgspec.structs.FieldInfo) -> Any:  # noqa: ANN401  # as the Struct has it
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return field.default


def _setting(name: str, hint: Any, usual: Any) -> Setting:  # noqa: ANN401  # any annotation
    may_be_none = False
    if get_origin(hint) in (Union, UnionType):
        (hint,) = [one for one in get_args(hint) if one is not NoneType]
        may_be_none = True
    if name in (KIND, PICTURE):
        return Setting(name, KINDS if name == KIND else PICTURE, usual)
    if options := _options(name, hint):
        return Setting(name, CHOICE, usual, may_be_none, options)
    if get_origin(hint) is dict:
        return Setting(name, SETTINGS, usual)
    if get_origin(hint) is tuple:
        (inner, _) = get_args(hint)
        if inner is str:
            return Setting(name, TEXTS, usual)
        return Setting(name, ROWS, usual, inner=settings_of(inner))
    sort = _PLAIN[hint]
    return Setting(name, MAYBE if may_be_none and sort == SWITCH else sort, usual, may_be_none)


def _options(name: str, hint: Any) -> tuple[str, ...]:  # noqa: ANN401  # any annotation
    if get_origin(hint) is Literal:
        return get_args(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return tuple(str(one.value) for one in hint)
    return OFFERED.get(name, ()) if hint is str else ()
