"""The board itself: orders by operations, as many columns as have room."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.kernel.quantity import plain
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.production import telling
from app.ui.screens.production.board_cell import Shown, Teller
from app.ui.screens.production.board_columns import BoardColumn, board_columns
from app.ui.screens.production.board_facts import BoardFacts, BoardOrder, cells_of
from app.ui.screens.production.board_head import BoardHead
from app.ui.screens.production.board_row import BoardRow, RowView
from app.ui.theme.look import Look

_LEAST = {"zh_CN": 122, "en": 136}
"""Width in px a field needs to be read, by language."""
_NARROW = 1_400


class BoardGrid(kit.Card):
    """`opened` carries the number of the order whose line was pressed."""

    opened = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "board")
        self._moments = moments
        self._facts: BoardFacts | None = None
        self._rows: dict[str, BoardRow] = {}
        self._head = BoardHead(look)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addStretch()
        self._empty = kit.EmptyState(
            look, "kanban", look.words("board.empty"), look.words("board.empty_hint")
        )
        self._scroller = kit.Scroller(look, "board-scroll", inside)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self._scroller)
        self._stack.addWidget(self._empty)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addWidget(self._head)
        self.body.addWidget(body, 1)

    def show_facts(self, facts: BoardFacts) -> None:
        """Show the board as it is known now."""
        self._facts = facts
        self._stack.setCurrentWidget(self._scroller if facts.orders else self._empty)
        self._head.setVisible(bool(facts.orders))
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        facts = self._facts
        if facts is None:
            return
        lead = 250 if self.width() < _NARROW else 262
        most = (self.width() - lead) // _LEAST[self.look.words.language]
        columns = board_columns(facts.routes, most)
        self._head.show_columns(columns, lead)
        teller = Teller(facts, self.look.words, self._moments)
        wanted = {one.line.line.order: one for one in facts.orders}
        for gone in self._rows.keys() - wanted.keys():
            row = self._rows.pop(gone)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        for place, (number, order) in enumerate(wanted.items()):
            self._put(place, number, self._view(order, columns, teller), lead)

    def _put(self, place: int, number: str, view: RowView, lead: int) -> None:
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = BoardRow(self.look, view, lead)
            row.clicked.connect(_Open(self, number))
        else:
            row.show_view(view, lead)
        if self._lines.indexOf(row) != place:
            self._lines.removeWidget(row)
            self._lines.insertWidget(place, row)

    def _view(self, order: BoardOrder, columns: tuple[BoardColumn, ...], teller: Teller) -> RowView:
        line, words = order.line.line, self.look.words
        day = telling.short_day(line.due, self._moments.today().isoformat())
        return RowView(
            order=line.order,
            product=f"{line.product} · {line.lot}",
            amount=f"{plain(line.quantity)} {line.unit.of(words.language)} · {day}",
            is_late=line.is_late,
            chip=telling.phase_chip(words, line),
            fields=tuple(_field(order, column, teller) for column in columns),
        )


class _Open:
    def __init__(self, grid: BoardGrid, number: str) -> None:
        self._grid, self._number = grid, number

    def __call__(self) -> None:
        self._grid.opened.emit(self._number)


def _field(order: BoardOrder, column: BoardColumn, teller: Teller) -> Shown | None:
    codes = [stop.code for stop in column.of(order.route)]
    if not codes:
        return None
    return teller.shown(order.line.line.order, cells_of(order, codes))
