"""What was read and reviewed of a sheet → the body of a form, ready to be drafted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from app.capabilities.forms.definition.bodies import Field, Form, Section
from app.capabilities.forms.definition.decisions import KEY, SUBJECT_NAMES
from app.capabilities.forms.sheets.drafts import DraftField, DraftKind
from app.capabilities.forms.sheets.labels import approves, reviews
from app.capabilities.forms.sheets.signs import has_cjk
from app.capabilities.forms.sheets.worksheet import blocks_of
from app.kernel.words import Bilingual

MOST_SAMPLES = 1_000
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z.'-]*[A-Za-z.]")
_WORD = re.compile(r"[A-Za-z]{3}")
_FREE = frozenset({DraftKind.MULTILINE, DraftKind.PHOTO})
"""Kinds that may stay empty: remarks, a picture beside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A field as a person lets it stand, with its label in both languages."""

    read: DraftField
    label: Bilingual
    is_kept: bool = True
    is_seen: bool = False
    """A person has confirmed or changed what was doubtful in it."""


@dataclass(frozen=True, slots=True)
class Headings:
    """What the blocks without a heading of their own are called: above the tables and below."""

    top: Bilingual
    foot: Bilingual


def in_both(text: str) -> Bilingual:
    """Return a label's Chinese and English halves; the other one empty where there is only one.

    `外径 OD` is both; `Ra 粗糙度` and `16G 刺针` are Chinese with a sign of their own.
    """
    if not has_cjk(text):
        return Bilingual("", text)
    for one, two in _halves(text):
        if has_cjk(one) and not has_cjk(two) and _ENGLISH.search(two):
            return Bilingual(one, two)
        if has_cjk(two[0]) and not has_cjk(one) and _WORD.search(one):
            return Bilingual(two, one)
    return Bilingual(text, "")


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for gap in re.finditer(r"(?<=[^\s/|])[\s/|]+(?=[^\s/|])", text):
        yield text[: gap.start()], text[gap.end() :]


def completed(text: Bilingual) -> Bilingual:
    """Return a text whose missing half is the other one, until somebody translates it."""
    return Bilingual(text.zh or text.en, text.en or text.zh)


def form_of(code: str, title: Bilingual, fields: Sequence[Reviewed], headings: Headings) -> Form:
    """Return the form that the kept fields make, sections and fields in reading order."""
    kept = [one for one in fields if one.is_kept]
    keys = _keys(kept)
    cells = _cells(kept, keys)
    made = [_field(one, key, cells) for one, key in zip(kept, keys, strict=True)]
    titles = _titles(kept, headings)
    return Form(
        code=code,
        name=completed(title),
        sections=tuple(
            Section(title=completed(name), fields=tuple(field for _, field in group))
            for name, group in groupby(zip(titles, made, strict=True), key=lambda pair: pair[0])
        ),
    )


def _titles(fields: Sequence[Reviewed], headings: Headings) -> list[Bilingual]:
    """Return each field's section; those without one stand at the top, or below the sections."""
    first = next((at for at, one in enumerate(fields) if one.read.section), len(fields))
    return [
        in_both(one.read.section)
        if one.read.section
        else (headings.top if at < first else headings.foot)
        for at, one in enumerate(fields)
    ]


# ---------------------------------------------------------------------- keys
def _keys(fields: Sequence[Reviewed]) -> list[str]:
    """Return a key for each field: its English name where there is one, else its number."""
    keys: list[str] = []
    for at, one in enumerate(fields, 1):
        word = "_".join(re.findall(r"[a-z0-9]+", one.label.en.casefold()))[:32].strip("_")
        sound = KEY.fullmatch(word) and word not in SUBJECT_NAMES and word not in keys
        keys.append(word if sound else f"item_{at:02}")
    return keys


