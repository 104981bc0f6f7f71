"""Settings of field kinds made of others, worked out, or signed."""

from decimal import Decimal
from typing import Any

import msgspec

from app.capabilities.forms.numbers.bodies import Limits, Samples
from app.kernel.words import Bilingual


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table: a field of its own in each row."""

    key: str
    label: Bilingual
    kind: str
    required: bool = True
    settings: dict[str, Any] = {}


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that are added while it is filled, at least `least` and at most `most`."""

    columns: tuple[Column, ...]
    least: int = 0
    most: int = 100


class Characteristic(Samples, frozen=True, kw_only=True):
    """A row of a matrix: a characteristic with its own limits, measured on n pieces."""

    key: str
    label: Bilingual


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """Characteristics × samples."""

    rows: tuple[Characteristic, ...]


class Formula(Limits, frozen=True, kw_only=True):
    """Worked out from other fields by an exact expression, and judged where limits say so."""

    expression: str
    unit: str = ""
    nominal: Decimal | None = None


class Signing(msgspec.Struct, frozen=True, kw_only=True):
    """A signature over the filled form, with this meaning (COMPLIANCE §4)."""

    meaning: str = "performed"
