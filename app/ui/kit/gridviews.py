"""The halves of a grid of measurements: their heads, and what both have in common."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScroller, QTableView

from app.ui.kit.gridmodel import FIRST, GridModel
from app.ui.kit.gridpainter import GridPainter
from app.ui.kit.painting import CENTRE, LEFT
from app.ui.theme.look import Look


class GridHead(QHeaderView):
    """The words above the columns; those of the sample in front are blue."""

    def __init__(self, look: Look, model: GridModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.look, self._grid = look, model
        self._font = look.font("hint", 600)
        self.setFixedHeight(look.density.row - 8)
        self.viewport().setAutoFillBackground(False)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:  # noqa: N802  # Qt's name
        painter.save()
        painter.setFont(self._font)
        is_here = place - FIRST == self._grid.here[1] and place >= FIRST
        painter.setPen(self.look.colour("accent" if is_here else "ink2"))
        align = LEFT if place < FIRST else CENTRE
        room = rect.adjusted(10 if place else 2, 0, -4, 0)
        painter.drawText(room, int(align), self._grid.title(place))
        painter.restore()


class GridView(QTableView):
    """A table of the model without anything of its own to see."""

    def __init__(self, look: Look, model: GridModel, name: str, accessible: str) -> None:
        super().__init__()
        self.look, self.grid = look, model
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setModel(model)
        self._painter = GridPainter(look, model)
        self.setItemDelegate(self._painter)
        self.setHorizontalHeader(GridHead(look, model))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        if look.density.is_touch:
            QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(76 if look.density.is_touch else 62)
