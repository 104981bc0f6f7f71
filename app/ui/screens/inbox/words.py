"""How lines of the inbox are said: how urgent, when due, for whom, about what."""

from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.words import Words
from app.ui.moments import Moments
from app.ui.screens.inbox.facts import Entry, Named

URGENCY = {
    Urgency.NOW: ("fail", "siren"),
    Urgency.SOON: ("warn", "chevrons-up"),
    Urgency.NORMAL: ("todo", "minus"),
}
"""Colour and shape of each; the word is `inbox.urgency.<value>`."""
STATES = {
    "open": ("todo", "circle"),
    "taken": ("running", "play"),
    "done": ("ok", "circle-check"),
    "withdrawn": ("offline", "circle-slash"),
    "sent": ("running", "megaphone"),
}
"""Colour and shape of how far what one sent came; the word is `inbox.state.<state>`."""


def sign(entry: Entry, words: Words) -> tuple[str, str, str]:
    """Return colour, word and shape: how urgent it is, or how far what one sent came."""
    if entry.is_sent:
        state, icon = STATES[entry.state]
        if entry.state == "sent" and entry.seen:
            return "ok", words("inbox.seen_by", n=len(entry.seen)), "eye"
        return state, words(f"inbox.state.{entry.state}"), icon
    state, icon = URGENCY[entry.todo.urgency]
    return state, words(f"inbox.urgency.{entry.todo.urgency.value}"), icon


def due_said(todo: Todo, words: Words, moments: Moments) -> str:
    """Return how long there is, or how late it is; how long ago it came where it is never late."""
    now_ms = moments.now_ms()
    if todo.due_ms is None:
        return words("inbox.since", age=moments.age(todo.since_ms))
    if todo.due_ms < now_ms:
        return words("inbox.late", age=moments.age(todo.due_ms))
    return words("inbox.left", age=moments.age(2 * now_ms - todo.due_ms))


def for_whom(todo: Todo, named: Named, words: Words) -> str:
    """Return the roles and people it waits for, by name."""
    said = [
        named.roles[one].of(words.language) if one in named.roles else one for one in todo.roles
    ]
    said += [who(one, named, words) for one in todo.people]
    if not said:
        return words("inbox.for_able") if todo.right else words("inbox.for_all")
    return words("orders.comma").join(said)


def who(person: str, named: Named, words: Words) -> str:
    """Return somebody's name, a rule where nobody did it."""
    if not person:
        return words("inbox.by_rule")
    return named.people[person].of(words.language) if person in named.people else person


def about(matter: Matter, words: Words) -> str:
    """Return what it is about, in one line."""
    operation = words("due.operation", operation=matter.operation) if matter.operation else ""
    lot = words("due.lot", lot=matter.lot) if matter.lot else ""
    facts = (
        matter.order,
        operation,
        lot,
        matter.material or matter.product,
        matter.equipment or matter.gauge,
    )
    return " · ".join(one for one in facts if one)
