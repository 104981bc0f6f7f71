"""A layout that wraps its widgets into lines, as words wrap."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays widgets from left to right, then into the next line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  # Qt's name
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # Qt's name
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # Qt's name
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  # Qt's name
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, room: QRect) -> None:  # noqa: N802  # Qt's name
        super().setGeometry(room)
        self._lay(room, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802  # Qt's name
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, room: QRect, *, move: bool) -> int:
        place, line = room.topLeft(), 0
        for item in self._items:
            size = item.sizeHint()
            if item.isEmpty():
                continue
            if place.x() > room.x() and place.x() + size.width() > room.right() + 1:
                place = QPoint(room.x(), place.y() + line + self.spacing())
                line = 0
            if move:
                item.setGeometry(QRect(place, size))
            place.setX(place.x() + size.width() + self.spacing())
            line = max(line, size.height())
        return place.y() + line - room.y()
