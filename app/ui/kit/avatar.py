"""A person as a disc with the first sign of the name, or an icon where no one person is meant."""

from zlib import crc32

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedWidget
from app.ui.theme.look import Look

_HUES = ("person_blue", "person_teal", "person_slate", "person_violet", "person_plum")


def hue_of(key: str) -> str:
    """Return the colour role a person keeps everywhere, from a stable key as the user's id."""
    return _HUES[crc32(key.encode()) % len(_HUES)]


class Avatar(PaintedWidget):
    """A disc of `size` px; `text` is one or two signs."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        name: str = "avatar",
        hue: str = "person_blue",
        size: int = 40,
        icon: str = "",
    ) -> None:
        super().__init__(look, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._size, self._icon = size, icon
        self.show_person(text, hue)

    def show_person(self, text: str, hue: str) -> None:
        """Show another person."""
        self.text, self.hue = text, hue
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(self._size, self._size)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()

    def draw(self, brush: Brush) -> None:
        room = QRectF(self.rect())
        fill = "sunken" if self._icon else self.hue
        brush.disc(QPointF(room.center()), self._size / 2, Coat(fill))
        if self._icon:
            brush.icon_in(room, self._icon, "ink2", round(self._size * 0.46))
            return
        font = self.look.sized(round(self._size * (0.46 if len(self.text) < 2 else 0.42)), 600)
        brush.write(room, self.text, Ink(font, "on_person", CENTRE))


def initials(name: str) -> str:
    """Return the sign for a disc: the number that ends `操作工 01`, else the first sign."""
    last = name.split()[-1] if name.split() else ""
    return last if last.isdigit() and len(last) <= 2 else name[:1].upper()
