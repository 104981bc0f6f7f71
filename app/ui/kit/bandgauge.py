"""A target band and where one stands on the way to it: so far, what is coming, from, best, to."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainterPath, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedWidget, height_of, width_of
from app.ui.kit.progress import share
from app.ui.theme.look import Look

TRACK = 26
POINTER = 10
GAP = 8
BAND_SHARE = 0.28
"""The band takes so much of the track, however narrow it is: there one looks most closely."""
BAND_START = 0.58


@dataclass(frozen=True, slots=True)
class BandMarks:
    """The band's edges and best value, each with the words below it."""

    low: Decimal
    target: Decimal
    high: Decimal
    low_said: str
    target_said: str
    high_said: str


class BandGauge(PaintedWidget):
    """`show_band(marks, so_far, coming)`: a filled part, a lighter one, and a pointer at its end.

    Below the band the scale runs from nothing, within it and above it evenly: a band of half a
    per cent would else be a hair.
    """

    def __init__(self, look: Look, *, name: str, accessible: str = "") -> None:
        super().__init__(look, name)
        self._marks: BandMarks | None = None
        self._so_far = self._coming = Decimal(0)
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_band(self, marks: BandMarks, so_far: Decimal, coming: Decimal) -> None:
        """Show the band, what is done, and what would be added now (never less than nothing)."""
        self._marks, self._so_far, self._coming = marks, so_far, max(coming, Decimal(0))
        self.update()

    def place_of(self, value: Decimal) -> float:
        """Return where a value stands, as a share of the track's width."""
        marks = self._marks
        if marks is None:
            return 0.0
        if value < marks.low:
            return BAND_START * share(value, marks.low)
        width = marks.high - marks.low
        if value <= marks.high:
            return BAND_START + BAND_SHARE * share(value - marks.low, width)
        rest = 1 - BAND_START - BAND_SHARE
        return BAND_START + BAND_SHARE + rest * share(value - marks.high, width)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        below = height_of(self.look.sized(self.look.density.hint, 400))
        return QSize(320, POINTER + 2 + TRACK + GAP + below)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()

    def draw(self, brush: Brush) -> None:
        marks = self._marks
        if marks is None:
            return
        track = QRectF(0, POINTER + 2, self.width(), TRACK)
        self._draw_track(brush, track, marks)
        self._draw_pointer(brush, track, marks)
        self._draw_words(brush, track, marks)

    def _draw_track(self, brush: Brush, track: QRectF, marks: BandMarks) -> None:
        painter, look = brush.painter, self.look
        shape = QPainterPath()
        shape.addRoundedRect(track, TRACK / 2, TRACK / 2)
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.fillRect(track, look.colour("sunken"))
        painter.fillRect(self._part(track, marks.low, marks.high), look.colour("ok_soft"))
        now = self._so_far + self._coming
        role = "fail" if now > marks.high else "ok" if now >= marks.low else "accent"
        painter.setOpacity(0.45)
        painter.fillRect(self._part(track, self._so_far, now), look.colour(role))
        painter.setOpacity(1)
        painter.fillRect(self._part(track, Decimal(0), self._so_far), look.colour(role))
        for edge in (marks.low, marks.high):
            x = self._x(track, edge)
            brush.line(QPointF(x, track.top()), QPointF(x, track.bottom()), "ok", 2)
        x = self._x(track, marks.target)
        brush.line(QPointF(x, track.top() + 6), QPointF(x, track.bottom() - 6), "ok", 1)
        painter.restore()
        brush.box(track, Coat(edge="line_strong", radius=TRACK / 2))

    def _draw_pointer(self, brush: Brush, track: QRectF, marks: BandMarks) -> None:
        now = self._so_far + self._coming
        x = min(max(self._x(track, now), POINTER), track.width() - POINTER)
        tip = QPointF(x, track.top())
        role = "fail" if now > marks.high else "ink"
        half = POINTER * 0.7
        shape = QPolygonF(
            [tip, QPointF(x - half, tip.y() - POINTER), QPointF(x + half, tip.y() - POINTER)]
        )
        brush.painter.setPen(Qt.PenStyle.NoPen)
        brush.painter.setBrush(self.look.colour(role))
        brush.painter.drawPolygon(shape)

    def _draw_words(self, brush: Brush, track: QRectF, marks: BandMarks) -> None:
        look = self.look
        font = look.sized(look.density.hint, 400)
        strong = look.sized(look.density.hint, 600)
        top = track.bottom() + GAP / 2
        edges = ((marks.low, marks.low_said), (marks.high, marks.high_said))
        for place, (value, said) in enumerate(edges):
            wide = width_of(font, said) + 2.0
            x = self._x(track, value) - wide if place == 0 else self._x(track, value)
            x = min(max(0.0, x), track.width() - wide)
            brush.write(QRectF(x, top, wide, height_of(font)), said, Ink(font, "ink2", CENTRE))
        wide = width_of(strong, marks.target_said) + 2.0
        x = self._x(track, marks.target) - wide / 2
        room = QRectF(x, top, wide, height_of(strong))
        brush.write(room, marks.target_said, Ink(strong, "ok", CENTRE))

    def _part(self, track: QRectF, start: Decimal, end: Decimal) -> QRectF:
        left, right = self._x(track, start), self._x(track, end)
        return QRectF(left, track.top(), max(0.0, right - left), track.height())

    def _x(self, track: QRectF, value: Decimal) -> float:
        return track.left() + track.width() * self.place_of(value)
