"""Work orders: every order with where it stands; import on the right, one order opened in a sheet.

Buttons by name: `import-plan`, `release-chosen`; the table is `orders`, its search `orders-search`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.progress.answers import OrderLine, Phase
from app.capabilities.production.progress.queries import order_lines
from app.capabilities.production.release.commands import ReleaseOrder
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.screens.production import telling
from app.ui.screens.production.import_plan import ImportPlanPanel
from app.ui.screens.production.order_columns import order_columns
from app.ui.screens.production.order_detail import OrderDetail
from app.ui.screens.production.order_list import ALL, LATE, PARTS, OrderList, in_work, listed
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.screen import Notice, Place, Screen
from app.ui.theme.look import Look

NAME = "work-orders"
RELEASE = "production.release"
PLAN = "production.plan"

_BESIDE = 1_280
"""Width in px from which table and import panel stand side by side."""


class WorkOrders(Screen):
    """The list of orders. `Place.order` opens that order."""

    def __init__(self, floor: Floor, look: Look) -> None:
        super().__init__(floor, look, NAME)
        self._orders = OrderList()
        self._wanted = ""
        self._panel: ImportPlanPanel | None = None
        self._header = kit.PageHeader(look, look.words("orders.title"), name="orders-header")
        self._search = kit.SearchBox(look, look.words("orders.search"), name="orders-search")
        self._release = kit.Button(look, "", name="release-chosen", icon="send")
        self._import = kit.Button(
            look, look.words("orders.import"), name="import-plan", icon="file-spreadsheet"
        )
        self._chips = kit.FilterChips(look, self._filters(), name="orders-filters")
        self._table = self._make_table()
        self._left = QWidget()
        self._body = QHBoxLayout()
        self._detail = OrderDetail(floor, look, self)
        self._lay_out()
        self._connect()

    def about(self, place: Place) -> None:
        self._wanted = place.order

    def refresh(self) -> None:
        clock = self.floor.station.clock
        day = telling.today(clock)
        words = self.look.words
        self.floor.ask(self, lambda c: listed(order_lines(c, day), words), self._show)
        self._show_rights()
        if self._wanted:
            self._detail.show_order(self._wanted)
            self._wanted = ""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._settle()

    def _show(self, orders: OrderList) -> None:
        clock = self.floor.station.clock
        words = self.look.words
        self._orders = orders
        self._header.say(
            words("orders.title"),
            words("orders.as_of", time=telling.time_of(clock.now_ms(), clock)),
        )
        self._chips.show_filters(self._filters())
        self._show_part(self._chips.value())
        self._detail.refresh()

    def _show_part(self, key: str) -> None:
        chosen = {line.order for line in self._chosen()}
        scrolled = self._table.view.verticalScrollBar().value()
        part = self._orders.part(key)
        self._table.show_rows(part.lines, part.texts)
        self._choose(chosen)
        self._table.view.verticalScrollBar().setValue(scrolled)
        self._say_foot()

    def _searched(self, word: str) -> None:
        self._table.search(word)
        self._say_foot()
        self._show_chosen()

    def _say_foot(self) -> None:
        words, shown = self.look.words, self._table.rows()
        part = self._orders.part(self._chips.value())
        is_whole = len(shown) == len(part.lines)
        sums = part.in_work if is_whole else in_work(shown, words.language)
        total = self._orders.count(ALL)
        said = telling.amounts(words, sums)
        self._table.foot(
            words("orders.foot", shown=f"{len(shown):,}", total=f"{total:,}", sums=said)
        )

    def _filters(self) -> tuple[kit.Filter, ...]:
        return tuple(
            kit.Filter(key, self._part_name(key), self._orders.count(key), role)
            for key, role in PARTS
            if key != LATE or self._orders.count(LATE)
        )

    def _part_name(self, key: str) -> str:
        words = self.look.words
        if key in (ALL, LATE):
            return words(f"orders.{key}")
        return words(f"production.phase.{key}")

    # ------------------------------------------------------------------ release of several
    def _chosen(self) -> tuple[OrderLine, ...]:
        rows = self._table.rows()
        places = sorted(index.row() for index in self._table.view.selectionModel().selectedRows())
        return tuple(rows[place] for place in places if place < len(rows))

    def _choose(self, orders: set[str]) -> None:
        """Choose again what was chosen before the rows were asked for anew."""
        model = self._table.view.model()
        last = model.columnCount() - 1
        selection = QItemSelection()
        for place, line in enumerate(self._table.rows() if orders else ()):
            if line.order in orders:
                selection.select(model.index(place, 0), model.index(place, last))
        keep = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._table.view.selectionModel().select(selection, keep)
        self._show_chosen()

    def _show_chosen(self) -> None:
        planned = self._planned(self._chosen())
        self._release.say(self.look.words("orders.release_chosen", n=len(planned)))
        self._release.setVisible(bool(planned))

    def _planned(self, lines: Sequence[OrderLine]) -> tuple[str, ...]:
        return tuple(line.order for line in lines if line.phase is Phase.PLANNED)

    def _release_chosen(self) -> None:
        self._release.busy(True)
        self._release_next(self._planned(self._chosen()), 0)

    def _release_next(self, orders: tuple[str, ...], done: int) -> None:
        """Release one after the other; each is an act of its own, so what is done stays done."""
        if done == len(orders):
            self._release.busy(False)
            self.tell.emit(Notice(self.look.words("orders.released", n=done)))
            return
        self.floor.act(
            self,
            ReleaseOrder(order=orders[done]),
            lambda _: self._release_next(orders, done + 1),
            self._release_refused,
        )

    def _release_refused(self, refused: Refused) -> None:
        self._release.busy(False)
        self.say_refused(refused)

    # ------------------------------------------------------------------ import
    def _open_import(self) -> None:
        if self._panel is None:
            self._panel = ImportPlanPanel(self.floor, self.look)
            self._panel.closed.connect(self._close_import)
            self._panel.imported.connect(self._imported)
            self._body.addWidget(self._panel)
        self._panel.show()
        self._settle()

    def _close_import(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self._settle()

    def _imported(self, count: int) -> None:
        self.tell.emit(Notice(self.look.words("orders.import.done", n=f"{count:,}")))

    def _settle(self) -> None:
        """Give the table the room, or the panel all of it where both do not fit."""
        both_fit = self.width() >= _BESIDE
        self._left.setVisible(self._panel is None or both_fit)
        if self._panel is not None:
            self._panel.be_wide(not both_fit)

    # ------------------------------------------------------------------ building
    def _make_table(self) -> "kit.DataTable[OrderLine]":
        words = self.look.words
        table = kit.DataTable(
            self.look,
            order_columns(self.look, lambda: telling.today(self.floor.station.clock)),
            name="orders",
            accessible=words("orders.title"),
        )
        table.empty_says(words("orders.empty"), words("orders.empty_hint"))
        table.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        return table

    def _lay_out(self) -> None:
        for tool in (self._search, self._release, self._import):
            self._header.add(tool)
        self._release.hide()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(self.look.space(2))
        left.addWidget(self._chips)
        left.addWidget(self._table, 1)
        self._body.setSpacing(self.look.space(3))
        self._body.addWidget(self._left, 1)
        column = QVBoxLayout(self)
        margin = self.look.space(5)
        column.setContentsMargins(margin, self.look.space(4), margin, self.look.space(4))
        column.setSpacing(self.look.space(3))
        column.addWidget(self._header)
        column.addLayout(self._body, 1)

    def _connect(self) -> None:
        self._search.searched.connect(self._searched)
        self._chips.chosen.connect(self._show_part)
        self._table.opened.connect(self._open)
        selected = self._table.view.selectionModel().selectionChanged
        selected.connect(self._show_chosen, Qt.ConnectionType.QueuedConnection)
        self._release.clicked.connect(self._release_chosen)
        self._import.clicked.connect(self._open_import)
        self._detail.tell.connect(self.tell)
        self._detail.record.connect(self._open_record)

    def _open(self, line: OrderLine) -> None:
        self._detail.show_order(line.order)

    def _open_record(self, stream: str) -> None:
        self.go.emit(Place(RECORD, record=stream))

    def _show_rights(self) -> None:
        session = self.floor.session
        for button, right in ((self._import, PLAN), (self._release, RELEASE)):
            allowed = session is not None and session.may(right)
            button.block("" if allowed else self.look.words("orders.no_right"))
