"""The button: one primary per screen; a blocked one says why; a busy one takes no second press."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import (
    CENTRE,
    LEFT,
    Brush,
    Coat,
    Ink,
    PaintedButton,
    height_of,
    width_of,
)
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class _Kind:
    fill: str
    edge: str
    ink: str
    hover: str
    pressed: str


_KINDS = {
    "primary": _Kind("accent", "", "on_accent", "accent_hover", "accent_pressed"),
    "default": _Kind("surface", "line", "ink", "canvas", "sunken"),
    "ghost": _Kind("", "", "ink2", "sunken", "sunken"),
    "danger": _Kind("surface", "fail", "fail", "fail_soft", "fail_soft"),
    "danger-soft": _Kind("fail_soft", "fail", "fail", "fail_soft", "surface"),
    "danger-solid": _Kind("fail", "", "on_accent", "fail_hover", "fail_hover"),
    "key": _Kind("sunken", "", "ink", "off_soft", "line"),
    "icon": _Kind("surface", "line", "ink", "canvas", "sunken"),
    "on-accent": _Kind("surface", "", "ink", "canvas", "sunken"),
    "dark": _Kind("top_raised", "top_line", "top_ink", "top_pill", "top_pill"),
}
_BLOCKED = _Kind("sunken", "line", "ink3", "sunken", "sunken")

KINDS = tuple(_KINDS)


class Button(PaintedButton):
    """A press emits `clicked`. `block(reason)` disables it and shows the reason on it."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        name: str,
        kind: str = "default",
        icon: str = "",
        size: str = "",
    ) -> None:
        """`size`: normal, small or large; primary buttons are large on touch."""
        super().__init__(look, name)
        self.kind = kind
        self.size_name = size or (
            "large" if kind == "primary" and look.density.is_touch else "normal"
        )
        self.reason = ""
        self.is_busy = False
        self._icon = icon
        self.ring_radius = look.density.radius_button
        if kind == "key":
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.say(text)

    def say(self, text: str, accessible: str = "") -> None:
        """Put `text` on the button; `accessible` names one that only bears an icon."""
        self.setText(text)
        self.setAccessibleName(accessible or text)
        if accessible and not text:
            self.setToolTip(accessible)
        self._changed()

    def named(self, accessible: str) -> "Button":
        """Name a button that only bears an icon, and return it."""
        self.say(self.text(), accessible)
        return self

    def become(self, kind: str) -> None:
        """Be a button of another kind: what it does now is another thing."""
        self.kind = kind
        self._changed()

    def show_icon(self, icon: str) -> None:
        """Put another icon on the button."""
        self._icon = icon
        self._changed()

    def block(self, reason: str) -> None:
        """Disable the button and say why; an empty reason sets it free."""
        self.reason = reason
        self.setEnabled(not reason and not self.is_busy)
        self.setAccessibleDescription(reason)
        self._changed()

    def busy(self, yes: bool) -> None:
        """Show that work is under way and take no further press."""
        self.is_busy = yes
        self.setEnabled(not self.reason and not yes)
        self._changed()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        density = self.look.density
        height = {
            "normal": density.button,
            "small": density.target,
            "large": density.primary,
        }[self.size_name]
        if self.kind == "key":
            return QSize(density.key, density.key)
        if not self.text():
            return QSize(height, height)
        content = width_of(self._font(), self._label()) + self._icon_room()
        return QSize(content + 2 * self.look.space(3 if self.size_name == "small" else 4), height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        full = self.sizeHint()
        if not self.reason or self.kind == "key":
            return full
        lines = max(width_of(self._font(), self.text()), width_of(self._small(), self.reason))
        return QSize(lines + self._icon_room() + 2 * self.look.space(2), full.height())

    def draw(self, brush: Brush) -> None:
        kind = self._kind()
        fill = kind.pressed if self.isDown() else kind.hover if self.hovered else kind.fill
        if fill or kind.edge:
            brush.box(self.rect(), Coat(fill, kind.edge, self.look.density.radius_button))
        if not self.text():
            brush.icon_in(self.rect(), self._shown_icon(), kind.ink, self._icon_size())
        elif self._fits():
            self._draw_line(brush, kind)
        else:
            self._draw_two_lines(brush, kind)

    def _draw_line(self, brush: Brush, kind: _Kind) -> None:
        text = self._label()
        content = width_of(self._font(), text) + self._icon_room()
        left = (self.width() - content) / 2
        room = QRectF(left + self._icon_room(), 0, content - self._icon_room(), self.height())
        self._draw_icon(brush, kind, left)
        brush.write(room, text, Ink(self._font(), kind.ink, CENTRE))

    def _draw_two_lines(self, brush: Brush, kind: _Kind) -> None:
        first, second = (self.text(), self.reason) if self.reason else (self.text(), "")
        wide = max(width_of(self._font(), first), width_of(self._small(), second))
        left = max(4.0, (self.width() - wide - self._icon_room()) / 2)
        room = QRectF(left + self._icon_room(), 0, self.width() - left - self._icon_room(), 0)
        upper, lower = height_of(self._font()), height_of(self._small()) if second else 0
        top = (self.height() - upper - lower) / 2
        self._draw_icon(brush, kind, left)
        room.setRect(room.x(), top, room.width(), upper)
        brush.write(room, first, Ink(self._font(), kind.ink, LEFT))
        if second:
            room.setRect(room.x(), top + upper, room.width(), lower)
            brush.write(room, second, Ink(self._small(), kind.ink, LEFT))

    def _draw_icon(self, brush: Brush, kind: _Kind, left: float) -> None:
        if self._shown_icon():
            size = self._icon_size()
            place = QPointF(left, (self.height() - size) / 2)
            brush.icon(place, self._shown_icon(), kind.ink, size)

    def _fits(self) -> bool:
        content = width_of(self._font(), self._label()) + self._icon_room()
        return content <= self.width() - 8 or not self.reason

    def _label(self) -> str:
        return f"{self.text()} · {self.reason}" if self.reason else self.text()

    def _shown_icon(self) -> str:
        if self.reason:
            return "lock"
        return "loader-circle" if self.is_busy else self._icon

    def _kind(self) -> _Kind:
        if self.isEnabled():
            return _KINDS[self.kind]
        return _BLOCKED if self.kind not in ("ghost", "dark") else _Kind("", "", "ink3", "", "")

    def _font(self) -> QFont:
        density = self.look.density
        if self.kind == "key":
            text_is_sign = len(self.text()) <= 2 and self.text().isascii()
            return self.look.sized(density.title + 9 if text_is_sign else density.body, 600)
        size = {"small": density.label, "normal": density.body + 1, "large": density.title + 3}
        if not density.is_touch:
            return self.look.font("label")
        return self.look.sized(size[self.size_name], 600)

    def _small(self) -> QFont:
        return self.look.font("hint", 500)

    def _icon_size(self) -> int:
        density = self.look.density
        if self.kind == "key":
            return density.icon_large
        return density.icon if self.size_name != "large" else density.icon + 4

    def _icon_room(self) -> int:
        return self._icon_size() + self.look.space(1) if self._shown_icon() else 0

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()
