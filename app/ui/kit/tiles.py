"""Tiles to choose one of: reasons for scrap, reasons for a call, pages of a menu."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedButton, height_of, width_of
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Tile:
    """One choice: the value it stands for, its text, an icon, a second line."""

    key: str
    text: str
    icon: str = ""
    sub: str = ""


class ReasonTiles(QWidget):
    """`chosen` carries the key of the tile a person pressed."""

    chosen = Signal(str)

    def __init__(
        self, look: Look, tiles: tuple[Tile, ...], *, name: str = "tiles", columns: int = 2
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._tiles: dict[str, _TileButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.space(1))
        for place, tile in enumerate(tiles):
            made = _TileButton(look, tile, f"{name}-{tile.key}")
            made.clicked.connect(_Choose(self, tile.key))
            self._tiles[tile.key] = made
            grid.addWidget(made, place // columns, place % columns)

    def value(self) -> str:
        """Return the key of the chosen tile; empty when none is."""
        return next((key for key, tile in self._tiles.items() if tile.isChecked()), "")

    def choose(self, key: str) -> None:
        """Mark a tile without a signal; an empty key marks none."""
        for other, tile in self._tiles.items():
            tile.setChecked(other == key)


class _Choose:
    def __init__(self, tiles: ReasonTiles, key: str) -> None:
        self._tiles, self._key = tiles, key

    def __call__(self) -> None:
        self._tiles.choose(self._key)
        self._tiles.chosen.emit(self._key)


class _TileButton(PaintedButton):
    def __init__(self, look: Look, tile: Tile, name: str) -> None:
        super().__init__(look, name, ", ".join(part for part in (tile.text, tile.sub) if part))
        self.tile = tile
        self.setText(tile.text)
        self.setCheckable(True)
        self.ring_radius = look.density.radius_button
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if look.density.is_touch:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        wide = max(width_of(self._font(), self.text()), width_of(self._small(), self.tile.sub))
        icon = self.look.density.icon + self.look.space(1) if self.tile.icon else 0
        return QSize(wide + icon + 2 * self.look.space(3), self.look.density.button)

    def draw(self, brush: Brush) -> None:
        chosen = self.isChecked()
        fill = "accent_soft" if chosen else "sunken" if self.isDown() else "surface"
        edge, width = ("accent", 2) if chosen else ("line", 1)
        brush.box(self.rect(), Coat(fill, edge, self.look.density.radius_button, width))
        left, ink = float(self.look.space(3)), "accent" if chosen else "ink"
        if self.tile.icon:
            size = self.look.density.icon
            brush.icon(QPointF(left, (self.height() - size) / 2), self.tile.icon, ink, size)
            left += size + self.look.space(1)
        upper = height_of(self._font())
        lower = height_of(self._small()) if self.tile.sub else 0
        top = (self.height() - upper - lower) / 2
        room = QRectF(left, top, self.width() - left - 6, upper)
        brush.write(room, self.text(), Ink(self._font(), ink, LEFT))
        if lower:
            room = QRectF(left, top + upper, self.width() - left - 6, lower)
            brush.write(room, self.tile.sub, Ink(self._small(), "ink2", LEFT))

    def _font(self) -> QFont:
        return self.look.font("strong" if self.look.density.is_touch else "label")

    def _small(self) -> QFont:
        return self.look.font("hint")
