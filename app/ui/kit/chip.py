"""Status chips and count badges: pills that say a state by colour, shape and word."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedWidget, width_of
from app.ui.kit.states import STATES
from app.ui.theme.look import Look


class StatusChip(PaintedWidget):
    """One of seven states, soft or solid; without `text` it says the state's own word."""

    def __init__(
        self,
        look: Look,
        state: str,
        text: str = "",
        *,
        name: str = "chip",
        solid: bool = False,
        icon: str = "",
    ) -> None:
        super().__init__(look, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.solid = solid
        self.show_state(state, text, icon)

    def show_state(self, state: str, text: str = "", icon: str = "") -> None:
        """Show another state."""
        self.state = state
        self.text = text or self.look.words(f"kit.state.{state}")
        self._icon = icon or STATES[state].icon
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        font = self._font()
        return QSize(width_of(font, self.text) + self._icon_size() + 26, self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()

    def draw(self, brush: Brush) -> None:
        state = STATES[self.state]
        ink = state.on_solid if self.solid else state.ink
        brush.box(self.rect(), Coat(state.solid if self.solid else state.soft, radius=99))
        size = self._icon_size()
        brush.icon(QPointF(10, (self.height() - size) / 2), self._icon, ink, size)
        left = 10 + size + 6
        room = QRectF(left, 0, self.width() - left - 8, self.height())
        brush.write(room, self.text, Ink(self._font(), ink, LEFT))

    def _font(self) -> QFont:
        return self.look.font("hint", 600)

    def _icon_size(self) -> int:
        return 16 if self.look.density.is_touch else 14

    def _height(self) -> int:
        return self.look.density.hint + (17 if self.look.density.is_touch else 14)


class CountBadge(PaintedWidget):
    """A quiet pill with a count and, if given, an icon and a word: `list 4`, `12 条`."""

    def __init__(self, look: Look, text: str, *, name: str = "count", icon: str = "") -> None:
        super().__init__(look, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._icon = icon
        self.say(text)

    def say(self, text: str) -> None:
        """Show another count."""
        self.text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        density = self.look.density
        room = density.icon_small + 6 if self._icon else 0
        height = density.hint + (17 if density.is_touch else 12)
        return QSize(width_of(self.look.font("hint", 600), self.text) + room + 22, height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()

    def draw(self, brush: Brush) -> None:
        brush.box(self.rect(), Coat("off_soft", radius=99))
        left = 10.0
        if self._icon:
            size = self.look.density.icon_small
            brush.icon(QPointF(left, (self.height() - size) / 2), self._icon, "off", size)
            left += size + 6
        room = QRectF(left, 0, self.width() - left - 10, self.height())
        brush.write(room, self.text, Ink(self.look.font("hint", 600), "off", LEFT))
