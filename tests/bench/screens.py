"""What a person at a screen waits for: another screen, and a filtered list of 100,000 orders."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QStackedWidget,
    QTableView,
    QWidget,
)

from app.capabilities.production.operations.commands import StartOperation
from app.capabilities.production.progress.answers import OrderLine, Phase
from app.composition import Workplace, application
from app.kernel.words import Bilingual, Words
from app.ui.kit import DataTable
from app.ui.screens.production import telling
from app.ui.screens.production.order_columns import order_columns
from app.ui.screens.production.order_list import ALL, Part, in_work, listed
from app.ui.screens.screen import Place
from app.ui.theme.look import Look, apply
from app.ui.theme.tokens import DENSITIES
from tests.bench.figures import REPEATS, Bar, Figure, at_percent, milliseconds
from tests.ui.screens.station_at_work import OPERATOR, ORDER, PIN, a_peopled_station, release

SWITCHES = 20
"""Switches of one round: home, execute, home …"""
ORDERS = 100_000
WORDS = ("w", "wo", "work0004", "luer", "鲁尔", "2026 la", "9999", "nothing like it", "")
"""As somebody types: what finds everything, something, and nothing."""
SIZE = (1280, 800)


def screen_switch(folder: Path, share: int) -> Iterator[Figure]:
    """Go between home and execute until the screen shows its data and is painted."""
    application()
    at = a_peopled_station(folder / "station")
    for n in range(30):
        release(at, f"WORK{n:06}", 200)
    at.station.sessions.log_in(OPERATOR, PIN)
    at.station.act(StartOperation(order=ORDER, operation="B10")).result()
    workplace = Workplace(at.station)
    window = workplace.window
    window.show()
    places = (Place("execute", ORDER, "B10"), Place("home"))
    bare = _bare_pages()
    rounds: list[list[float]] = []
    raw_rounds: list[list[float]] = []
    for _ in range(1 + REPEATS):
        turns = [n % 2 for n in range(max(2, SWITCHES // share))]
        rounds.append([milliseconds(partial(_go, workplace, places[n])) for n in turns])
        raw_rounds.append([milliseconds(partial(_turn, bare, n)) for n in turns])
    workplace.close()
    bare.close()
    yield Figure(
        "screen_switch_p95",
        "ms",
        Bar(most=50),
        at_percent(rounds[1:], 95),
        at_percent(raw_rounds[1:], 95),
        "a bare QStackedWidget, 60 labels a page",
    )


def list_100k(folder: Path, share: int) -> Iterator[Figure]:
    """Type into the search of a list of work orders until the rows found are painted."""
    app, look = application(), Look(Words("zh_CN"), density=DENSITIES["bench"])
    apply(app, look)
    orders = listed(tuple(_lines(max(200, ORDERS // share))), look.words).part(ALL)
    table = DataTable(look, order_columns(look, lambda: "2026-11-22"), name="orders")
    table.show_rows(orders.lines, orders.texts)
    table.resize(*SIZE)
    table.show()
    view, texts = _bare_table(orders.lines)
    rounds, raw_rounds = [], []
    for _ in range(REPEATS):
        rounds.append([milliseconds(partial(_search, table, orders, word)) for word in WORDS])
        raw_rounds.append([milliseconds(partial(_filter, view, texts, word)) for word in WORDS])
    table.close()
    view.close()
    yield Figure(
        "list_100k_p95",
        "ms",
        Bar(most=50),
        at_percent(rounds, 95),
        at_percent(raw_rounds, 95),
        "a list comprehension and a bare QTableView",
    )


def _go(workplace: Workplace, place: Place) -> None:
    """Go, wait until what the screen asked for was shown, and paint."""
    workplace.window.go(place)
    loop = QEventLoop()
    # One reader answers in turn, so this comes back behind what the screen has asked.
    workplace.floor.ask(loop, lambda _: None, lambda _: loop.quit())
    loop.exec()
    QApplication.processEvents()  # paints what the answer has changed


def _bare_pages() -> QStackedWidget:
    pages = QStackedWidget()
    pages.resize(*SIZE)
    for page in range(2):
        widget = QWidget()
        grid = QGridLayout(widget)
        for n in range(60):
            grid.addWidget(QLabel(f"{page} {n}"), n // 6, n % 6)
        pages.addWidget(widget)
    pages.show()
    return pages


def _turn(pages: QStackedWidget, page: int) -> None:
    pages.setCurrentIndex(page)
    QApplication.processEvents()
    pages.repaint()


def _lines(count: int) -> Iterator[OrderLine]:
    """Yield years of orders: most are finished, a hundred are in work."""
    running = count - 100
    for n in range(count):
        yield OrderLine(
            order=f"WORK{n:06}",
            lot=f"LA{n:07}",
            product="LA-316",
            product_name=Bilingual("316L鲁尔接头", "Luer adaptor 316L"),
            quantity=Decimal(100 + n % 900),
            unit=Bilingual("个", "pcs"),
            due=f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}",
            start="2026-01-01",
            priority="",
            remark="",
            phase=Phase.RUNNING if n >= running else Phase.FINISHED,
            current=None,
            current_code="",
            done=Decimal(n % 90),
            scrap=Decimal(0),
            percent=n % 100 if n >= running else 100,
            is_late=n % 50 == 0,
            planned_ms=0,
        )


def _search(table: "DataTable[OrderLine]", orders: Part, word: str) -> None:
    """Do what the screen does at each letter: filter, sum what is in work, paint."""
    table.search(word)
    shown, words = table.rows(), table.look.words
    is_whole = len(shown) == len(orders.lines)
    sums = orders.in_work if is_whole else in_work(shown, words.language)
    table.foot(telling.amounts(words, sums))
    QApplication.processEvents()


class _Texts(QAbstractTableModel):
    """Rows of texts and nothing else."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._columns = columns
        self._rows: Sequence[Sequence[str]] = ()

    def become(self, rows: Sequence[Sequence[str]]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's own
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's own
        return 0 if parent.isValid() else self._columns

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._rows[index.row()][index.column()]


def _bare_table(lines: Sequence[OrderLine]) -> tuple[QTableView, list[tuple[tuple[str, ...], str]]]:
    rows = [
        (line.order, line.product, line.product_name.zh, str(line.quantity), line.due)
        for line in lines
    ]
    view = QTableView()
    view.resize(*SIZE)
    view.setModel(_Texts(5))
    view.show()
    return view, [(row, " ".join(row).casefold()) for row in rows]


def _filter(view: QTableView, texts: Sequence[tuple[tuple[str, ...], str]], word: str) -> None:
    model = view.model()
    assert isinstance(model, _Texts)
    model.become([row for row, text in texts if word in text])
    view.repaint()
