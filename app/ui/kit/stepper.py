"""Where one is in a short procedure: 1 – 2 – 3."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import CENTRE, LEFT, Brush, Coat, Ink, PaintedWidget, width_of
from app.ui.theme.look import Look

_DOT, _LINK = 12.0, 38


class Stepper(PaintedWidget):
    """`show_current(n)` counts from 0; what lies before is done."""

    def __init__(self, look: Look, titles: tuple[str, ...], *, name: str = "stepper") -> None:
        super().__init__(look, name)
        self._titles, self._current = titles, 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_current(0)

    def show_current(self, place: int) -> None:
        """Mark the step people are at."""
        self._current = place
        self.setAccessibleName(f"{place + 1}/{len(self._titles)} {self._titles[place]}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        wide = sum(width_of(self._font(600), title) + 2 * _DOT + 8 for title in self._titles)
        return QSize(int(wide) + (_LINK + 16) * (len(self._titles) - 1) + 2, 28)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()

    def draw(self, brush: Brush) -> None:
        left, middle = 0.0, self.height() / 2
        for place, title in enumerate(self._titles):
            if place:
                brush.line(
                    QPointF(left + 8, middle), QPointF(left + 8 + _LINK, middle), "line_strong"
                )
                left += _LINK + 16
            left = self._draw_step(brush, place, title, left)

    def _draw_step(self, brush: Brush, place: int, title: str, left: float) -> float:
        centre = QPointF(left + _DOT, self.height() / 2)
        dot = QRectF(left, centre.y() - _DOT, 2 * _DOT, 2 * _DOT)
        current = place == self._current
        if place < self._current:
            brush.disc(centre, _DOT, Coat("ok_soft"))
            brush.icon_in(dot, "check", "ok", 15)
        else:
            coat = Coat("accent") if current else Coat("surface", "line", width=2)
            brush.disc(centre, _DOT, coat)
            ink = "on_accent" if current else "ink3"
            brush.write(dot, str(place + 1), Ink(self.look.sized(12, 700), ink, CENTRE))
        font = self._font(600 if current else 400)
        wide = width_of(font, title)
        room = QRectF(dot.right() + 8, 0, wide + 1, self.height())
        brush.write(room, title, Ink(font, "ink" if current else "ink2", LEFT))
        return room.right()

    def _font(self, weight: int) -> QFont:
        return self.look.font("label", weight)
