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
        return QSize(int(wide) + (_LINK + 16) * (len(self._titles) - 1) + len(self._titles), 28)

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


class PathDots(PaintedWidget):
    """The stations of a way, names below: where a device's connection or a thing's state stands."""

    def __init__(self, look: Look, titles: tuple[str, ...], *, name: str = "path") -> None:
        super().__init__(look, name)
        self._titles, self._reached, self._role = titles, 0, "ok"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_reached(0)

    def show_reached(self, place: int, role: str = "ok") -> None:
        """Show that station `place` (from 0) is reached, in the colour of `role`."""
        self._reached, self._role = place, role
        self.setAccessibleName(self._titles[place])
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        widest = max(width_of(self.look.font("hint", 600), title) for title in self._titles)
        return QSize((widest + 6) * len(self._titles), 50)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()

    def draw(self, brush: Brush) -> None:
        step, middle = self.width() / len(self._titles), 13.0
        for place, title in enumerate(self._titles):
            centre = QPointF(step * (place + 0.5), middle)
            done = place <= self._reached
            if place:
                start = QPointF(centre.x() - step + 11, middle)
                role = self._role if done else "line"
                brush.line(start, QPointF(centre.x() - 11, middle), role, 2.5)
            self._draw_dot(brush, centre, place)
            room = QRectF(step * place, 28, step, 22)
            here = place == self._reached
            font = self.look.font("hint", 600 if here else 400)
            brush.write(room, title, Ink(font, self._role if here else "ink2", CENTRE))

    def _draw_dot(self, brush: Brush, centre: QPointF, place: int) -> None:
        room = QRectF(centre.x() - 11, centre.y() - 11, 22, 22)
        if place == self._reached:
            brush.disc(centre, 11, Coat(self._role))
            brush.icon_in(room, "check", "on_accent", 14)
        elif place < self._reached:
            brush.disc(centre, 11, Coat(f"{self._role}_soft", self._role, width=1.5))
            brush.icon_in(room, "check", self._role, 14)
        else:
            brush.disc(centre, 10, Coat("surface", "line_strong", width=1.5))
