"""The data table: rows of any kind through a tuple of columns; search, filter chips, states.

Rows are handed in already filtered, or are filtered here over a plain list of their texts, which
stays fast at a hundred thousand rows; never a QSortFilterProxyModel.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QWidget,
)

from app.ui.kit.card import Card
from app.ui.kit.cells import CELL_ROLE, PAD, RIGHT_ROLE, Cell, CellPainter, said
from app.ui.kit.emptystate import EmptyState
from app.ui.kit.painting import LEFT, RIGHT, width_of
from app.ui.kit.text import Text
from app.ui.theme.look import Look

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its key, title, what it shows of a row, width in px (0: takes what is left)."""

    key: str
    title: str
    cell: Callable[[Row], Cell]
    width: int = 0
    right: bool = False


class _Rows(QAbstractTableModel, Generic[Row]):
    """The rows now shown. Cells are made when they are painted, never all at once."""

    def __init__(self, columns: tuple[Column[Row], ...]) -> None:
        super().__init__()
        self.columns = columns
        self.shown: Sequence[Row] = ()

    def become(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.shown = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's own
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's own
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = 0) -> object:
        column = self.columns[index.column()]
        if role == RIGHT_ROLE:
            return column.right
        wanted = (CELL_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role not in (*wanted, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cell = column.cell(self.shown[index.row()])
        return cell if role == CELL_ROLE else said(cell)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802  # Qt's name
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


class _Head(QHeaderView):
    """The head of the table, in the house's own hand."""

    def __init__(self, look: Look, columns: tuple[Column[Row], ...]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.look = look
        self._columns = columns
        self._font = look.font("hint", 600)
        self.setFixedHeight(look.density.row)
        self.viewport().setAutoFillBackground(False)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def titles(self) -> tuple[tuple[str, int, int], ...]:
        """Return each title, the room it has and the room it needs, for the audit."""
        return tuple(
            (column.title, self.sectionSize(place) - 2 * PAD, width_of(self._font, column.title))
            for place, column in enumerate(self._columns)
        )

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:  # noqa: N802  # Qt's name
        painter.save()
        self._fill(painter, rect, place)
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), self.look.colour("line"))
        painter.setFont(self._font)
        painter.setPen(self.look.colour("ink2"))
        column = self._columns[place]
        room = rect.adjusted(PAD, 0, -PAD, 0)
        painter.drawText(room, int(RIGHT if column.right else LEFT), column.title)
        painter.restore()

    def _fill(self, painter: QPainter, rect: QRect, place: int) -> None:
        """Fill a section; the outermost two follow the card's round corners."""
        radius = self.look.density.radius_card - 1
        last = len(self._columns) - 1
        left, right = (0 if place == 0 else radius), (0 if place == last else radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.colour("canvas"))
        painter.setClipRect(rect)
        painter.drawRoundedRect(rect.adjusted(-left, 0, right, radius), radius, radius)


class DataTable(Card, Generic[Row]):
    """`opened` carries the row a person chose, by tap, double click or Enter; `picked` the current.

    `show_rows` gives rows; `search` keeps those whose text holds a word; `show_loading`,
    `show_failed` replace them.
    """

    opened = Signal(object)
    picked = Signal(object)

    def __init__(
        self, look: Look, columns: tuple[Column[Row], ...], *, name: str, accessible: str = ""
    ) -> None:
        super().__init__(look, name)
        self._rows: Sequence[Row] = ()
        self._texts: Sequence[str] = ()
        self._word = ""
        self._empty_words = (look.words("kit.table.empty"), "")
        self._model = _Rows(columns)
        self.view = self._make_view(columns, name, accessible or name)
        self._state = EmptyState(look, "list", "", name=f"{name}-state")
        self._foot = Text(look, "", "hint")
        self._foot.setContentsMargins(look.space(3), 0, look.space(3), 0)
        self._foot.setFixedHeight(look.density.row)
        self._stack = QStackedLayout()
        inside = QWidget()
        inside.setLayout(self._stack)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._state)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addWidget(inside, 1)
        self.body.addWidget(self._foot)
        self._show([])

    def empty_says(self, title: str, text: str = "") -> None:
        """Set what stands where there are no rows at all."""
        self._empty_words = (title, text)
        self._show(self._model.shown)

    def show_rows(self, rows: Sequence[Row], texts: Sequence[str] = ()) -> None:
        """Show `rows`; `texts` (lower case, one a row) is what `search` looks in."""
        self._rows, self._texts = rows, texts
        self.search(self._word)

    def search(self, word: str) -> None:
        """Show the rows whose text holds every part of `word`; an empty word shows all."""
        self._word = word
        parts = word.casefold().split()
        if not parts:
            self._show(self._rows)
            return
        rows, texts = self._rows, self._texts or self._read_texts()
        *first, last = parts
        for part in first:  # no pair is made of row and text: 100,000 of them wake the collector
            hits = [part in text for text in texts]
            rows, texts = list(compress(rows, hits)), list(compress(texts, hits))
        self._show(list(compress(rows, [last in text for text in texts])))

    def rows(self) -> Sequence[Row]:
        """Return the rows now shown."""
        return self._model.shown

    def current(self) -> Row | None:
        """Return the row in front; None when there is none."""
        place = self.view.currentIndex().row()
        return self._model.shown[place] if 0 <= place < len(self._model.shown) else None

    def show_loading(self) -> None:
        """Say that rows are being read."""
        self._say("hourglass", self.look.words("kit.table.loading"), "")

    def show_failed(self, text: str) -> None:
        """Say that rows could not be read, and why."""
        self._say("triangle-alert", self.look.words("kit.table.failed"), text)

    def foot(self, text: str) -> None:
        """Put other words at the foot than how many rows are shown."""
        self._foot.say(text)

    def titles(self) -> tuple[tuple[str, int, int], ...]:
        """Return each column's title, its room and its need, for the audit."""
        head = self.view.horizontalHeader()
        assert isinstance(head, _Head)
        return head.titles()

    def _read_texts(self) -> Sequence[str]:
        columns = self._model.columns
        self._texts = [
            " ".join(said(column.cell(row)) for column in columns).casefold() for row in self._rows
        ]
        return self._texts

    def _show(self, rows: Sequence[Row]) -> None:
        self._model.become(rows)
        words = self.look.words
        self._foot.say(
            words("kit.table.shown", shown=f"{len(rows):,}", total=f"{len(self._rows):,}")
        )
        if rows:
            self._foot.show()
            self._stack.setCurrentWidget(self.view)
        elif self._rows:
            hint = words("kit.table.nothing_found_hint")
            self._say("search", words("kit.table.nothing_found"), hint)
        else:
            self._say("list", *self._empty_words)

    def _say(self, icon: str, title: str, text: str) -> None:
        self._state.say(icon, title, text)
        self._foot.hide()
        self._stack.setCurrentWidget(self._state)

    def _make_view(self, columns: tuple[Column[Row], ...], name: str, accessible: str) -> "_View":
        view = _View(self.look, f"{name}-view", accessible)
        view.setModel(self._model)
        head = _Head(self.look, columns)
        view.setHorizontalHeader(head)
        for place, column in enumerate(columns):
            view.setColumnWidth(place, column.width)
            fixed = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(place, fixed)
        view.selectionModel().currentRowChanged.connect(self._tell_picked)
        chosen = view.clicked if self.look.density.is_touch else view.doubleClicked
        chosen.connect(self._tell_opened)
        view.entered_row.connect(self._tell_opened)
        return view

    def _tell_picked(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self._model.shown[index.row()])

    def _tell_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.shown[index.row()])


class _View(QTableView):
    entered_row = Signal(QModelIndex)

    def __init__(self, look: Look, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._painter = CellPainter(look)
        self.setItemDelegate(self._painter)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(look.density.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
