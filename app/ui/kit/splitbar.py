"""What became of a whole: its parts side by side, as wide as their shares; what is open hatched."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedWidget, height_of, width_of
from app.ui.theme.look import Look

_ROLES = ("accent", "off", "hold", "ok", "person_violet", "person_teal")
"""Colours of parts that name none, in their order; neighbours are told apart by a gap and words."""
_GAP, _SWATCH = 2.0, 10.0
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class BarPart:
    """One part: what it is, how much of the whole, how the amount reads, and a colour role."""

    text: str
    amount: Decimal
    said: str
    role: str = ""


class SplitBar(PaintedWidget):
    """`show_parts(parts, whole, open_text)`. A part too narrow for its words says them below."""

    def __init__(self, look: Look, *, name: str) -> None:
        super().__init__(look, name)
        self._parts: tuple[BarPart, ...] = ()
        self._whole, self._open = Decimal(0), ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Iterable[BarPart], whole: Decimal, open_text: str = "") -> None:
        """Show other parts of `whole`; `open_text` says what has no part yet."""
        self._parts = tuple(part for part in parts if part.amount > 0)
        self._whole, self._open = whole, open_text
        said = [self._words(part) for part in self._parts]
        self.setAccessibleName(", ".join(part for part in (*said, open_text) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        below = len(self._legend_rows()) * height_of(self._small())
        return QSize(200, self._bar_height() + (below + self.look.space(0) if below else 0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def draw(self, brush: Brush) -> None:
        rooms = self._rooms()
        radius = self.look.density.radius_field
        for part, room in zip(self._parts, rooms, strict=True):
            role = self._role(part)
            brush.box(room, Coat(role, radius=radius))
            if self._fits(part, room):
                ink = "on_person" if role.startswith("person") else "on_accent"
                inner = room.adjusted(10, 0, -6, 0)
                brush.write(inner, self._words(part), Ink(self._font(), ink, LEFT))
        self._draw_rest(brush, rooms)
        self._draw_legend(brush)

    def _draw_rest(self, brush: Brush, rooms: list[QRectF]) -> None:
        """Hatch what has no part yet: it is missing, not zero."""
        left = rooms[-1].right() + _GAP if rooms else 0.0
        room = QRectF(left, 0, self.width() - left, self._bar_height())
        if room.width() < _GAP or not self._whole > self._sum():
            return
        radius = self.look.density.radius_field
        brush.box(room, Coat("sunken", "line_strong", radius, dashed=True))
        brush.painter.setPen(Qt.PenStyle.NoPen)
        brush.painter.setBrush(QBrush(self.look.colour("line"), Qt.BrushStyle.BDiagPattern))
        brush.painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), radius, radius)
        wide = width_of(self._font(), self._open)
        if wide + 20 <= room.width():
            under = QRectF(room.x() + 10, room.y() + 5, wide + 12, room.height() - 10)
            brush.box(under, Coat("surface", radius=99))
            brush.write(under.adjusted(6, 0, 0, 0), self._open, Ink(self._font(), "ink2", LEFT))

    def _draw_legend(self, brush: Brush) -> None:
        font, top = self._small(), float(self._bar_height() + self.look.space(0))
        line = height_of(font)
        for row in self._legend_rows():
            left = 0.0
            for part in row:
                middle = QPointF(left + _SWATCH / 2, top + line / 2)
                brush.disc(middle, _SWATCH / 2, Coat(self._role(part)))
                text = self._words(part)
                wide = width_of(font, text)
                room = QRectF(left + _SWATCH + 6, top, wide + 1, line)
                brush.write(room, text, Ink(font, "ink2", LEFT, elide=True))
                left = room.right() + self.look.space(3)
            top += line

    def _legend_rows(self) -> list[list[BarPart]]:
        """Return what the bar has no room to say, in lines as wide as it."""
        rows: list[list[BarPart]] = []
        left = 0.0
        for part, room in zip(self._parts, self._rooms(), strict=True):
            if self._fits(part, room):
                continue
            wide = _SWATCH + 7 + width_of(self._small(), self._words(part)) + self.look.space(3)
            if not rows or left + wide > self.width():
                rows.append([])
                left = 0.0
            rows[-1].append(part)
            left += wide
        return rows

    def _rooms(self) -> list[QRectF]:
        whole = max(self._whole, self._sum())
        rooms, left = [], 0.0
        for part in self._parts:
            wide = float(part.amount / whole) * self.width() if whole else 0.0
            rooms.append(QRectF(left, 0, max(3.0, wide - _GAP), self._bar_height()))
            left += wide
        return rooms

    def _fits(self, part: BarPart, room: QRectF) -> bool:
        return width_of(self._font(), self._words(part)) + 16 <= room.width()

    def _words(self, part: BarPart) -> str:
        share = f"{part.amount / self._whole * _HUNDRED:.0f}%" if self._whole else ""
        return " · ".join(one for one in (f"{part.text} {part.said}", share) if one)

    def _role(self, part: BarPart) -> str:
        return part.role or _ROLES[self._parts.index(part) % len(_ROLES)]

    def _sum(self) -> Decimal:
        return sum((part.amount for part in self._parts), Decimal(0))

    def _font(self) -> QFont:
        return self.look.font("label")

    def _small(self) -> QFont:
        return self.look.font("hint", 600)

    def _bar_height(self) -> int:
        return 34 if self.look.density.is_touch else 26
