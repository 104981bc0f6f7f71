"""In which order Tab goes through a page whose parts are made as they are needed: as they stand."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """Return what Tab stops at inside a widget, in the order of its layouts."""
    if not widget.isVisible() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    layout, inside = widget.layout(), None
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
    if inside is not None:
        yield from tab_stops(inside)
    elif layout is not None:
        yield from _stops_of(layout)


def go_on(page: QWidget, *, forward: bool) -> bool:
    """Go from the stop in focus to the next one, or back; at an end out of the page.

    False where the page does not know: then Qt's own order holds.
    """
    stops, focus = list(tab_stops(page)), page.window().focusWidget()
    if focus is None or focus not in stops:
        return False
    at = stops.index(focus) + (1 if forward else -1)
    target = stops[at] if 0 <= at < len(stops) else _outside(page, focus, forward=forward)
    target = target or stops[0 if forward else -1]
    back = Qt.FocusReason.BacktabFocusReason
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else back)
    return True


def _stops_of(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner, widget = (None, None) if item is None else (item.layout(), item.widget())
        if widget is not None:
            yield from tab_stops(widget)
        elif inner is not None:
            yield from _stops_of(inner)


def _outside(page: QWidget, start: QWidget, *, forward: bool) -> QWidget | None:
    """Return what Qt would stop at next beside the page."""
    here = start.nextInFocusChain() if forward else start.previousInFocusChain()
    while here is not None and here is not start:
        is_stop = here.focusPolicy() & Qt.FocusPolicy.TabFocus and here.focusProxy() is None
        if is_stop and here.isVisible() and here.isEnabled() and not page.isAncestorOf(here):
            return here
        here = here.nextInFocusChain() if forward else here.previousInFocusChain()
    return None
