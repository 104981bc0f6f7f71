"""A value as it comes in, large enough to be read from two metres: figure, unit, state, when."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, RIGHT, Brush, Coat, Ink, PaintedWidget, height_of, width_of
from app.ui.kit.states import STATES
from app.ui.theme.look import Look

FIGURE_PX = 96
SMALL_PX = 56
"""Where there is no room for the large one."""


class LiveValue(PaintedWidget):
    """`show_value(figure, unit)` and `show_state(state, said, sub)`; a figure nobody may use is
    drawn in the hint's ink."""

    def __init__(self, look: Look, label: str, *, name: str, figure_px: int = FIGURE_PX) -> None:
        super().__init__(look, name)
        self._figure_px = figure_px
        self._label = label
        self._figure = self._unit = self._said = self._sub = ""
        self._state = "todo"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def show_label(self, label: str) -> None:
        """Say what is measured, and by what."""
        self._label = label
        self._name()

    def show_value(self, figure: str, unit: str) -> None:
        """Show a figure as its device sent it; empty for none."""
        self._figure, self._unit = figure, unit
        self._name()

    def show_state(self, state: str, said: str, sub: str = "") -> None:
        """Show how far the figure may be trusted, in a state, a word and a line below it."""
        self._state, self._said, self._sub = state, said, sub
        self._name()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(360, self._figure_px + 44)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(240, self._figure_px + 44)

    def draw(self, brush: Brush) -> None:
        look, room = self.look, QRectF(self.rect())
        brush.box(room, Coat("sunken", radius=look.density.radius_card))
        inner = room.adjusted(20, 10, -20, -10)
        label = look.sized(look.density.label, 600)
        line = height_of(label)
        wide = self._draw_state(brush, inner)
        head = QRectF(inner.x(), inner.y(), inner.width() - wide - 12, line)
        brush.write(head, self._label, Ink(label, "ink2", LEFT, elide=True))
        self._draw_figure(brush, inner.adjusted(0, line - 4, 0, 8))

    def _draw_state(self, brush: Brush, room: QRectF) -> float:
        """Draw the state at the right edge; return how wide it is."""
        look, shape = self.look, STATES[self._state]
        font, hint = look.sized(look.density.label, 600), look.sized(look.density.hint, 400)
        icon = look.density.icon_small
        wide = width_of(font, self._said) + icon + 26
        pill = QRectF(room.right() - wide, room.y(), wide, height_of(font) + 8)
        brush.box(pill, Coat(shape.soft, radius=pill.height() / 2))
        brush.icon_in(
            QRectF(pill.x() + 8, pill.y(), icon, pill.height()), shape.icon, shape.ink, icon
        )
        said = pill.adjusted(icon + 14, 0, -8, 0)
        brush.write(said, self._said, Ink(font, shape.ink, LEFT))
        if self._sub:
            below = width_of(hint, self._sub) + 2
            sub = QRectF(room.right() - below, pill.bottom() + 4, below, height_of(hint))
            brush.write(sub, self._sub, Ink(hint, "ink3", RIGHT))
        return wide

    def _draw_figure(self, brush: Brush, room: QRectF) -> None:
        look = self.look
        unit = look.sized(look.density.page + 4, 600)
        beside = width_of(unit, self._unit) + 14
        large = look.sized(self._figure_px, 700)
        fits = width_of(large, self._figure) + beside <= room.width()
        figure = large if fits else look.sized(SMALL_PX, 700)
        shown = self._figure or "—"
        ink = "ink" if self._state == "ok" else "ink3"
        wide = min(width_of(figure, shown) + 2.0, room.width())
        brush.write(QRectF(room.x(), room.y(), wide, room.height()), shown, Ink(figure, ink, LEFT))
        if self._figure:
            place = QRectF(room.x() + wide + 12, room.bottom() - 52, beside, 40)
            brush.write(place, self._unit, Ink(unit, "ink2", LEFT))

    def _name(self) -> None:
        said = (self._label, self._figure, self._unit, self._said, self._sub)
        self.setAccessibleName(" ".join(part for part in said if part))
        self.update()
