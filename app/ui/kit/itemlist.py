"""What is inspected, line by line: chip, name with a second line, and the result at the end.

Painted from a model: a form of 300 characteristics is a list, not 1,500 widgets.
"""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.ui.kit.painting import LEFT, RIGHT, Brush, Coat, Ink, height_of, width_of
from app.ui.kit.states import STATES
from app.ui.theme.look import Look

_Index = QModelIndex | QPersistentModelIndex
_PAD = 12
_LEAST_CHIP = 74


@dataclass(frozen=True, slots=True)
class ResultItem:
    """One line. `state` and `chip` are those of a chip, `result` what came of it so far."""

    key: str
    title: str
    sub: str = ""
    state: str = "todo"
    chip: str = ""
    result: str = ""
    is_critical: bool = False

    def said(self) -> str:
        """Return it as one would read it out."""
        return " · ".join(one for one in (self.title, self.sub, self.chip, self.result) if one)


class ItemList(QListView):
    """`chosen` carries the key of the line a person went to, by finger or by arrow keys."""

    chosen = Signal(str)

    def __init__(self, look: Look, *, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._lines = _Lines()
        self._painter = _ItemPainter(look)
        self.setModel(self._lines)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)
        if look.density.is_touch:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.clicked.connect(self._tell)
        self.activated.connect(self._tell)

    def show_items(self, items: tuple[ResultItem, ...], current: str) -> None:
        """Show the lines, the one in front marked and in sight; unchanged ones are not redrawn."""
        moved = current != self._painter.current
        self._painter.current = current
        self._lines.become(items)
        at = self._lines.place(current)
        if moved and at >= 0:
            index = self._lines.index(at)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        if moved:
            self.viewport().update()

    def items(self) -> tuple[ResultItem, ...]:
        """Return the lines as they are shown."""
        return self._lines.items

    def choose(self, key: str) -> None:
        """Go to a line as a finger would."""
        if self._lines.place(key) >= 0:
            self.chosen.emit(key)

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._lines.items[index.row()].key)


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[ResultItem, ...] = ()
        self._places: dict[str, int] = {}

    def become(self, items: tuple[ResultItem, ...]) -> None:
        before, self_keys = self.items, [one.key for one in self.items]
        if self_keys == [one.key for one in items]:
            self.items = items
            for at, (old, new) in enumerate(zip(before, items, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self.items = items
        self._places = {one.key: at for at, one in enumerate(items)}
        self.endResetModel()

    def place(self, key: str) -> int:
        return self._places.get(key, -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's own
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = 0) -> object:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.items[index.row()].said() if role in wanted else None


class _ItemPainter(QStyledItemDelegate):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.current = look, ""
        density = look.density
        self._title = look.sized(density.body, 400)
        self._title_now = look.sized(density.body, 700)
        self._sub = look.font("hint")
        self._chip = look.font("hint", 600)
        self._result = look.sized(density.title, 600)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802  # Qt's name
        return QSize(120, self.look.density.row + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, _Lines)
        item = model.items[index.row()]
        painter.save()
        brush = Brush(painter, self.look, painter.device().devicePixelRatio())
        room = QRectF(option.rect).adjusted(0, 2, 0, -2)
        is_now = item.key == self.current
        if is_now:
            brush.box(room, Coat("accent_soft", radius=self.look.density.radius_button))
        left = self._paint_chip(brush, room, item, is_now=is_now)
        right = self._paint_result(brush, room, item, is_now=is_now)
        self._paint_lines(brush, QRectF(left, room.y(), right - left - 8, room.height()), item)
        painter.restore()

    def _paint_chip(self, brush: Brush, room: QRectF, item: ResultItem, *, is_now: bool) -> float:
        state = STATES[item.state]
        wide = float(max(_LEAST_CHIP, width_of(self._chip, item.chip) + 40))
        tall = float(self.look.density.hint + 16)
        pill = QRectF(room.x() + _PAD, room.center().y() - tall / 2, wide, tall)
        if not (is_now and state.soft == "accent_soft"):
            brush.box(pill, Coat(state.soft, radius=99))
        brush.icon(QPointF(pill.x() + 9, pill.center().y() - 8), state.icon, state.ink, 16)
        brush.write(
            pill.adjusted(30, 0, -6, 0), item.chip, Ink(self._chip, state.ink, LEFT, elide=True)
        )
        return pill.right() + _PAD

    def _paint_result(self, brush: Brush, room: QRectF, item: ResultItem, *, is_now: bool) -> float:
        font, text = self._result, item.result or "—"
        wide = min(width_of(font, text) + 1.0, room.width() * 0.3)
        at = QRectF(room.right() - _PAD - wide, room.y(), wide, room.height())
        ink = "fail" if item.state == "fail" else "ink" if item.result and not is_now else "ink3"
        brush.write(at, text, Ink(font, ink, RIGHT, elide=True))
        return at.x()

    def _paint_lines(self, brush: Brush, room: QRectF, item: ResultItem) -> None:
        font = self._title_now if item.key == self.current else self._title
        upper, lower = height_of(font), height_of(self._sub) if item.sub else 0
        top = room.center().y() - (upper + lower) / 2
        left = room.x()
        if item.is_critical:
            brush.diamonds([QPointF(left + 5, top + upper / 2)], 5, "accent")
            left += 15
        line = QRectF(left, top, room.right() - left, upper)
        brush.write(line, item.title, Ink(font, "ink", LEFT, elide=True))
        if item.sub:
            under = QRectF(room.x(), top + upper, room.width(), lower)
            brush.write(under, item.sub, Ink(self._sub, "ink3", LEFT, elide=True))
