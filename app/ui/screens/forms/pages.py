"""How a form is cut into pages: section by section, on touch into pieces a thumb can reach."""

from collections import Counter
from dataclasses import dataclass

from app.capabilities.forms.definition.answers import Layout, Place
from app.capabilities.forms.definition.bodies import Section
from app.ui.screens.forms.facts import FillFacts

_ON_TOUCH = 6
"""Characteristics on one page of touch; a matrix counts with its rows."""
GRID = frozenset({"samples", "matrix", "measurement"})


@dataclass(frozen=True, slots=True)
class Page:
    """Fields shown together: a section, or a part of one. `part` is empty where it is whole."""

    section: Section
    places: tuple[Place, ...]
    part: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of its fields."""
        return tuple(place.field.key for place in self.places)


def pages(layout: Layout, *, touch: bool) -> tuple[Page, ...]:
    """Return the pages of a form, in reading order; a section without fields has none."""
    found: list[Page] = []
    for section in layout.form.sections:
        places = [layout.tops[field.key] for field in section.fields]
        parts = _cut(layout, places) if touch else [tuple(places)]
        for at, each in enumerate(parts):
            part = f"{at + 1}/{len(parts)}" if len(parts) > 1 else ""
            if each:
                found.append(Page(section, each, part))
    return tuple(found)


def runs(page: Page, touch: bool) -> tuple[tuple[Place, ...], ...]:
    """Return what stands in one block: at the bench characteristics in a row become one grid."""
    if touch:
        return tuple((place,) for place in page.places)
    found: list[tuple[Place, ...]] = []
    for place in page.places:
        is_grid = place.kind.code in GRID
        if is_grid and found and found[-1][0].kind.code in GRID:
            found[-1] = (*found[-1], place)
        else:
            found.append((place,))
    return tuple(found)


def is_grid(run: tuple[Place, ...]) -> bool:
    """Tell whether a run is filled in a grid: a lone measurement has a line of its own."""
    return run[0].kind.code in GRID and (len(run) > 1 or run[0].kind.code != "measurement")


class Progress:
    """How far a form is, field by field: counted once, asked for every page."""

    def __init__(self, facts: FillFacts) -> None:
        self._fields = facts.filled.judged.fields
        self._missing = Counter(path.partition("/")[0] for path in facts.filled.judged.missing)
        self._begun = {path.partition("/")[0] for path in facts.filled.held}

    def state(self, page: Page) -> str:
        """Return how a page stands: failed, done, or todo."""
        if any(self._fields.get(key) is False for key in page.keys):
            return "failed"
        is_begun = any(key in self._begun for key in page.keys)
        return "done" if is_begun and not self.left(page) else "todo"

    def left(self, page: Page) -> int:
        """Return how many places of a page are still to be filled."""
        return sum(self._missing[key] for key in page.keys)


def _cut(layout: Layout, places: list[Place]) -> list[tuple[Place, ...]]:
    parts: list[list[Place]] = [[]]
    count = 0
    for place in places:
        weight = len(layout.parts(place)) if place.kind.code == "matrix" else 1
        if parts[-1] and count + weight > _ON_TOUCH:
            parts.append([])
            count = 0
        parts[-1].append(place)
        count += weight
    return [tuple(part) for part in parts]
