"""What charts share: which points a screen can show, how far an axis goes, labels kept apart."""

from collections.abc import Iterator, Sequence
from math import isfinite

Values = Sequence[float | None]
"""A series; None is a gap."""


def cleaned(values: Values) -> list[float | None]:
    """Return the series with a gap where a value is no finite number."""
    return [value if value is not None and isfinite(value) else None for value in values]


def column_extremes(values: Values, first: int, last: int, columns: int) -> list[int]:
    """Return the places in [first, last) to draw in so many columns, in order.

    Of each column the least and the greatest value remain, and one gap where there is one; where
    there is room for every point, all remain.
    """
    first, last = max(0, first), min(len(values), last)
    count = last - first
    columns = max(1, columns)
    if count <= 2 * columns:
        return list(range(first, last))
    kept: list[int] = []
    for column in range(columns):
        start = first + count * column // columns
        kept += _extremes(values, start, first + count * (column + 1) // columns)
    return kept


def _extremes(values: Values, start: int, end: int) -> list[int]:
    stretch = values[start:end]
    numbers = [value for value in stretch if value is not None]
    if not numbers:
        return [start]
    found = {stretch.index(min(numbers)), stretch.index(max(numbers))}
    if len(numbers) < len(stretch):
        found.add(stretch.index(None))
    return [start + place for place in sorted(found)]


def runs(values: Values, places: Sequence[int]) -> Iterator[list[tuple[int, float]]]:
    """Return the stretches of (place, value) that no gap interrupts."""
    run: list[tuple[int, float]] = []
    for place in places:
        value = values[place]
        if value is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def reach(numbers: Sequence[float], margin: float = 0.08) -> tuple[float, float]:
    """Return from where to where an axis goes that shows all `numbers` with a margin."""
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    extra = (high - low) * margin or abs(high) * 0.05 or 1.0
    return low - extra, high + extra


def kept_apart(wanted: Sequence[float], tall: float, low: float, high: float) -> list[float]:
    """Return tops for labels so `tall`, each near the one wanted, none over another.

    They stay between `low` and `high` as far as there is room.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    tops = list(wanted)
    free_from = low
    for place in order:
        tops[place] = max(free_from, tops[place])
        free_from = tops[place] + tall
    free_to = high
    for place in reversed(order):
        tops[place] = min(free_to - tall, tops[place])
        free_to = tops[place]
    return tops
