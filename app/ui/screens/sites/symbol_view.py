"""A symbol large enough for any scanner: dark modules on white, whatever the theme is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy

from app.kernel.symbols.matrix import Modules
from app.ui.kit.painting import Brush, Coat, PaintedWidget
from app.ui.theme.look import Look

QUIET = 2
"""Modules of white around it; the standard asks for one."""


class SymbolView(PaintedWidget):
    """Square; each module takes whole pixels, so that none is blurred."""

    def __init__(self, look: Look, modules: Modules, accessible: str, *, name: str) -> None:
        super().__init__(look, name)
        self._modules = modules
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(320, 320)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(220, 220)

    def draw(self, brush: Brush) -> None:
        across = len(self._modules) + 2 * QUIET
        pixels = brush.painter.device().devicePixelRatio()
        side = int(min(self.width(), self.height()) * pixels / across) / pixels
        whole = side * across
        left, top = round((self.width() - whole) / 2), round((self.height() - whole) / 2)
        ground = QRectF(left, top, whole, whole)
        brush.box(ground, Coat("surface", "line", 8))
        brush.painter.fillRect(ground.adjusted(4, 4, -4, -4), QColor(Qt.GlobalColor.white))
        dark = QColor(Qt.GlobalColor.black)
        for line, row in enumerate(self._modules):
            for place, is_dark in enumerate(row):
                if is_dark:
                    x, y = left + (place + QUIET) * side, top + (line + QUIET) * side
                    brush.painter.fillRect(QRectF(x, y, side, side), dark)
