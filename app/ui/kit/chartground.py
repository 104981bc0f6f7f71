"""What every painted chart has: its size, and what it says while there is nothing to show."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedWidget
from app.ui.theme.look import Look


class ChartGround(PaintedWidget):
    """Grows both ways; `empty` stands where there is nothing yet."""

    def __init__(self, look: Look, name: str, height: int, empty: str) -> None:
        super().__init__(look, name)
        self.empty = empty
        self._height = height
        self.setAccessibleName(empty)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(400, self._height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(220, min(140, self._height))

    def say_empty(self, brush: Brush) -> None:
        """Say in a quiet box that there is nothing to show."""
        room = QRectF(self.rect())
        brush.box(room, Coat("canvas", radius=8))
        ink = Ink(self.look.font("body"), "ink3", CENTRE, wrap=True)
        brush.write(room.adjusted(16, 8, -16, -8), self.empty, ink)
