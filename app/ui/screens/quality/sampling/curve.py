"""The operating characteristic of a plan as a picture: a lot's quality, its chance to pass."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QSizePolicy

from app.capabilities.quality.acceptance.answers import Characteristic
from app.ui.kit.painting import (
    CENTRE,
    RIGHT,
    Brush,
    Coat,
    Ink,
    PaintedWidget,
    height_of,
    width_of,
)
from app.ui.theme.look import Look

_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_CHANCES = (0.95, 0.50, 0.10)


class SamplingCurve(PaintedWidget):
    """Paints one curve; the AQL is a dashed line, three chances are dots."""

    def __init__(self, look: Look, *, name: str) -> None:
        super().__init__(look, name)
        self._curve: Characteristic | None = None
        self._foot = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_curve(self, curve: Characteristic | None, foot: str, said: str) -> None:
        """Show a curve; `foot` is what stands below it, `said` what a screen reader says."""
        self._curve, self._foot = curve, foot
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(300, 230 if self.look.density.is_touch else 210)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(220, self.sizeHint().height())

    def draw(self, brush: Brush) -> None:
        font = self.look.font("hint")
        line = height_of(font)
        left = width_of(font, "100 %") + 6
        room = QRectF(left, line, self.width() - left - 2, self.height() - 3 * line - 8)
        brush.box(room, Coat("canvas", radius=8))
        curve = self._curve
        if curve is None:
            return
        end = curve.dots[-1][0]

        def at(share: float, chance: float) -> QPointF:
            inside = room.adjusted(8, 8, -8, -8)
            x = inside.x() + share / end * inside.width()
            return QPointF(x, inside.bottom() - chance * inside.height())

        for chance in _TICKS:
            here = at(0, chance)
            brush.line(QPointF(room.x(), here.y()), QPointF(room.right(), here.y()), "line")
            place = QRectF(0, here.y() - line / 2, left - 6, line)
            brush.write(place, f"{chance:.0%}".replace("%", " %"), Ink(font, "ink3", RIGHT))
        self._draw_aql(brush, room, at(curve.aql, 1).x())
        brush.curve([at(*dot) for dot in curve.dots], "accent")
        qualities = (curve.at_95, curve.at_50, curve.at_10)
        for share, chance in zip(qualities, _CHANCES, strict=True):
            brush.disc(at(share, chance), 4, Coat("accent", "surface", width=1.5))
        self._write_axis(brush, room, end)

    def _draw_aql(self, brush: Brush, room: QRectF, x: float) -> None:
        font = self.look.font("hint")
        brush.line(QPointF(x, room.y()), QPointF(x, room.bottom()), "warn", dashed=True)
        wide = width_of(font, "AQL") + 2.0
        left = min(max(0.0, x - wide / 2), self.width() - wide)
        brush.write(QRectF(left, 0, wide, height_of(font)), "AQL", Ink(font, "warn", CENTRE))

    def _write_axis(self, brush: Brush, room: QRectF, end: float) -> None:
        font = self.look.font("hint")
        line, inside = height_of(font), room.adjusted(8, 0, -8, 0)
        places = 1 if end < 0.2 else 0
        for part in _TICKS:
            said = f"{end * part * 100:.{places}f} %"
            wide = width_of(font, said) + 2.0
            left = inside.x() + part * inside.width() - wide / 2
            left = min(max(room.x() - 8, left), room.right() - wide)
            place = QRectF(left, room.bottom() + 4, wide, line)
            brush.write(place, said, Ink(font, "ink3", CENTRE))
        foot = QRectF(room.x(), self.height() - line, room.width(), line)
        brush.write(foot, self._foot, Ink(font, "ink3", CENTRE, elide=True))
