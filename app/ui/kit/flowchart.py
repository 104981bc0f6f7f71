"""A flow as a picture from top to bottom: what is done, what is open or late, what lies ahead."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.flowlayout import FlowLayout, Spot, lay_out
from app.ui.kit.painting import (
    CENTRE,
    Brush,
    Coat,
    Ink,
    PaintedButton,
    height_of,
    width_of,
)
from app.ui.kit.states import STATES
from app.ui.theme.look import Look

_NARROW, _WIDE = 150, 250
"""A step's least and greatest width; between them it follows the room."""
_GAP = 18
_RAIL = 14
"""How far the rails of ways that turn back stand from the steps, and from each other."""
_DOT = 18
_EDGE = 10


@dataclass(frozen=True, slots=True)
class FlowNode:
    """One step. `state` is one of `STATES`; a `gate` takes itself, a `dot` begins or ends."""

    key: str
    title: str
    sub: str = ""
    icon: str = ""
    state: str = "todo"
    shape: str = "step"


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One way; `taken` where it was gone, `back` where it turns back."""

    source: str
    target: str
    text: str = ""
    taken: bool = False
    back: bool = False


class FlowChart(PaintedButton):
    """`picked` carries the key of the step a person presses; arrow keys walk from step to step."""

    picked = Signal(str)

    def __init__(self, look: Look, *, name: str) -> None:
        super().__init__(look, name)
        self._nodes: tuple[FlowNode, ...] = ()
        self._lines: tuple[FlowLine, ...] = ()
        self._on: tuple[FlowLine, ...] = ()
        self._layout = FlowLayout({}, (), 0, 1)
        self._tops: list[float] = []
        self._tall: list[float] = []
        self._current = ""
        self.ring_radius = look.density.radius_field
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_flow(
        self, nodes: Sequence[FlowNode], lines: Sequence[FlowLine], said: str, current: str = ""
    ) -> None:
        """Show another flow, or the same as it stands now; `said` is read out."""
        self._nodes, self._lines, self._current = tuple(nodes), tuple(lines), current
        self._on = tuple(one for one in self._lines if not one.back)
        keys = [one.key for one in self._nodes]
        self._layout = lay_out(keys, [(one.source, one.target) for one in self._on])
        self._stack()
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    @property
    def current(self) -> str:
        """Return the step in front; empty for none."""
        return self._current

    def room_of(self, key: str) -> QRectF:
        """Return where a step is painted; empty for one that is not shown."""
        node = next((one for one in self._nodes if one.key == key), None)
        return QRectF() if node is None else self._room(node)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(self._across(_WIDE), self._down())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(self._across(_NARROW), self._down())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        super().mouseReleaseEvent(event)
        found = self._at(event.position())
        if found and event.button() == Qt.MouseButton.LeftButton:
            self._pick(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        keys = [one.key for one in self._nodes if one.shape != "dot"]
        if not step or not keys:
            super().keyPressEvent(event)
            return
        here = keys.index(self._current) if self._current in keys else -step
        self._pick(keys[min(len(keys) - 1, max(0, here + step))])

    def event(self, event: QEvent) -> bool:
        """Say the whole of the step that is pointed at."""
        if event.type() == QEvent.Type.ToolTip:
            found = self._at(QPointF(self.mapFromGlobal(self.cursor().pos())))
            node = next((one for one in self._nodes if one.key == found), None)
            self.setToolTip("" if node is None else f"{node.title}\n{node.sub}".strip())
        return super().event(event)

    # ------------------------------------------------------------------ painting
    def draw(self, brush: Brush) -> None:
        drawn = zip(self._on, self._layout.paths, strict=True)
        for line, path in sorted(drawn, key=lambda one: one[0].taken):  # what was gone lies on top
            self._draw_way(brush, line, path)
        self._draw_backs(brush)
        for line, path in zip(self._on, self._layout.paths, strict=True):
            if line.text:
                self._draw_label(brush, line, path)
        for node in self._nodes:
            self._draw_node(brush, node, self._room(node))

    def _draw_way(self, brush: Brush, line: FlowLine, path: tuple[Spot, ...]) -> None:
        """Draw down from rank to rank, across just below what it comes from."""
        places: list[QPointF] = []
        for (rank, lane), (below, to) in itertools.pairwise(path):
            start, end = self._foot(rank, line.source, lane), self._head(below, line.target, to)
            turn = self._tops[rank] + self._tall[rank] + _EDGE
            places += [start, QPointF(start.x(), turn), QPointF(end.x(), turn), end]
        self._stroke(brush, places, "ok" if line.taken else "line_strong", dashed=False)

    def _draw_backs(self, brush: Brush) -> None:
        """Draw the ways that turn back over a rail at the right, one for each step they lead to."""
        rails: dict[str, float] = {}
        right = max((self._room(one).right() for one in self._nodes), default=0.0)
        for line in (one for one in self._lines if one.back):
            x = rails.setdefault(line.target, right + _RAIL * (len(rails) + 1))
            source, target = self.room_of(line.source), self.room_of(line.target)
            places = [
                QPointF(source.right(), source.center().y()),
                QPointF(x, source.center().y()),
                QPointF(x, target.center().y()),
                QPointF(target.right(), target.center().y()),
            ]
            self._stroke(brush, places, "warn" if line.taken else "line_strong", dashed=True)

    def _stroke(self, brush: Brush, places: Sequence[QPointF], role: str, *, dashed: bool) -> None:
        colour = self.look.colour(role)
        pen = QPen(colour, 2 if role != "line_strong" else 1.4)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        brush.painter.setPen(pen)
        brush.painter.setBrush(Qt.BrushStyle.NoBrush)
        brush.painter.drawPolyline(QPolygonF(list(places)))
        end, before = places[-1], places[-2]
        down = end.y() > before.y()
        side = QPointF(4, 0) if down else QPointF(0, 4)
        tail = QPointF(0, -7) if down else QPointF(7, 0)
        brush.painter.setPen(Qt.PenStyle.NoPen)
        brush.painter.setBrush(colour)
        brush.painter.drawPolygon(QPolygonF([end, end + tail + side, end + tail - side]))

    def _draw_label(self, brush: Brush, line: FlowLine, path: tuple[Spot, ...]) -> None:
        font = self.look.font("hint", 600)
        (rank, _), (_, lane) = path[0], path[1]
        top = self._tops[rank] + self._tall[rank] + _EDGE + 4
        wide = min(self._box() + 8, width_of(font, line.text) + 16)
        tall = height_of(font) + 2
        room = QRectF(self._middle(lane) - wide / 2, top, wide, tall)
        edge, ink = ("ok", "ok") if line.taken else ("line_strong", "ink2")
        brush.box(room, Coat("surface", edge, tall / 2))
        brush.write(room.adjusted(7, 0, -7, 0), line.text, Ink(font, ink, CENTRE, elide=True))

    def _draw_node(self, brush: Brush, node: FlowNode, room: QRectF) -> None:
        state, is_ahead = STATES[node.state], node.state == "todo"
        edge = "line_strong" if is_ahead else state.ink
        if node.shape == "dot":
            brush.disc(room.center(), room.width() / 2, Coat(state.soft, edge, width=2))
            return
        radius = room.height() / 2 if node.shape == "gate" else self.look.density.radius_field
        is_here = node.key == self._current
        if is_here:
            brush.box(room.adjusted(-4, -4, 4, 4), Coat("accent_soft", "accent", radius + 4))
        fill = state.soft if node.state in ("running", "warn", "fail") else "surface"
        brush.box(room, Coat(fill, edge, radius, 1 if is_ahead else 2))
        self._write_node(brush, node, room)

    def _write_node(self, brush: Brush, node: FlowNode, room: QRectF) -> None:
        look, state = self.look, STATES[node.state]
        ink = "ink2" if node.state == "todo" else "ink"
        size = 18 if node.shape == "gate" else 22
        mark = QRectF(room.left() + 10, room.top(), size, room.height())
        icon = node.icon if node.state == "todo" else state.icon
        brush.icon_in(mark, icon, state.ink, size)
        words = QRectF(
            mark.right() + 8, room.top(), room.right() - mark.right() - 16, room.height()
        )
        title, sub = look.font("label", 600), look.font("hint", 500)
        if not node.sub:
            brush.write(words, node.title, Ink(title, ink, elide=True))
            return
        tall = height_of(title) + height_of(sub)
        above = QRectF(words.left(), words.center().y() - tall / 2, words.width(), height_of(title))
        below = QRectF(above.left(), above.bottom(), above.width(), height_of(sub))
        brush.write(above, node.title, Ink(title, ink, elide=True))
        brush.write(below, node.sub, Ink(sub, "ink2", elide=True))

    # ------------------------------------------------------------------ where things stand
    def _stack(self) -> None:
        """Reckon how high each rank is, and where it begins; ranks with words below are apart."""
        look = self.look
        step = height_of(look.font("label", 600)) + height_of(look.font("hint", 500)) + 18
        heights = {"dot": _DOT, "gate": height_of(look.font("label", 600)) + 12, "step": step}
        self._tall = [0.0] * self._layout.ranks
        for node in self._nodes:
            rank, _ = self._layout.spots[node.key]
            self._tall[rank] = max(self._tall[rank], heights[node.shape])
        words = height_of(look.font("hint", 600))
        gaps = [2.0 * _EDGE + 6] * self._layout.ranks
        for line, path in zip(self._on, self._layout.paths, strict=True):
            if line.text:
                gaps[path[0][0]] = 2.0 * _EDGE + 12 + words
        self._tops, top = [], float(_EDGE)
        for tall, gap in zip(self._tall, gaps, strict=True):
            self._tops.append(top)
            top += tall + gap

    def _room(self, node: FlowNode) -> QRectF:
        rank, lane = self._layout.spots[node.key]
        tall, middle = self._tall[rank], self._middle(lane)
        look = self.look
        if node.shape == "dot":
            return QRectF(middle - _DOT / 2, self._tops[rank] + (tall - _DOT) / 2, _DOT, _DOT)
        wide = self._box()
        if node.shape == "gate":
            font = look.font("label", 600)
            wide = min(wide, width_of(font, node.title) + 56)
            high = height_of(font) + 12.0
            return QRectF(middle - wide / 2, self._tops[rank] + (tall - high) / 2, wide, high)
        return QRectF(middle - wide / 2, self._tops[rank], wide, tall)

    def _head(self, rank: int, key: str, lane: float) -> QPointF:
        """Return where a way comes in: at its step's top, or at that of a rank it runs through."""
        is_end = self._layout.spots[key] == (rank, lane)
        top = self.room_of(key).top() if is_end else self._tops[rank]
        return QPointF(self._middle(lane), top)

    def _foot(self, rank: int, key: str, lane: float) -> QPointF:
        is_end = self._layout.spots[key] == (rank, lane)
        foot = self.room_of(key).bottom() if is_end else self._tops[rank]
        return QPointF(self._middle(lane), foot)

    def _middle(self, lane: float) -> float:
        pitch = self._box() + _GAP
        left = (self.width() - self._rails() - self._layout.lanes * pitch) / 2
        return left + lane * pitch

    def _box(self) -> float:
        """Return how wide a step is painted."""
        room = self.width() - self._rails() - 2 * _EDGE
        return max(_NARROW, min(_WIDE, room / self._layout.lanes - _GAP))

    def _rails(self) -> float:
        return _RAIL * (1 + len({one.target for one in self._lines if one.back}))

    def _across(self, box: int) -> int:
        return int(self._layout.lanes * (box + _GAP) + self._rails() + 2 * _EDGE)

    def _down(self) -> int:
        return int(self._tops[-1] + self._tall[-1] + _EDGE) if self._tops else 2 * _EDGE

    def _at(self, place: QPointF) -> str:
        found = (one for one in self._nodes if one.shape != "dot")
        return next((one.key for one in found if self._room(one).contains(place)), "")

    def _pick(self, key: str) -> None:
        self._current = key
        self.update()
        self.picked.emit(key)
