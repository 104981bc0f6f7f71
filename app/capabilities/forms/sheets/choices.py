"""Drop-downs: what a data validation offers, read from a list, a range, another sheet or a name."""

import re
from collections.abc import Iterator

from app.capabilities.forms.sheets.cells import Sheet, Validation, Workbook
from app.capabilities.forms.sheets.grid import Area
from app.capabilities.forms.sheets.worksheet import blocks_of

_PLACE = re.compile(
    r"^(?:(?P<sheet>'(?:[^']|'')+'|[^'!]+)!)?(?P<range>\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)$"
)
_INDIRECT = re.compile(r'^INDIRECT\(\s*"([^"]+)"\s*\)$', re.IGNORECASE)
MOST_CHOICES = 500


def validation_at(sheet: Sheet, area: Area) -> Validation | None:
    """Return the validation over an area's first cell."""
    for validation in sheet.validations:
        if any(block.holds(area.row, area.column) for block in validation.blocks):
            return validation
    return None


def choices_at(workbook: Workbook, sheet: Sheet, area: Area) -> tuple[str, ...] | None:
    """Return what a cell's drop-down offers; None where it has none."""
    validation = validation_at(sheet, area)
    if validation is None or validation.sort != "list":
        return None
    return offered(workbook, sheet, validation.source)


def offered(workbook: Workbook, sheet: Sheet, source: str, depth: int = 0) -> tuple[str, ...]:
    """Return what a list's source says: `"A,B"`, `$A$1:$A$3`, `Lists!$A$1:$A$3`, a name."""
    text = source.strip().removeprefix("=").strip()
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        parts = text[1:-1].replace('""', '"').split(",")
        return tuple(part.strip() for part in parts if part.strip())
    if indirect := _INDIRECT.match(text):
        text = indirect[1]
    if place := _PLACE.match(text):
        name = (place["sheet"] or "").strip("'").replace("''", "'")
        there = workbook.sheet(name) if name else sheet
        return () if there is None else tuple(_texts(there, place["range"]))
    named = workbook.names.get(text.rpartition("!")[2].casefold())
    if named and depth < 4:
        return offered(workbook, sheet, named, depth + 1)
    return tuple(part.strip() for part in text.split(",") if part.strip()) if "," in text else ()


def _texts(sheet: Sheet, reference: str) -> Iterator[str]:
    seen: set[str] = set()
    for block in blocks_of(reference):
        places = [place for place, cell in sheet.cells.items() if block.holds(*place) and cell.text]
        for place in sorted(places)[:MOST_CHOICES]:
            text = sheet.text(*place)
            if text not in seen:
                seen.add(text)
                yield text
