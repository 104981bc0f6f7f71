"""How often which values came: bars, specification limits, the normal curve and the mean."""

from dataclasses import dataclass
from math import exp, pi, sqrt

from PySide6.QtCore import QPointF, QRectF

from app.ui.kit.chartground import ChartGround
from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, height_of, width_of
from app.ui.kit.plotting import reach
from app.ui.theme.look import Look

_CURVE_DOTS = 80
_REACH = 3.5
"""The curve is drawn so many standard deviations to both sides."""
_INKS = {"spec": "fail", "mean": "accent", "target": "ink2"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One class: from (included) to (excluded), and how many values fell into it."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class HistogramLine:
    """A line at a value: `kind` is spec (dashed, red), mean (blue), or target (dashed, grey)."""

    value: float
    said: str
    kind: str = "spec"


@dataclass(frozen=True, slots=True)
class HistogramData:
    """The bars in order, the lines across them, and the curve's mean and standard deviation."""

    bars: tuple[Bar, ...] = ()
    lines: tuple[HistogramLine, ...] = ()
    mean: float | None = None
    deviation: float | None = None


class Histogram(ChartGround):
    """`show_bars(data, said)`; a bar beyond a limit is red and bears a diamond."""

    def __init__(self, look: Look, *, name: str, height: int = 0) -> None:
        super().__init__(look, name, height or 220, look.words("kit.chart.empty"))
        self._data = HistogramData()

    def show_bars(self, data: HistogramData, said: str = "") -> None:
        """Show other bars; `said` is what a screen reader says of them."""
        self._data = data
        self.setAccessibleName(said or self.look.words("kit.histogram"))
        self.update()

    def draw(self, brush: Brush) -> None:
        data = self._data
        if not any(bar.count > 0 for bar in data.bars):
            self.say_empty(brush)
            return
        line = height_of(self.look.font("hint"))
        room = QRectF(self.rect()).adjusted(0, line + 4, 0, -line - 4)
        scale = _Scale(room.adjusted(8, 4, -8, 0), data)
        brush.box(room, Coat("canvas", radius=8))
        for bar in data.bars:
            self._draw_bar(brush, scale, bar)
        self._draw_curve(brush, scale)
        self._draw_lines(brush, scale, room)
        self._write_foot(brush, scale, room)

    def _draw_bar(self, brush: Brush, scale: "_Scale", bar: Bar) -> None:
        if bar.count <= 0:
            return
        left, right, top = scale.x(bar.low), scale.x(bar.high), scale.y(bar.count)
        room = QRectF(left + 1, top, max(1.0, right - left - 2), scale.room.bottom() - top)
        role = "fail" if self._is_outside(bar) else "accent"
        brush.painter.fillRect(room, self.look.colour(f"{role}_soft"))
        brush.line(room.topLeft(), room.topRight(), role, 2)
        brush.line(room.topLeft(), room.bottomLeft(), role)
        brush.line(room.topRight(), room.bottomRight(), role)
        if role == "fail":
            brush.diamonds([QPointF(room.center().x(), top - 9)], 5, "fail")

    def _is_outside(self, bar: Bar) -> bool:
        """Tell whether a bar lies wholly beyond a limit: below the mean or above it."""
        spec = [line.value for line in self._data.lines if line.kind == "spec"]
        if not spec:
            return False
        middle = self._data.mean if self._data.mean is not None else sum(spec) / len(spec)
        below = any(bar.high <= limit <= middle for limit in spec)
        return below or any(bar.low >= limit >= middle for limit in spec)

    def _draw_curve(self, brush: Brush, scale: "_Scale") -> None:
        mean, deviation = self._data.mean, self._data.deviation
        if mean is None or deviation is None or deviation <= 0:
            return
        places = []
        for step in range(_CURVE_DOTS + 1):
            value = mean + deviation * _REACH * (2 * step / _CURVE_DOTS - 1)
            places.append(QPointF(scale.x(value), scale.y(scale.expected(value))))
        brush.painter.save()
        brush.painter.setClipRect(scale.room)
        brush.curve(places, "ink2")
        brush.painter.restore()

    def _draw_lines(self, brush: Brush, scale: "_Scale", room: QRectF) -> None:
        for line in self._data.lines:
            x, role = scale.x(line.value), _INKS.get(line.kind, "ink2")
            ends = QPointF(x, room.y()), QPointF(x, room.bottom())
            brush.line(*ends, role, 1.5, dashed=line.kind != "mean")
        words = [
            (line.value, line.said, _INKS.get(line.kind, "ink2"))
            for line in sorted(self._data.lines, key=lambda line: line.value)
        ]
        self._write_row(brush, scale, words, 0.0)

    def _write_foot(self, brush: Brush, scale: "_Scale", room: QRectF) -> None:
        edges = [*(bar.low for bar in self._data.bars), self._data.bars[-1].high]
        places = _decimals(self._data.bars[0])
        font, slot = self.look.font("hint", 500), scale.room.width() / len(edges)
        widest = max(width_of(font, f"{edge:.{places}f}") for edge in edges) + 12
        stride = max(1, -(-widest // max(1, int(slot))))
        words = [(edge, f"{edge:.{places}f}", "ink3") for edge in edges[::stride]]
        self._write_row(brush, scale, words, room.bottom() + 3)

    def _write_row(
        self, brush: Brush, scale: "_Scale", words: list[tuple[float, str, str]], top: float
    ) -> None:
        """Write texts under or above their values; leave out what would lie over another."""
        font, free_from = self.look.font("hint", 500), -1e9
        for value, said, role in words:
            wide = width_of(font, said) + 2.0
            left = max(0.0, min(scale.x(value) - wide / 2, self.width() - wide))
            if said and left > free_from:
                free_from = left + wide + 8
                brush.write(QRectF(left, top, wide, height_of(font)), said, Ink(font, role, CENTRE))


class _Scale:
    def __init__(self, room: QRectF, data: HistogramData) -> None:
        self.room, self._data = room, data
        seen = [edge for bar in data.bars for edge in (bar.low, bar.high)]
        seen += [line.value for line in data.lines]
        self._low, self._high = reach(seen, 0.04)
        tallest = float(max(bar.count for bar in data.bars))
        if data.mean is not None and data.deviation is not None and data.deviation > 0:
            tallest = max(tallest, self.expected(data.mean))
        self._most = tallest * 1.15

    def x(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return self.room.x() + share * self.room.width()

    def y(self, count: float) -> float:
        return self.room.bottom() - count / self._most * self.room.height()

    def expected(self, value: float) -> float:
        """Return how many of the values a bar at `value` would hold if they were normal."""
        mean, deviation, bars = self._data.mean or 0.0, self._data.deviation or 1.0, self._data.bars
        total = sum(bar.count for bar in bars)
        wide = (bars[-1].high - bars[0].low) / len(bars)
        away = (value - mean) / deviation
        return total * wide * exp(-away * away / 2) / (deviation * sqrt(2 * pi))


def _decimals(bar: Bar) -> int:
    """Return how many decimals write a bar's edges without loss, at most six."""
    wide = bar.high - bar.low
    for places in range(6):
        if all(abs(round(edge, places) - edge) <= abs(wide) / 1000 for edge in (bar.low, wide)):
            return places
    return 6
