"""The progress bar: good part, scrap part, and what is left; also a plain share in one colour."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from app.ui.kit.painting import Brush
from app.ui.theme.look import Look


class ProgressBar(QProgressBar):
    """`show_parts(good, scrap, whole)`; drawn in the colour of `role`, scrap in the fail colour."""

    def __init__(
        self,
        look: Look,
        name: str = "progress",
        *,
        role: str = "accent",
        ground: str = "sunken",
        accessible: str = "",
    ) -> None:
        super().__init__()
        self.look = look
        self.role, self._ground = role, ground
        self._good = self._scrap = 0.0
        self.setObjectName(name)
        self.setAccessibleName(accessible or look.words("kit.progress"))
        self.setTextVisible(False)
        self.setRange(0, 1000)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, good: Decimal | int, scrap: Decimal | int, whole: Decimal | int) -> None:
        """Show shares of `whole`; negative or surplus amounts are drawn as empty or full."""
        self._good = share(good, whole)
        self._scrap = min(share(scrap, whole), 1 - self._good)
        self.setValue(round(1000 * (self._good + self._scrap)))
        self.update()

    def colour(self, role: str) -> None:
        """Draw the good part in another colour."""
        self.role = role
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(120, 8 if self.look.density.is_touch else 6)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        painter = QPainter(self)
        brush = Brush(painter, self.look)
        parts = (self._good, self._scrap)
        paint_parts(brush, QRectF(self.rect()), parts, self.role, self._ground)
        painter.end()


def share(part: Decimal | int, whole: Decimal | int) -> float:
    """Return `part` of `whole` between 0 and 1; pixels may be floats, quantities may not."""
    return min(1.0, max(0.0, float(part / whole))) if whole > 0 else 0.0


def paint_parts(
    brush: Brush, room: QRectF, parts: tuple[float, float], role: str, ground: str = "sunken"
) -> None:
    """Paint a bar of good and scrap shares into `room`."""
    good, scrap = parts
    track = QPainterPath()
    track.addRoundedRect(room, room.height() / 2, room.height() / 2)
    brush.painter.save()
    brush.painter.setClipPath(track, Qt.ClipOperation.IntersectClip)
    brush.painter.fillRect(room, brush.look.colour(ground))
    wide = room.width()
    done = QRectF(room.x(), room.y(), wide * good, room.height())
    brush.painter.fillRect(done, brush.look.colour(role))
    if scrap > 0:
        lost = QRectF(done.right(), room.y(), max(2.0, wide * scrap), room.height())
        brush.painter.fillRect(lost, brush.look.colour("fail"))
    brush.painter.restore()
