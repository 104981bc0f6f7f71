"""A choice as a tile: one of several (round mark) or any of them (square mark)."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedButton, width_of
from app.ui.kit.valuebutton import wrapped_height
from app.ui.theme.look import Look

_MARKS = {
    "many": ("square", "square-check"),
    "one": ("circle", "circle-dot"),
}
_WIDEST = 420
"""A longer text wraps, in px."""


class OptionTile(PaintedButton):
    """`clicked` as any button; the mark shows by its shape whether others may be chosen too."""

    def __init__(
        self, look: Look, text: str, sub: str = "", *, name: str, mark: str = "many"
    ) -> None:
        super().__init__(look, name, ", ".join(part for part in (text, sub) if part))
        self.sub, self._mark = sub, mark
        self._known: dict[int, tuple[int, int]] = {}
        self.setText(text)
        self.setCheckable(True)
        self.ring_radius = look.density.radius_button
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if look.density.is_touch:  # a tap leaves the focus where it is, Tab still comes here
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        upper, lower = self._heights(width)
        return max(self._least(), upper + lower + 2 * self.look.space(1))

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        look = self.look
        wide = max(
            width_of(look.font("body", 500), self.text()), width_of(look.font("hint"), self.sub)
        )
        wide = min(_WIDEST, wide + 2) + self._left() + look.space(2)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(min(self.sizeHint().width(), 140), self._least())

    def draw(self, brush: Brush) -> None:
        look, chosen, free = self.look, self.isChecked(), self.isEnabled()
        fill = "accent_soft" if chosen else "sunken" if self.isDown() or not free else "surface"
        edge, width = ("accent", 2) if chosen else ("line", 1)
        brush.box(self.rect(), Coat(fill, edge, look.density.radius_button, width))
        size, pad = look.density.icon, look.space(2)
        icon = QRectF(pad, 0, size, self.height())
        ink = "accent" if chosen else "ink3"
        brush.icon_in(icon, _MARKS[self._mark][chosen], ink, size)
        upper, lower = self._heights(self.width())
        top = (self.height() - upper - lower) / 2
        room = QRectF(self._left(), top, self._room(self.width()), upper)
        said = Ink(look.font("body", 500), "ink" if free else "ink3", LEFT, wrap=True)
        brush.write(room, self.text(), said)
        if lower:
            under = QRectF(room.x(), room.bottom(), room.width(), lower)
            brush.write(under, self.sub, Ink(look.font("hint"), "ink2", LEFT, wrap=True))

    def _least(self) -> int:
        return self.look.density.button if self.look.density.is_touch else self.look.density.target

    def _left(self) -> int:
        return self.look.space(2) + self.look.density.icon + self.look.space(1)

    def _room(self, width: int) -> int:
        return max(40, width - self._left() - self.look.space(2))

    def _heights(self, width: int) -> tuple[int, int]:
        if width not in self._known:  # layouts ask ten times for what never changes
            room = self._room(width)
            lower = wrapped_height(self.look.font("hint"), self.sub, room) if self.sub else 0
            upper = wrapped_height(self.look.font("body", 500), self.text(), room)
            self._known[width] = (upper, lower)
        return self._known[width]
