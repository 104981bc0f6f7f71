"""What people do to a condition of chips: each edit returns the whole as it then is. No Qt."""

from dataclasses import replace

from app.journal.ruling import Fact
from app.ui.screens.rules.conditions import (
    AND,
    LISTS,
    OR,
    SIGNS,
    VALUELESS,
    Condition,
    Group,
    Item,
    Named,
    Number,
    Path,
    Value,
    whole_of,
)


def item_at(whole: Group, path: Path) -> Item | None:
    """Return what lies at a place."""
    found: Item = whole
    for place in path:
        if not isinstance(found, Group) or place >= len(found.items):
            return None
        found = found.items[place]
    return found


def put(whole: Group, path: Path, item: Item) -> Group:
    """Return the whole with another item at a place."""
    return whole_of(_put(whole, path, (item,)))


def add(whole: Group, path: Path, item: Condition) -> Group:
    """Return the whole with one more item at the end of the group at a place."""
    group = item_at(whole, path)
    if not isinstance(group, Group):
        return whole
    return put(whole, path, replace(group, items=(*group.items, item)))


def split(whole: Group, path: Path, item: Condition) -> Group:
    """Return the whole where a condition is one of two: the other way round than its group."""
    held, above = item_at(whole, path), item_at(whole, path[:-1])
    if held is None or not isinstance(above, Group):
        return whole
    return put(whole, path, Group(other(above.joiner), (held, item)))


def drop(whole: Group, path: Path) -> Group:
    """Return the whole without an item; a group that is left with one is that one."""
    return whole_of(_put(whole, path, ()))


def turn(whole: Group, path: Path) -> Group:
    """Return the whole where a group is joined the other way."""
    group = item_at(whole, path)
    if not isinstance(group, Group):
        return whole
    return put(whole, path, replace(group, joiner=other(group.joiner)))


def other(joiner: str) -> str:
    """Return the other joiner."""
    return OR if joiner == AND else AND


def starting(fact: Fact) -> Condition:
    """Return what a new condition of a fact begins with."""
    sign = SIGNS[fact.sort][0]
    return Condition(fact.name, sign, starting_values(fact, sign, ()))


def starting_values(fact: Fact, sign: str, held: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the values a sign takes over from those before it, or begins with."""
    if sign in VALUELESS:
        return ()
    is_number = fact.sort == "number"
    fitting = tuple(one for one in held if isinstance(one, str) is not is_number)
    if sign in LISTS:
        fitting = tuple(one for one in fitting if not isinstance(one, Named))
    if not fitting:
        first: Value = Number("0") if is_number else str(next(iter(fact.choices), ""))
        fitting = (first,)
    return fitting if sign in LISTS else fitting[:1]


def _put(group: Item, path: Path, items: tuple[Item, ...]) -> Item:
    if not path:
        return items[0] if items else Group()
    assert isinstance(group, Group)  # a path leads through groups
    place = path[0]
    inner = (_put(group.items[place], path[1:], items),) if path[1:] else items
    return replace(group, items=(*group.items[:place], *inner, *group.items[place + 1 :]))
