"""A span of days with today on it: how much of it is gone, how much is left, where it gets late."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainterPath, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, RIGHT, Brush, Ink, PaintedWidget, height_of
from app.ui.theme.look import Look

TRACK = 12
POINTER = 9
GAP = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A span and where one stands in it, in days of any count (`date.toordinal`).

    `late` is where the last stretch begins, None for none; `role` colours what is gone: a state's
    ink. The three texts stand below the ends and above the pointer.
    """

    begin: int
    end: int
    now: int
    late: int | None = None
    role: str = "accent"
    begin_said: str = ""
    end_said: str = ""

    def share(self, day: int) -> float:
        """Return where a day lies, from 0 to 1; a span without length is over."""
        length = self.end - self.begin
        return min(1.0, max(0.0, (day - self.begin) / length)) if length > 0 else 1.0


class SpanBar(PaintedWidget):
    """`show_span(span, said)`: `said` is what a screen reader says of it."""

    def __init__(self, look: Look, *, name: str) -> None:
        super().__init__(look, name)
        self._span: Span | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_span(self, span: Span, said: str) -> None:
        """Show a span of days."""
        self._span = span
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(240, POINTER + TRACK + GAP + height_of(self.look.font("hint")))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(160, self.sizeHint().height())

    def draw(self, brush: Brush) -> None:
        span = self._span
        if span is None:
            return
        track = QRectF(0, POINTER, self.width(), TRACK)
        self._draw_track(brush, track, span)
        self._draw_pointer(brush, track, span)
        font = self.look.font("hint")
        below = QRectF(0, track.bottom() + GAP, self.width() / 2, height_of(font))
        brush.write(below, span.begin_said, Ink(font, "ink3", LEFT))
        brush.write(
            below.translated(self.width() / 2, 0),
            span.end_said,
            Ink(self.look.font("hint", 600), span.role, RIGHT),
        )

    def _draw_track(self, brush: Brush, track: QRectF, span: Span) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(track, TRACK / 2, TRACK / 2)
        brush.painter.save()
        brush.painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        brush.painter.fillRect(track, self.look.colour("sunken"))
        if span.late is not None:
            left = track.left() + track.width() * span.share(span.late)
            late = QRectF(left, track.top(), track.right() - left, track.height())
            brush.painter.fillRect(late, self.look.colour("warn_soft"))
        gone = QRectF(track)
        gone.setWidth(track.width() * span.share(span.now))
        brush.painter.fillRect(gone, self.look.colour(span.role))
        brush.painter.restore()

    def _draw_pointer(self, brush: Brush, track: QRectF, span: Span) -> None:
        half = POINTER * 0.7
        x = min(max(track.width() * span.share(span.now), half), track.width() - half)
        shape = QPolygonF([QPointF(x, track.top()), QPointF(x - half, 0), QPointF(x + half, 0)])
        brush.painter.setPen(Qt.PenStyle.NoPen)
        brush.painter.setBrush(self.look.colour("ink"))
        brush.painter.drawPolygon(shape)
