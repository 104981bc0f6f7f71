"""Photos side by side, each with its caption on it; a press opens one in large."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QLinearGradient, QPainterPath, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedButton, height_of
from app.ui.kit.photostrip import Photo, thumbnail
from app.ui.theme.look import Look

_HEIGHTS = {"touch": 150, "glove": 164, "bench": 112}


class PhotoRow(QWidget):
    """`opens` carries the place of a photo; more than `most` are counted on the last one."""

    opens = Signal(int)

    def __init__(self, look: Look, *, name: str, most: int = 3) -> None:
        super().__init__()
        self.look, self._most = look, most
        self._photos: tuple[Photo, ...] = ()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.space(2))
        self.hide()

    def show_photos(self, photos: tuple[Photo, ...]) -> None:
        """Show other photos; without one the row is not there."""
        if photos == self._photos:
            return
        self._photos = photos
        while item := self._row.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, photo in enumerate(photos[: self._most]):
            more = len(photos) - self._most if place + 1 == self._most else 0
            name = f"{self.objectName()}-{place}"
            said = self.look.words("kit.photos.one", number=place + 1, said=photo.said)
            made = _Captioned(self.look, name, said, photo, more)
            made.clicked.connect(partial(self._open, place))
            self._row.addWidget(made, 1)
        self.setAccessibleName(self.look.words("kit.photos.count", count=str(len(photos))))
        self.setVisible(bool(photos))

    def _open(self, place: int) -> None:
        self.opens.emit(place)


class _Captioned(PaintedButton):
    def __init__(self, look: Look, name: str, accessible: str, photo: Photo, more: int) -> None:
        super().__init__(look, name, accessible)
        self._photo, self._more = photo, more
        self._scaled = QPixmap()
        self.ring_radius = look.density.radius_button
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(120, _HEIGHTS[self.look.density.name])

    def draw(self, brush: Brush) -> None:
        room, radius = QRectF(self.rect()), self.ring_radius
        wanted = room.size().toSize() * brush.scale
        if self._scaled.size() != wanted:
            self._scaled = thumbnail(self._photo.encoded, wanted)
        brush.box(room, Coat("top_raised", radius=radius))
        shape = QPainterPath()
        shape.addRoundedRect(room, radius, radius)
        painter = brush.painter
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        if self._scaled.isNull():
            brush.icon_in(room, "image", "top_ink2", self.look.density.icon_large)
        else:
            painter.drawPixmap(room, self._scaled, QRectF(self._scaled.rect()))
        font = self.look.font("hint", 600)
        foot = room.adjusted(0, room.height() - height_of(font) - 12, 0, 0)
        shade = QLinearGradient(foot.topLeft(), foot.bottomLeft())
        shade.setColorAt(0, Qt.GlobalColor.transparent)
        shade.setColorAt(0.35, self.look.colour("top"))
        painter.fillRect(foot, shade)
        painter.restore()
        more = f"  +{self._more}" if self._more > 0 else ""
        words = foot.adjusted(10, 8, -8, 0)
        brush.write(words, self._photo.said + more, Ink(font, "top_ink", LEFT, elide=True))
        brush.box(room, Coat("", "line", radius))
