"""The painted part of a control chart: its panels, the point in front and what one does to them."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from app.ui.kit.chartdata import ChartData
from app.ui.kit.chartground import ChartGround
from app.ui.kit.chartpainter import ChartPainter
from app.ui.kit.chartview import ChartView
from app.ui.kit.painting import (
    LEFT,
    Brush,
    Coat,
    Ink,
    Written,
    height_of,
    width_of,
)
from app.ui.theme.look import Look

STEP = 1.6
"""One press of a zoom key."""
_DRAG_PX = 6
_NEAR_PX = 10


class ChartPlot(ChartGround):
    """`went_to` carries the point a person chose. What does not follow the pointer is painted once
    and kept."""

    went_to = Signal(int)

    def __init__(self, look: Look, name: str, height: int) -> None:
        super().__init__(look, name, height, look.words("kit.chart.empty"))
        self.current = -1
        self._painter = ChartPainter(look, ChartData())
        self._layer = QPixmap()
        self._layer_written: tuple[Written, ...] = ()
        self._hovered = -1
        self._pressed_at: QPointF | None = None
        self._dragged = False
        self.setAccessibleName(look.words("kit.chart"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(not look.density.is_touch)
        self.grabGesture(Qt.GestureType.PinchGesture)

    @property
    def view(self) -> ChartView:
        """Return which points are in sight."""
        return self._painter.view

    def show_chart(self, data: ChartData, said: str, *, keep: bool = False) -> None:
        """Show other points, all of them; `keep` stays at the points now in sight."""
        before, current = self._painter.view, self.current
        self._painter = ChartPainter(self.look, data)
        self.current = self._hovered = -1
        if keep and before.span < before.count:
            self._painter.view = before.of(data.count)
        self.setAccessibleName(said or self.look.words("kit.chart"))
        self.setAccessibleDescription("")
        self._painter.place_in(self._room())
        if keep and current < data.count:
            self.go_to(current)
        self.renew()

    def turn_view(self, view: ChartView) -> None:
        """Show other points of the same data."""
        if view != self._painter.view:
            self._painter.view = view
            self.renew()

    def go_to(self, place: int) -> None:
        """Put a point in front and in sight; -1 for none."""
        self.current = max(-1, min(place, self.view.count - 1))
        if self.current < 0:
            self.setAccessibleDescription("")
        else:
            self.setAccessibleDescription(" · ".join(self._painter.data.told(self.current)))
            self.turn_view(self.view.showing(self.current))
        self.update()

    def renew(self) -> None:
        """Paint the kept layer anew at the next painting."""
        self._layer = QPixmap()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._painter.place_in(self._room())
        self.renew()

    def draw(self, brush: Brush) -> None:
        if not self.view.count:
            self.say_empty(brush)
            return
        if self._layer.isNull():
            self._paint_layer(brush.scale)
        brush.painter.drawPixmap(QPointF(0, 0), self._layer)
        brush.written += self._layer_written
        place = self._hovered if self._hovered >= 0 else self.current
        if place >= 0:
            self._draw_point(brush, place)
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            brush.box(ring, Coat(edge="accent", radius=8, width=1))

    def _paint_layer(self, scale: float) -> None:
        layer = QPixmap(self.size() * scale)
        layer.setDevicePixelRatio(scale)
        layer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(layer)
        brush = Brush(painter, self.look, scale)
        self._painter.paint(brush)
        painter.end()
        self._layer, self._layer_written = layer, tuple(brush.written)

    def _draw_point(self, brush: Brush, place: int) -> None:
        dots = self._painter.dots_at(place)
        rooms = self._painter.rooms()
        x = self.view.x(place)
        if not rooms or not rooms[0].x() <= x <= rooms[0].right():
            return
        for room in rooms:
            brush.line(QPointF(x, room.y()), QPointF(x, room.bottom()), "line_strong")
        for dot in dots:
            brush.disc(dot, 9, Coat("", "accent", width=2))
        facts = self._painter.data.told(place)
        if facts:
            self._draw_tip(brush, dots[0] if dots else rooms[0].center(), facts)

    def _draw_tip(self, brush: Brush, at: QPointF, facts: tuple[str, ...]) -> None:
        strong, plain = self.look.sized(self.look.density.label, 700), self.look.font("hint", 500)
        fonts = [strong] + [plain] * (len(facts) - 1)
        wide = max(width_of(font, said) for font, said in zip(fonts, facts, strict=True)) + 24.0
        tall = sum(height_of(font) for font in fonts) + 14.0
        to_left = at.x() > self.view.left + self.view.width / 2
        left = at.x() - 16 - wide if to_left else at.x() + 16
        left = max(0.0, min(left, self.width() - wide))
        top = max(0.0, min(at.y() - tall / 2, self.height() - tall))
        brush.box(QRectF(left, top, wide, tall), Coat("surface", "line_strong", 10))
        y = top + 7
        for font, said in zip(fonts, facts, strict=True):
            room = QRectF(left + 12, y, wide - 22, height_of(font))
            ink = "fail" if said.startswith("◆") else "ink" if font is strong else "ink2"
            brush.write(room, said, Ink(font, ink, LEFT))
            y += height_of(font)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 4, -4, -2)

    def _near(self, x: float) -> int:
        """Return the point at `x`; of those close to it a marked one, for it is what one means."""
        close = [mark for mark in self._painter.marks() if abs(self.view.x(mark) - x) <= _NEAR_PX]
        if close and self.view.apart < _NEAR_PX:
            return min(close, key=lambda mark: abs(self.view.x(mark) - x))
        return self.view.place_at(x)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        self._pressed_at, self._dragged = event.position(), False
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        here, before = event.position(), self._pressed_at
        if before is None:
            self._hover(here.x())
        elif self._dragged or abs(here.x() - before.x()) > _DRAG_PX:
            self._dragged, self._hovered = True, -1
            self._pressed_at = here
            self.turn_view(self.view.moved(here.x() - before.x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        was_tap = self._pressed_at is not None and not self._dragged
        self._pressed_at = None
        if was_tap and self.view.count:
            self._hovered = -1
            self._choose(self._near(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt's name
        super().leaveEvent(event)
        self._hover(-1e9)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt's name
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            view = self.view.moved(turned.x() / 2)
        else:
            view = self.view.zoomed(1.0015 ** turned.y(), event.position().x())
        if view == self.view:
            event.ignore()  # the page may scroll where nothing is left to zoom
            return
        self.turn_view(view)

    def event(self, event: QEvent) -> bool:
        """Take the gestures of two fingers, on a touch screen and on a touch pad."""
        if isinstance(event, QGestureEvent):
            return self._pinch(event)
        if isinstance(event, QNativeGestureEvent) and (
            event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.turn_view(self.view.zoomed(1 + event.value(), event.position().x()))
            return True
        return super().event(event)

    def _pinch(self, event: QGestureEvent) -> bool:
        gesture = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(gesture, QPinchGesture):
            return False
        self._dragged = True  # the fingers' own moves are no tap
        centre = self.mapFromGlobal(gesture.centerPoint().toPoint())
        self.turn_view(self.view.zoomed(gesture.scaleFactor(), centre.x()))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if not self._goes(event) and not self._zooms(event):
            super().keyPressEvent(event)

    def _goes(self, event: QKeyEvent) -> bool:
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1
        here, last, marks = self.current, self.view.count - 1, self._painter.marks()
        wanted = {
            Qt.Key.Key_Left: max(0, here - far) if here >= 0 else last,
            Qt.Key.Key_Right: min(last, here + far) if here >= 0 else 0,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_PageUp: max((mark for mark in marks if mark < here), default=here),
            Qt.Key.Key_PageDown: min((mark for mark in marks if mark > here), default=here),
        }.get(Qt.Key(event.key()))
        if wanted is None or last < 0:
            return False
        self._choose(wanted)
        return True

    def _zooms(self, event: QKeyEvent) -> bool:
        x = self.view.x(self.current) if self.current >= 0 else None
        views = {
            "+": self.view.zoomed(STEP, x),
            "=": self.view.zoomed(STEP, x),
            "-": self.view.zoomed(1 / STEP, x),
            "0": self.view.fitted(self.view.count),
        }
        view = views.get(event.text())
        if view is not None:
            self.turn_view(view)
        return view is not None

    def _choose(self, place: int) -> None:
        if place >= 0:
            self.go_to(place)
            self.went_to.emit(place)

    def _hover(self, x: float) -> None:
        inside = self.view.left <= x <= self.view.left + self.view.width
        hovered = self._near(x) if inside and self.view.count else -1
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()
