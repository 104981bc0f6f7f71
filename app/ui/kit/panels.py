"""Grounds with a mood: the night panel of the login and the ring that asks for a badge; a rule."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from app.ui.kit.painting import Brush, Coat, PaintedWidget
from app.ui.theme.look import Look


class NightPanel(PaintedWidget):
    """A dark ground with faint arcs; children go into `body`, in the roles top_ink, top_ink2."""

    def __init__(self, look: Look, name: str = "night") -> None:
        super().__init__(look, name)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(32, 30, 32, 28)
        self.body.setSpacing(look.space(1))

    def draw(self, brush: Brush) -> None:
        fall = QLinearGradient(0, 0, 0, self.height())
        fall.setColorAt(0, self.look.colour("top"))
        fall.setColorAt(1, self.look.colour("top_deep"))
        brush.painter.fillRect(self.rect(), fall)
        faint = QColor(self.look.colour("top_mark"))
        faint.setAlpha(28)
        brush.painter.setPen(QPen(faint, 1.5))
        brush.painter.setBrush(Qt.BrushStyle.NoBrush)
        centre = QPointF(self.width() + 20, self.height() * 0.19)
        for radius in (160, 250, 340, 440):
            brush.painter.drawEllipse(centre, radius, radius)


class ScanRing(PaintedWidget):
    """A ring around an icon: hold your badge here. `show_state` waiting, accepted, rejected."""

    _STATES = ("waiting", "accepted", "rejected")

    def __init__(self, look: Look, icon: str, accessible: str, *, name: str = "ring") -> None:
        super().__init__(look, name)
        self._icon = icon
        self._state = "waiting"
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: str) -> None:
        """Show waiting, accepted or rejected."""
        assert state in self._STATES
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(242, 242)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(160, 160)

    def draw(self, brush: Brush) -> None:
        role = {"waiting": "accent", "accepted": "ok", "rejected": "fail"}[self._state]
        icon = {"waiting": self._icon, "accepted": "circle-check", "rejected": "octagon-x"}
        centre = QPointF(self.rect().center())
        outer = min(self.width(), self.height()) / 2
        brush.painter.setOpacity(0.5)
        brush.disc(centre, outer, Coat(f"{role}_soft"))
        brush.painter.setOpacity(1)
        brush.disc(centre, outer * 0.82, Coat(f"{role}_soft"))
        brush.disc(centre, outer * 0.62, Coat("surface"))
        self._draw_arcs(brush, centre, outer * 0.62, role)
        brush.icon_in(self.rect(), icon[self._state], role, round(outer * 0.56))

    def _draw_arcs(self, brush: Brush, centre: QPointF, radius: float, role: str) -> None:
        pen = QPen(self.look.colour(role), 6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        brush.painter.setPen(pen)
        room = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        for middle in (45, 135, 225, 315):
            brush.painter.drawArc(room, (middle - 17) * 16, 34 * 16)


class Rule(PaintedWidget):
    """A thin line between parts of a card."""

    def __init__(self, look: Look, *, role: str = "line", name: str = "rule") -> None:
        super().__init__(look, name)
        self._role = role
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def draw(self, brush: Brush) -> None:
        brush.painter.fillRect(self.rect(), self.look.colour(self._role))
