"""The canvas: the form that is drawn, its sections and fields, painted; one picks, drags, drops.

It is one widget however long the form is, and paints only what is in sight.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from app.capabilities.forms.definition.answers import Flaw
from app.journal.capability import FieldKind
from app.ui.kit.painting import Brush, PaintedWidget
from app.ui.screens.forms.design.body import Plain, Spot, field_at
from app.ui.screens.forms.design.paint import CanvasPaint, Standing, rect_of
from app.ui.screens.forms.design.plan import GAP, HEADING, Box, Guide, Plan, plan
from app.ui.screens.forms.design.says import field_sub, said
from app.ui.theme.look import Look


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
        self._paint = CanvasPaint(look, kinds)
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
            self.seen.emit(rect_of(box).adjusted(0, -GAP, 0, GAP))

    def box_of(self, spot: Spot) -> QRect:
        """Return where a field or heading stands, in px of the canvas."""
        box = self._plan.box(spot)
        return QRect() if box is None else rect_of(box)

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
        self._paint.ground(brush, seen)
        for card in self._plan.cards:
            if card.y <= seen.bottom() and card.y + card.height >= seen.top():
                self._paint.card(brush, card, is_chosen=self.chosen == card.spot)
        for box in self._plan.between(seen.top(), seen.bottom()):
            if box.spot.at == HEADING:
                self._paint.heading(brush, self._body["sections"][box.spot.section], box)
            elif box.is_empty:
                self._paint.empty(brush, box)
            else:
                field = field_at(self._body, box.spot)
                self._paint.field(brush, field, box, self._stands(box.spot, field["key"]))
        self._paint.foot(brush, self._plan.foot)
        if self._guide is not None:
            self._paint.guide(brush, self._guide)

    def _stands(self, spot: Spot, key: str) -> Standing:
        return Standing(
            is_chosen=spot == self.chosen,
            is_wrong=key in self._wrong,
            is_hovered=spot == self._hovered,
            is_dragged=spot == self._dragged,
        )

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
                    self.update(rect_of(card))
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