# ---------------------------------------------------------------------- kinds
def _field(one: Reviewed, key: str, cells: Mapping[tuple[int, int], str]) -> Field:
    kind, settings = _kind_of(one.read, cells)
    plain = {name: _plain(value) for name, value in settings.items() if value is not None}
    return Field(
        key=key,
        kind=kind,
        label=completed(one.label),
        required=one.read.kind not in _FREE,
        settings=plain,
    )


def _plain(value: object) -> object:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _kind_of(
    read: DraftField, cells: Mapping[tuple[int, int], str]
) -> tuple[str, Mapping[str, Any]]:
    limits: dict[str, Any] = {
        "unit": read.unit,
        "nominal": read.nominal,
        "lsl": read.lsl,
        "usl": read.usl,
    }
    many = read.samples is not None and read.samples > 1
    match read.kind:
        case DraftKind.MEASUREMENT if many:
            return "samples", limits | {"n": min(read.samples or 1, MOST_SAMPLES)}
        case DraftKind.MEASUREMENT:
            return "measurement", limits
        case DraftKind.INTEGER | DraftKind.DECIMAL:
            return read.kind.value, {"unit": read.unit}
        case DraftKind.FORMULA:
            return _formula(read, limits, cells)
        case _:
            return read.kind.value, _chosen(read)


def _chosen(read: DraftField) -> Mapping[str, Any]:
    """Return the settings of a field that is not a number."""
    choices = [
        {"code": f"c{at}", "label": _both(completed(in_both(text)))}
        for at, text in enumerate(read.choices or (), 1)
    ]
    match read.kind:
        case DraftKind.PASS_FAIL:
            return {"samples": read.samples, "ac": read.ac, "re": read.re}
        case DraftKind.SINGLE_CHOICE:
            return {"choices": choices}
        case DraftKind.CHECKLIST:
            return {"items": choices}
        case DraftKind.LOT:
            return {"usable": False}  # whoever inspects a lot fills it in before it may be used
        case DraftKind.SIGNATURE:
            return {"meaning": _meaning(read.label)}
        case _:
            return {}


def _both(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _meaning(label: str) -> str:
    if approves(label):
        return "approved"
    return "reviewed" if reviews(label) else "performed"


# ---------------------------------------------------------------------- formulas
def _formula(
    read: DraftField, limits: dict[str, Any], cells: Mapping[tuple[int, int], str]
) -> tuple[str, Mapping[str, Any]]:
    """Return a formula over the fields' keys; a plain number where it reads what is no field."""
    parts = re.split(r"\{([^}]*)\}", read.formula or "")
    names = [_named(reference, cells) for reference in parts[1::2]]
    if not read.formula or not all(names):
        return "decimal", {"unit": read.unit}
    parts[1::2] = names
    return "formula", limits | {"expression": "".join(parts)}


def _named(reference: str, cells: Mapping[tuple[int, int], str]) -> str:
    """Return what a cell or range is called in the form; empty where no field stands there."""
    block = next(blocks_of(reference), None)
    if block is None:
        return ""
    places = [
        (row, column)
        for row in range(block.top, block.bottom + 1)
        for column in range(block.left, block.right + 1)
    ]
    if len(places) > MOST_SAMPLES or places[0] not in cells:
        return ""
    if len(places) == 1:
        return cells[places[0]]
    if (whole := cells[places[0]].rpartition("_1")) and whole[1] and not whole[2]:
        return whole[0]
    names = [cells.get(place, "") for place in places]
    return ", ".join(names) if all(names) else ""


def _cells(fields: Sequence[Reviewed], keys: Sequence[str]) -> dict[tuple[int, int], str]:
    """Return what each cell that is filled in is called: `lot_size`, `length_1`."""
    found: dict[tuple[int, int], str] = {}
    for one, key in zip(fields, keys, strict=True):
        is_many = one.read.kind is DraftKind.MEASUREMENT and (one.read.samples or 0) > 1
        cells = (one.read.cell, *(one.read.more_cells if is_many else ()))
        for at, cell in enumerate(cells, 1):
            for block in blocks_of(cell):
                found[block.top, block.left] = f"{key}_{at}" if is_many else key
    return found
