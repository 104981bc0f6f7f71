"""How the kit's own controls are painted, and how they remember what they wrote.

`Brush` draws boxes, texts and icons by role. Each text it writes is kept on the widget as
`Written`, so the audit checks exactly what was on the screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.theme.look import Look

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)

_TWICE = (-0.3, 0.3)
"""A curve is drawn by hairlines, twice: one wider pen takes 800 ms for 2,000 points, two thin 3."""


@dataclass(frozen=True, slots=True)
class Written:
    """One text as it was painted: what, in which font, and the room it had."""

    text: str
    font: QFont
    room: QRectF
    wraps: bool = False
    elided: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text is written: font, colour role, alignment; `elide` for texts of any length."""

    font: QFont
    colour: str = "ink"
    align: Qt.AlignmentFlag = LEFT
    elide: bool = False
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Coat:
    """How a box is painted: fill and edge roles (empty: none), corner radius, edge width."""

    fill: str = ""
    edge: str = ""
    radius: float = 12
    width: float = 1
    dashed: bool = False


class Brush:
    """A painter that speaks in roles and notes every text it writes."""

    def __init__(self, painter: QPainter, look: Look, scale: float = 1.0) -> None:
        self.painter = painter
        self.look = look
        self.scale = scale
        self.written: list[Written] = []
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

    def box(self, room: QRect | QRectF, coat: Coat) -> None:
        """Paint a rounded box whose edge lies inside `room`."""
        half = coat.width / 2 if coat.edge else 0
        inner = QRectF(room).adjusted(half, half, -half, -half)
        if coat.edge:
            pen = QPen(self.look.colour(coat.edge), coat.width)
            if coat.dashed:
                pen.setStyle(Qt.PenStyle.DashLine)
            self.painter.setPen(pen)
        else:
            self.painter.setPen(Qt.PenStyle.NoPen)
        fill = self.look.colour(coat.fill) if coat.fill else QColor(0, 0, 0, 0)
        self.painter.setBrush(fill)
        radius = min(coat.radius, inner.height() / 2, inner.width() / 2)
        self.painter.drawRoundedRect(inner, radius, radius)

    def disc(self, centre: QPointF, radius: float, coat: Coat) -> None:
        """Paint a disc."""
        room = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        self.box(room, Coat(coat.fill, coat.edge, radius, coat.width))

    def line(
        self, start: QPointF, end: QPointF, role: str, width: float = 1, *, dashed: bool = False
    ) -> None:
        """Draw a straight line."""
        pen = QPen(self.look.colour(role), width)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        self.painter.drawLine(start, end)

    def curve(self, places: Sequence[QPointF], role: str) -> None:
        """Draw a line through `places` that looks 1.6 px wide."""
        self.painter.setPen(QPen(self.look.colour(role), 1))
        shape = QPolygonF(list(places))
        for lower in _TWICE:
            self.painter.drawPolyline(shape.translated(0, lower))

    def diamonds(self, centres: Sequence[QPointF], radius: float, role: str) -> None:
        """Paint diamonds: the shape of what lies outside its limits."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.look.colour(role))
        for centre in centres:
            x, y, d = centre.x(), centre.y(), radius
            corners = [QPointF(x, y - d), QPointF(x + d, y), QPointF(x, y + d), QPointF(x - d, y)]
            self.painter.drawPolygon(QPolygonF(corners))

    def write(self, room: QRect | QRectF, text: str, ink: Ink) -> None:
        """Write `text` into `room`."""
        room = QRectF(room)
        shown, flags = text, int(ink.align)
        if ink.elide:
            shown = QFontMetrics(ink.font).elidedText(
                text, Qt.TextElideMode.ElideRight, int(room.width()) + 1
            )
        if ink.wrap:
            flags |= int(Qt.TextFlag.TextWordWrap)
        self.painter.setFont(ink.font)
        self.painter.setPen(self.look.colour(ink.colour))
        self.painter.drawText(room, flags | int(Qt.TextFlag.TextDontClip), shown)
        bounds = QRectF(self.painter.window())
        self.written.append(Written(text, ink.font, room & bounds, ink.wrap, ink.elide))

    def icon(self, place: QPointF, name: str, role: str, size: int) -> None:
        """Draw an icon whose top left corner is `place`."""
        at = QPointF(round(place.x()), round(place.y()))
        self.painter.drawPixmap(at, self.look.icon(name, role, size, self.scale))

    def icon_in(self, room: QRect | QRectF, name: str, role: str, size: int) -> None:
        """Draw an icon in the middle of `room`."""
        centre = QRectF(room).center()
        self.icon(QPointF(centre.x() - size / 2, centre.y() - size / 2), name, role, size)


def width_of(font: QFont, text: str) -> int:
    """Return the width `text` takes in `font`, rounded up."""
    return int(QFontMetricsF(font).horizontalAdvance(text) + 0.999)


def height_of(font: QFont) -> int:
    """Return the height of one line: 1.4 of the size, as Chinese needs."""
    return int(font.pixelSize() * 1.4 + 0.999)


def struck(font: QFont) -> QFont:
    """Return the font for what no longer holds: struck through."""
    made = QFont(font)
    made.setStrikeOut(True)
    return made


class PaintedWidget(QWidget):
    """A control that only shows. `draw` paints it."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.written: tuple[Written, ...] = ()
        self.setObjectName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        painter = QPainter(self)
        brush = Brush(painter, self.look, self.devicePixelRatioF())
        self.draw(brush)
        painter.end()
        self.written = tuple(brush.written)

    def draw(self, brush: Brush) -> None:
        """Paint the control."""
        raise NotImplementedError


class PaintedButton(QAbstractButton):
    """A control a person presses. `draw` paints it; the focus ring is added here."""

    ring_radius = 12.0

    def __init__(self, look: Look, name: str, accessible: str = "") -> None:
        super().__init__()
        self.look = look
        self.written: tuple[Written, ...] = ()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._by_keyboard = False

    @property
    def hovered(self) -> bool:
        """Tell whether a mouse points at it; a finger never does."""
        return self.underMouse() and self.isEnabled() and not self.look.density.is_touch

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        """Show the focus ring to who came by keyboard; a finger or mouse knows where it is."""
        self._by_keyboard = event.reason() in _KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        painter = QPainter(self)
        brush = Brush(painter, self.look, self.devicePixelRatioF())
        self.draw(brush)
        if self.hasFocus() and self._by_keyboard:
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            brush.box(ring, Coat(edge="accent", radius=self.ring_radius, width=2))
        painter.end()
        self.written = tuple(brush.written)

    def draw(self, brush: Brush) -> None:
        """Paint the control."""
        raise NotImplementedError

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()
