"""Audits of a screen as it stands: clipped texts, small targets, missing names, overlaps, contrast.

Used by the gallery and by tests. Each audit returns sentences; an empty tuple means it passed.
"""

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollBar,
    QWidget,
)

from app.ui.kit.painting import PaintedButton, PaintedWidget, Written
from app.ui.kit.sheet import Sheet
from app.ui.kit.table import DataTable
from app.ui.kit.text import Text
from app.ui.kit.toast import Toast
from app.ui.theme.contrast import EDGE_PAIRS, TEXT_PAIRS, contrast
from app.ui.theme.look import Look
from app.ui.theme.tokens import Colours

TARGET = 52
"""Smallest side of anything a finger presses, in px."""
_SLACK = 1.0
"""Rounding that no eye sees, in px."""


def audit(screen: QWidget, look: Look) -> tuple[str, ...]:
    """Run every audit over a screen that was shown; paints it once so that texts are known."""
    screen.grab()
    found = [*clipped(screen), *overlapping(screen), *nameless(screen), *low_contrast(look.tokens)]
    if look.density.is_touch:
        found += small_targets(screen)
    return tuple(found)


def clipped(screen: QWidget) -> tuple[str, ...]:
    """Name every text that has less room than it needs, in stock and in painted widgets."""
    found: list[str] = []
    for widget in (one for one in _shown(screen) if not _is_scrolled_away(one)):
        if isinstance(widget, PaintedWidget | PaintedButton):
            found += [_sentence(widget, each.text) for each in widget.written if _cut(each)]
        elif isinstance(widget, Text) and widget.elides:
            continue
        elif isinstance(widget, QLabel) and _label_cut(widget):
            found.append(_sentence(widget, widget.text()))
        elif isinstance(widget, QComboBox) and _combo_cut(widget):
            found.append(_sentence(widget, widget.currentText()))
        elif isinstance(widget, QLineEdit) and _placeholder_cut(widget):
            found.append(_sentence(widget, widget.placeholderText()))
        elif isinstance(widget, DataTable) and widget.view.isVisibleTo(screen):
            found += [
                _sentence(widget, title) for title, room, need in widget.titles() if need > room
            ]
    return tuple(found)


def small_targets(screen: QWidget, least: int = TARGET) -> tuple[str, ...]:
    """Name every control a finger presses that is smaller than `least` px in either direction."""
    return tuple(
        f"small target: {_path(widget)} is {widget.width()}×{widget.height()}, least {least}"
        for widget in _shown(screen)
        if _is_pressed(widget) and min(widget.width(), widget.height()) < least
    )


def nameless(screen: QWidget) -> tuple[str, ...]:
    """Name every control that a screen reader could not name, or a test could not find."""
    found: list[str] = []
    for widget in _shown(screen):
        if not _is_control(widget):
            continue
        if not widget.accessibleName():
            found.append(f"no accessible name: {_path(widget)}")
        if not widget.objectName():
            found.append(f"no object name: {_path(widget)}")
    return tuple(found)


def overlapping(screen: QWidget) -> tuple[str, ...]:
    """Name siblings that lie over each other, and widgets cut off by their parent."""
    found: list[str] = []
    for parent in (screen, *_shown(screen)):
        children = [child for child in _children(parent) if not _floats(child)]
        for place, one in enumerate(children):
            found += [
                f"overlap: {_path(one)} and {_path(other)}"
                for other in children[place + 1 :]
                if _solid(one.geometry()).intersects(_solid(other.geometry()))
            ]
            if not parent.rect().contains(_solid(one.geometry())) and not _scrolls(parent):
                found.append(f"cut off: {_path(one)} by {_path(parent)}")
    return tuple(found)


