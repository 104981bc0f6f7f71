"""The weeks ahead, each with the gauges that are due in it; a press shows only those.

Weeks by name: `week-<first day>`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedButton, height_of
from app.ui.screens.equipment.gauge_facts import Week
from app.ui.theme.look import Look


class DueStrip(QWidget):
    """`chosen` carries the place of a week, or -1 where one is let go."""

    chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("due-strip")
        self.setAccessibleName(look.words("gauges.weeks"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.look = look
        self._weeks: list[_WeekButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.space(0))

    def show_weeks(self, weeks: Sequence[Week]) -> None:
        """Show these weeks; what was chosen stays chosen."""
        while len(self._weeks) < len(weeks):
            made = _WeekButton(self.look, len(self._weeks))
            made.clicked.connect(_Press(self, len(self._weeks)))
            self._weeks.append(made)
            self._row.addWidget(made, 1)
        for button, week in zip(self._weeks, weeks, strict=True):
            button.show_week(week)

    def value(self) -> int:
        """Return the place of the week chosen, -1 for none."""
        return next((place for place, one in enumerate(self._weeks) if one.isChecked()), -1)

    def let_go(self) -> None:
        """Choose none, without a signal."""
        for one in self._weeks:
            one.setChecked(False)

    def press(self, place: int) -> None:
        """Choose a week, as a person does; the same once more lets it go."""
        on = self._weeks[place].isChecked()
        self.let_go()
        self._weeks[place].setChecked(on)
        self.chosen.emit(place if on else -1)


class _Press:
    def __init__(self, strip: DueStrip, place: int) -> None:
        self._strip, self._place = strip, place

    def __call__(self) -> None:
        self._strip.press(self._place)


class _WeekButton(PaintedButton):
    """One week: which, and how many; what is late stands in the first in its own colour."""

    def __init__(self, look: Look, place: int) -> None:
        super().__init__(look, "week")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._place = place
        self._title = self._count = self._late = ""
        self.ring_radius = look.density.radius_field

    def show_week(self, week: Week) -> None:
        words = self.look.words
        self._title = words("gauges.this_week") if self._place == 0 else f"{week.begins:%m-%d}"
        self._count = str(len(week.due)) if week.due else ""
        self._late = str(len(week.late)) if week.late else ""
        codes = [one.gauge.gauge for one in (*week.late, *week.due)]
        said = words("gauges.week_said", day=week.begins.isoformat(), n=len(codes))
        self.setObjectName(f"week-{week.begins.isoformat()}")
        self.setAccessibleName(said)
        self.setToolTip(", ".join(codes))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(60, max(self.look.density.target, self._lines()[1] + 12))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(52, self.sizeHint().height())

    def draw(self, brush: Brush) -> None:
        look = self.look
        coat = Coat("accent_soft", "accent", look.density.radius_field, 2)
        plain = Coat("surface", "line", look.density.radius_field)
        brush.box(self.rect(), coat if self.isChecked() else plain)
        upper, both = self._lines()
        top = (self.height() - both) / 2
        room = QRectF(2, top, self.width() - 4, upper)
        brush.write(room, self._title, Ink(look.font("hint"), "ink3", CENTRE))
        below = QRectF(2, top + upper, self.width() - 4, both - upper)
        self._draw_counts(brush, below)

    def _draw_counts(self, brush: Brush, room: QRectF) -> None:
        font = self.look.font("strong")
        said = [(self._late, "fail", "fail_soft"), (self._count, "warn", "warn_soft")]
        pills = [one for one in said if one[0]]
        if not pills:
            brush.write(room, "–", Ink(font, "ink3", CENTRE))
            return
        wide, gap = 30.0, 4.0
        left = room.center().x() - (wide * len(pills) + gap * (len(pills) - 1)) / 2
        for text, ink, ground in pills:
            pill = QRectF(left, room.top() + 1, wide, room.height() - 2)
            brush.box(pill, Coat(ground, radius=99))
            brush.write(pill, text, Ink(font, ink, CENTRE))
            left += wide + gap

    def _lines(self) -> tuple[int, int]:
        upper = height_of(self.look.font("hint"))
        return upper, upper + height_of(self.look.font("strong"))
