"""A question with a few answers, as tiles in a sheet: why the work stands still, and the like."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit import ReasonTiles, Sheet, Tile
from app.ui.theme.look import Look


class ChooseSheet(Sheet):
    """`chosen` carries the key of the answer; the sheet closes with it."""

    chosen = Signal(str)

    def __init__(
        self, look: Look, host: QWidget, title: str, tiles: tuple[Tile, ...], *, name: str
    ) -> None:
        super().__init__(look, host, title, name=f"{name}-sheet")
        made = ReasonTiles(look, tiles, name=name)
        made.chosen.connect(self._choose)
        self.body.addWidget(made)
        self.closed.connect(self.deleteLater)

    def _choose(self, key: str) -> None:
        self.close_sheet()
        self.chosen.emit(key)
