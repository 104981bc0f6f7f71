"""An icon in a rounded square: the head of a task card, a device row, a queue line."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import Brush, Coat, PaintedWidget
from app.ui.theme.look import Look


class IconBox(PaintedWidget):
    """`size` is the box in px; the icon takes about half of it. Decoration: nothing to press."""

    def __init__(
        self,
        look: Look,
        icon: str,
        *,
        ink: str = "ink2",
        ground: str = "sunken",
        size: int = 46,
        name: str = "iconbox",
    ) -> None:
        super().__init__(look, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._icon, self._ink, self._ground, self._size = icon, ink, ground, size

    def show_icon(self, icon: str, ink: str = "ink2", ground: str = "sunken") -> None:
        """Show another icon."""
        self._icon, self._ink, self._ground = icon, ink, ground
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(self._size, self._size)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()

    def draw(self, brush: Brush) -> None:
        if self._ground:
            brush.box(self.rect(), Coat(self._ground, radius=max(9, self._size * 0.22)))
        share = 0.5 if self._ground else 1.0
        brush.icon_in(self.rect(), self._icon, self._ink, round(self._size * share))
