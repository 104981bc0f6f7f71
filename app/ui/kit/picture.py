"""A work instruction's picture with numbered call-outs, and the points that go with the numbers."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainterPath, QPixmap
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from app.ui.kit.hugging import HuggingWidget
from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedWidget
from app.ui.kit.text import Text
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Callout:
    """A number at (x, y) pointing to (to_x, to_y), all as shares of the picture, 0 to 1."""

    number: int
    x: float
    y: float
    to_x: float
    to_y: float
    role: str = "accent"


class Picture(PaintedWidget):
    """Fills its room with the whole picture, scaled once per size."""

    def __init__(self, look: Look, *, name: str = "picture") -> None:
        super().__init__(look, name)
        self._image = QImage()
        self._callouts: tuple[Callout, ...] = ()
        self._scaled = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_picture(b"", ())

    def show_picture(self, encoded: bytes, callouts: tuple[Callout, ...], said: str = "") -> None:
        """Show a PNG, JPEG or SVG picture given as bytes; `said` describes it to who cannot see."""
        self._image = QImage.fromData(encoded) if encoded else QImage()
        self._callouts = callouts
        self._scaled = QPixmap()
        self.setAccessibleName(said or self.look.words("kit.picture"))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(480, 240)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(200, 120)

    def draw(self, brush: Brush) -> None:
        radius = self.look.density.radius_button
        brush.box(self.rect(), Coat("sunken", radius=radius))
        if self._image.isNull():
            brush.icon_in(self.rect(), "image", "ink3", 40)
            return
        room = self.picture_room()
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), radius, radius)
        brush.painter.save()
        brush.painter.setClipPath(clip)
        self._draw_margins(brush, room)
        brush.painter.drawPixmap(room.topLeft(), self._fitting(room, brush.scale))
        brush.painter.restore()
        for callout in self._callouts:
            self._draw_callout(self.on_picture(brush), room, callout)

    def _draw_margins(self, brush: Brush, room: QRectF) -> None:
        """Go on with the picture's own first and last row above and below it."""
        image, width = self._image, self._image.width()
        above = QRectF(room.x(), 0, room.width(), room.top())
        below = QRectF(room.x(), room.bottom(), room.width(), self.height() - room.bottom())
        brush.painter.drawImage(above, image, QRectF(0, 0, width, 1))
        brush.painter.drawImage(below, image, QRectF(0, image.height() - 1, width, 1))

    def on_picture(self, brush: Brush) -> Brush:
        """Return a brush in light colours: a picture is the same picture in the dark theme."""
        return Brush(brush.painter, self.look.turned(theme="light"), brush.scale)

    def _draw_callout(self, brush: Brush, room: QRectF, callout: Callout) -> None:
        at = place_on(room, callout.x, callout.y)
        to = place_on(room, callout.to_x, callout.to_y)
        brush.line(at, to, callout.role, 2)
        brush.disc(to, 3.5, Coat(callout.role))
        paint_number(brush, at, callout.number, callout.role)

    def _fitting(self, room: QRectF, scale: float) -> QPixmap:
        wanted = QSize(round(room.width() * scale), round(room.height() * scale))
        if self._scaled.size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            keep = Qt.AspectRatioMode.IgnoreAspectRatio
            self._scaled = QPixmap.fromImage(self._image.scaled(wanted, keep, smooth))
            self._scaled.setDevicePixelRatio(scale)
        return self._scaled

    def picture_room(self) -> QRectF:
        """Return where in the control the picture lies."""
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        return QRectF(left, top, size.width(), size.height())


class NumberedPoints(HuggingWidget):
    """What to mind, under the numbers the picture shows: (text, colour role) in order."""

    def __init__(
        self, look: Look, points: tuple[tuple[str, str], ...], *, name: str = "points"
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space(1) + 2)
        grid.setVerticalSpacing(look.space(1) - 1)
        grid.setColumnStretch(1, 1)
        for place, (text, role) in enumerate(points):
            grid.addWidget(_NumberDot(look, place + 1, role), place, 0, Qt.AlignmentFlag.AlignTop)
            line = Text(look, text, "body", wrap=True)
            line.setMinimumHeight(24)
            grid.addWidget(line, place, 1)


class _NumberDot(PaintedWidget):
    def __init__(self, look: Look, number: int, role: str) -> None:
        super().__init__(look.turned(theme="light"), f"point-{number}")
        self._number, self._role = number, role
        self.setFixedSize(24, 24)

    def draw(self, brush: Brush) -> None:
        paint_number(brush, QPointF(12, 12), self._number, self._role)


def place_on(room: QRectF, x: float, y: float) -> QPointF:
    """Return where a share of the picture lies, given where the picture lies."""
    return QPointF(room.x() + x * room.width(), room.y() + y * room.height())


def paint_number(brush: Brush, centre: QPointF, number: int, role: str) -> None:
    """Paint a numbered disc."""
    brush.disc(centre, 12, Coat(role))
    room = QRectF(centre.x() - 12, centre.y() - 12, 24, 24)
    brush.write(room, str(number), Ink(brush.look.sized(13, 700), "on_accent", CENTRE))
