"""A month to choose a day from: by finger, by mouse, by arrow keys; days out of bounds say why."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.note import Note
from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedButton, PaintedWidget
from app.ui.kit.text import Text
from app.ui.theme.look import Look

_WEEK, _WEEKS = 7, 6
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_WEEK,
    Qt.Key.Key_Down: _WEEK,
}
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class DayLimits:
    """The first and last day that may be chosen (None: no end), and why not another."""

    low: date | None = None
    high: date | None = None
    because: str = ""

    def hold(self, day: date) -> bool:
        """Tell whether `day` lies within."""
        return not (self.low and day < self.low) and not (self.high and day > self.high)


class Calendar(QWidget):
    """`picked` carries a date. Keys: arrows, page up and down, Home for today, Enter."""

    picked = Signal(object)

    def __init__(
        self, look: Look, *, name: str, today: date, limits: DayLimits | None = None
    ) -> None:
        super().__init__()
        self.look, self.limits = look, limits or DayLimits()
        self._today, self._cursor = today, today
        self._chosen: date | None = None
        self._days: list[_Day] = []
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Text(look, "", "title").aligned(Qt.AlignmentFlag.AlignCenter)
        self._why = Note(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        column.addLayout(self._head(name))
        column.addLayout(self._grid(name), 1)
        column.addWidget(self._why)
        self.go(today)

    def show_day(self, day: date) -> None:
        """Show the month of `day`, marked as chosen."""
        self._chosen = day
        self.go(day)

    def go(self, day: date) -> None:
        """Move the mark of the keys to `day`."""
        words = self.look.words
        self._cursor = day
        month = words(f"moments.month.{day.month}")
        self._title.say(words("kit.calendar.month", year=day.year, month=month))
        first = day.replace(day=1)
        start = max(first.toordinal() - first.weekday(), 1)
        last = date.max.toordinal() - _WEEK * _WEEKS
        for place, button in enumerate(self._days):
            button.show_day(date.fromordinal(min(start, last) + place))
        why = "" if self.limits.hold(day) else self._reason()
        self._why.show_line(why, "off", "lock")
        self.setAccessibleName(day.isoformat())
        self.setAccessibleDescription(why)

    def turn(self, months: int) -> None:
        """Go some months on or back, to the same day where the month has it."""
        year, month = divmod(self._cursor.year * 12 + self._cursor.month - 1 + months, 12)
        if date.min.year <= year <= date.max.year:
            last = monthrange(year, month + 1)[1]
            self.go(date(year, month + 1, min(self._cursor.day, last)))

    def take(self, day: date) -> None:
        """Choose `day`, or say why it cannot be chosen."""
        if not self.limits.hold(day):
            self.go(day)
            return
        self.show_day(day)
        self.picked.emit(day)

    def dress(self, day: date) -> tuple[str, Coat | None, bool]:
        """Return ink and ground of a day as it stands now, and whether the keys stand on it."""
        at_keys = day == self._cursor and self.hasFocus()
        if not self.limits.hold(day):
            return "ink3", Coat("sunken"), at_keys
        if day == self._chosen:
            return "on_accent", Coat("accent"), at_keys
        if day == self._today:
            return "accent", Coat("accent_soft"), at_keys
        inside = day.month == self._cursor.month
        return "ink" if inside else "ink3", Coat("surface", "line") if inside else None, at_keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        key = Qt.Key(event.key())
        if key in _STEPS:
            there = self._cursor.toordinal() + _STEPS[key]
            self.go(date.fromordinal(min(max(there, 1), date.max.toordinal())))
        elif key in _TURNS:
            self.turn(_TURNS[key])
        elif key == Qt.Key.Key_Home:
            self.go(self._today)
        elif key in _TAKES:
            self.take(self._cursor)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        super().focusInEvent(event)
        self.go(self._cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        super().focusOutEvent(event)
        self.go(self._cursor)

    def _head(self, name: str) -> QHBoxLayout:
        words, row = self.look.words, QHBoxLayout()
        row.setSpacing(self.look.space(1))
        row.addWidget(self._key(name, "back", "chevron-left", lambda: self.turn(-1)))
        row.addWidget(self._title, 1)
        row.addWidget(self._key(name, "on", "chevron-right", lambda: self.turn(1)))
        today = Button(self.look, words("kit.calendar.today"), name=f"{name}-today", size="small")
        today.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        today.clicked.connect(lambda: self.go(self._today))
        row.addWidget(today)
        return row

    def _key(self, name: str, key: str, icon: str, act: Callable[[], None]) -> Button:
        made = Button(self.look, name=f"{name}-{key}", kind="icon", icon=icon, size="small")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(act)
        return made.named(self.look.words(f"kit.calendar.{key}"))

    def _grid(self, name: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self.look.space(0))
        for column in range(_WEEK):
            grid.addWidget(_WeekDay(self.look, column), 0, column)
        for place in range(_WEEK * _WEEKS):
            day = _Day(self.look, f"{name}-{place}", self)
            self._days.append(day)
            grid.addWidget(day, 1 + place // _WEEK, place % _WEEK)
        return grid

    def _reason(self) -> str:
        words, limits = self.look.words, self.limits
        if limits.low and limits.high:
            said = words("kit.calendar.between", low=limits.low, high=limits.high)
        elif limits.low:
            said = words("kit.calendar.from", low=limits.low)
        else:
            said = words("kit.calendar.until", high=limits.high)
        return f"{said} {limits.because}".strip()


class _Day(PaintedButton):
    def __init__(self, look: Look, name: str, calendar: Calendar) -> None:
        super().__init__(look, name)
        self._day, self._calendar = date.min, calendar
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clicked.connect(self._take)

    def show_day(self, day: date) -> None:
        self._day = day
        self.setText(str(day.day))
        self.setAccessibleName(day.isoformat())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        side = self.look.density.target + 2
        return QSize(side, side)

    def draw(self, brush: Brush) -> None:
        ink, coat, at_keys = self._calendar.dress(self._day)
        radius, font = self.look.density.radius_field, self.look.font("figures", 500)
        if coat:
            brush.box(self.rect(), Coat(coat.fill, coat.edge, radius))
        brush.write(self.rect(), self.text(), Ink(font, ink, CENTRE))
        if at_keys:
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            edge = "ink" if ink == "on_accent" else "accent"
            brush.box(ring, Coat(edge=edge, radius=radius, width=2))

    def _take(self) -> None:
        self._calendar.take(self._day)


class _WeekDay(PaintedWidget):
    def __init__(self, look: Look, place: int) -> None:
        super().__init__(look, f"weekday-{place}")
        self._text = look.words(f"kit.weekday.{place + 1}")

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(30, self.look.density.hint + 10)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()

    def draw(self, brush: Brush) -> None:
        brush.write(self.rect(), self._text, Ink(self.look.font("hint", 600), "ink3", CENTRE))
