"""The large number above a keypad: label, value, unit, limits; and the dots of a PIN."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QSizePolicy

from app.kernel.quantity import plain
from app.ui.kit.painting import (
    LEFT,
    RIGHT,
    Brush,
    Coat,
    Ink,
    PaintedWidget,
    height_of,
    width_of,
)
from app.ui.theme.look import Look


class NumberField(PaintedWidget):
    """Shows what the keypad types: grouped, with a fixed unit, limits below the label."""

    def __init__(
        self, look: Look, label: str, unit: str = "", *, name: str = "number", limits: str = ""
    ) -> None:
        super().__init__(look, name)
        self._label, self._unit, self._limits = label, unit, limits
        self._value, self._state = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def label(self) -> str:
        """Return what the number is called."""
        return self._label

    def show_value(self, typed: str) -> None:
        """Show what was typed so far."""
        self._value = typed
        self._name()

    def show_unit(self, unit: str) -> None:
        """Show another unit."""
        self._unit = unit
        self._name()

    def show_limits(self, limits: str) -> None:
        """Show what may be entered, before it is."""
        self._limits = limits
        self._name()

    def mark(self, state: str) -> None:
        """Mark the value: empty for fine, `fail` for one that will be refused."""
        self._state = state
        self.update()

    def value(self) -> str:
        """Return the value as shown."""
        return _grouped(self._value)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(200, self.look.density.big + 24)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()

    def draw(self, brush: Brush) -> None:
        density, pad = self.look.density, self.look.space(3)
        failed = self._state == "fail"
        edge, width = ("fail", 2) if failed else ("line_strong", 1)
        brush.box(self.rect(), Coat("surface", edge, density.radius_button, width))
        right = float(self.width() - pad)
        tall = float(self.height())
        unit_font = self.look.sized(density.title - 1, 400)
        if self._unit:
            wide = width_of(unit_font, self._unit)
            room = QRectF(right - wide, tall * 0.12, wide, tall * 0.8)
            brush.write(room, self._unit, Ink(unit_font, "ink2", RIGHT))
            right -= wide + self.look.space(1) + 2
        left = pad + self._draw_label(brush, pad) + self.look.space(1)
        shown = self.value() or "0"
        font = self.look.font("big")
        while width_of(font, shown) > right - left and font.pixelSize() > density.title:
            font = self.look.sized(font.pixelSize() - 2, 700)
        colour = "fail" if failed else "ink" if self._value else "ink3"
        brush.write(QRectF(left, 0, right - left, tall), shown, Ink(font, colour, RIGHT))

    def _draw_label(self, brush: Brush, left: float) -> float:
        label, hint = self.look.font("label", 400), self.look.font("hint")
        lines = height_of(label) + (height_of(hint) if self._limits else 0)
        top = (self.height() - lines) / 2
        wide = width_of(label, self._label)
        brush.write(
            QRectF(left, top, wide, height_of(label)), self._label, Ink(label, "ink2", LEFT)
        )
        if self._limits:
            under = width_of(hint, self._limits)
            room = QRectF(left, top + height_of(label), under, height_of(hint))
            brush.write(room, self._limits, Ink(hint, "ink3", LEFT))
            wide = max(wide, under)
        return wide

    def _name(self) -> None:
        parts = (self._label, self.value() or "0", self._unit, self._limits)
        self.setAccessibleName(" ".join(part for part in parts if part))
        self.update()


class PinDots(PaintedWidget):
    """How many digits of a PIN are typed; the digits themselves never reach it."""

    def __init__(self, look: Look, length: int = 6, *, name: str = "pin") -> None:
        super().__init__(look, name)
        self._length, self._filled, self._state = length, 0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fill(0)

    def fill(self, count: int) -> None:
        """Show `count` digits as typed."""
        self._filled = count
        words = self.look.words("kit.pin", n=count, length=self._length)
        self.setAccessibleName(words)
        self.update()

    def mark(self, state: str) -> None:
        """Mark the PIN: empty for fine, `fail` for wrong."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(44 * self._length, self.look.density.button)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(30 * self._length, self.look.density.button)

    def draw(self, brush: Brush) -> None:
        failed = self._state == "fail"
        edge, width = ("fail", 2) if failed else ("line_strong", 1)
        radius = self.look.density.radius_button
        brush.box(self.rect(), Coat("surface", edge, radius, width))
        step = min(44.0, (self.width() - 20) / self._length)
        first = self.width() / 2 - step * (self._length - 1) / 2
        for place in range(self._length):
            full = place < self._filled
            coat = Coat("ink") if full else Coat("", "line_strong", width=1.5)
            brush.disc(QPointF(first + place * step, self.height() / 2), 8.5, coat)


def _grouped(typed: str) -> str:
    """Return typed digits in groups; a half-typed decimal keeps what was typed after the point."""
    whole, point, rest = typed.partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    try:
        return f"{sign}{plain(Decimal(digits))}{point}{rest}" if digits else f"{sign}{point}{rest}"
    except InvalidOperation:
        return typed
