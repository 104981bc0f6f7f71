"""What was counted, a box each: a tap adds one, the box's minus takes one back."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.ui.kit.painting import CENTRE, LEFT, Brush, Coat, Ink, PaintedButton, width_of
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class CountItem:
    """One thing that is counted; `shortcut` is the key shown for it, the owner listens to it."""

    key: str
    text: str
    count: int = 0
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class CountStep:
    """A person counted one more (1) or one less (-1) of something."""

    key: str
    by: int


class CountBoxes(QWidget):
    """`counted` carries a `CountStep`; the owner answers by `show_items` with the new counts."""

    counted = Signal(object)

    def __init__(
        self, look: Look, items: tuple[CountItem, ...], *, name: str, columns: int = 3
    ) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._boxes: dict[str, _Box] = {}
        self._minuses: dict[str, _Minus] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.space(1))
        for place, item in enumerate(items):
            box = _Box(look, f"{name}-{item.key}")
            box.clicked.connect(partial(self._tell, item.key, 1))
            minus = _Minus(look, f"{name}-less-{item.key}", box)
            minus.clicked.connect(partial(self._tell, item.key, -1))
            self._boxes[item.key], self._minuses[item.key] = box, minus
            grid.addWidget(box, place // columns, place % columns)
        self.show_items(items)

    def show_items(self, items: tuple[CountItem, ...]) -> None:
        """Show other counts of the same things; one that is not among them is left as it was."""
        for item in items:
            if item.key in self._boxes:
                self._boxes[item.key].show_item(item)
                said = self.look.words("kit.counts.less", text=item.text)
                self._minuses[item.key].setAccessibleName(said)
                self._minuses[item.key].setVisible(item.count > 0)

    def readonly(self, yes: bool) -> None:
        """Let nobody count; the counts stay in sight."""
        for each in (*self._boxes.values(), *self._minuses.values()):
            each.setEnabled(not yes)

    def _tell(self, key: str, by: int, _checked: bool = False) -> None:
        self.counted.emit(CountStep(key, by))


class _Box(PaintedButton):
    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self._item = CountItem("", "")
        self.ring_radius = look.density.radius_button
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_item(self, item: CountItem) -> None:
        self._item = item
        said = (item.shortcut, item.text, str(item.count))
        self.setAccessibleName(" ".join(part for part in said if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        look, item = self.look, self._item
        wide = width_of(look.font("strong"), item.text) + self._tag_px() + _side(look)
        return QSize(wide + width_of(look.font("title"), "000") + 24, _side(look))

    def draw(self, brush: Brush) -> None:
        look, item = self.look, self._item
        fill = "sunken" if self.isDown() else "canvas" if self.isEnabled() else "sunken"
        brush.box(self.rect(), Coat(fill, "accent" if self.hovered else "", self.ring_radius))
        left = 12.0
        if item.shortcut:
            tag = QRectF(left, self.height() / 2 - 11, self._tag_px() - 10.0, 22)
            brush.box(tag, Coat("surface", "line_strong", 6))
            brush.write(tag, item.shortcut, Ink(look.font("hint", 600), "ink2", CENTRE))
            left += self._tag_px()
        count = width_of(look.font("title"), f"{item.count}") + 2.0
        figure = QRectF(self.width() - _side(look) - count, 0, count, self.height())
        room = QRectF(left, 0, max(0.0, figure.x() - left - 6), self.height())
        brush.write(room, item.text, Ink(look.font("strong"), "ink", LEFT, elide=True))
        ink = "ink" if item.count else "ink3"
        brush.write(figure, f"{item.count}", Ink(look.font("title"), ink, CENTRE))

    def _tag_px(self) -> int:
        tag = self._item.shortcut
        return width_of(self.look.font("hint", 600), tag) + 24 if tag else 0


class _Minus(PaintedButton):
    """Stands at the right end of its box, as large as a finger."""

    def __init__(self, look: Look, name: str, box: _Box) -> None:
        super().__init__(look, name)
        self.setParent(box)
        self._box = box
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.resize(self.sizeHint())
        box.installEventFilter(self)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(_side(self.look), _side(self.look))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Resize:
            self.move(self._box.width() - self.width(), 0)
        return super().eventFilter(watched, event)

    def draw(self, brush: Brush) -> None:
        centre, radius = QRectF(self.rect()).center(), 15 if self.look.density.is_touch else 12
        brush.disc(centre, radius, Coat("sunken" if self.isDown() else "surface", "line_strong"))
        brush.icon_in(self.rect(), "minus", "ink2", radius + 3)


def _side(look: Look) -> int:
    return max(look.density.button, look.density.target)
