"""One order on the board: its facts at the left, then what stands in each column. A press opens it.

Painted as one control: hundreds of fields repaint in a few milliseconds, and the whole line is
read out in words.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit import STATES, Chip, share
from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedButton, width_of
from app.ui.kit.progress import paint_parts
from app.ui.screens.production.board_cell import CURRENT, DONE, NODE, STYLES, Shown
from app.ui.theme.look import Look

HEIGHT = 106
GAP = 3


@dataclass(frozen=True, slots=True)
class RowView:
    """What a line shows. `fields` has one entry per column, None where the route has no stop."""

    order: str
    product: str
    amount: str
    is_late: bool
    chip: Chip
    fields: tuple[Shown | None, ...]

    def said(self) -> str:
        """Return the line in words."""
        now = (field.said() for field in self.fields if field and field.kind == CURRENT)
        return ", ".join((self.order, self.product, self.amount, self.chip.text, *now))


class BoardRow(PaintedButton):
    """`lead` is the width of the facts at the left, in px; the columns share the rest."""

    ring_radius = 8.0

    def __init__(self, look: Look, view: RowView, lead: int) -> None:
        super().__init__(look, f"board-{view.order}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._figure = look.sized(18, 700)
        self._small = look.sized(12, 400)
        self._small_bold = look.sized(12, 600)
        self.show_view(view, lead)

    def show_view(self, view: RowView, lead: int) -> None:
        """Show other facts."""
        self.view, self.lead = view, lead
        self.setAccessibleName(view.said())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(600, HEIGHT)

    def draw(self, brush: Brush) -> None:
        if self.hovered:
            brush.box(self.rect(), Coat("canvas", radius=0))
        wide = self.width()
        brush.line(QPointF(0, HEIGHT - 0.5), QPointF(wide, HEIGHT - 0.5), "line")
        self._draw_lead(brush)
        rooms = self._rooms()
        self._draw_way(brush, rooms)
        for room, field in zip(rooms, self.view.fields, strict=True):
            if field is not None:
                self._draw_field(brush, room, field)

    def _rooms(self) -> list[QRectF]:
        count = max(1, len(self.view.fields))
        each = (self.width() - self.lead - 8) / count
        return [
            QRectF(self.lead + each * place + GAP, GAP + 1, each - 2 * GAP, HEIGHT - 2 * GAP - 2)
            for place in range(len(self.view.fields))
        ]

    def _draw_lead(self, brush: Brush) -> None:
        """Draw the order's facts; the chip beside the number, or low where both do not fit."""
        view, left = self.view, 18.0
        room = self.lead - left - 10
        bold = self.look.sized(15, 700)
        chip = min(width_of(self._small_bold, view.chip.text) + 36.0, room * 0.6)
        is_low = width_of(bold, view.order) + 8 + chip > room
        self._draw_chip(brush, QRectF(self.lead - 10 - chip, 64 if is_low else 14, chip, 25))
        order = QRectF(left, 14, room if is_low else room - chip - 8, 25)
        brush.write(order, view.order, Ink(bold, "ink", LEFT, elide=True))
        line = QRectF(left, 42, room, 22)
        brush.write(line, view.product, Ink(self.look.sized(13, 500), "ink2", LEFT, elide=True))
        font = self.look.sized(13, 600 if view.is_late else 400)
        ink = Ink(font, "fail" if view.is_late else "ink3", LEFT, elide=True)
        low = QRectF(left, 66, room - chip - 8 if is_low else room, 22)
        brush.write(low, view.amount, ink)

    def _draw_chip(self, brush: Brush, pill: QRectF) -> None:
        chip = self.view.chip
        state = STATES[chip.state]
        brush.box(pill, Coat(state.solid if chip.solid else state.soft, radius=13))
        ink = state.on_solid if chip.solid else state.ink
        place = QPointF(pill.x() + 9, pill.center().y() - 7)
        brush.icon(place, chip.icon or state.icon, ink, 14)
        text = pill.adjusted(27, 0, -6, 0)
        brush.write(text, chip.text, Ink(self._small_bold, ink, LEFT, elide=True))

    def _draw_way(self, brush: Brush, rooms: list[QRectF]) -> None:
        """Draw the line the order travels: solid as far as it has come, dashed from there."""
        stops = [place for place, field in enumerate(self.view.fields) if field is not None]
        if len(stops) < 2:
            return
        come = [place for place in stops if self._field(place).kind != NODE]
        middle = HEIGHT / 2
        reached = rooms[come[-1]].center().x() if come else rooms[stops[0]].center().x()
        first, last = rooms[stops[0]].center().x(), rooms[stops[-1]].center().x()
        brush.line(QPointF(first, middle), QPointF(reached, middle), "line_strong", 1.4)
        pen = QPen(self.look.colour("line_strong"), 1, Qt.PenStyle.DashLine)
        brush.painter.setPen(pen)
        brush.painter.drawLine(QPointF(reached, middle), QPointF(last, middle))

    def _field(self, place: int) -> Shown:
        field = self.view.fields[place]
        assert field is not None
        return field

    def _draw_field(self, brush: Brush, room: QRectF, field: Shown) -> None:
        if field.kind == NODE:
            brush.disc(room.center(), 6, Coat("surface", "line_strong", width=1.6))
        elif field.kind == DONE:
            self._draw_done(brush, room, field)
        else:
            self._draw_current(brush, room, field)

    def _draw_done(self, brush: Brush, room: QRectF, field: Shown) -> None:
        box = QRectF(room.x(), room.center().y() - 25, room.width(), 50)
        brush.box(box, Coat("sunken", radius=9))
        brush.icon(QPointF(box.x() + 8, box.y() + 9), "circle-check", "ok", 15)
        figure = QRectF(box.x() + 29, box.y() + 5, box.width() - 33, 22)
        brush.write(figure, field.good, Ink(self.look.sized(14, 600), "ink2", LEFT, elide=True))
        below = QRectF(box.x() + 29, box.y() + 26, box.width() - 33, 18)
        brush.write(below, field.amounts, Ink(self._small, "ink3", LEFT, elide=True))

    def _draw_current(self, brush: Brush, room: QRectF, field: Shown) -> None:
        edge, ground, icon = STYLES[field.style]
        is_plain = ground == "surface"
        width = 1.5 if is_plain else 2.0
        coat = Coat(ground, edge, 10, width, dashed=field.style == "stale")
        brush.box(room, coat)
        left, wide = room.x() + 9, room.width() - 15
        ink = {"running": "accent", "stalled": "warn", "wrong": "fail"}.get(field.style, "off")
        brush.icon(QPointF(room.right() - 24, room.y() + 9), icon, ink, 17)
        figure = QRectF(left, room.y() + 5, wide - 22, 25)
        brush.write(figure, field.good, Ink(self._figure, "ink", LEFT, elide=True))
        line = QRectF(left, room.y() + 30, wide, 18)
        brush.write(line, field.amounts, Ink(self._small, "ink2", LEFT, elide=True))
        good, scrap, whole = field.share
        bar = QRectF(left, room.y() + 51, wide, 4)
        role = edge if field.style in ("running", "stalled", "wrong") else "off"
        paint_parts(brush, bar, (share(good, whole), share(scrap, whole)), role)
        line = QRectF(left, room.y() + 58, wide, 18)
        brush.write(line, field.who, Ink(self._small, "ink2", LEFT, elide=True))
        font = self._small_bold if field.style in ("stalled", "stale", "wrong") else self._small
        colour = ink if field.style in ("stalled", "wrong") else "ink2"
        line = QRectF(left, room.y() + 75, wide, 18)
        brush.write(line, field.idle, Ink(font, colour, LEFT, elide=True))
