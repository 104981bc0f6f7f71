"""The picture of a defect map with its numbered marks, and a line that says what one mark is."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.mapmarks import MapMark, Marks
from app.ui.kit.painting import LEFT, RIGHT, Brush, Coat, Ink, PaintedButton, width_of
from app.ui.kit.picture import Picture, paint_number, place_on
from app.ui.theme.look import Look

_DRAG_PX = 6
_REACH_PX = 26
"""How near to a mark a finger has to come; a mouse comes nearer."""


def _takes_none(_event: QKeyEvent) -> bool:
    return False


class MapPicture(Picture):
    """`tapped` carries a place on the picture (shares), `hit` the mark pressed, `dragged` by how
    much it was moved since, `dropped` that it was let go.

    `takes_key` is asked first about every key.
    """

    tapped = Signal(QPointF)
    hit = Signal(int)
    dragged = Signal(QPointF)
    dropped = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name=name)
        self.takes_key: Callable[[QKeyEvent], bool] = _takes_none
        self._marks: Marks = ()
        self._roles: tuple[str, ...] = ()
        self._front = -1
        self._pressed_at: QPointF | None = None
        self._held, self._moved = -1, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_marks(self, marks: Marks, roles: tuple[str, ...], front: int) -> None:
        """Show marks in their colours, one of them in front."""
        self._marks, self._roles, self._front = marks, roles, front
        count = self.look.words("kit.map.count", count=len(marks))
        self.setAccessibleDescription(count)
        self.update()

    def draw(self, brush: Brush) -> None:
        super().draw(brush)
        upon = self.on_picture(brush)
        for number, (mark, role) in enumerate(zip(self._marks, self._roles, strict=True), 1):
            spot = self._spot(mark)
            if number - 1 == self._front:
                upon.disc(spot, 18, Coat("surface", "accent", width=2.5))
            upon.disc(spot, 14, Coat("surface"))
            paint_number(upon, spot, number, role)
        brush.written += upon.written
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            brush.box(ring, Coat(edge="accent", radius=self.look.density.radius_button, width=2))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed_at, self._moved = event.position(), False
        self._held = self._mark_at(event.position())
        if self._held >= 0:
            self.hit.emit(self._held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        here, before, room = event.position(), self._pressed_at, self.picture_room()
        if before is None or room.isEmpty():
            return
        by = here - before
        if self._moved or by.manhattanLength() > _DRAG_PX:
            self._moved, self._pressed_at = True, here
            if self._held >= 0:
                self.dragged.emit(QPointF(by.x() / room.width(), by.y() / room.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        was_pressed, self._pressed_at = self._pressed_at is not None, None
        room, at = self.picture_room(), event.position()
        if self._held >= 0 and self._moved:
            self.dropped.emit()
        elif self._held < 0 and was_pressed and not self._moved and room.contains(at):
            x, y = (at.x() - room.x()) / room.width(), (at.y() - room.y()) / room.height()
            self.tapped.emit(QPointF(x, y))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if not self.takes_key(event):
            super().keyPressEvent(event)

    def _mark_at(self, at: QPointF) -> int:
        """Return the nearest mark within reach; -1 for none."""
        reach = _REACH_PX if self.look.density.is_touch else _REACH_PX * 0.6
        near = [(self._spot(mark) - at).manhattanLength() for mark in self._marks]
        return min(
            (place for place, far in enumerate(near) if far <= reach),
            key=lambda place: near[place],
            default=-1,
        )

    def _spot(self, mark: MapMark) -> QPointF:
        return place_on(self.picture_room(), mark.x, mark.y)


class MarkRow(PaintedButton):
    """`chosen` carries the place of the mark it tells of."""

    chosen = Signal(int)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self._place, self._mark, self._is_front = 0, MapMark(0, 0), False
        self._role = "off"
        self.ring_radius = look.density.radius_field
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)

    def show_mark(self, place: int, mark: MapMark, said: tuple[str, str], is_front: bool) -> None:
        """Tell of a mark, by the words and the colour role of its code."""
        self._place, self._mark, self._is_front = place, mark, is_front
        text, self._role = said
        self.setText(text)
        self.setAccessibleName(" ".join(part for part in (str(place + 1), text, mark.note) if part))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(200, self.look.density.target)

    def draw(self, brush: Brush) -> None:
        look = self.look
        if self._is_front or self.hovered:
            fill = "accent_soft" if self._is_front else "canvas"
            brush.box(self.rect(), Coat(fill, radius=look.density.radius_field))
        upon = Brush(brush.painter, look.turned(theme="light"), brush.scale)
        paint_number(upon, QPointF(20, self.height() / 2), self._place + 1, self._role)
        strong, hint = look.sized(look.density.label, 500), look.font("hint")
        wide = min(width_of(hint, self._mark.note) + 2.0, self.width() * 0.5)
        note = QRectF(self.width() - wide - 8, 0, wide, self.height())
        room = QRectF(40, 0, note.x() - 48, self.height())
        brush.write(room, self.text(), Ink(strong, "ink", LEFT, elide=True))
        brush.write(note, self._mark.note, Ink(hint, "ink2", RIGHT, elide=True))

    def _tell(self) -> None:
        self.chosen.emit(self._place)
