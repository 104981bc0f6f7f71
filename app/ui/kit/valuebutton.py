"""The face of a field that is filled in a sheet: its value, or what to press it for."""

import re

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedButton, height_of
from app.ui.theme.look import Look

_LONG = re.compile(r"([!-~]{16})(?=[!-~])")
"""Signs of a code without a gap: nothing else lets it into the next line."""


class ValueButton(PaintedButton):
    """`show_text(text, sub)`; an empty text shows the placeholder. Long texts take more lines."""

    def __init__(
        self, look: Look, *, name: str, accessible: str, placeholder: str = "", icon: str = ""
    ) -> None:
        super().__init__(look, name, accessible)
        self._label, self._placeholder, self._icon = accessible, placeholder, icon
        self._sub = self._state = ""
        self.ring_radius = look.density.radius_field
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(max(look.density.target, 38))
        self.show_text("")

    def show_text(self, text: str, sub: str = "") -> None:
        """Show a value and a second line."""
        self.setText(text)
        self._sub = sub
        said = (self._label, text or self._placeholder, sub)
        self.setAccessibleName(" ".join(part for part in said if part))
        self.updateGeometry()
        self.update()

    def mark(self, state: str) -> None:
        """Mark the edge: empty for fine, `warn` or `fail`."""
        self._state = state
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        upper, lower = self._heights(width)
        return max(self.minimumHeight(), upper + lower + 2 * self.look.space(1))

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(
            200,
            self.heightForWidth(
                self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 200
            ),
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(120, self.minimumHeight())

    def draw(self, brush: Brush) -> None:
        look, pad = self.look, self.look.space(2)
        edge, width = (self._state, 2.0) if self._state else ("line_strong", 1.0)
        fill = "surface" if self.isEnabled() else "sunken"
        if self.isDown() or self.hovered:
            fill = "canvas"
        brush.box(self.rect(), Coat(fill, edge, look.density.radius_field, width))
        upper, lower = self._heights(self.width())
        top = (self.height() - upper - lower) / 2
        room = QRectF(pad, top, self._room(self.width()), upper)
        ink = "ink" if self.text() and self.isEnabled() else "ink3"
        font = look.font("body")
        shown = _breaking(self.text() or self._placeholder)
        brush.write(room, shown, Ink(font, ink, LEFT, wrap=True))
        if lower:
            under = QRectF(pad, top + upper, room.width(), lower)
            brush.write(under, self._sub, Ink(look.font("hint"), "ink2", LEFT, wrap=True))
        if self._icon:
            size = look.density.icon
            right = QRectF(self.width() - pad - size, 0, size, self.height())
            brush.icon_in(right, self._icon, "ink2" if self.isEnabled() else "ink3", size)

    def _room(self, width: int) -> int:
        icon = self.look.density.icon + self.look.space(1) if self._icon else 0
        return max(40, width - 2 * self.look.space(2) - icon)

    def _heights(self, width: int) -> tuple[int, int]:
        room = self._room(width)
        text = _breaking(self.text() or self._placeholder) or "0"
        lower = wrapped_height(self.look.font("hint"), self._sub, room) if self._sub else 0
        return wrapped_height(self.look.font("body"), text, room), lower


def _breaking(text: str) -> str:
    """Return a text that may break within a long code, as the UDI of a device is one."""
    return _LONG.sub("\\1\u200b", text)


def wrapped_height(font: QFont, text: str, width: int) -> int:
    """Return the height of `text` wrapped into `width`."""
    flags = int(Qt.TextFlag.TextWordWrap)
    bounds = QFontMetrics(font).boundingRect(0, 0, width, 10_000, flags, text)
    return max(bounds.height(), height_of(font))
