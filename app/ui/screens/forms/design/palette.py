"""The palette: every kind of field the house knows, by group; one is pressed or dragged."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from app.journal.capability import FieldKind
from app.ui import kit
from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedButton
from app.ui.theme.look import Look

_ROW, _ICON_BOX, _WIDE = 42, 28, 180
_STEPS: Mapping[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class KindButton(PaintedButton):
    """A kind of field. `dragged` and `dropped` carry where the mouse is, on the whole screen;
    `stepped` whether somebody goes on to the next one (+1) or back (−1)."""

    stepped = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, look: Look, kind: FieldKind) -> None:
        super().__init__(look, f"kind-{kind.code}", look.words(f"forms.kind.{kind.code}"))
        self.kind = kind
        self.setText(self.accessibleName())
        self.setToolTip(look.words("form_design.kind_how"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ring_radius = 10
        self._pressed_at: QPoint | None = None
        self._is_dragged = False

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(120, _ROW)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        self._pressed_at, self._is_dragged = event.position().toPoint(), False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        start, at = self._pressed_at, event.position().toPoint()
        if start is not None and event.buttons():
            far = (at - start).manhattanLength() >= QApplication.startDragDistance()
            self._is_dragged = self._is_dragged or far
        if self._is_dragged:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(event.globalPosition().toPoint())
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        was_dragged, self._is_dragged, self._pressed_at = self._is_dragged, False, None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if was_dragged:
            self.setDown(False)
            self.dropped.emit(event.globalPosition().toPoint())
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        by = _STEPS.get(event.key())
        if by is not None:
            self.stepped.emit(by)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def draw(self, brush: Brush) -> None:
        fill = "canvas" if self.hovered or self.isDown() else "surface"
        brush.box(self.rect(), Coat(fill, "accent" if self.isDown() else "line", 10))
        box = QRectF(7, (self.height() - _ICON_BOX) / 2, _ICON_BOX, _ICON_BOX)
        brush.box(box, Coat("accent_soft", radius=8))
        brush.icon_in(box, self.kind.icon, "accent", 16)
        has_grip = self.width() >= _WIDE
        free = self.width() - box.right() - (34 if has_grip else 16)
        room = QRectF(box.right() + 10, 0, free, self.height())
        brush.write(room, self.text(), Ink(self.look.font("label", 500), "ink", LEFT, elide=True))
        if has_grip:
            grip = QRectF(self.width() - 24, 0, 18, self.height())
            brush.icon_in(grip, "grip-vertical", "ink3", 14)


class KindPalette(kit.Card):
    """`chosen` carries the code of a kind; `dragged` and `dropped` it and where on the screen.

    Tab comes to it once; arrows go from kind to kind, Enter adds one.
    """

    chosen = Signal(str)
    dragged = Signal(str, QPoint)
    dropped = Signal(str, QPoint)

    def __init__(self, look: Look, kinds: Mapping[str, FieldKind]) -> None:
        super().__init__(look, "design-palette")
        words = look.words
        self._buttons: list[KindButton] = []
        self._titles: list[tuple[kit.Text, tuple[KindButton, ...]]] = []
        self.body.addWidget(kit.Text(look, words("form_design.palette"), "title"))
        self.body.addWidget(kit.Text(look, words("form_design.palette_how"), "hint", wrap=True))
        search = kit.SearchBox(look, words("form_design.search"), name="design-search")
        search.setMinimumWidth(120)
        search.searched.connect(self._seek)
        self.body.addWidget(search)
        self._none = kit.Text(look, words("form_design.none_found"), "hint", wrap=True)
        self._none.hide()
        self.body.addWidget(self._none)
        self._scroll = kit.Scroller(look, "design-kinds", self._list(kinds.values()))
        self.body.addWidget(self._scroll, 1)
        self._stop_at(self._buttons[0])
        self.setFocusProxy(search)

    def _list(self, kinds: Iterable[FieldKind]) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(6)
        offered = [kind for kind in kinds if kind.group]
        for group in dict.fromkeys(kind.group for kind in offered):
            said = self.look.words(f"forms.group.{group}")
            title = kit.Text(self.look, said, "hint", elide=True)
            title.setContentsMargins(0, 6, 0, 0)
            column.addWidget(title)
            buttons = tuple(self._button(kind) for kind in offered if kind.group == group)
            for button in buttons:
                column.addWidget(button)
            self._titles.append((title, buttons))
        column.addStretch()
        return inside

    def _button(self, kind: FieldKind) -> KindButton:
        made = KindButton(self.look, kind)
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        made.stepped.connect(lambda by: self._step(made, by))
        made.clicked.connect(lambda: self.chosen.emit(kind.code))
        made.dragged.connect(lambda at: self.dragged.emit(kind.code, at))
        made.dropped.connect(lambda at: self.dropped.emit(kind.code, at))
        self._buttons.append(made)
        return made

    def _step(self, here: KindButton, by: int) -> None:
        """Go on to the next kind in sight, or back."""
        shown = [one for one in self._buttons if not one.isHidden()]
        there = shown[max(0, min(shown.index(here) + by, len(shown) - 1))]
        self._stop_at(there)
        there.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(there, 0, _ROW)

    def _stop_at(self, stop: KindButton) -> None:
        """Let Tab come to this kind, and to no other."""
        for one in self._buttons:
            is_stop = one is stop
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def _seek(self, word: str) -> None:
        """Show the kinds whose name, group or code holds the word."""
        sought = word.strip().lower()
        for title, buttons in self._titles:
            for one in buttons:
                told = f"{one.text()} {title.full()} {one.kind.code}".lower()
                one.setVisible(sought in told)
            title.setVisible(any(not one.isHidden() for one in buttons))
        shown = [one for one in self._buttons if not one.isHidden()]
        self._none.setVisible(not shown)
        if shown:
            self._stop_at(shown[0])