def low_contrast(colours: Colours) -> tuple[str, ...]:
    """Name every pair of colours the kit draws that falls short of WCAG AA."""
    pairs = [(*pair, 4.5) for pair in TEXT_PAIRS] + [(*pair, 3.0) for pair in EDGE_PAIRS]
    return tuple(
        f"contrast: {ink} on {ground} is {contrast(colours.of(ink), colours.of(ground)):.2f}"
        for ink, ground, least in pairs
        if contrast(colours.of(ink), colours.of(ground)) < least
    )


def _shown(screen: QWidget) -> list[QWidget]:
    return [widget for widget in screen.findChildren(QWidget) if widget.isVisibleTo(screen)]


def _is_scrolled_away(widget: QWidget) -> bool:
    """Tell whether a part of it waits to be scrolled into sight: no text of that was ever drawn."""
    parent = widget.parentWidget()
    while parent is not None and not _scrolls(parent):
        parent = parent.parentWidget()
    if parent is None:
        return False
    place = QRect(widget.mapTo(parent, widget.rect().topLeft()), widget.size())
    return not parent.rect().contains(place)


def _children(parent: QWidget) -> list[QWidget]:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    found = parent.findChildren(QWidget, options=direct)
    return [child for child in found if child.isVisibleTo(parent) and not child.isWindow()]


def _cut(written: Written) -> bool:
    if written.elided or not written.text:
        return False
    metrics = QFontMetricsF(written.font)
    if written.wraps:
        flags = int(Qt.TextFlag.TextWordWrap)
        need = metrics.boundingRect(QRectF(written.room), flags, written.text)
        return need.height() > written.room.height() + _SLACK
    wide = metrics.horizontalAdvance(written.text) > written.room.width() + _SLACK
    return wide or metrics.capHeight() > written.room.height() + _SLACK


def _label_cut(label: QLabel) -> bool:
    if not label.text() or label.pixmap().width():
        return False
    room, metrics = label.contentsRect(), QFontMetricsF(label.font())
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + _SLACK
    wide = metrics.horizontalAdvance(label.text()) > room.width() + _SLACK
    return wide or metrics.capHeight() > room.height() + _SLACK


def _combo_cut(combo: QComboBox) -> bool:
    room = combo.width() - 44  # padding and the arrow's place
    return QFontMetricsF(combo.font()).horizontalAdvance(combo.currentText()) > room + _SLACK


def _placeholder_cut(edit: QLineEdit) -> bool:
    icons = 34 if edit.actions() else 0
    need = QFontMetricsF(edit.font()).horizontalAdvance(edit.placeholderText())
    return need > edit.width() - icons - 24 + _SLACK


def _is_pressed(widget: QWidget) -> bool:
    if _is_part(widget):
        return False
    return isinstance(widget, QAbstractButton | QLineEdit | QComboBox)


def _is_control(widget: QWidget) -> bool:
    if _is_part(widget):
        return False
    pressed = isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QProgressBar)
    return pressed or (isinstance(widget, QAbstractItemView) and widget.objectName() != "")


def _is_part(widget: QWidget) -> bool:
    """Tell Qt's own parts of a control (a line edit's clear button, a table's corner) apart."""
    above: QObject | None = widget.parent()
    return isinstance(above, QLineEdit | QComboBox | QAbstractItemView | QScrollBar)


def _floats(widget: QWidget) -> bool:
    return isinstance(widget, Toast | Sheet) or widget.width() == 0 or widget.height() == 0


def _scrolls(parent: QWidget) -> bool:
    """Tell whether `parent` is a viewport: what it cuts off can be scrolled to."""
    return isinstance(parent.parent(), QAbstractScrollArea)


def _solid(room: QRect) -> QRect:
    return room.adjusted(1, 1, -1, -1)


def _sentence(widget: QWidget, text: str) -> str:
    return f"clipped: {_path(widget)} “{text}”"


def _path(widget: QWidget) -> str:
    parts: list[str] = []
    here: QObject | None = widget
    while here is not None and len(parts) < 4:
        parts.append(here.objectName() or type(here).__name__)
        here = here.parent()
    return "/".join(reversed(parts))
