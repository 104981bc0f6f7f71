"""A form as an inspector sees it: one item after another, each with its result. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.forms.definition.answers import Layout, Place
from app.capabilities.forms.workbooks.telling import said
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.numbers import sample_paths
from app.ui.screens.forms.fields.said import figure, limits_said, number_of

NUMBERS = frozenset({"samples", "matrix", "measurement", "decimal", "integer"})
"""Kinds that are typed as numbers, by keypad or in the grid."""
PHOTOS = ("photo", "defect_map")
SEVERAL = frozenset({"samples", "matrix"})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to inspect. `key` is its path: a field's, or a row's of a matrix.

    `place` holds its settings, `field` the field it belongs to; `paths` is where its values go.
    """

    key: str
    field: Place
    place: Place
    paths: tuple[str, ...]

    @property
    def is_number(self) -> bool:
        """Tell whether it is typed as numbers."""
        return self.field.kind.code in NUMBERS

    @property
    def is_photo(self) -> bool:
        """Tell whether it holds photos."""
        return self.field.kind.code in PHOTOS

    @property
    def is_critical(self) -> bool:
        """Tell whether it is critical to quality."""
        return self.field.field.critical

    @property
    def measures(self) -> bool:
        """Tell whether it is measured with a gauge."""
        return hasattr(self.place.settings, "needs_gauge")


def items(facts: FillFacts) -> tuple[Item, ...]:
    """Return what is to be inspected now, in reading order; what is hidden is not."""
    layout, hidden = facts.filled.layout, facts.filled.judged.hidden
    return tuple(
        Item(row.path, top, row, _paths(facts, row))
        for top in layout.tops.values()
        if top.field.key not in hidden and top.kind.is_entered
        for row in rows_of(layout, top)
    )


def rows_of(layout: Layout, place: Place) -> tuple[Place, ...]:
    """Return the characteristics of a field: itself, or each row of a matrix."""
    if place.kind.code != "matrix":
        return (place,)
    found = (layout.step(place, part.key) for part in layout.parts(place))
    return tuple(one for one in found if one is not None)


def values(facts: FillFacts, item: Item) -> tuple[Decimal, ...]:
    """Return the numbers held of an item, in their order."""
    held = facts.filled.held
    found = (number_of(held[path].value) for path in item.paths if path in held)
    return tuple(one for one in found if one is not None)


def photos_held(facts: FillFacts, found: tuple[Item, ...]) -> int | None:
    """Return how many photos are held; None where the form has no place for one."""
    places = [one for one in found if one.is_photo]
    if not places:
        return None
    held = (facts.filled.held.get(one.key) for one in places)
    kept = [one.value for one in held if one is not None and one.value is not None]
    return sum(len(value) if isinstance(value, tuple) else 1 for value in kept)


def next_path(facts: FillFacts, item: Item, after: str = "") -> str:
    """Return the next value of an item still to be entered; empty where none is."""
    start = item.paths.index(after) + 1 if after in item.paths else 0
    order = (*item.paths[start:], *item.paths[:start])
    return next((path for path in order if is_open(facts, path)), "")


def next_item(facts: FillFacts, found: tuple[Item, ...], after: str) -> Item | None:
    """Return the next item with something still to be entered, from `after` on and round."""
    at = next((at for at, one in enumerate(found) if one.key == after), -1)
    order = (*found[at + 1 :], *found[: at + 1])
    return next((one for one in order if is_left(facts, one)), None)


def is_left(facts: FillFacts, item: Item) -> bool:
    """Tell whether something of an item is still to be entered."""
    judged = facts.filled.judged
    ahead = f"{item.key}/"
    missing = any(path == item.key or path.startswith(ahead) for path in judged.missing)
    again = any(
        facts.filled.held[path].awaits_retest for path in item.paths if path in facts.filled.held
    )
    return missing or again


def is_open(facts: FillFacts, path: str) -> bool:
    """Tell whether a value is still to be entered: there is none, or it is to be tested again."""
    held = facts.filled.held.get(path)
    return held is None or held.awaits_retest


