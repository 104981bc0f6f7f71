"""Compare two bodies by their structure, and make the new one of the old: pure functions.

    difference = compare(old, new)         # plain JSON values: dicts, lists, scalars
    assert apply(difference.changes, old) == new

Elements of a list are the same part when they have the same `code`, else when they are equal, else
when they are much alike; so a step that was edited and moved is still that step.
"""

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from app.capabilities.documents.answers import Line, Path
from app.capabilities.documents.comparison.answers import (
    Change,
    Difference,
    Pair,
    Stretch,
    What,
)

ALIKE = 0.45
"""How much of two elements' text must agree for the one to be the other, edited."""
_WORD = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)

_Same = list[tuple[Path, Path]]


def compare(old: Any, new: Any) -> Difference:  # noqa: ANN401  # any JSON value
    """Return what makes `new` of `old`."""
    changes: list[Change] = []
    same: _Same = [((), ())]
    _compare(old, new, ((), ()), changes, same)
    return Difference(tuple(changes), tuple(same))


def apply(changes: Iterable[Change], old: Any) -> Any:  # noqa: ANN401  # any JSON value
    """Return the new body that `changes` make of the old one."""
    return _applied(old, [(change.path, change.at, change) for change in changes])


def side_by_side(
    old: Sequence[Line], new: Sequence[Line], difference: Difference
) -> tuple[Pair, ...]:
    """Return two outlines row by row, in the order of the new one.

    What was removed stands after the line it stood after.
    """
    counterpart = {at: path for path, at in difference.same}
    by_path = {line.path: line for line in old}
    pairs: list[Pair] = []
    shown: set[Path] = set()
    for line in new:
        was = by_path.get(counterpart.get(line.path, ("",)))
        pairs.append(Pair(was, line))
        if was is not None:
            shown.add(was.path)
    removed = [line for line in old if line.path not in shown]
    return _numbered(_with_removed(pairs, removed, old), difference)


def stretches(mine: str, other: str) -> tuple[Stretch, ...]:
    """Return a text in pieces: what the other one says too, and what only this one says."""
    tokens, others = _WORD.findall(mine), _WORD.findall(other)
    found: list[Stretch] = []
    for tag, first, last, _, _ in SequenceMatcher(None, tokens, others, False).get_opcodes():
        if first < last:
            found.append(Stretch("".join(tokens[first:last]), tag != "equal"))
    return tuple(found)


# ------------------------------------------------------------------ comparing
def _compare(
    old: Any,  # noqa: ANN401  # any JSON value
    new: Any,  # noqa: ANN401  # any JSON value
    here: tuple[Path, Path],
    changes: list[Change],
    same: _Same,
) -> None:
    if _equal(old, new):
        _same_below(old, here, same)
    elif isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for name in old:
            inner = ((*here[0], name), (*here[1], name))
            same.append(inner)
            _compare(old[name], new[name], inner, changes, same)
    elif isinstance(old, list) and isinstance(new, list):
        _compare_lists(old, new, here, changes, same)
    else:
        changes.append(Change(What.SET, *here, old, new))


def _compare_lists(
    old: list[Any], new: list[Any], here: tuple[Path, Path], changes: list[Change], same: _Same
) -> None:
    pairs = _paired(old, new)
    stay = _staying([j for _, j in pairs])
    lost = set(range(len(old))) - {i for i, _ in pairs}
    come = set(range(len(new))) - {j for _, j in pairs}
    changes += [Change(What.REMOVED, (*here[0], i), (), old[i]) for i in sorted(lost)]
    changes += [Change(What.ADDED, (), (*here[1], j), None, new[j]) for j in sorted(come)]
    for i, j in pairs:
        inner = ((*here[0], i), (*here[1], j))
        same.append(inner)
        if j not in stay:
            changes.append(Change(What.MOVED, *inner, i, j))
        _compare(old[i], new[j], inner, changes, same)


def _paired(old: list[Any], new: list[Any]) -> list[tuple[int, int]]:
    """Return which elements are the same part, by their place in the old list."""
    found: dict[int, int] = {}
    names, others = _names(old), _names(new)
    if names is not None and others is not None:
        _match(found, names, others)
    else:
        _match(found, _texts(old), _texts(new))
        _match_alike(found, old, new)
    return sorted(found.items())


def _match(found: dict[int, int], old: Sequence[str], new: Sequence[str]) -> None:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j, name in enumerate(new):
        places[name].append(j)
    for i, name in enumerate(old):
        if places[name]:
            found[i] = places[name].pop(0)


def _match_alike(found: dict[int, int], old: list[Any], new: list[Any]) -> None:
    """Pair what is left by likeness, the most alike first; scalars are equal or they are not."""
    taken = set(found.values())
    left = [i for i, one in enumerate(old) if i not in found and isinstance(one, dict)]
    come = [j for j, one in enumerate(new) if j not in taken and isinstance(one, dict)]
    scores = [(_likeness(old[i], new[j]), -abs(i - j), i, j) for i in left for j in come]
    for score, _, i, j in sorted(scores, key=lambda one: (-one[0], -one[1], one[2], one[3])):
        if score >= ALIKE and i not in found and j not in taken:
            found[i] = j
            taken.add(j)


def _names(elements: list[Any]) -> list[str] | None:
    """Return the codes of elements that all have one of their own; None where they do not."""
    codes = [one.get("code") if isinstance(one, dict) else None for one in elements]
    named = [code for code in codes if isinstance(code, str) and code]
    return named if len(set(named)) == len(elements) else None


def _texts(elements: list[Any]) -> list[str]:
    return [_text(one) for one in elements]


def _text(value: Any) -> str:  # noqa: ANN401  # any JSON value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _equal(old: Any, new: Any) -> bool:  # noqa: ANN401  # any JSON value
    """Tell whether two values are the same JSON: to Python, true is 1 and 1 is 1.0."""
    return bool(old == new) and _text(old) == _text(new)


