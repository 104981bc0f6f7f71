"""How the panels of a control chart are painted; every length comes from the view and the room."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from app.ui.kit.chartdata import ChartData, ChartLine, ChartPanel, RuleMark
from app.ui.kit.chartview import ChartView
from app.ui.kit.painting import CENTRE, LEFT, RIGHT, Brush, Coat, Ink, height_of, width_of
from app.ui.kit.plotting import Values, cleaned, column_extremes, kept_apart, reach, runs
from app.ui.theme.look import Look

_DIAMOND = 6.0
_DOT = 4.0
_ROOM_FOR_DOTS = 7.0
"""Points closer than so many px are drawn as a curve without dots."""
_MARK_PX = 8.0
"""Of marks closer than so many px in both directions one is drawn: the others lie under it."""
_GAP = 26


@dataclass(frozen=True, slots=True)
class _Axis:
    """From a panel's value to px; `foot` is where `low` lies, `scale` px for each unit.

    Both are kept as numbers: a room is asked for them 50,000 times otherwise.
    """

    room: QRectF
    low: float
    high: float
    foot: float
    scale: float

    def y(self, value: float) -> float:
        return self.foot - (value - self.low) * self.scale


class ChartPainter:
    """Made anew for other data; `place_in` before painting."""

    def __init__(self, look: Look, data: ChartData) -> None:
        self.look, self.data = look, data
        self.view = ChartView().fitted(data.count)
        self._series = tuple(cleaned(panel.values) for panel in data.panels)
        self._reaches = tuple(
            _reach(panel, series) for panel, series in zip(data.panels, self._series, strict=True)
        )
        self._rooms: tuple[QRectF, ...] = ()
        self._hint = look.sized(look.density.hint, 500)
        self._strong = look.sized(look.density.label, 600)
        self._foot = QRectF()

    def place_in(self, room: QRectF) -> None:
        """Share `room` out among the panels, the words beside them and the axis below."""
        panels = self.data.panels
        titles = max((width_of(self._strong, panel.title) for panel in panels), default=0)
        left = room.x() + (titles + 12 if titles else 0)
        ends = [line.said for panel in panels for line, _ in panel.lines()]
        right = max((width_of(self._hint, said) + 10 for said in ends), default=0)
        line = height_of(self._hint)
        above = line + 4 if any(self.data.phases) else 4
        tall = room.height() - line - 6 - above - _GAP * (len(panels) - 1)
        shares = (1.0,) if len(panels) == 1 else (0.58, 0.42)
        top, wide, rooms = room.y() + above, max(20.0, room.right() - right - left), []
        for share, _ in zip(shares, panels, strict=False):
            rooms.append(QRectF(left, top, wide, max(20.0, tall * share)))
            top += tall * share + _GAP
        self._rooms = tuple(rooms)
        self._foot = QRectF(left, room.bottom() - line, wide, line)
        self.view = self.view.placed(left + 6, wide - 12)

    def dots_at(self, place: int) -> list[QPointF]:
        """Return where a point is drawn in each panel that has a value there."""
        found = []
        for index, series in enumerate(self._series[: len(self._rooms)]):
            value = series[place] if 0 <= place < len(series) else None
            if value is not None:
                found.append(QPointF(self.view.x(place), self._axis(index).y(value)))
        return found

    def rooms(self) -> tuple[QRectF, ...]:
        """Return the panels' grounds."""
        return self._rooms

    def marks(self) -> list[int]:
        """Return the marked points of all panels in order."""
        return sorted({mark.place for panel in self.data.panels for mark in panel.marks})

    def paint(self, brush: Brush) -> None:
        """Paint everything that does not follow the pointer."""
        for index, panel in enumerate(self.data.panels[: len(self._rooms)]):
            axis = self._axis(index)
            brush.box(axis.room, Coat("canvas", radius=8))
            brush.painter.save()
            brush.painter.setClipRect(axis.room.adjusted(0, -1, 0, 1))
            if panel.zones:
                self._paint_zones(brush, axis, panel)
            for line, role in panel.lines():
                self._paint_line(brush, axis, line, role)
            self._paint_divider(brush, axis)
            brush.painter.setClipRect(axis.room.adjusted(-2, -_GAP / 2, 2, _GAP / 2))
            self._paint_series(brush, axis, self._series[index])
            self._paint_marks(brush, axis, self._series[index], panel.marks)
            brush.painter.restore()
            self._write_beside(brush, axis, panel)
        self._write_phases(brush)
        self._write_axis(brush)

    def _axis(self, index: int) -> _Axis:
        room, (low, high) = self._rooms[index], self._reaches[index]
        return _Axis(room, low, high, room.bottom(), room.height() / (high - low))

    def _paint_zones(self, brush: Brush, axis: _Axis, panel: ChartPanel) -> None:
        """Shade the outer two thirds between the centre and each limit."""
        for limit in (panel.upper, panel.lower):
            if limit is None or panel.centre is None:
                continue
            lines = (panel.centre, limit)
            for start, end, role in ((1 / 3, 2 / 3, "sunken"), (2 / 3, 1.0, "warn_soft")):
                near, far = (self._between(axis, lines, share) for share in (start, end))
                brush.painter.setPen(self.look.colour(role))
                brush.painter.setBrush(self.look.colour(role))
                brush.painter.drawPolygon(QPolygonF([*near, *reversed(far)]))

    def _between(
        self, axis: _Axis, lines: tuple[ChartLine, ChartLine], share: float
    ) -> list[QPointF]:
        """Return the line that runs at `share` of the way from one line to the other."""
        centre, limit = lines
        if centre.is_level and limit.is_level:
            here = _mix(centre.at(0), limit.at(0), share)
            ends = (axis.room.x(), axis.room.right())
            return [] if here is None else [QPointF(x, axis.y(here)) for x in ends]
        first, last = self.view.bounds()
        step = max(1, (last - first) // max(1, int(axis.room.width() / 2)))
        found = []
        for place in range(first, last, step):
            here = _mix(centre.at(place), limit.at(place), share)
            if here is not None:
                found += self._tread(place, axis.y(here), step)
        return found

    def _paint_line(self, brush: Brush, axis: _Axis, line: ChartLine, role: str) -> None:
        if line.is_level:
            for value in cleaned(line.values()):
                if value is not None:
                    ends = (
                        QPointF(axis.room.x(), axis.y(value)),
                        QPointF(axis.room.right(), axis.y(value)),
                    )
                    brush.line(*ends, role, dashed=True)
            return
        values = cleaned(line.values())
        for run in runs(values, self._sight(values)):
            if self.view.apart < 1:
                places = [QPointF(self.view.x(place), axis.y(value)) for place, value in run]
            else:
                places = [
                    dot for place, value in run for dot in self._tread(place, axis.y(value), 1)
                ]
            brush.curve(places, role)

    def _tread(self, place: int, y: float, step: int) -> list[QPointF]:
        """Return one level stretch of a line that has a step at each point."""
        left = self.view.x(place - 0.5)
        return [QPointF(left, y), QPointF(left + self.view.apart * step, y)]

    def _paint_divider(self, brush: Brush, axis: _Axis) -> None:
        if self.data.divider is not None:
            x = self.view.x(self.data.divider - 0.5)
            if axis.room.x() < x < axis.room.right():
                brush.line(QPointF(x, axis.room.y()), QPointF(x, axis.room.bottom()), "ink3", 1.5)

    def _paint_series(self, brush: Brush, axis: _Axis, series: list[float | None]) -> None:
        view = self.view
        pending = view.count if self.data.pending is None else self.data.pending
        for run in runs(series, self._sight(series)):
            places = [QPointF(view.x(place), axis.y(value)) for place, value in run]
            whole = sum(place < pending for place, _ in run)
            if whole > 1:
                brush.curve(places[:whole], "accent")
            for start, end in zip(places[max(0, whole - 1) :], places[whole or 1 :], strict=False):
                brush.line(start, end, "accent", dashed=True)
            if view.apart >= _ROOM_FOR_DOTS or len(places) == 1:
                self._paint_dots(brush, places, whole)

    def _paint_dots(self, brush: Brush, places: list[QPointF], whole: int) -> None:
        """Paint points; those from `whole` on, which are not complete yet, are hollow."""
        radius = _DOT if self.view.apart >= 2 * _ROOM_FOR_DOTS else _DOT - 1.2
        for order, dot in enumerate(places):
            if order < whole:
                brush.disc(dot, radius + 1.5, Coat("canvas"))
                brush.disc(dot, radius, Coat("accent"))
            else:
                brush.disc(dot, radius + 1.5, Coat("surface", "accent", width=2))

    def _paint_marks(
        self, brush: Brush, axis: _Axis, series: list[float | None], marks: tuple[RuleMark, ...]
    ) -> None:
        written_to = -1e9
        for at, number in self._drawn_marks(axis, series, marks):
            brush.diamonds([at], _DIAMOND + 2, "canvas")
            brush.diamonds([at], _DIAMOND, "fail")
            wide = width_of(self._hint, number) + 2.0
            if number and at.x() - wide / 2 > written_to + 3:
                written_to = at.x() + wide / 2
                self._write_number(brush, axis, at, number)

    def _drawn_marks(
        self, axis: _Axis, series: list[float | None], marks: tuple[RuleMark, ...]
    ) -> list[tuple[QPointF, str]]:
        """Return where the marks in sight are drawn, and their numbers."""
        first, last = self.view.bounds()
        last = min(last, len(series))
        left, apart, bottom = self.view.x(0), self.view.apart, axis.y(axis.low)
        tall = axis.room.height() / (axis.high - axis.low)
        taken: dict[tuple[int, int], tuple[QPointF, str]] = {}
        for mark in marks:
            value = series[mark.place] if first <= mark.place < last else None
            if value is not None:
                x, y = left + mark.place * apart, bottom - (value - axis.low) * tall
                spot = int(x / _MARK_PX), int(y / _MARK_PX)
                if spot not in taken:
                    taken[spot] = QPointF(x, y), mark.number
        return list(taken.values())

    def _write_number(self, brush: Brush, axis: _Axis, at: QPointF, said: str) -> None:
        font = self.look.font("hint", 700)
        wide, tall = width_of(font, said) + 2.0, height_of(font)
        above = at.y() <= axis.room.center().y()
        y = at.y() - _DIAMOND - tall if above else at.y() + _DIAMOND
        left = max(axis.room.x(), min(at.x() - wide / 2, axis.room.right() - wide))
        brush.write(QRectF(left, y, wide, tall), said, Ink(font, "fail", CENTRE))

    def _write_beside(self, brush: Brush, axis: _Axis, panel: ChartPanel) -> None:
        room, font = axis.room, self._hint
        if panel.title:
            wide = width_of(self._strong, panel.title)
            place = QRectF(room.x() - wide - 12, room.y(), wide + 2, room.height())
            brush.write(place, panel.title, Ink(self._strong, "ink", LEFT))
        ends = [(line.said, _end(line), role) for line, role in panel.lines() if line.said]
        said = [(text, end, role) for text, end, role in ends if end is not None]
        tall = float(height_of(font))
        wanted = [axis.y(end) - tall / 2 for _, end, _ in said]
        tops = kept_apart(wanted, tall, room.y() - tall / 2, room.bottom() + tall / 2)
        for (text, _, role), top in zip(said, tops, strict=True):
            place = QRectF(room.right() + 8, top, width_of(font, text) + 2, tall)
            brush.write(place, text, Ink(font, "ink2" if role == "ink3" else role, LEFT))

    def _write_phases(self, brush: Brush) -> None:
        if self.data.divider is None or not self._rooms:
            return
        room, font = self._rooms[0], self._hint
        x = min(room.right(), max(room.x(), self.view.x(self.data.divider - 0.5)))
        top, tall = room.y() - 2 - height_of(font), height_of(font)
        for said, place, align in (
            (self.data.phases[0], QRectF(room.x(), top, x - 8 - room.x(), tall), RIGHT),
            (self.data.phases[1], QRectF(x + 8, top, room.right() - x - 8, tall), LEFT),
        ):
            if said and place.width() >= width_of(font, said):
                brush.write(place, said, Ink(font, "ink3", align))

    def _write_axis(self, brush: Brush) -> None:
        first = max(0, int(self.view.first))
        last = min(self.view.count, int(self.view.first + self.view.span + 0.5))
        if last <= first:
            return
        wide = max(width_of(self._hint, self.data.label(place)) for place in (first, last - 1))
        most = max(2, int(self._foot.width() / (wide + 36)))
        step = max(1, -(-(last - first - 1) // max(1, most - 1)))
        free_from = -1e9
        for place in range(first, last, step):
            said = self.data.label(place)
            need = width_of(self._hint, said) + 2.0
            left = self.view.x(place) - need / 2
            left = max(self._foot.x(), min(left, self._foot.right() - need))
            if said and left > free_from:
                free_from = left + need + 10
                room = QRectF(left, self._foot.y(), need, self._foot.height())
                brush.write(room, said, Ink(self._hint, "ink3", CENTRE))

    def _sight(self, values: Values) -> list[int]:
        return column_extremes(values, *self.view.bounds(), int(self.view.width))


def _reach(panel: ChartPanel, series: list[float | None]) -> tuple[float, float]:
    numbers = [value for value in series if value is not None]
    found = [min(numbers), max(numbers)] if numbers else []
    for line, _ in panel.lines():
        found += [value for value in cleaned(line.values()) if value is not None]
    return reach(found)


def _mix(start: float | None, end: float | None, share: float) -> float | None:
    return None if start is None or end is None else start + share * (end - start)


def _end(line: ChartLine) -> float | None:
    """Return the line's last value: there its words stand."""
    numbers = [value for value in cleaned(line.values()) if value is not None]
    return numbers[-1] if numbers else None
