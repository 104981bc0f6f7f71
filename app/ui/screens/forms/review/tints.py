"""What each cell of a reviewed sheet became, and what the numbers on it ask. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.capabilities.forms.sheets.drafts import SeenCell, SheetView
from app.capabilities.forms.sheets.forming import Reviewed
from app.ui.screens.forms.review.facts import Review, Sureness, sureness_of


class Tint(StrEnum):
    """What a cell became: the words are `sheet_review.tint.<tint>`."""

    FIELD = "field"
    LIMIT = "limit"
    LOOK = "look"
    OPEN = "open"
    IGNORED = "ignored"


_BY_STATE = {Sureness.LOOK: Tint.LOOK, Sureness.OPEN: Tint.OPEN}


@dataclass(frozen=True, slots=True)
class Tinted:
    """How a sheet is tinted: what its ranges became, and the questions by range."""

    by_source: dict[str, Tint]
    numbers: dict[str, tuple[int, Tint]]


def tinted(review: Review) -> Tinted:
    """Return how the sheet of a review is tinted as things stand."""
    sheet = _Cells(review.draft.view)
    found: dict[str, Tint] = dict.fromkeys(review.draft.ignored, Tint.IGNORED)
    for one in review.now.fields:
        if one.is_kept:
            found |= _tints_of(one, sheet)
    numbers: dict[str, tuple[int, Tint]] = {}
    for question in review.questions():
        tint = _BY_STATE.get(review.sureness(question.at), Tint.LOOK)
        numbers.setdefault(question.cell, (question.number, tint))
        found[question.cell] = tint
    return Tinted(found, numbers)


def places_of(field: Reviewed, view: SheetView) -> tuple[str, ...]:
    """Return every range of the sheet that belongs to a field: read from, or filled in."""
    boxes = [cell.source for cell in _Cells(view).boxes(field)]
    return tuple(dict.fromkeys((*field.read.sources, *boxes)))


def _tints_of(one: Reviewed, sheet: "_Cells") -> dict[str, Tint]:
    boxes = [cell.source for cell in sheet.boxes(one)]
    found = dict.fromkeys(one.read.sources[1:], Tint.LIMIT)
    found |= dict.fromkeys((*one.read.sources[:1], *boxes), Tint.FIELD)
    state = _BY_STATE.get(sureness_of(one))
    if state is Tint.OPEN and not one.read.sources[1:]:
        found |= dict.fromkeys(boxes[:1], state)
    return found


class _Cells:
    """The cells of a view by where they stand."""

    def __init__(self, view: SheetView) -> None:
        self._by_name = {cell.source.partition(":")[0]: cell for cell in view.cells}

    def boxes(self, field: Reviewed) -> Iterator[SeenCell]:
        """Yield the cells where a field is filled in."""
        names = (field.read.cell, *field.read.more_cells)
        yield from (self._by_name[name] for name in names if name in self._by_name)