def _likeness(old: dict[str, Any], new: dict[str, Any]) -> float:
    if old.keys() != new.keys():
        return 0
    mine, other = "\n".join(_strings(old)), "\n".join(_strings(new))
    return SequenceMatcher(None, mine, other, False).ratio()


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401  # any JSON value
    """Return every text inside a value: what people know it by."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _staying(targets: list[int]) -> set[int]:
    """Return the targets of those that need not move: the longest run that keeps its order."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for place, target in enumerate(targets):
        at = bisect_left(tails, target)
        before.append(last[at - 1] if at else None)
        tails[at : at + 1] = [target]
        last[at : at + 1] = [place]
    kept: set[int] = set()
    here = last[-1] if last else None
    while here is not None:
        kept.add(targets[here])
        here = before[here]
    return kept


def _same_below(value: Any, here: tuple[Path, Path], same: _Same) -> None:  # noqa: ANN401  # any JSON value
    inner: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for name, part in inner:
        pair = ((*here[0], name), (*here[1], name))
        same.append(pair)
        _same_below(part, pair, same)


# ------------------------------------------------------------------ applying
_Left = list[tuple[Path, Path, Change]]
"""Changes with what is left of their paths from here."""


def _applied(value: Any, changes: _Left) -> Any:  # noqa: ANN401  # any JSON value
    if not changes:
        return value
    for path, at, change in changes:
        if change.what is What.SET and not path and not at:
            return change.after
    if isinstance(value, list):
        return _applied_to_list(value, changes)
    return {name: _applied(part, _below(name, changes)) for name, part in value.items()}


def _applied_to_list(value: list[Any], changes: _Left) -> list[Any]:
    """Put what was added and moved where it belongs; the others keep their order between."""
    mine = [
        (path, at, change)
        for path, at, change in changes
        if len(path or at) == 1 and change.what is not What.SET
    ]
    removed = {path[0] for path, _, change in mine if change.what is What.REMOVED}
    moved = {path[0]: at[0] for path, at, change in mine if change.what is What.MOVED}
    fixed = {at[0]: change.after for _, at, change in mine if change.what is What.ADDED}
    rest: list[Any] = []
    inside = [one for one in changes if one not in mine]
    placed = _places(len(value), removed, moved, set(fixed))
    for i, element in enumerate(value):
        if i in removed:
            continue
        element = _applied(element, _below_element(i, placed[i], inside))
        if i in moved:
            fixed[moved[i]] = element
        else:
            rest.append(element)
    length = len(fixed) + len(rest)
    between = iter(rest)
    return [fixed[j] if j in fixed else next(between) for j in range(length)]


def _places(
    length: int, removed: set[Any], moved: dict[Any, Any], added: set[Any]
) -> dict[int, int]:
    """Return where each element of the old list stands in the new one."""
    taken = added | set(moved.values())
    places: dict[int, int] = {}
    free = 0
    for i in range(length):
        if i in removed:
            continue
        if i in moved:
            places[i] = moved[i]
            continue
        while free in taken:
            free += 1
        places[i] = free
        free += 1
    return places


def _below(name: str | int, changes: _Left) -> _Left:
    """Return the changes below one field, which has the same name in both bodies."""
    return [
        (path[1:], at[1:], change)
        for path, at, change in changes
        if (path or at) and (path or at)[0] == name
    ]


def _below_element(old: int, new: int, changes: _Left) -> _Left:
    """Return the changes below one element: what was added names its new place only."""
    return [
        (path[1:], at[1:], change)
        for path, at, change in changes
        if (path[0] == old if path else bool(at) and at[0] == new)
    ]


# ------------------------------------------------------------------ side by side
def _with_removed(pairs: list[Pair], removed: Sequence[Line], old: Sequence[Line]) -> list[Pair]:
    order = {line.path: place for place, line in enumerate(old)}
    found = list(pairs)
    for line in removed:
        before = [
            at
            for at, pair in enumerate(found)
            if pair.old is not None and order[pair.old.path] < order[line.path]
        ]
        nearest = max(before, key=lambda at: order[found[at].old.path], default=-1)  # type: ignore[union-attr]  # only pairs with an old line
        found.insert(nearest + 1, Pair(line, None))
    return found


def _numbered(pairs: list[Pair], difference: Difference) -> tuple[Pair, ...]:
    old_paths = [pair.old.path for pair in pairs if pair.old is not None]
    new_paths = [pair.new.path for pair in pairs if pair.new is not None]
    moved = {one.at for one in difference.changes if one.what is What.MOVED}
    number = 0
    found = []
    for pair in pairs:
        changes = tuple(c for c in difference.changes if _touches(c, pair, old_paths, new_paths))
        is_touched = pair.old is None or pair.new is None or bool(changes)
        number += is_touched
        has_moved = pair.new is not None and pair.new.path in moved
        found.append(Pair(pair.old, pair.new, number if is_touched else 0, has_moved, changes))
    return tuple(found)


def _touches(change: Change, pair: Pair, old: Sequence[Path], new: Sequence[Path]) -> bool:
    """Tell whether a row speaks of what changed, in the old body or in the new one."""
    in_old = (
        pair.old is not None and bool(change.path) and _nearest(change.path, old) == pair.old.path
    )
    in_new = pair.new is not None and bool(change.at) and _nearest(change.at, new) == pair.new.path
    return in_old or in_new


def _nearest(path: Path, lines: Sequence[Path]) -> Path | None:
    """Return the line that speaks of `path`: the one whose own path leads furthest towards it."""
    towards = [line for line in lines if path[: len(line)] == line]
    return max(towards, key=len, default=None)
