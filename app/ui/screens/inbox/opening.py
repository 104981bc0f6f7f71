"""What a line of the inbox opens: the screen it names, else the record of what it is about."""

from app.journal.todo import Todo
from app.ui.screens.kind import ScreenKind
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.screen import Place

_PLAIN = ("order", "operation", "record")
_OF_DOCUMENT = ("form", "code", "revision")


def opening(todo: Todo, known: tuple[ScreenKind, ...]) -> Place | None:
    """Return where a press leads; None where there is nothing to open.

    `known` are the screens that whoever is in front may open here.
    """
    names = {kind.name for kind in known}
    if todo.screen in names:
        return _place(todo)
    matter = todo.matter
    if matter.stream and RECORD in names:
        return Place(RECORD, record=matter.stream)
    if matter.order and "work-orders" in names:
        return Place("work-orders", order=matter.order)
    return None


def _place(todo: Todo) -> Place:
    said = dict(todo.place)
    plain = {name: said[name] for name in _PLAIN if name in said}
    document = tuple(said[name] for name in _OF_DOCUMENT if name in said)
    if said and not plain and not document:  # by the one name the screen itself gives it
        plain = {"record": next(iter(said.values()))}
    return Place(todo.screen, document=document, **plain)
