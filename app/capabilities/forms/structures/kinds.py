"""Field kinds made of others (table, matrix), worked out (formula) or signed (signature)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from app.capabilities.forms.definition.answers import ANY, Part
from app.capabilities.forms.definition.decisions import KEY
from app.capabilities.forms.numbers.bodies import Samples
from app.capabilities.forms.structures.bodies import Column, Formula, Matrix, Signing, Table
from app.capabilities.people.signatures.decisions import MEANINGS
from app.journal.capability import FieldKind
from app.kernel.expressions import expression
from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

IN_A_TABLE = frozenset({"table", "matrix", "samples", "formula", "signature"})
"""Kinds that do not stand in a cell."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a table: its columns, decoded."""

    parts: tuple[Part, ...]


def _rows(settings: Table, kinds: Mapping[str, FieldKind]) -> tuple[Part, ...]:
    row = Row(parts=tuple(_cell(column, kinds) for column in settings.columns))
    return (Part(ANY, Bilingual("行", "Row"), "row", row, settings.least > 0),)


def _sound_table(settings: Table) -> None:
    keys = [column.key for column in settings.columns]
    if not keys or len(set(keys)) < len(keys) or not all(KEY.fullmatch(key) for key in keys):
        raise Refused("form.settings_unsound", setting="columns")
    if not 0 <= settings.least <= settings.most:
        raise Refused("form.settings_unsound", setting="least")


def _cell(column: Column, kinds: Mapping[str, FieldKind]) -> Part:
    kind = kinds.get(column.kind)
    if kind is None or column.kind in IN_A_TABLE or not kind.group:
        raise Refused("form.unknown_kind", field=column.key, kind=column.kind)
    try:
        settings = msgspec.convert(column.settings, kind.settings)
    except msgspec.ValidationError as error:
        raise Refused("form.settings_unreadable", field=column.key, why=str(error)) from error
    return Part(column.key, column.label, column.kind, settings, column.required)


def _matrix(settings: Matrix, kinds: Mapping[str, FieldKind]) -> tuple[Part, ...]:
    del kinds
    return tuple(
        Part(
            row.key,
            row.label,
            "samples",
            Samples(**{name: getattr(row, name) for name in Samples.__struct_fields__}),
        )
        for row in settings.rows
    )


def _sound_matrix(settings: Matrix) -> None:
    keys = [row.key for row in settings.rows]
    if not keys or len(set(keys)) < len(keys) or not all(KEY.fullmatch(key) for key in keys):
        raise Refused("form.settings_unsound", setting="rows")
    for row in settings.rows:
        if row.lsl is not None and row.usl is not None and row.lsl > row.usl:
            raise Refused("form.limits_crossed", lsl=plain(row.lsl), usl=plain(row.usl))


def _sound_formula(settings: Formula) -> None:
    expression(settings.expression)
    if settings.lsl is not None and settings.usl is not None and settings.lsl > settings.usl:
        raise Refused("form.limits_crossed", lsl=plain(settings.lsl), usl=plain(settings.usl))


def _sound_signing(settings: Signing) -> None:
    if settings.meaning not in MEANINGS:
        raise Refused("form.settings_unsound", setting="meaning")


def _worked_out(settings: Formula, value: object) -> str:
    return f"{plain(value)} {settings.unit}".strip() if isinstance(value, Decimal) else str(value)


KINDS = (
    FieldKind("table", "structures", "table-2", Table, Any, sound=_sound_table, parts=_rows),
    FieldKind(
        "row",
        "",
        "table-2",
        Row,
        Any,
        parts=lambda settings, kinds: settings.parts,
        is_entered=False,
    ),
    FieldKind("matrix", "structures", "grid-3x3", Matrix, Any, sound=_sound_matrix, parts=_matrix),
    FieldKind(
        "formula",
        "structures",
        "cpu",
        Formula,
        Any,
        sound=_sound_formula,
        passes=lambda settings, value: (
            settings.passes(value) if isinstance(value, Decimal) else None
        ),
        said=_worked_out,
        is_entered=False,
    ),
    FieldKind(
        "signature",
        "structures",
        "signature",
        Signing,
        Any,
        sound=_sound_signing,
        is_entered=False,
    ),
)
