"""The last thing a device sent, byte by byte, as whoever looks for a fault wants to see it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import CENTRE, LEFT, Brush, Coat, Ink, PaintedWidget
from app.ui.theme.look import Look

COLUMNS, ROWS = 10, 4
_CELL, _GAP, _HEAD, _PAD = 40, 4, 30, 14


class HexFrame(PaintedWidget):
    """A dark panel; what does not fit is counted, not hidden."""

    def __init__(self, look: Look, *, name: str = "frame") -> None:
        super().__init__(look, name)
        self._data, self._text = b"", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_frame("")

    def show_frame(self, text: str) -> None:
        """Show what was heard; an empty text says that nothing was yet."""
        self._text, self._data = text, text.encode()
        words = self.look.words
        said = words("sync_devices.frame", n=len(self._data)) if text else self._nothing()
        self._title = said
        self.setAccessibleName(f"{said} {text}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        lines = max(1, min(ROWS, -(-len(self._data) // COLUMNS)))
        return QSize(420, _HEAD + lines * (_CELL + _GAP) + 2 * _PAD + 22)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(300, self.sizeHint().height())

    def draw(self, brush: Brush) -> None:
        brush.box(self.rect(), Coat("top", radius=14))
        wide = self.width() - 2 * _PAD
        font = self.look.font("hint", 600)
        room = QRectF(_PAD, _PAD - 4, wide, 24)
        brush.write(room, self._title, Ink(font, "top_ink2", LEFT, elide=True))
        shown = self._data[: COLUMNS * ROWS]
        cell = (wide - _GAP * (COLUMNS - 1)) / COLUMNS
        for place, byte in enumerate(shown):
            left = _PAD + (place % COLUMNS) * (cell + _GAP)
            top = _HEAD + _PAD - 4 + (place // COLUMNS) * (_CELL + _GAP)
            self._draw_byte(brush, QRectF(left, top, cell, _CELL), byte)
        foot = QRectF(_PAD, self.height() - 30, wide, 22)
        brush.write(foot, self._text, Ink(self.look.font("label"), "top_ink", LEFT, elide=True))

    def _draw_byte(self, brush: Brush, room: QRectF, byte: int) -> None:
        brush.box(room, Coat("top_raised", radius=6))
        upper = QRectF(room.x(), room.y() + 2, room.width(), room.height() / 2)
        lower = QRectF(room.x(), room.center().y() - 1, room.width(), room.height() / 2)
        font = self.look.sized(12, 600)
        brush.write(upper, f"{byte:02X}", Ink(font, "top_ok", CENTRE))
        sign = chr(byte) if 0x20 < byte < 0x7F else "·"
        brush.write(lower, sign, Ink(self.look.sized(11, 400), "top_ink", CENTRE))

    def _nothing(self) -> str:
        return self.look.words("sync_devices.no_frame")
