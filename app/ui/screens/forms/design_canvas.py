"""The canvas: the form that is drawn, its sections and fields, painted; one picks, drags, drops.

It is one widget however long the form is, and paints only what is in sight.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication

from app.capabilities.forms.definition.answers import Flaw
from app.journal.capability import FieldKind
from app.ui.kit.painting import LEFT, RIGHT, Brush, Coat, Ink, PaintedWidget
from app.ui.screens.forms.design_body import Plain, Spot, field_at
from app.ui.screens.forms.design_plan import GAP, HEADING, Box, Guide, Plan, plan
from app.ui.screens.forms.design_says import field_sub, said
from app.ui.theme.look import Look

_ICON_BOX, _PAD, _GRIP = 36, 12, 22
_DOTS = 24
_SIGNS = (
    ("critical", "triangle-alert", "warn"),
    ("second_person", "users", "ink3"),
    ("only_device", "plug", "ink3"),
    ("visible_if", "eye", "ink3"),
    ("read_only_if", "lock", "ink3"),
    ("must", "shield-check", "ink3"),
)
"""What a field bears beside its name, so that a form is read without opening each one."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A field was dragged: from where, before what it was let go."""

    spot: Spot
    to: Spot


class DesignCanvas(PaintedWidget):
    """`picked` carries a Spot, None for nothing; `moved` a `Moved`; `asked` a word of a key press.

    Keys: arrows pick, Delete removes, Enter opens what is picked.
    """

    picked = Signal(object)
    moved = Signal(object)
    asked = Signal(str)
    seen = Signal(QRect)
    """What should be scrolled into sight."""

    def __init__(self, look: Look, kinds: Mapping[str, FieldKind]) -> None:
        super().__init__(look, "design-canvas")
        self._kinds = kinds
        self._body: Plain = {"sections": []}
        self._plan: Plan = plan(self._body, self.width())
        self.chosen: Spot | None = None
        self._wrong: frozenset[str] = frozenset()
        self._hovered: Spot | None = None
        self._pressed: Box | None = None
        self._pressed_at = QPoint()
        self._dragged: Spot | None = None
        self._guide: Guide | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(look.words("form_design.canvas"))

    # ------------------------------------------------------------------ what is shown
    def show_body(self, body: Plain) -> None:
        """Show a form."""
        self._body = body
        self._lay()

    def show_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        """Mark the fields something is wrong with."""
        wrong = frozenset(flaw.field for flaw in flaws if flaw.field)
        if wrong != self._wrong:
            self._wrong = wrong
            self.update()

    def choose(self, spot: Spot | None) -> None:
        """Show what is picked, and bring it in sight."""
        for one in {self.chosen, spot}:
            self._update_at(one)
        self.chosen = spot
        box = None if spot is None else self._plan.box(spot)
        self.setAccessibleDescription("" if spot is None else self._told(spot))
        if box is not None:
            self.seen.emit(_rect(box).adjusted(0, -GAP, 0, GAP))

    def box_of(self, spot: Spot) -> QRect:
        """Return where a field or heading stands, in px of the canvas."""
        box = self._plan.box(spot)
        return QRect() if box is None else _rect(box)

    # ------------------------------------------------------------------ dropping from outside
    def drag_over(self, at: QPoint) -> None:
        """Show where a field would land that is dropped here."""
        self._show_guide(self._plan.guide(at.x(), at.y()) if self.rect().contains(at) else None)

    def drop(self, at: QPoint) -> Spot | None:
        """Return where a field lands that was dropped here; None beside the canvas."""
        guide = self._plan.guide(at.x(), at.y()) if self.rect().contains(at) else None
        self._show_guide(None)
        if guide is not None:
            return guide.spot
        return Spot(0, 0) if self.rect().contains(at) else None

    # ------------------------------------------------------------------ mouse and keys
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        at = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._plan.foot.holds(at.x(), at.y()):
            self.asked.emit("section")
            return
        self._pressed, self._pressed_at = self._plan.at(at.x(), at.y()), at
        chosen = self._pressed
        self.picked.emit(None if chosen is None else _picked(chosen))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        at = event.position().toPoint()
        if self._dragged is None and self._pressed is not None and self._is_field(self._pressed):
            far = (at - self._pressed_at).manhattanLength()
            if event.buttons() and far >= QApplication.startDragDistance():
                self._dragged = self._pressed.spot
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged is not None:
            self._show_guide(self._plan.guide(at.x(), at.y()))
            self.seen.emit(QRect(at, QSize(1, 1)).adjusted(0, -40, 0, 40))
            return
        self._hover(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        at = event.position().toPoint()
        dragged, guide = self._dragged, self._plan.guide(at.x(), at.y())
        self._dragged = self._pressed = None
        self._show_guide(None)
        self.unsetCursor()
        if dragged is not None and guide is not None:
            self.moved.emit(Moved(dragged, guide.spot))

    def leaveEvent(self, _event: object) -> None:  # noqa: N802  # Qt's name
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        is_plain = event.modifiers() in (_PLAIN, Qt.KeyboardModifier.KeypadModifier)
        word = _WORDS.get(event.key()) if is_plain else None
        if word in ("before", "after"):
            self.picked.emit(self._plan.next_to(self.chosen, -1 if word == "before" else 1))
        elif word:
            self.asked.emit(word)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()

    # ------------------------------------------------------------------ painting
    def draw(self, brush: Brush) -> None:
        seen = self.visibleRegion().boundingRect()
        self._dot(brush, seen)
        for card in self._plan.cards:
            if card.y <= seen.bottom() and card.y + card.height >= seen.top():
                is_chosen = self.chosen == card.spot
                edge, width = ("accent", 2) if is_chosen else ("line", 1)
                brush.box(_rect(card), Coat("surface", edge, 14, width))
        for box in self._plan.between(seen.top(), seen.bottom()):
            if box.spot.at == HEADING:
                self._draw_heading(brush, box)
            elif box.is_empty:
                self._draw_empty(brush, box)
            else:
                self._draw_field(brush, box)
        self._draw_foot(brush)
        self._draw_guide(brush)

    def _dot(self, brush: Brush, seen: QRect) -> None:
        """Paint the ground of dots in what is in sight."""
        brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        brush.painter.setPen(self.look.colour("line_strong"))
        brush.painter.setOpacity(0.45)
        dots = [
            QPointF(x, y)
            for y in range(seen.top() - seen.top() % _DOTS, seen.bottom() + 1, _DOTS)
            for x in range(_DOTS // 2, self.width(), _DOTS)
        ]
        brush.painter.drawPoints(dots)
        brush.painter.setOpacity(1)
        brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _draw_heading(self, brush: Brush, box: Box) -> None:
        section = self._body["sections"][box.spot.section]
        words = self.look.words
        title = said(words, section["title"]) or words("form_design.untitled")
        count = words("form_design.fields_n", n=len(section["fields"]))
        room = QRectF(box.x, box.y + 4, box.width - 130, box.height - 8)
        brush.write(room, title, Ink(self.look.font("title"), "ink", LEFT, elide=True))
        room = QRectF(box.x + box.width - 130, box.y + 4, 130, box.height - 8)
        brush.write(room, count, Ink(self.look.font("hint"), "ink3", RIGHT, elide=True))

    def _draw_empty(self, brush: Brush, box: Box) -> None:
        brush.box(_rect(box), Coat("canvas", "line_strong", 12, 1, dashed=True))
        text = self.look.words("form_design.drop_here")
        brush.write(_rect(box).adjusted(16, 0, -16, 0), text, Ink(self._hint(), "ink3", elide=True))

    def _draw_field(self, brush: Brush, box: Box) -> None:
        field, rect = field_at(self._body, box.spot), QRectF(_rect(box))
        is_chosen, is_wrong = box.spot == self.chosen, field["key"] in self._wrong
        if is_chosen:
            brush.box(rect.adjusted(-3, -3, 3, 3), Coat("accent_soft", radius=14))
        edge = "accent" if is_chosen else "fail" if is_wrong else "line"
        brush.box(rect, Coat("surface", edge, 12, 2 if is_chosen or is_wrong else 1))
        if box.spot == self._dragged:
            brush.painter.setOpacity(0.4)
        self._draw_inside(brush, field, rect, is_wrong=is_wrong)
        brush.painter.setOpacity(1)
        if box.spot in (self._hovered, self.chosen):
            grip = QRectF(rect.right() - _GRIP, rect.y(), _GRIP - 4, rect.height())
            brush.icon_in(grip, "grip-vertical", "ink3", 16)

    def _draw_inside(self, brush: Brush, field: Plain, rect: QRectF, *, is_wrong: bool) -> None:
        words, kind = self.look.words, self._kinds.get(field["kind"])
        square = QRectF(rect.x() + _PAD, rect.center().y() - _ICON_BOX / 2, _ICON_BOX, _ICON_BOX)
        ink = "fail" if is_wrong else "accent"
        brush.box(square, Coat(f"{ink}_soft", radius=9))
        icon = "octagon-x" if is_wrong else "circle-help" if kind is None else kind.icon
        brush.icon_in(square, icon, ink, 18)
        right = self._draw_signs(brush, field, rect)
        left = square.right() + _PAD
        upper = QRectF(left, rect.y() + 9, right - left, 22)
        lower = QRectF(left, rect.y() + 31, right - left, 20)
        label = said(words, field["label"]) or words("form_design.untitled")
        star = " *" if field.get("required", True) and (kind is None or kind.is_entered) else ""
        brush.write(upper, label + star, Ink(self.look.font("strong"), "ink", LEFT, elide=True))
        brush.write(lower, field_sub(words, field), Ink(self._hint(), "ink3", LEFT, elide=True))

    def _draw_signs(self, brush: Brush, field: Plain, rect: QRectF) -> float:
        """Paint what a field bears, from the right; return where the texts must end."""
        x = rect.right() - _GRIP - 4
        for name, icon, role in _SIGNS:
            if field.get(name) and x - rect.x() > 3 * rect.width() / 4:
                x -= 22
                brush.icon(QPointF(x, rect.center().y() - 8), icon, role, 16)
        return x - 6

    def _draw_foot(self, brush: Brush) -> None:
        rect = QRectF(_rect(self._plan.foot))
        brush.box(rect, Coat("", "line_strong", 12, 1, dashed=True))
        text = self.look.words("form_design.add_section")
        ink = Ink(self.look.font("label"), "accent", LEFT, elide=True)
        brush.icon(QPointF(rect.x() + 18, rect.center().y() - 9), "plus", "accent", 18)
        brush.write(rect.adjusted(46, 0, -16, 0), text, ink)

    def _draw_guide(self, brush: Brush) -> None:
        if self._guide is None:
            return
        start, end = (
            QPointF(self._guide.x, self._guide.y),
            QPointF(self._guide.to_x, self._guide.to_y),
        )
        brush.line(start, end, "accent", 3)
        for point in (start, end):
            brush.disc(point, 5, Coat("accent"))

    def _hint(self) -> QFont:
        return self.look.font("hint")

    # ------------------------------------------------------------------ inside
    def _lay(self) -> None:
        self._plan = plan(self._body, max(self.width(), 240))
        self.setMinimumHeight(self._plan.height)
        self.update()

    def _hover(self, at: QPoint) -> None:
        box = self._plan.at(at.x(), at.y())
        spot = None if box is None or not self._is_field(box) else box.spot
        if spot != self._hovered:
            self._hovered = spot
            self.update()
        is_over = spot is not None or self._plan.foot.holds(at.x(), at.y())
        shape = Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def _show_guide(self, guide: Guide | None) -> None:
        if guide != self._guide:
            self._guide = guide
            self.update()

    def _update_at(self, spot: Spot | None) -> None:
        """Paint anew what stands at a spot, and nothing else."""
        if spot is not None and spot.at == HEADING:
            for card in self._plan.cards:
                if card.spot == spot:
                    self.update(_rect(card))
        elif spot is not None:
            self.update(self.box_of(spot).adjusted(-4, -4, 4, 4))

    def _is_field(self, box: Box) -> bool:
        return box.spot.at != HEADING and not box.is_empty

    def _told(self, spot: Spot) -> str:
        words = self.look.words
        if spot.at == HEADING:
            return said(words, self._body["sections"][spot.section]["title"])
        field = field_at(self._body, spot)
        return f"{said(words, field['label'])} · {field_sub(words, field)}"


def _rect(box: Box) -> QRect:
    return QRect(box.x, box.y, box.width, box.height)


def _picked(box: Box) -> Spot:
    """Return what a press picks: an empty place stands for its section."""
    return Spot(box.spot.section, HEADING) if box.is_empty else box.spot


_PLAIN = Qt.KeyboardModifier.NoModifier
_WORDS: Mapping[int, str] = {
    Qt.Key.Key_Up: "before",
    Qt.Key.Key_Down: "after",
    Qt.Key.Key_Left: "before",
    Qt.Key.Key_Right: "after",
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_Backspace: "remove",
}
"""Keys that mean this on the canvas alone, where nobody types; others are the page's."""