def uninvestigated(facts: FillFacts, item: Item) -> str:
    """Return the path of the first failed result of an item nobody has investigated yet."""
    for path in _all_paths(facts, item):
        held, place = facts.filled.held.get(path), facts.filled.place(path)
        is_test = place is not None and place.kind.is_test
        if held is not None and is_test and held.passes is False and not held.finding:
            return path
    return ""


def shown_items(
    facts: FillFacts, found: tuple[Item, ...], current: str, words: Words
) -> tuple[kit.ResultItem, ...]:
    """Return the items as a list shows them."""
    return tuple(_shown(facts, item, words, is_now=item.key == current) for item in found)


def title_of(item: Item, words: Words) -> str:
    """Return what an item is called."""
    own = str(words.of(item.place.label))
    top = str(words.of(item.field.field.label))
    return top if item.place.path == item.field.path or own == top else f"{top} · {own}"


def standing(facts: FillFacts, item: Item) -> str:
    """Return how an item stands: ok, warn (to test again), fail, na, done, part, todo or free."""
    held = [facts.filled.held[path] for path in _all_paths(facts, item)]
    if not held:
        return "todo" if is_left(facts, item) else "free"
    if any(one.awaits_retest for one in held):
        return "warn"
    if any(one.passes is False for one in held):
        return "fail"
    if is_left(facts, item):
        return "part"
    if all(one.not_applicable for one in held):
        return "na"
    return "ok" if any(one.passes for one in held) else "done"


_CHIPS = {
    "ok": "ok",
    "warn": "warn",
    "fail": "fail",
    "na": "todo",
    "done": "ok",
    "part": "todo",
    "todo": "todo",
    "free": "todo",
}


def _shown(facts: FillFacts, item: Item, words: Words, *, is_now: bool) -> kit.ResultItem:
    state = standing(facts, item)
    is_running = is_now and state in ("todo", "part", "free")
    return kit.ResultItem(
        item.key,
        title_of(item, words),
        limits_said(item.place.settings) or str(words.of(item.field.field.help)),
        "running" if is_running else _CHIPS[state],
        words("inspect.chip.now" if is_running else f"inspect.chip.{state}"),
        _result(facts, item, words),
        item.is_critical,
    )


def _result(facts: FillFacts, item: Item, words: Words) -> str:
    """Return what came of an item so far, short: a mean, a value, a word, so many of so many."""
    found = values(facts, item)
    if item.is_number and found:
        if len(item.paths) > 1 and any(is_open(facts, path) for path in item.paths):
            return f"{len(found)}/{len(item.paths)}"
        return mean_of(found) if len(found) > 1 else figure(found[0])
    if standing(facts, item) == "na":
        return "/"
    held = facts.filled.held.get(item.key)
    if held is None:
        count = sum(1 for _ in _all_paths(facts, item))
        return str(count) if count else ""
    return said(words, item.place, held.value, held.said) or "/"


def mean_of(found: tuple[Decimal, ...]) -> str:
    """Return the mean with one place more than the values have."""
    places = max(max(0, -int(value.as_tuple().exponent)) for value in found)
    mean = sum(found, Decimal(0)) / len(found)
    return f"{round(mean, places + 1):f}"


def spread_of(found: tuple[Decimal, ...]) -> str:
    """Return greatest less least, exactly."""
    return f"{max(found) - min(found):f}"


def _paths(facts: FillFacts, row: Place) -> tuple[str, ...]:
    if row.kind.parts is None:
        return (row.path,)
    if row.kind.code in SEVERAL:
        return sample_paths(facts, row)
    return tuple(leaf.path for leaf in facts.filled.layout.leaves(row))


def _all_paths(facts: FillFacts, item: Item) -> Iterator[str]:
    """Return every path of an item that holds something, also in rows that were added."""
    if item.is_number:
        yield from (path for path in item.paths if path in facts.filled.held)
        return
    ahead = f"{item.key}/"
    for path in facts.filled.held:
        if path == item.key or path.startswith(ahead):
            yield path
