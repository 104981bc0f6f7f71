"""Photos as thumbnails in a row that wraps, with a tile to add one and how many there are."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QKeyEvent, QPainterPath, QPixmap
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.flow import Flow
from app.ui.kit.hugging import HuggingWidget
from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedButton, height_of
from app.ui.theme.look import Look

_SIDES = {"touch": 116, "glove": 136, "bench": 80}
"""How large a thumbnail is in each density: at touch the cross on it takes a whole finger."""


@dataclass(frozen=True, slots=True)
class Photo:
    """An encoded picture (PNG or JPEG), and what is said of it to who cannot see it."""

    encoded: bytes
    said: str


class PhotoStrip(HuggingWidget):
    """`opens` and `remove_asked` carry the place of a photo, `add_asked` that of the next one.

    Nothing is removed here: the owner asks for a reason and shows the others.
    """

    opens = Signal(int)
    remove_asked = Signal(int)
    add_asked = Signal(int)

    def __init__(
        self, look: Look, *, name: str, most: int = 0, add: str = "", readonly: bool = False
    ) -> None:
        """`most` photos at most, 0 for any number; `add` is what stands on the tile to add one."""
        super().__init__()
        self.look, self._most, self._readonly = look, most, readonly
        self._add_words = add or look.words("kit.photos.add")
        self.setObjectName(name)
        self._flow = Flow(self, look.space(1))
        self._photos: tuple[Photo, ...] = ()
        self.show_photos(())

    def show_photos(self, photos: tuple[Photo, ...]) -> None:
        """Show other photos."""
        self._photos = photos
        while item := self._flow.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, photo in enumerate(photos):
            self._flow.addWidget(self._thumbnail(place, photo))
        if not self._readonly:
            self._flow.addWidget(self._adder())
        self.setAccessibleName(self.look.words("kit.photos.count", count=self._counted()))
        self.updateGeometry()

    def readonly(self, yes: bool) -> None:
        """Let nobody add or remove; every photo still opens."""
        self._readonly = yes
        self.show_photos(self._photos)

    def _thumbnail(self, place: int, photo: Photo) -> PaintedButton:
        said = self.look.words("kit.photos.one", number=place + 1, said=photo.said)
        made = _Thumbnail(self.look, f"{self.objectName()}-{place}", said, photo)
        made.clicked.connect(partial(self._open, place))
        if not self._readonly:
            cross = _Cross(self.look, f"{self.objectName()}-remove-{place}", made)
            cross.setAccessibleName(self.look.words("kit.photos.remove", number=place + 1))
            cross.clicked.connect(partial(self._remove, place))
            made.removal_asked.connect(partial(self._remove, place))
        return made

    def _adder(self) -> PaintedButton:
        made = _Adder(self.look, f"{self.objectName()}-add", self._add_words, self._counted())
        made.setEnabled(not self._most or len(self._photos) < self._most)
        made.clicked.connect(self._add)
        return made

    def _counted(self) -> str:
        count = f"{len(self._photos)}"
        return f"{count} / {self._most}" if self._most else count

    def _open(self, place: int) -> None:
        self.opens.emit(place)

    def _remove(self, place: int) -> None:
        self.remove_asked.emit(place)

    def _add(self) -> None:
        self.add_asked.emit(len(self._photos))


class _Tile(PaintedButton):
    def __init__(self, look: Look, name: str, accessible: str) -> None:
        super().__init__(look, name, accessible)
        self.ring_radius = look.density.radius_button
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        side = _SIDES[self.look.density.name]
        return QSize(side, side)


class _Thumbnail(_Tile):
    removal_asked = Signal()

    def __init__(self, look: Look, name: str, accessible: str, photo: Photo) -> None:
        super().__init__(look, name, accessible)
        self._encoded = photo.encoded
        self._scaled = QPixmap()

    def draw(self, brush: Brush) -> None:
        room, radius = QRectF(self.rect()), self.ring_radius
        if self._scaled.isNull():
            self._scaled = thumbnail(self._encoded, room.size().toSize() * brush.scale)
        brush.box(room, Coat("sunken", radius=radius))
        if self._scaled.isNull():
            brush.icon_in(room, "image", "ink3", self.look.density.icon_large)
        else:
            shape = QPainterPath()
            shape.addRoundedRect(room, radius, radius)
            brush.painter.save()
            brush.painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
            brush.painter.drawPixmap(room, self._scaled, QRectF(self._scaled.rect()))
            brush.painter.restore()
        brush.box(room, Coat("", "line", radius))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
            return
        super().keyPressEvent(event)


class _Cross(PaintedButton):
    """Lies in the corner of a thumbnail; Delete on the thumbnail does the same."""

    def __init__(self, look: Look, name: str, parent: PaintedButton) -> None:
        super().__init__(look, name)
        self.setParent(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = look.density.target
        self.setGeometry(parent.sizeHint().width() - side, 0, side, side)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(self.look.density.target, self.look.density.target)

    def draw(self, brush: Brush) -> None:
        radius = 14 if self.look.density.is_touch else 10
        centre = QPointF(self.width() - radius - 5, radius + 5)
        brush.disc(centre, radius, Coat("fail" if self.isDown() else "surface", "line_strong"))
        spot = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        ink = "on_accent" if self.isDown() else "ink2"
        brush.icon_in(spot, "x", ink, radius + 2)


class _Adder(_Tile):
    def __init__(self, look: Look, name: str, text: str, count: str) -> None:
        super().__init__(look, name, f"{text} · {count}")
        self.setText(text)
        self._count = count

    def draw(self, brush: Brush) -> None:
        ink = "accent" if self.isEnabled() else "ink3"
        fill = "accent_soft" if self.isDown() or self.hovered else ""
        brush.box(self.rect(), Coat(fill, "line_strong", self.ring_radius, dashed=True))
        font, size = self.look.font("hint", 600), self.look.density.icon_large
        line = height_of(font)
        top = (self.height() - size - 2 * line) / 2
        brush.icon(QPointF((self.width() - size) / 2, top), "camera", ink, size)
        room = QRectF(3, top + size, self.width() - 6, line)
        brush.write(room, self.text(), Ink(font, ink, CENTRE, elide=True))
        room.moveTop(room.bottom())
        brush.write(room, self._count, Ink(font, "ink3", CENTRE))


def thumbnail(encoded: bytes, size: QSize) -> QPixmap:
    """Return the picture cut to `size`, upright as its camera meant it; null if it is none.

    A JPEG is decoded no larger than it is needed.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(encoded))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid():
        filled = whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        reader.setScaledSize(filled)
    image = reader.read()
    if image.isNull():
        return QPixmap()
    left, top = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
    return QPixmap.fromImage(image.copy(max(0, left), max(0, top), size.width(), size.height()))
