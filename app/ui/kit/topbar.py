"""The dark bar on top of a station: where it is, how things stand, who works, what time it is."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.avatar import initials
from app.ui.kit.iconbox import IconBox
from app.ui.kit.painting import (
    CENTRE,
    LEFT,
    Brush,
    Coat,
    Ink,
    PaintedButton,
    PaintedWidget,
    height_of,
    width_of,
)
from app.ui.kit.text import Text
from app.ui.theme.look import Look


class TopBar(QWidget):
    """68 px high. `person_pressed` carries the key given with the person."""

    person_pressed = Signal(str)

    def __init__(self, look: Look, title: str, sub: str = "", *, name: str = "topbar") -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self.setFixedHeight(68)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._person_key = ""
        self._title = Text(look, title, "title", "top_ink")
        self._title.setFont(look.sized(17, 700))
        self._sub = Text(look, sub, "hint", "top_ink2")
        self._person = _Person(look)
        self._person.clicked.connect(self._tell_person)
        self._person.hide()
        self._time = _Clock(look)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(2)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 16, 0)
        self._row.setSpacing(8)
        self._row.addWidget(IconBox(look, "lineside", ground="", size=38, name="logo"))
        self._row.addSpacing(6)
        self._row.addLayout(self._names(), 1)
        self._row.addLayout(self._tools)
        self._row.addSpacing(4)
        self._rule = _Rule(look)
        self._rule.hide()
        self._row.addWidget(self._rule)
        self._row.addWidget(self._person)
        self._row.addWidget(_Rule(look))
        self._row.addWidget(self._time)

    def show_place(self, title: str, sub: str = "") -> None:
        """Show another station or page."""
        self._title.say(title)
        self._sub.say(sub)

    def add(self, tool: QWidget) -> None:
        """Put an indicator or a button before the person."""
        self._tools.addWidget(tool, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_person(self, key: str, name: str, sub: str = "", *, hue: str = "person_blue") -> None:
        """Show who works here; an empty name shows nobody."""
        self._person_key = key
        self._person.show_person(name, sub, hue)
        self._person.setVisible(bool(name))
        self._rule.setVisible(bool(name))

    def show_time(self, text: str, date: str = "", day: str = "") -> None:
        """Show the time, as `14:26`; with a date, as on a wall, the time is large."""
        self._time.say(text, date, day)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.colour("top"))
        painter.end()

    def _names(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addStretch()
        column.addWidget(self._title)
        column.addWidget(self._sub)
        column.addStretch()
        return column

    def _tell_person(self) -> None:
        self.person_pressed.emit(self._person_key)


class _Rule(PaintedWidget):
    def __init__(self, look: Look) -> None:
        super().__init__(look, "rule")
        self.setFixedSize(1, 44)

    def draw(self, brush: Brush) -> None:
        brush.painter.fillRect(self.rect(), self.look.colour("top_line"))


class _Clock(PaintedWidget):
    def __init__(self, look: Look) -> None:
        super().__init__(look, "clock")
        self._text = self._date = self._day = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, date: str, day: str) -> None:
        self._text, self._date, self._day = text, date, day
        self.setAccessibleName(" ".join(part for part in (date, day, text) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(self._left() + width_of(self._font(), self._text) + 8, 52)

    def draw(self, brush: Brush) -> None:
        left = self._left()
        room = QRectF(left, 0, self.width() - left, self.height())
        brush.write(room, self._text, Ink(self._font(), "top_ink", CENTRE))
        if left:
            upper, lower = QRectF(0, 6, left, 20), QRectF(0, 27, left, 18)
            brush.write(upper, self._date, Ink(self.look.sized(15, 700), "top_ink", LEFT))
            brush.write(lower, self._day, Ink(self.look.font("hint"), "top_ink2", LEFT))

    def _font(self) -> QFont:
        return self.look.sized(36, 700) if self._date else self.look.sized(20, 600)

    def _left(self) -> int:
        if not self._date:
            return 0
        date = width_of(self.look.sized(15, 700), self._date)
        return max(date, width_of(self.look.font("hint"), self._day)) + 18


class _Person(PaintedButton):
    def __init__(self, look: Look) -> None:
        super().__init__(look, "person")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._sub, self._hue = "", "person_blue"

    def show_person(self, name: str, sub: str, hue: str) -> None:
        self.setText(name)
        self._sub, self._hue = sub, hue
        self.setAccessibleName(", ".join(part for part in (name, sub) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        wide = max(
            width_of(self.look.sized(15, 700), self.text()), width_of(self._small(), self._sub)
        )
        return QSize(40 + 10 + wide + 8, 56)

    def draw(self, brush: Brush) -> None:
        disc = QRectF(2, self.height() / 2 - 20, 40, 40)
        brush.disc(QPointF(disc.center()), 20, Coat(self._hue))
        brush.write(disc, initials(self.text()), Ink(self.look.sized(17, 600), "on_person", CENTRE))
        font, left = self.look.sized(15, 700), 52
        upper, lower = height_of(font), height_of(self._small())
        top = (self.height() - upper - (lower if self._sub else 0)) / 2
        room = QRectF(left, top, self.width() - left, upper)
        brush.write(room, self.text(), Ink(font, "top_ink", LEFT))
        if self._sub:
            room = QRectF(left, top + upper, self.width() - left, lower)
            brush.write(room, self._sub, Ink(self._small(), "top_ink2", LEFT))

    def _small(self) -> QFont:
        return self.look.font("hint")
