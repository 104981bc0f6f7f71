"""A slot of a sentence: what stands there now, or what may; a press asks for another."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedButton, width_of
from app.ui.theme.look import Look

_INKS = {
    "accent": ("accent_soft", "accent", "accent"),
    "ok": ("ok_soft", "ok", "ok"),
    "hold": ("hold_soft", "hold", "hold"),
    "off": ("off_soft", "line_strong", "ink"),
    "plain": ("surface", "line_strong", "ink"),
    "warn": ("warn_soft", "warn", "warn"),
}
"""Ground, edge while pointed at, and ink of each role."""
_WIDEST = 420
"""A longer text is cut, in px; whoever presses reads it whole."""

ROLES = tuple(_INKS)


class SlotChip(PaintedButton):
    """`clicked` asks for another. `show_slot` with an empty text shows what to choose, dashed."""

    def __init__(self, look: Look, *, name: str, role: str = "plain", icon: str = "") -> None:
        super().__init__(look, name)
        self._role, self._icon, self._label = role, icon, ""
        self._is_wrong = self._is_empty = False
        self.ring_radius = look.density.radius_button
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_slot(self, text: str, label: str, *, is_wrong: bool = False, choose: str = "") -> None:
        """Show what stands here; `label` is what the slot is, `choose` what an empty one says."""
        self._label, self._is_wrong, self._is_empty = label, is_wrong, not text
        self.setText(text or choose or label)
        self.setAccessibleName(f"{label}: {self.text()}")
        self.setToolTip(text if self._content() > _WIDEST else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        wide = min(_WIDEST, self._content()) + self._left() + self._right()
        return QSize(wide, self.look.density.target if self.look.density.is_touch else 34)

    def draw(self, brush: Brush) -> None:
        role = "warn" if self._is_wrong else self._role
        fill, edge, ink = _INKS[role]
        if self.isDown():
            fill = "sunken"
        look, radius = self.look, self.look.density.radius_field
        if self._is_empty and not self._is_wrong:
            brush.box(self.rect(), Coat("surface", "line_strong", radius, dashed=True))
            ink = "ink3"
        else:
            shown = edge if self.hovered or self._is_wrong or role == "plain" else ""
            brush.box(self.rect(), Coat(fill, shown, radius))
        size = look.density.icon_small
        icon = "triangle-alert" if self._is_wrong else self._icon
        if icon:
            brush.icon(QPointF(look.space(2), (self.height() - size) / 2), icon, ink, size)
        left, right = self._left(), self._right()
        room = QRectF(left, 0, self.width() - left - right, self.height())
        brush.write(room, self.text(), Ink(self._font(), ink, LEFT, elide=True))
        at = QPointF(self.width() - look.space(1) - size, (self.height() - size) / 2)
        brush.icon(at, "chevron-down", ink, size)

    def _content(self) -> int:
        return width_of(self._font(), self.text()) + 1

    def _left(self) -> int:
        has_icon = bool(self._icon) or self._is_wrong
        room = self.look.density.icon_small + self.look.space(1) if has_icon else 0
        return self.look.space(2) + room

    def _right(self) -> int:
        return self.look.density.icon_small + 2 * self.look.space(1)

    def _font(self) -> QFont:
        return self.look.font("strong" if self.look.density.is_touch else "label")
