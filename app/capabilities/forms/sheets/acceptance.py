"""What a row says about acceptance: Ac and Re, in its requirement or in columns of their own."""

import re

from app.capabilities.forms.sheets.body import Row, areas_of
from app.capabilities.forms.sheets.columns import Columns, Role
from app.capabilities.forms.sheets.grid import Grid
from app.capabilities.forms.sheets.requirements import Requirement, acceptance_pair
from app.capabilities.forms.sheets.signs import half

_ACCEPT = re.compile(r"\bAc\s*[=:]?\s*(\d+)", re.IGNORECASE)
_REJECT = re.compile(r"\bRe\s*[=:]?\s*(\d+)", re.IGNORECASE)


def acceptance_of(
    grid: Grid, columns: Columns, row: Row, required: Requirement
) -> tuple[int | None, int | None]:
    """Return Ac and Re of a row; None for what it does not say."""
    accept = _number_in(grid, columns, row, Role.ACCEPT, required.ac)
    reject = _number_in(grid, columns, row, Role.REJECT, required.re)
    for column in columns.of(Role.OTHER, Role.SAMPLES):
        heading = half(columns.headings[column]).casefold().replace(" ", "")
        text = grid.at(row.top, column).text
        if "ac" in heading and "re" in heading and text:
            accept, reject = acceptance_pair(text)
        elif text and accept is None:
            found, other = _ACCEPT.search(half(text)), _REJECT.search(half(text))
            accept = int(found[1]) if found else None
            reject = int(other[1]) if other else reject
    return accept, reject


def _number_in(
    grid: Grid, columns: Columns, row: Row, role: Role, otherwise: int | None
) -> int | None:
    """Return the number in a column of its own, else what the requirement says."""
    texts = [area.text for area in areas_of(grid, columns, (row.top, row.bottom), role)]
    numbers = [int(half(text)) for text in texts if re.fullmatch(r"\d+", half(text).strip())]
    return numbers[-1] if numbers else otherwise
