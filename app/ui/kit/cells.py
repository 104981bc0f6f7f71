"""What a table cell may hold besides plain text, and how each is painted."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit.painting import CENTRE, LEFT, RIGHT, Brush, Coat, Ink, width_of
from app.ui.kit.progress import paint_parts
from app.ui.kit.states import STATES
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Plain:
    """Text with a role: `strong` for what identifies the row, a colour for what matters."""

    text: str
    colour: str = "ink2"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A state, its word and, where needed, the solid form."""

    state: str
    text: str
    solid: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A progress bar with its figure; `good` and `scrap` between 0 and 1."""

    good: float
    text: str
    scrap: float = 0.0
    role: str = "accent"


@dataclass(frozen=True, slots=True)
class Coded:
    """A short code as a grey tag, then its name."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon in a soft pill, for a matrix; `state` as of a chip, `text` says it in words."""

    state: str
    text: str
    icon: str = ""


Cell = str | Plain | Chip | Share | Coded | Mark


def said(cell: Cell) -> str:
    """Return a cell as people would read it out."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Coded):
        return f"{cell.code} {cell.text}".strip()
    return cell.text


class CellPainter(QStyledItemDelegate):
    """Paints cells by their kind. Long texts are shortened: the tool tip has them whole."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._text = look.sized(look.density.label, 400)
        self._strong = look.sized(look.density.label, 600)
        self._tag = look.font("hint", 600)
        self._selected = False

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell, right = index.data(CELL_ROLE), index.data(RIGHT_ROLE)
        painter.save()
        brush = Brush(painter, self.look)
        room = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, self.look.colour("accent_soft"))
        painter.fillRect(
            QRectF(room.x(), room.bottom() - 1, room.width(), 1), self.look.colour("line")
        )
        self._selected = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_cell(brush, room.adjusted(PAD, 0, -PAD, -1), cell, right)
        painter.restore()

    def sizeHint(  # noqa: N802  # Qt's name
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, self.look.density.row)

    def _paint_cell(self, brush: Brush, room: QRectF, cell: Cell, right: bool) -> None:
        if isinstance(cell, Chip):
            paint_chip(brush, room, cell, is_selected=self._selected)
        elif isinstance(cell, Mark):
            self._paint_mark(brush, room, cell)
        elif isinstance(cell, Share):
            self._paint_share(brush, room, cell)
        elif isinstance(cell, Coded):
            self._paint_coded(brush, room, cell)
        else:
            plain = Plain(cell) if isinstance(cell, str) else cell
            font = self._strong if plain.strong else self._text
            align = RIGHT if right else LEFT
            brush.write(room, plain.text, Ink(font, plain.colour, align, elide=True))

    def _paint_mark(self, brush: Brush, room: QRectF, cell: Mark) -> None:
        state = STATES[cell.state]
        pill = QRectF(room.center().x() - 19, room.center().y() - 12, 38, 24)
        brush.box(pill, Coat(state.soft, radius=12))
        brush.icon_in(pill, cell.icon or state.icon, state.ink, 16)

    def _paint_share(self, brush: Brush, room: QRectF, cell: Share) -> None:
        figure = 46.0
        bar = QRectF(room.x(), room.center().y() - 3, max(20.0, room.width() - figure - 8), 6)
        paint_parts(brush, bar, (cell.good, cell.scrap), cell.role)
        text = QRectF(bar.right() + 8, room.y(), figure, room.height())
        ink = "ink" if cell.good > 0 else "ink3"
        brush.write(text, cell.text, Ink(self._strong, ink, LEFT, elide=True))

    def _paint_coded(self, brush: Brush, room: QRectF, cell: Coded) -> None:
        wide = width_of(self._tag, cell.code) + 18.0
        tag = QRectF(room.x(), room.center().y() - 12, wide, 24)
        brush.box(tag, Coat("sunken", radius=6))
        brush.write(tag, cell.code, Ink(self._tag, "ink2", CENTRE))
        text = QRectF(tag.right() + 10, room.y(), room.right() - tag.right() - 10, room.height())
        if cell.text and text.width() > 12:
            brush.write(text, cell.text, Ink(self._text, "ink2", LEFT, elide=True))


def paint_chip(brush: Brush, room: QRectF, cell: Chip, *, is_selected: bool = False) -> None:
    """Paint a chip at the left of `room`; on a selected row it keeps a ground of its own."""
    state, font = STATES[cell.state], brush.look.font("hint", 600)
    ink = state.on_solid if cell.solid else state.ink
    wide = min(width_of(font, cell.text) + 40.0, room.width())
    pill = QRectF(room.x(), room.center().y() - 13, wide, 26)
    soft = "surface" if is_selected and state.soft == "accent_soft" else state.soft
    brush.box(pill, Coat(state.solid if cell.solid else soft, radius=13))
    brush.icon(QPointF(pill.x() + 10, pill.center().y() - 7), cell.icon or state.icon, ink, 14)
    text = pill.adjusted(29, 0, -8, 0)
    brush.write(text, cell.text, Ink(font, ink, LEFT, elide=True))


CELL_ROLE = 0x0101
RIGHT_ROLE = 0x0102
PAD = 12
"""Room at both sides of a cell, in px."""
