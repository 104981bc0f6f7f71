"""Where one value stands between its limits: band, guard band, nominal, and a live pointer.

The band between the limits always takes the same part of the track, however narrow it is, so that a
person reads "how near to the edge", not millimetres. The guard band is the outer 15 % of the
tolerance at each limit.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainterPath
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedWidget, height_of, width_of
from app.ui.theme.look import Look

GUARD = 0.15
"""Part of the tolerance, at each limit, that is still good but worth a warning (UI.md §3.3)."""
TRACK = 14
_LOW_AT, _HIGH_AT = 0.2, 0.8
"""Where the limits stand on the track."""
_POINTER = 11.0

Limit = Decimal | float | None


@dataclass(frozen=True, slots=True)
class GaugeMarks:
    """The limits and the nominal, None where there is none, each with the words below it."""

    low: Limit = None
    nominal: Limit = None
    high: Limit = None
    low_said: str = ""
    nominal_said: str = ""
    high_said: str = ""


NO_MARKS = GaugeMarks()


class GaugeScale:
    """From a value to its place on the track (0 to 1) and its state; total for any limits.

    Limits that are no numbers count as none; limits given the wrong way round are turned.
    """

    def __init__(self, marks: GaugeMarks) -> None:
        low, high = _number(marks.low), _number(marks.high)
        if low is not None and high is not None and low > high:
            low, high = high, low
        self.low, self.high, self.nominal = low, high, _number(marks.nominal)
        self._width = self._tolerance()
        self.guard = GUARD * self._width if self._is_known() else 0.0

    def state(self, value: Limit) -> str:
        """Return ok, warn or fail; todo without a value or without any limit."""
        number = _number(value)
        if number is None or (self.low is None and self.high is None):
            return "todo"
        if self._beyond(number, 0.0):
            return "fail"
        return "warn" if self._beyond(number, self.guard) else "ok"

    def place(self, value: float) -> float:
        """Return where a value stands; what lies far out stands at the end."""
        if self.low is not None:
            share = _LOW_AT + (value - self.low) / self._width * (_HIGH_AT - _LOW_AT)
        elif self.high is not None:
            share = _HIGH_AT + (value - self.high) / self._width * (_HIGH_AT - _LOW_AT)
        elif self.nominal is not None:
            share = 0.5 + (value - self.nominal) / self._width * (_HIGH_AT - _LOW_AT)
        else:
            share = 0.5  # there is nothing to stand anywhere against
        if self.low is not None and self.low == self.high:
            share = 0.5 + (value - self.low) / self._width * (_HIGH_AT - _LOW_AT)
        return min(1.0, max(0.0, share))

    def _beyond(self, number: float, guard: float) -> bool:
        below = self.low is not None and number < self.low + guard
        return below or (self.high is not None and number > self.high - guard)

    def _is_known(self) -> bool:
        """Tell whether a tolerance is known: a guard band is a part of it."""
        both = self.low is not None and self.high is not None
        return (both and self.low != self.high) or (not both and self._to_nominal() > 0)

    def _to_nominal(self) -> float:
        """Return how far a lone limit lies from the nominal; 0 where one is missing."""
        only = self.low if self.low is not None else self.high
        if only is None or self.nominal is None:
            return 0.0
        return abs(self.nominal - only)

    def _tolerance(self) -> float:
        """Return how much the part of the track between the limits stands for; never 0."""
        if self.low is not None and self.high is not None and self.high > self.low:
            return self.high - self.low
        only = self.low if self.low is not None else self.high
        return 2 * self._to_nominal() or abs(only or self.nominal or 0.0) * 0.5 or 1.0


class LimitGauge(PaintedWidget):
    """`show_limits(marks)` and `show_value(value, said)`; outside the limits it is a red diamond.

    `said` is the value as people read it and stands above the pointer; empty: no words there.
    """

    def __init__(self, look: Look, *, name: str, accessible: str = "") -> None:
        super().__init__(look, name)
        self._what = accessible
        self._marks, self._said = NO_MARKS, ""
        self._value: float | None = None
        self._scale = GaugeScale(self._marks)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def show_limits(self, marks: GaugeMarks) -> None:
        """Show other limits."""
        self._marks, self._scale = marks, GaugeScale(marks)
        self._name()

    def show_value(self, value: Limit, said: str = "") -> None:
        """Show where `value` stands; None for nothing measured yet."""
        self._value, self._said = _number(value), said
        self._name()

    def state(self) -> str:
        """Return how the value stands: ok, warn (in the guard band), fail, or todo."""
        return self._scale.state(self._value)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(320, self._above() + 2 * int(_POINTER) + height_of(self._font()) + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(180, self.sizeHint().height())

    def draw(self, brush: Brush) -> None:
        middle = self._above() + _POINTER
        track = QRectF(0, middle - TRACK / 2, self.width(), TRACK)
        paint_gauge(brush, track, self._scale, self._value)
        self._draw_ends(brush, track)
        if self._said and self._value is not None:
            role = _inks(self.state())
            self._write_at(brush, track, (self._value, self._said), (0.0, self._strong(), role))

    def _draw_ends(self, brush: Brush, track: QRectF) -> None:
        scale, marks, font = self._scale, self._marks, self._font()
        top = track.center().y() + _POINTER + 1
        rooms: list[QRectF] = []
        for value, said in (
            (scale.low, marks.low_said),
            (scale.high, marks.high_said),
            (scale.nominal, marks.nominal_said),
        ):
            if value is None or not said:
                continue
            room = self._room_at(track, (value, said), top, font)
            if any(room.adjusted(-6, 0, 6, 0).intersects(other) for other in rooms):
                continue  # the limits matter more than the nominal between them
            rooms.append(room)
            brush.write(room, said, Ink(font, "ink2", CENTRE))

    def _write_at(
        self, brush: Brush, track: QRectF, label: tuple[float, str], how: tuple[float, QFont, str]
    ) -> None:
        top, font, role = how
        brush.write(self._room_at(track, label, top, font), label[1], Ink(font, role, CENTRE))

    def _room_at(self, track: QRectF, label: tuple[float, str], top: float, font: QFont) -> QRectF:
        value, said = label
        wide = width_of(font, said) + 2.0
        left = track.x() + self._scale.place(value) * track.width() - wide / 2
        left = max(0.0, min(left, self.width() - wide))
        return QRectF(left, top, wide, height_of(font))

    def _above(self) -> int:
        return height_of(self._strong()) + 3

    def _font(self) -> QFont:
        return self.look.sized(self.look.density.hint, 500)

    def _strong(self) -> QFont:
        return self.look.sized(self.look.density.label, 700)

    def _name(self) -> None:
        marks, state = self._marks, self.state()
        word = self.look.words(f"kit.gauge.{state}") if state != "todo" else ""
        said = (self._what, self._said, word, marks.low_said, marks.nominal_said, marks.high_said)
        self.setAccessibleName(" · ".join(part for part in said if part))
        self.update()


def paint_gauge(brush: Brush, track: QRectF, scale: GaugeScale, value: float | None) -> None:
    """Paint the track with its bands, the limits' strokes and the pointer of `value`.

    The track's height gives the sizes, so that a table's cell can hold one too.
    """
    _paint_bands(brush, track, scale)
    reach = track.height() * 0.7
    for mark in (scale.low, scale.nominal, scale.high):
        if mark is not None:
            x = _x(track, scale.place(mark))
            brush.line(
                QPointF(x, track.center().y() - reach),
                QPointF(x, track.center().y() + reach),
                "line_strong",
                2,
            )
    if value is not None:
        _paint_pointer(brush, track, scale, value)


def _paint_bands(brush: Brush, track: QRectF, scale: GaugeScale) -> None:
    painter, look = brush.painter, brush.look
    shape = QPainterPath()
    shape.addRoundedRect(track, track.height() / 2, track.height() / 2)
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    has_limits = scale.low is not None or scale.high is not None
    painter.fillRect(track, look.colour("fail_soft" if has_limits else "sunken"))
    if has_limits:
        low = scale.place(scale.low) if scale.low is not None else 0.0
        high = scale.place(scale.high) if scale.high is not None else 1.0
        painter.fillRect(_part(track, low, high), look.colour("ok_soft"))
    if scale.low is not None and scale.guard:
        start, end = scale.place(scale.low), scale.place(scale.low + scale.guard)
        painter.fillRect(_part(track, start, end), look.colour("warn_soft"))
    if scale.high is not None and scale.guard:
        start, end = scale.place(scale.high - scale.guard), scale.place(scale.high)
        painter.fillRect(_part(track, start, end), look.colour("warn_soft"))
    painter.restore()


def _paint_pointer(brush: Brush, track: QRectF, scale: GaugeScale, value: float) -> None:
    radius = min(_POINTER, track.height() * 0.78)
    x = track.x() + radius + scale.place(value) * (track.width() - 2 * radius)
    inside = scale.place(value) * track.width()
    if radius <= inside <= track.width() - radius:
        x = track.x() + inside
    centre, role = QPointF(x, track.center().y()), _inks(scale.state(value))
    if scale.state(value) == "fail":
        brush.diamonds([centre], radius + 1, "surface")
        brush.diamonds([centre], radius - 1, role)
    else:
        brush.disc(centre, radius, Coat("surface"))
        brush.disc(centre, radius - 2, Coat(role))


def _inks(state: str) -> str:
    return "accent" if state == "todo" else state


def _x(track: QRectF, share: float) -> float:
    return track.x() + share * track.width()


def _part(track: QRectF, start: float, end: float) -> QRectF:
    return QRectF(
        _x(track, start), track.y(), max(0.0, end - start) * track.width(), track.height()
    )


def _number(value: Limit) -> float | None:
    """Return a finite number, else None: a picture has no place for the others."""
    if value is None:
        return None
    number = float("nan") if isinstance(value, Decimal) and value.is_snan() else float(value)
    return number if isfinite(number) else None
