"""What a form comes to with the values it holds: pure, worked out anew whenever one changes."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from app.capabilities.forms.definition.answers import ANY, Layout, Place
from app.capabilities.forms.definition.bodies import Field
from app.capabilities.forms.definition.decisions import KEY
from app.capabilities.forms.judging.answers import Held, Judged, Outcome, Subject
from app.kernel.expressions import Worth, expression

Rows = Sequence[tuple[str, Held]]
"""What is held of one field: path and value."""
_PATHS = 16_384
"""Paths whose words are kept in memory: a form is judged at every keystroke."""


def judge(layout: Layout, held: Mapping[str, Held], subject: Subject) -> Judged:
    """Return what a form comes to. The same for a draft on the screen and a record read back."""
    names = _names(layout, held, subject)
    worked = _worked(layout, names)
    names.update(worked)
    hidden, locked = _conditions(layout, names)
    rows = _by_field(held)
    fields: dict[str, bool | None] = {}
    missing: list[str] = []
    for key, top in layout.tops.items():
        if key in hidden:
            continue
        here = rows.get(key, ())
        fields[key] = _passes(top, worked.get(key), here)
        if top.kind.is_entered and (top.required or here):
            missing += _missing(layout, top, held, here)
    broken = tuple(field.key for field in layout.form.fields if _is_broken(field, hidden, names))
    verdict = _verdict(layout, fields, names, is_filled=not missing)
    return Judged(verdict, fields, tuple(missing), hidden, locked, worked, broken)


def _conditions(
    layout: Layout, names: Mapping[str, Worth]
) -> tuple[frozenset[str], frozenset[str]]:
    hidden, locked = set(), set()
    for field in layout.form.fields:
        if field.visible_if and not expression(field.visible_if).holds(names):
            hidden.add(field.key)
        elif field.read_only_if and expression(field.read_only_if).holds(names):
            locked.add(field.key)
    return frozenset(hidden), frozenset(locked)


def _is_broken(field: Field, hidden: frozenset[str], names: Mapping[str, Worth]) -> bool:
    if not field.must or field.key in hidden:
        return False
    return not expression(field.must).holds(names)


def _by_field(held: Mapping[str, Held]) -> dict[str, list[tuple[str, Held]]]:
    found: dict[str, list[tuple[str, Held]]] = {}
    for path, one in held.items():
        found.setdefault(_words_of(path)[0], []).append((path, one))
    return found


def _passes(top: Place, worked: Worth, rows: Rows) -> bool | None:
    """One value that fails fails the field; what is to be tested again counts neither way."""
    if not top.kind.is_entered:
        return None if worked is None else top.kind.passes(top.settings, worked)
    judged = {one.passes for _, one in rows if not one.awaits_retest}
    if False in judged:
        return False
    return True if True in judged else None


def _missing(layout: Layout, top: Place, held: Mapping[str, Held], rows: Rows) -> Iterator[str]:
    for path in _expected(layout, top, rows):
        one = held.get(path)
        if one is None or one.awaits_retest:
            yield path


def _expected(layout: Layout, top: Place, rows: Rows) -> Iterator[str]:
    """Return the places of a field that want a value: fixed ones, and those of rows begun."""
    yield from (place.path for place in layout.of_field(top.path) if place.required)
    if top.path not in layout.open:
        return
    for part in layout.parts(top):
        if part.key != ANY:
            continue
        begun = sorted({path.split("/")[1] for path, _ in rows}, key=int)
        least = max(getattr(top.settings, "least", 1), 1 if top.required else 0)
        wanted = {*begun, *(str(at + 1) for at in range(least))} if top.required else set(begun)
        for row in sorted(wanted, key=int):
            inner = layout.step(top, row)
            if inner is not None:
                yield from (leaf.path for leaf in layout.leaves(inner) if leaf.required)


def _verdict(
    layout: Layout,
    fields: Mapping[str, bool | None],
    names: Mapping[str, Worth],
    *,
    is_filled: bool,
) -> Outcome:
    judged = set(fields.values())
    if False in judged:
        return "fail"
    if layout.form.verdict and is_filled:
        return "pass" if expression(layout.form.verdict).holds(names) else "fail"
    return "pass" if True in judged else "none"


def _names(layout: Layout, held: Mapping[str, Held], subject: Subject) -> dict[str, Worth]:
    """Return what expressions may use: only what some expression of the form asks for."""
    names: dict[str, Worth] = {
        name: getattr(subject, name) or None
        for name in ("order", "operation", "lot", "product", "equipment")
    }
    if not layout.names:
        return names
    several: dict[str, list[Any]] = {}
    for path, one in held.items():
        words, called = _words_of(path), _called(path)
        if layout.names.isdisjoint(called) or one.value is None or one.awaits_retest:
            continue
        place = layout.place(path)
        if place is None:
            continue
        worth = place.kind.worth(place.settings, one.value)
        if len(words) == 1:
            names[path] = worth
        else:
            for name in called:
                several.setdefault(name, []).append(worth)
    return names | {name: tuple(values) for name, values in several.items()}


@lru_cache(maxsize=_PATHS)
def _words_of(path: str) -> tuple[str, ...]:
    return tuple(path.split("/"))


@lru_cache(maxsize=_PATHS)
def _called(path: str) -> tuple[str, ...]:
    """Return the names a place answers to: its field, and in it its row or column."""
    first, *words = _words_of(path)
    return (first, *(f"{first}_{word}" for word in words if KEY.fullmatch(word)))


def _worked(layout: Layout, names: Mapping[str, Worth]) -> dict[str, Worth]:
    known = dict(names)
    worked: dict[str, Worth] = {}
    for key in layout.formulas:
        value = expression(layout.tops[key].settings.expression).value(known)
        known[key] = worked[key] = value
    return worked
