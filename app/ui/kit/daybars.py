"""How often something happened, day by day: a small row of bars, or a picture with its days."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import (
    CENTRE,
    LEFT,
    RIGHT,
    Brush,
    Coat,
    Ink,
    PaintedButton,
    PaintedWidget,
    height_of,
    width_of,
)
from app.ui.theme.look import Look

_SMALL = (180, 28)
_TALL = 150
_WIDEST_BAR, _WIDEST_SMALL = 26.0, 12.0


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what it is called, how often it happened, and how often by another measure."""

    text: str
    count: int
    other: int | None = None


class DaySpark(PaintedWidget):
    """A row of small bars without words; a day on which nothing happened is a dash."""

    def __init__(self, look: Look, *, name: str) -> None:
        super().__init__(look, name)
        self._counts: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Sequence[int], said: str) -> None:
        """Show other counts, the oldest day first; `said` is what a screen reader says of them."""
        self._counts = tuple(counts)
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(*_SMALL)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(90, _SMALL[1])

    def draw(self, brush: Brush) -> None:
        if not self._counts:
            return
        slot, most = self.width() / len(self._counts), max(1, *self._counts)
        for place, count in enumerate(self._counts):
            tall = max(2.0, count / most * self.height())
            wide = min(_WIDEST_SMALL, max(1.5, slot - 2))
            bar = QRectF(place * slot, self.height() - tall, wide, tall)
            brush.painter.fillRect(bar, self.look.colour("accent" if count else "line"))


class DayBars(PaintedButton):
    """`picked` carries the place of the day a person presses; arrows walk when it is in focus.

    Where days have an `other` measure it stands as a line across each bar, named in the legend.
    """

    picked = Signal(int)

    def __init__(self, look: Look, *, name: str, legend: tuple[str, str] = ("", "")) -> None:
        super().__init__(look, name)
        self._days: tuple[Day, ...] = ()
        self._legend = legend
        self._current = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ring_radius = look.density.radius_field

    def show_days(self, days: Sequence[Day], said: str, current: int = -1) -> None:
        """Show other days, the oldest first; `said` is what a screen reader says of them."""
        self._days, self._current = tuple(days), current
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(360, _TALL)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(220, _TALL)

    def place_of(self, x: float) -> int:
        """Return the day at a place across; -1 where there is none."""
        room = self._room()
        if not self._days or not room.left() <= x <= room.right():
            return -1
        return min(len(self._days) - 1, int((x - room.left()) / room.width() * len(self._days)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        super().mouseReleaseEvent(event)
        place = self.place_of(event.position().x())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._pick(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and self._days:
            self._pick(min(len(self._days) - 1, max(0, self._current + step)))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say the day that is pointed at."""
        if event.type() == QEvent.Type.ToolTip:
            place = self.place_of(self.mapFromGlobal(self.cursor().pos()).x())
            day = self._days[place] if place >= 0 else None
            self.setToolTip("" if day is None else f"{day.text}: {day.count}")
        return super().event(event)

    def draw(self, brush: Brush) -> None:
        look, room = self.look, self._room()
        brush.box(QRectF(self.rect()), Coat("canvas", radius=look.density.radius_field))
        most = max((max(day.count, day.other or 0) for day in self._days), default=0) or 1
        hint = look.font("hint", 500)
        for share in (0.0, 0.5, 1.0):
            y = room.bottom() - share * room.height()
            if share != 0.5 or most % 2 == 0:
                brush.line(QPointF(room.left(), y), QPointF(room.right(), y), "line")
                said = QRectF(0, y - height_of(hint) / 2, room.left() - 6, height_of(hint))
                brush.write(said, str(round(most * share)), Ink(hint, "ink3", RIGHT))
        slot = room.width() / max(1, len(self._days))
        for place, day in enumerate(self._days):
            self._draw_day(brush, QRectF(room.left() + place * slot, 0, slot, 0), day, most)
        self._draw_ends(brush, room)
        self._draw_legend(brush, room)

    def _draw_day(self, brush: Brush, slot: QRectF, day: Day, most: int) -> None:
        room = self._room()
        wide = min(_WIDEST_BAR, max(2.0, slot.width() * 0.72))
        left = slot.center().x() - wide / 2
        tall = day.count / most * room.height()
        is_current = 0 <= self._current < len(self._days) and day is self._days[self._current]
        if is_current:
            ground = QRectF(slot.left(), room.top(), slot.width(), room.height())
            brush.painter.fillRect(ground, self.look.colour("accent_soft"))
        role = "accent_hover" if is_current else "accent"
        bar = QRectF(left, room.bottom() - tall, wide, tall)
        brush.painter.fillRect(bar, self.look.colour(role))
        if day.other or (day.other is not None and day.count):
            y = room.bottom() - day.other / most * room.height()
            over = max(2.0, slot.width() * 0.14)
            ends = QPointF(left - over, y), QPointF(left + wide + over, y)
            brush.line(*ends, "warn", 2)

    def _draw_ends(self, brush: Brush, room: QRectF) -> None:
        """Write the first and the last day below, and the one between where there is room."""
        if not self._days:
            return
        font = self.look.font("hint", 500)
        line = QRectF(room.left(), room.bottom() + 3, room.width(), height_of(font))
        brush.write(line, self._days[0].text, Ink(font, "ink3", LEFT))
        if len(self._days) > 1:
            brush.write(line, self._days[-1].text, Ink(font, "ink3", RIGHT))
        if len(self._days) > 4 and room.width() > 4 * width_of(font, self._days[0].text):
            brush.write(line, self._days[len(self._days) // 2].text, Ink(font, "ink3", CENTRE))

    def _draw_legend(self, brush: Brush, room: QRectF) -> None:
        if all(day.other is None for day in self._days) or not self._legend[1]:
            return
        font, left = self.look.font("hint", 500), room.left()
        for text, role in zip(self._legend, ("accent", "warn"), strict=True):
            mark = QRectF(left, 11, 12, 10) if role == "accent" else QRectF(left, 15, 14, 2)
            brush.painter.fillRect(mark, self.look.colour(role))
            wide = width_of(font, text) + 1
            brush.write(QRectF(left + 18, 6, wide, height_of(font)), text, Ink(font, "ink2", LEFT))
            left += 18 + wide + 16

    def _room(self) -> QRectF:
        """Return where the bars stand."""
        font = self.look.font("hint", 500)
        most = max((max(day.count, day.other or 0) for day in self._days), default=0)
        has_legend = any(day.other is not None for day in self._days)
        top = 8.0 + height_of(font) if has_legend else 12.0
        left = max(28.0, width_of(font, str(most)) + 14.0)
        return QRectF(self.rect()).adjusted(left, top, -12, -(height_of(font) + 8))

    def _pick(self, place: int) -> None:
        self._current = place
        self.update()
        self.picked.emit(place)
