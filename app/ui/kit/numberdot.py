"""A round number to press, between two things it joins: done, current, or still to be looked at."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedButton
from app.ui.theme.look import Look


class NumberDot(PaintedButton):
    """`mark` shows how it stands."""

    def __init__(self, look: Look, number: int, *, name: str, accessible: str) -> None:
        super().__init__(look, name, accessible)
        self._number, self._state = number, "todo"
        size = max(look.density.target, 32)
        self.setFixedSize(QSize(size, size))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def mark(self, state: str) -> None:
        """Show it as `current`, `done` or `todo`."""
        self._state = state
        self.update()

    def draw(self, brush: Brush) -> None:
        fill, edge, ink = {
            "current": ("accent", "accent", "on_accent"),
            "done": ("surface", "ok", "ok"),
            "todo": ("surface", "line_strong", "ink2"),
        }[self._state]
        centre = QPointF(self.width() / 2, self.height() / 2)
        brush.disc(centre, 13, Coat(fill, edge, width=1.5))
        brush.write(self.rect(), f"{self._number}", Ink(self.look.font("hint", 700), ink, CENTRE))
