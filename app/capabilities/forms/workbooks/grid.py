"""What stands in a row of a filled form's table: a characteristic with its samples, or a field."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.forms.definition.answers import ANY, Layout, Place
from app.capabilities.forms.filling.answers import Filled
from app.capabilities.forms.filling.decisions import label_of
from app.kernel.words import Bilingual

_MEASURED = frozenset({"samples", "measurement", "integer", "decimal", "weight"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its place, what it is called, and the paths of its values in order."""

    place: Place
    label: Bilingual
    paths: tuple[str, ...]
    is_measured: bool


def lines_of(filled: Filled, key: str) -> tuple[Line, ...]:
    """Return the lines of one field: one, or one for each row of a matrix or table."""
    top = filled.layout.tops[key]
    return tuple(_lines(filled, filled.layout, top))


def _lines(filled: Filled, layout: Layout, place: Place) -> Iterator[Line]:
    parts = layout.parts(place)
    if place.kind.code == "samples" or not parts:
        yield Line(place, _label(place), _paths(filled, place), place.kind.code in _MEASURED)
        return
    for key in _keys(filled, place, [part.key for part in parts]):
        inner = layout.step(place, key)
        if inner is not None:
            yield from _lines(filled, layout, inner)


def _paths(filled: Filled, place: Place) -> tuple[str, ...]:
    """Return where values of a line lie; of samples without a number, as many as were taken."""
    parts = filled.layout.parts(place)
    if not parts:
        return (place.path,)
    keys = _keys(filled, place, [part.key for part in parts])
    return tuple(f"{place.path}/{key}" for key in keys)


def _keys(filled: Filled, place: Place, keys: list[str]) -> list[str]:
    if ANY not in keys:
        return keys
    ahead = f"{place.path}/"
    begun = {path[len(ahead) :].split("/")[0] for path in filled.held if path.startswith(ahead)}
    return sorted(begun, key=int)


def _label(place: Place) -> Bilingual:
    """Return what a line is called: a row of a matrix by its own name."""
    words = place.path.split("/")
    if len(words) == 1:
        return place.field.label
    if len(words) == 2 and place.label != place.field.label:
        return place.label
    return label_of(place)


def mean(values: list[Decimal]) -> Decimal:
    """Return the mean with one place more than its values have."""
    places = max(-int(value.as_tuple().exponent) for value in values)
    return round(sum(values, Decimal(0)) / len(values), places + 1)
