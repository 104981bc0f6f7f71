"""The last thing a device sent, byte by byte, as whoever looks for a fault wants to see it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy

from app.stations.frame_parts import STATUS, UNIT, VALUE, Part
from app.ui.kit.painting import CENTRE, LEFT, RIGHT, Brush, Coat, Ink, PaintedWidget, width_of
from app.ui.signs import damage_said
from app.ui.theme.look import Look

COLUMNS = 10
_TINT = 0.16
_CELL, _GAP, _HEAD, _PAD = 40, 4, 30, 14
SPACE = 0x20
NAMES = {
    0x02: "STX",
    0x03: "ETX",
    0x09: "TAB",
    0x0A: "LF",
    0x0D: "CR",
    0x1B: "ESC",
    0x1D: "GS",
    SPACE: "␣",
}
_ROLES = {STATUS: "top_ok", VALUE: "top_value", UNIT: "top_unit"}


class HexFrame(PaintedWidget):
    """A dark panel; what does not fit is counted, not hidden."""

    def __init__(self, look: Look, *, name: str = "frame") -> None:
        super().__init__(look, name)
        self._data, self._text = b"", ""
        self._roles: dict[int, str] = {}
        self._legend: tuple[str, ...] = ()
        self._damage = ""
        self._lines = 2 if look.density.is_touch else 3
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_frame(b"", "")

    def show_frame(
        self, data: bytes, text: str, parts: tuple[Part, ...] = (), damage: str = ""
    ) -> None:
        """Show the bytes of a frame and how they read; none says that nothing came yet.

        `damage` is the word for what was wrong with it; one that has parts was understood.
        """
        self._data, self._text, self._damage = data, text, damage
        self._roles = {at: _ROLES[one.what] for one in parts for at in range(one.start, one.end)}
        self._legend = tuple(dict.fromkeys(one.what for one in parts))
        words = self.look.words
        self._title = words("sync_devices.frame", n=len(data)) if data else self._nothing()
        self._verdict = self._verdict_words(bool(parts))
        said = (self._title, text, self._verdict)
        self.setAccessibleName(" · ".join(part for part in said if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        lines = max(1, min(self._lines, -(-len(self._data) // COLUMNS)))
        return QSize(420, _HEAD + lines * (_CELL + _GAP) + 2 * _PAD + 22)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(300, self.sizeHint().height())

    def draw(self, brush: Brush) -> None:
        brush.box(self.rect(), Coat("top", radius=14))
        wide = self.width() - 2 * _PAD
        left = self._draw_legend(brush, self.width() - _PAD)
        room = QRectF(_PAD, _PAD - 4, left - _PAD, 24)
        font = self.look.font("hint", 600)
        brush.write(room, self._title, Ink(font, "top_ink2", LEFT, elide=True))
        cell = (wide - _GAP * (COLUMNS - 1)) / COLUMNS
        for place, byte in enumerate(self._data[: COLUMNS * self._lines]):
            across = _PAD + (place % COLUMNS) * (cell + _GAP)
            down = _HEAD + _PAD - 4 + (place // COLUMNS) * (_CELL + _GAP)
            role = self._roles.get(place, "top_ink2" if self._roles else "top_ok")
            self._draw_byte(brush, QRectF(across, down, cell, _CELL), byte, role)
        self._draw_foot(brush, QRectF(_PAD, self.height() - 30, wide, 22))

    def _draw_foot(self, brush: Brush, room: QRectF) -> None:
        """Write how the frame reads, and at the right whether it was understood."""
        font = self.look.font("hint", 600)
        taken = width_of(font, self._verdict) + 12 if self._verdict else 0
        plain = self.look.font("label")
        plain.setFeature(QFont.Tag("calt"), 0)  # else `<=>` is drawn as one arrow
        ink = Ink(plain, "top_ink", LEFT, elide=True)
        brush.write(room.adjusted(0, 0, -taken, 0), self._said(), ink)
        role = "top_fail" if self._damage else "top_ok"
        brush.write(room, self._verdict, Ink(font, role, RIGHT))

    def _draw_legend(self, brush: Brush, right: float) -> float:
        """Draw what each colour means, from the right edge on; return where it begins."""
        font = self.look.font("hint", 600)
        for what in reversed(self._legend):
            said = self.look.words(f"sync_devices.part.{what}")
            wide = width_of(font, said) + 2
            room = QRectF(right - wide, _PAD - 4, wide, 24)
            brush.write(room, said, Ink(font, _ROLES[what], RIGHT))
            right -= wide + 12
        return right

    def _draw_byte(self, brush: Brush, room: QRectF, byte: int, role: str) -> None:
        brush.box(room, Coat("top_raised", radius=6))
        if self._roles:
            brush.painter.setOpacity(_TINT)
            brush.box(room, Coat(role, radius=6))
            brush.painter.setOpacity(1)
        upper = QRectF(room.x(), room.y() + 2, room.width(), room.height() / 2)
        lower = QRectF(room.x(), room.center().y() - 1, room.width(), room.height() / 2)
        brush.write(upper, f"{byte:02X}", Ink(self.look.sized(12, 600), role, CENTRE))
        sign = NAMES.get(byte) or (chr(byte) if 0x20 <= byte < 0x7F else "·")
        brush.write(lower, sign, Ink(self.look.sized(11, 400), "top_ink", CENTRE))

    def _said(self) -> str:
        hidden = len(self._data) - COLUMNS * self._lines
        if hidden <= 0:
            return self._text
        return f"{self._text} · {self.look.words('sync_devices.more_bytes', n=hidden)}"

    def _verdict_words(self, is_understood: bool) -> str:
        words = self.look.words
        if self._damage:
            return damage_said(words, self._damage)
        return words("frames.whole") if is_understood else ""

    def _nothing(self) -> str:
        return self.look.words("sync_devices.no_frame")
