"""A curve over time with its limits and warn band; what lies outside is a diamond in red.

`decimated` brings any number of points down to what a screen can show and keeps every peak: in each
column of pixels the least and the greatest value remain.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, RIGHT, Brush, Coat, Ink, PaintedWidget, height_of, width_of
from app.ui.theme.look import Look

MOST_POINTS = 2_000
_FEWEST = 240
"""A strip that has no width yet keeps so many."""
_DIAMOND = 5.0
_MOST_MARKS = 60
"""So many diamonds at most: more would hide the curve, and say no more."""

Dot = tuple[int, float | None]
"""When (ms) and what; None is a gap."""


@dataclass(frozen=True, slots=True)
class Band:
    """The limits and the warn band inside them; None where there is none."""

    low: float | None = None
    high: float | None = None
    warn_low: float | None = None
    warn_high: float | None = None

    def is_outside(self, value: float) -> bool:
        """Tell whether a value lies beyond a limit."""
        below = self.low is not None and value < self.low
        return below or (self.high is not None and value > self.high)

    def marks(self) -> tuple[float, ...]:
        """Return every line of the band."""
        lines = (self.low, self.warn_low, self.warn_high, self.high)
        return tuple(line for line in lines if line is not None)


@dataclass(frozen=True, slots=True)
class Curve:
    """What a strip shows: dots in the order of time, from when to when, and the texts beside it.

    `low` and `high` are the limits as people read them, `begin` and `end` the times.
    """

    dots: tuple[Dot, ...]
    from_ms: int
    to_ms: int
    band: Band = Band()
    low: str = ""
    high: str = ""
    begin: str = ""
    end: str = ""


NOTHING = Curve((), 0, 1)


def decimated(dots: Sequence[Dot], most: int = MOST_POINTS) -> tuple[Dot, ...]:
    """Return at most `most` dots: of each stretch of time the least, the greatest, and its gaps."""
    if len(dots) <= most:
        return tuple(dots)
    first, last = dots[0][0], dots[-1][0]
    columns = max(1, most // 3)
    span = max(1, last - first)

    def column(dot: Dot) -> int:
        return min(columns - 1, max(0, (dot[0] - first) * columns // span))

    kept: list[Dot] = []
    for _, group in groupby(dots, column):
        kept += extremes(list(group))
    return tuple(kept[:most])


def extremes(dots: list[Dot]) -> list[Dot]:
    """Return the least and the greatest of a stretch in the order of time, and one gap of it."""
    valued = [dot for dot in dots if dot[1] is not None]
    gap = [dot for dot in dots if dot[1] is None][:1]
    if not valued:
        return gap
    least = min(valued, key=lambda dot: dot[1] or 0.0)
    greatest = max(valued, key=lambda dot: dot[1] or 0.0)
    kept = [least] if least is greatest else [least, greatest]
    return sorted((*kept, *gap), key=lambda dot: dot[0])


class TrendStrip(PaintedWidget):
    """Paints one curve. Told by `show_curve`; `said` is what a screen reader says of it."""

    def __init__(self, look: Look, *, name: str, height: int = 0) -> None:
        super().__init__(look, name)
        self._curve = NOTHING
        self._height = height or (84 if look.density.is_touch else 110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_curve(self, curve: Curve, said: str = "") -> None:
        """Show another curve."""
        self._curve = Curve(
            decimated(curve.dots, max(_FEWEST, min(MOST_POINTS, 2 * self.width()))),
            curve.from_ms,
            curve.to_ms,
            curve.band,
            curve.low,
            curve.high,
            curve.begin,
            curve.end,
        )
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(220, self._height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(160, self._height)

    def draw(self, brush: Brush) -> None:
        curve, font = self._curve, self.look.font("hint")
        line = height_of(font)
        side = 6 + max((width_of(font, text) for text in (curve.low, curve.high)), default=0)
        room = QRectF(0, 1, self.width() - side, self.height() - line - 3)
        brush.box(room, Coat("canvas", radius=8))
        scale = _Scale(room.adjusted(6, 6, -6, -6), curve)
        self._draw_band(brush, scale, room)
        self._draw_curve(brush, scale)
        foot = QRectF(0, self.height() - line, room.width(), line)
        brush.write(foot, curve.begin, Ink(font, "ink3", LEFT))
        brush.write(foot, curve.end, Ink(font, "ink3", RIGHT))

    def _draw_band(self, brush: Brush, scale: "_Scale", room: QRectF) -> None:
        band = self._curve.band
        for limit, warn in ((band.low, band.warn_low), (band.high, band.warn_high)):
            if limit is not None and warn is not None:
                top, bottom = sorted((scale.y(limit), scale.y(warn)))
                between = QRectF(room.x(), top, room.width(), bottom - top)
                brush.painter.fillRect(between, self.look.colour("warn_soft"))
        font = self.look.font("hint")
        for limit, text in ((band.low, self._curve.low), (band.high, self._curve.high)):
            if limit is not None:
                y = scale.y(limit)
                ends = QPointF(room.x(), y), QPointF(room.right(), y)
                brush.line(*ends, "fail", dashed=True)
                tall = height_of(font)
                top = min(max(0.0, y - tall / 2), room.bottom() - tall)
                place = QRectF(room.right() + 4, top, self.width() - room.right() - 4, tall)
                brush.write(place, text, Ink(font, "fail", LEFT))

    def _draw_curve(self, brush: Brush, scale: "_Scale") -> None:
        band = self._curve.band
        outside: list[QPointF] = []
        last: QPointF | None = None
        for run in _runs(self._curve.dots):
            places = scale.places(run)
            if len(places) == 1:
                brush.disc(places[0], 1.5, Coat("accent"))
            brush.curve(places, "accent")
            beyond = [
                place for place, dot in zip(places, run, strict=True) if band.is_outside(dot[1])
            ]
            outside += beyond
            last = places[-1]
        self._draw_marks(brush, outside)
        if last is not None:
            is_out = bool(outside) and outside[-1] == last
            brush.disc(last, 4, Coat("fail" if is_out else "accent", "surface", width=1.5))

    def _draw_marks(self, brush: Brush, places: list[QPointF]) -> None:
        step = max(1, len(places) // _MOST_MARKS)
        brush.diamonds(places[::step], _DIAMOND, "fail")


class _Scale:
    """From time and value to pixels: the limits are always in sight, and a margin around them."""

    def __init__(self, room: QRectF, curve: Curve) -> None:
        values = [value for _, value in curve.dots if value is not None]
        seen = (*values, *curve.band.marks())
        self._room, self._from_ms = room, curve.from_ms
        self._span_ms = max(1, curve.to_ms - curve.from_ms)
        self._low, high = min(seen, default=0.0), max(seen, default=1.0)
        margin = (high - self._low) * 0.08 or abs(high) * 0.05 or 1.0
        self._low -= margin
        self._tall = high + margin - self._low

    def y(self, value: float) -> float:
        """Return where a value lies."""
        return self._room.bottom() - (value - self._low) / self._tall * self._room.height()

    def places(self, run: list[tuple[int, float]]) -> list[QPointF]:
        """Return where dots lie."""
        left, bottom = self._room.x(), self._room.bottom()
        wide, tall = self._room.width() / self._span_ms, self._room.height() / self._tall
        return [
            QPointF(left + (at_ms - self._from_ms) * wide, bottom - (value - self._low) * tall)
            for at_ms, value in run
        ]


def _runs(dots: Sequence[Dot]) -> Iterator[list[tuple[int, float]]]:
    """Return the stretches without a gap."""
    run: list[tuple[int, float]] = []
    for at_ms, value in dots:
        if value is not None:
            run.append((at_ms, value))
        elif run:
            yield run
            run = []
    if run:
        yield run
