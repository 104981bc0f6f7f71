"""Whose something is, and in which order it is read: pure rules."""

from collections.abc import Iterable

from app.capabilities.flows.inbox.answers import Inbox, Line, Reader, StandsIn, Why
from app.journal.todo import Todo, Urgency

_LOUDEST_FIRST = (Urgency.NOW, Urgency.SOON, Urgency.NORMAL)


def inbox(todos: Iterable[Todo], reader: Reader, now_ms: int) -> Inbox:
    """Return what of it all waits for a reader: one key, one line."""
    found: dict[str, Line] = {}
    for todo in todos:
        why = why_theirs(todo, reader, now_ms)
        if why is not None and todo.key not in found:
            found[todo.key] = Line(todo, why, is_late(todo, now_ms))
    return Inbox(tuple(sorted(found.values(), key=place)))


def inbox_of_any(todos: Iterable[Todo], readers: Iterable[Reader], now_ms: int) -> Inbox:
    """Return what waits for any of several readers: one key, one line, there for the first."""
    everything, found = tuple(todos), dict[str, Line]()
    for reader in readers:
        for line in inbox(everything, reader, now_ms).lines:
            found.setdefault(line.key, line)
    return Inbox(tuple(sorted(found.values(), key=place)))


def why_theirs(todo: Todo, reader: Reader, now_ms: int) -> Why | None:
    """Return why something is in a reader's inbox; None where it is not."""
    if reader.person and reader.person in todo.people:
        return Why.MINE
    if _is_for(todo, reader.roles, reader.rights):
        return Why.ROLE
    if any(_is_for_stead(todo, one) for one in reader.stands_in):
        return Why.STEAD
    if is_late(todo, now_ms) and not reader.roles.isdisjoint(todo.escalated):
        return Why.ESCALATED
    return None


def is_late(todo: Todo, now_ms: int) -> bool:
    """Tell whether it was due before now."""
    return todo.due_ms is not None and todo.due_ms < now_ms


def place(line: Line) -> tuple[int, float, int, str]:
    """Order lines: what cannot wait, what is due first, what waits longest; alike everywhere."""
    todo = line.todo
    due = float("inf") if todo.due_ms is None else todo.due_ms
    return (_LOUDEST_FIRST.index(todo.urgency), due, todo.since_ms, todo.key)


def _is_for(todo: Todo, roles: frozenset[str], rights: frozenset[str]) -> bool:
    if todo.roles:
        return not roles.isdisjoint(todo.roles)
    return not todo.people and (not todo.right or todo.right in rights)


def _is_for_stead(todo: Todo, one: StandsIn) -> bool:
    """Tell whether it is to be signed by whoever handed that on: by name, by role, by right."""
    if not todo.right or todo.right not in one.rights:
        return False
    return one.person in todo.people or _is_for(todo, one.roles, one.rights)
