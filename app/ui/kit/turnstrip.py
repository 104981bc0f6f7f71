"""Who signs in which order: what each said and when, whose turn it is, who sent it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import CENTRE, LEFT, Brush, Coat, Ink, PaintedWidget, height_of
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class _Kind:
    fill: str
    edge: str
    disc: str
    ink: str
    icon: str


_KINDS = {
    "done": _Kind("canvas", "", "ok", "ink3", "check"),
    "now": _Kind("surface", "line_strong", "off", "ink2", "clock"),
    "yours": _Kind("accent_soft", "accent", "accent", "accent", "pen-line"),
    "back": _Kind("warn_soft", "warn", "warn", "warn", "undo-2"),
    "refused": _Kind("fail_soft", "fail", "fail", "fail", "x"),
    "todo": _Kind("", "line", "", "ink3", ""),
}
"""How a turn looks: done, somebody's now, yours now, sent back, refused, not yet."""
STATES_OF_TURNS = tuple(_KINDS)
_LEAST, _LINK = {True: 216, False: 158}, 20


@dataclass(frozen=True, slots=True)
class Turn:
    """One in the order: who (a person or a role), what they say and when, and how it stands."""

    who: str
    what: str
    state: str = "todo"
    sign: str = ""
    """One or two signs for the disc, as `initials` makes them."""


class TurnStrip(PaintedWidget):
    """`show_turns(turns)`; goes on in further lines where one is not wide enough."""

    def __init__(self, look: Look, *, name: str) -> None:
        super().__init__(look, name)
        self._turns: tuple[Turn, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_turns(self, turns: Sequence[Turn]) -> None:
        """Show another order."""
        self._turns = tuple(turns)
        words = self.look.words
        said = (f"{one.who} {one.what} {words(f'kit.turn.{one.state}')}" for one in self._turns)
        self.setAccessibleName(" → ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        lines = -(-len(self._turns) // self._columns()) if self._turns else 0
        gap = self.look.space(1)
        return QSize(_LEAST[self._is_touch], lines * (self._tall() + gap) - gap if lines else 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def draw(self, brush: Brush) -> None:
        columns, tall, gap = self._columns(), self._tall(), self.look.space(1)
        wide = (self.width() - (columns - 1) * _LINK) / columns
        for place, turn in enumerate(self._turns):
            row, column = divmod(place, columns)
            room = QRectF(column * (wide + _LINK), row * (tall + gap), wide, tall)
            self._draw_turn(brush, room, turn)
            if place + 1 < len(self._turns) and column + 1 < columns:
                link = QRectF(room.right(), room.y(), _LINK, tall)
                brush.icon_in(link, "chevron-right", "ink3", 14)

    def _draw_turn(self, brush: Brush, room: QRectF, turn: Turn) -> None:
        kind, look = _KINDS[turn.state], self.look
        width = 2 if turn.state == "yours" else 1
        coat = Coat(kind.fill, kind.edge, look.density.radius_button, width, turn.state == "todo")
        brush.box(room, coat)
        radius = (self._tall() - 2 * look.space(1)) / 2 - 2
        centre = QPointF(room.x() + look.space(1) + 2 + radius, room.center().y())
        self._draw_disc(brush, centre, radius, turn)
        left = centre.x() + radius + look.space(1) + 2
        upper, lower = height_of(self._strong()), height_of(self._hint())
        top = room.center().y() - (upper + lower) / 2
        line = QRectF(left, top, room.right() - left - 6, upper)
        brush.write(line, turn.who, Ink(self._strong(), "ink", LEFT, elide=True))
        line = QRectF(left, top + upper, room.right() - left - 6, lower)
        brush.write(line, turn.what, Ink(self._hint(), kind.ink, LEFT, elide=True))

    def _draw_disc(self, brush: Brush, centre: QPointF, radius: float, turn: Turn) -> None:
        """Paint who it is, and in a corner the shape of how it stands."""
        kind = _KINDS[turn.state]
        coat = Coat(kind.disc) if kind.disc else Coat("surface", "line_strong", width=1.5)
        brush.disc(centre, radius, coat)
        spot = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        ink = "on_accent" if kind.disc else "ink3"
        if turn.sign:
            brush.write(
                spot, turn.sign, Ink(self.look.sized(round(radius * 0.92), 600), ink, CENTRE)
            )
        if kind.icon:
            small = max(7.0, radius * 0.42)
            corner = QPointF(centre.x() + radius * 0.72, centre.y() + radius * 0.72)
            brush.disc(corner, small + 1.5, Coat("surface"))
            brush.disc(corner, small, Coat(kind.disc))
            about = QRectF(corner.x() - small, corner.y() - small, 2 * small, 2 * small)
            brush.icon_in(about, kind.icon, "on_accent", round(small * 1.4))

    def _columns(self) -> int:
        least = _LEAST[self._is_touch] + _LINK
        fits = max(1, (self.width() + _LINK) // least)
        count = max(1, len(self._turns))
        lines = -(-count // fits)
        return -(-count // lines)  # four of which three fit stand two by two

    def _tall(self) -> int:
        return 58 if self._is_touch else 44

    @property
    def _is_touch(self) -> bool:
        return self.look.density.is_touch

    def _strong(self) -> QFont:
        return self.look.font("strong" if self._is_touch else "label")

    def _hint(self) -> QFont:
        return self.look.font("hint")
