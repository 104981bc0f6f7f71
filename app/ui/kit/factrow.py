"""One line of what is known: icon, title, where it comes from, a figure, a chip; a press opens it.

At the bench all of it stands on one line, as in a table without heads; on touch on two.
"""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, RIGHT, Brush, Coat, Ink, PaintedButton, height_of, width_of
from app.ui.kit.states import STATES
from app.ui.theme.look import Look

_TITLE, _SUB = 0.3, 0.8
"""Where the second line and the figure begin at the bench: shares of the room before the chip."""

_CHIP = 132.0
"""What a chip takes at least, in px: figures of a list stand below each other."""


class FactRow(PaintedButton):
    """`clicked` where it opens something; `is_open` False only shows."""

    def __init__(  # noqa: PLR0913  # what a line says, part by part
        self,
        look: Look,
        icon: str,
        title: str,
        sub: str = "",
        figure: str = "",
        *,
        name: str,
        chip: tuple[str, str, str] = ("", "", ""),
        is_open: bool = True,
    ) -> None:
        """`chip` is (state, text, icon); an empty text has none, an empty icon the state's own."""
        said = ", ".join(part for part in (title, sub, figure, chip[1]) if part)
        super().__init__(look, name, said)
        self._icon, self._title, self._sub, self._figure = icon, title, sub, figure
        self._state, self._chip, self._shape = chip
        self.ring_radius = look.density.radius_field
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(said)
        self._is_open = is_open
        if not is_open:
            self.unsetCursor()
            self.setEnabled(False)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        density = self.look.density
        return QSize(260, density.row if density.is_touch else 34)

    def draw(self, brush: Brush) -> None:
        look, tall = self.look, float(self.height())
        if self._is_open and (self.isDown() or self.hovered):
            brush.box(self.rect(), Coat("sunken", radius=self.ring_radius))
        bottom = tall - 0.5
        brush.line(QPointF(0, bottom), QPointF(self.width(), bottom), "line")
        size = look.density.icon
        brush.icon(QPointF(2, (tall - size) / 2), self._icon, "ink2", size)
        left = size + look.space(2) + 2.0
        chip = self._draw_chip(brush)
        right = self.width() - 4.0 - (max(chip, _CHIP) if chip else 0.0)
        if look.density.is_touch:
            self._draw_two(brush, left, right)
        else:
            self._draw_one(brush, left, right)

    def _draw_one(self, brush: Brush, left: float, right: float) -> None:
        tall, room = float(self.height()), right - left
        title = room * (_TITLE if self._sub else _SUB if self._figure else 1.0)
        sub = room * (_SUB if self._figure else 1.0)
        strong, hint = Ink(self._strong(), "ink", LEFT, elide=True), self._hint()
        brush.write(QRectF(left, 0, title - 8, tall), self._title, strong)
        if self._sub:
            under = QRectF(left + title, 0, sub - title - 8, tall)
            brush.write(under, self._sub, Ink(hint, "ink3", LEFT, elide=True))
        if self._figure:
            room_ = QRectF(left + sub, 0, room - sub - 8, tall)
            brush.write(room_, self._figure, Ink(self._strong(), "ink", LEFT, elide=True))

    def _draw_two(self, brush: Brush, left: float, right: float) -> None:
        upper, lower = height_of(self._strong()), height_of(self._hint())
        wide = width_of(self._strong(), self._figure) + 8.0 if self._figure else 0.0
        top = (self.height() - upper - lower) / 2 if self._sub else (self.height() - upper) / 2
        room = QRectF(left, top, right - left - wide - 8, upper)
        brush.write(room, self._title, Ink(self._strong(), "ink", LEFT, elide=True))
        if self._figure:
            end = QRectF(right - wide - 8, top, wide, upper)
            brush.write(end, self._figure, Ink(self._strong(), "ink", RIGHT))
        if self._sub:
            under = QRectF(left, top + upper, right - left - 8, lower)
            brush.write(under, self._sub, Ink(self._hint(), "ink3", LEFT, elide=True))

    def _draw_chip(self, brush: Brush) -> float:
        """Paint the chip at the right; return the width it took."""
        if not self._chip:
            return 0.0
        state, font = STATES[self._state], self.look.font("hint", 600)
        size = self.look.density.icon_small - 2
        tall = self.look.density.hint + 12.0
        wide = width_of(font, self._chip) + size + 28.0
        room = QRectF(self.width() - 4 - wide, (self.height() - tall) / 2, wide, tall)
        brush.box(room, Coat(state.soft, radius=99))
        place = QPointF(room.x() + 10, room.y() + (tall - size) / 2)
        brush.icon(place, self._shape or state.icon, state.ink, size)
        brush.write(room.adjusted(size + 15, 0, -4, 0), self._chip, Ink(font, state.ink, LEFT))
        return wide + 8

    def _strong(self) -> QFont:
        return self.look.font("strong" if self.look.density.is_touch else "label")

    def _hint(self) -> QFont:
        return self.look.font("hint")
