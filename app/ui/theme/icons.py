"""Icons from bundled SVGs, recoloured and drawn once per name, colour, size and screen scale."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.kernel.paths import resources


class IconShelf:
    """The icons drawn so far; one shelf lives as long as the application."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}
        self._folder = resources() / "icons"

    def pixmap(self, name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
        """Return icon `name` in `colour`, `size` px square at the screen's `scale`."""
        key = (name, colour, size, scale)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size, scale)
        return self._drawn[key]

    def _draw(self, name: str, colour: str, size: int, scale: float) -> QPixmap:
        text = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        svg = QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
        pixmap = QPixmap(round(size * scale), round(size * scale))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        svg.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap
