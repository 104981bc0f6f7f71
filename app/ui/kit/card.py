"""The card: a framed area of a page, plain, selected, sunken, or soft in a state's colour."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.hugging import hugging_size
from app.ui.kit.painting import Brush, Coat, PaintedButton
from app.ui.theme.look import Look

_COATS = {
    "plain": Coat("surface", "line"),
    "selected": Coat("surface", "accent", width=2),
    "chosen": Coat("accent_soft", "accent", width=2),
    "sunken": Coat("canvas"),
    "ground": Coat("canvas", "line"),
    "well": Coat("sunken"),
    "accent": Coat("accent"),
    "accent-soft": Coat("accent_soft"),
    "accent-outline": Coat("accent_soft", "accent", width=1.5),
    "ok": Coat("ok_soft"),
    "warn": Coat("warn_soft"),
    "fail": Coat("fail_soft"),
    "ok-chosen": Coat("ok_soft", "accent", width=2),
    "fail-chosen": Coat("fail_soft", "accent", width=2),
    "absent": Coat("", "line_strong", dashed=True),
    "hold": Coat("hold_soft"),
    "off": Coat("off_soft"),
    "dark": Coat("top_raised", "top_line"),
    "toast": Coat("ink"),
    "dialog": Coat("surface", "line"),
    "clear": Coat(),
}
KINDS = tuple(_COATS)


def coat(look: Look, kind: str) -> Coat:
    """Return the paint of a card of `kind`."""
    made, density = _COATS[kind], look.density
    radius = density.radius_dialog if kind == "dialog" else density.radius_card
    return Coat(made.fill, made.edge, radius, made.width, made.dashed)


class Card(QFrame):
    """A framed area; children go into `body`, a vertical layout."""

    def __init__(self, look: Look, name: str = "card", kind: str = "plain") -> None:
        super().__init__()
        self.look = look
        self.kind = kind
        self._hugs = False
        self.setObjectName(name)
        self.body = QVBoxLayout(self)
        margin = look.space(3 if look.density.is_touch else 4)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(look.space(2))

    def hug(self) -> "Card":
        """Take just the height the content needs at the card's width; return the card."""
        self._hugs = True
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return self

    def become(self, kind: str) -> None:
        """Change the kind, as when a card is selected."""
        self.kind = kind
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return hugging_size(self) if self._hugs else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        usual = super().minimumSizeHint()
        return QSize(usual.width(), self.sizeHint().height()) if self._hugs else usual

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        if self._hugs and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        painter = QPainter(self)
        Brush(painter, self.look).box(self.rect(), coat(self.look, self.kind))
        painter.end()


class TapCard(PaintedButton):
    """A card that is one large button; children in `body` show, and let presses through."""

    def __init__(self, look: Look, name: str, accessible: str, kind: str = "plain") -> None:
        super().__init__(look, name, accessible)
        self.kind = kind
        self.ring_radius = look.density.radius_card
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(self)
        margin = look.space(2)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(look.space(0))

    def become(self, kind: str) -> None:
        """Change the kind, as when a card is chosen."""
        self.kind = kind
        self.update()

    def seal(self) -> None:
        """Let presses on the children reach the card; call after the children are in."""
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def draw(self, brush: Brush) -> None:
        made = coat(self.look, self.kind)
        fill = made.fill
        if self.isDown():
            fill = "top_pill" if self.kind == "dark" else "sunken"
        elif self.hovered and self.kind == "plain":
            fill = "canvas"
        brush.box(self.rect(), Coat(fill, made.edge, made.radius, made.width))

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        hint = self.body.sizeHint()
        return QSize(hint.width(), max(hint.height(), self.look.density.target))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        hint = self.body.minimumSize()
        return QSize(hint.width(), max(hint.height(), self.look.density.target))
