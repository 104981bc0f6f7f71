"""A plan file in hand, and how it was understood with the columns found or chosen. No Qt."""

from dataclasses import dataclass, field
from pathlib import Path

from app.capabilities.production.plan.checking import Makes
from app.capabilities.production.plan.layout import ColumnMapping, PlanLayout
from app.capabilities.production.plan.reading import PlanReading, look_at, read_plan
from app.kernel.refused import Refused


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The file in hand and what its columns were said to be."""

    path: Path
    content: bytes = field(repr=False)
    products: tuple[Makes, ...]
    mapping: ColumnMapping | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """How a file was read; no `reading` where a needed column or every order is missing."""

    file: PlanFile
    layout: PlanLayout
    reading: PlanReading | None
    refused: Refused | None


def understand(file: PlanFile) -> Understood:
    """Read a file; on a worker. Refusals: those of `look_at`."""
    name, codes = file.path.name, [made.code for made in file.products]
    layout = look_at(file.content, name, codes, file.mapping)
    try:
        reading = read_plan(file.content, name, codes, file.mapping)
    except Refused as refused:
        return Understood(file, layout, None, refused)
    return Understood(file, layout, reading, None)
