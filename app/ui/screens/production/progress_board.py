"""The progress board: where each order stands, for how long, with whom, and how old that news is.

Controls by name: `answer-0` … for calls, `board-discrepancies` opens the desk, a line
`board-<order>` its order.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.capabilities.production.calls.commands import AnswerCall
from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.screens.production.board_facts import BoardFacts
from app.ui.screens.production.board_news import ask_for_board, summary
from app.ui.screens.production.board_page import BoardPage
from app.ui.screens.production.work_orders import NAME as WORK_ORDERS
from app.ui.screens.records.desk_facts import DESK
from app.ui.screens.screen import Place, Screen
from app.ui.theme.look import Look

NAME = "board"
TICK_MS = 20_000
"""Ages and idle times move on without anything happening."""


class ProgressBoard(Screen):
    """The board as a page of the bench."""

    def __init__(self, floor: Floor, look: Look) -> None:
        super().__init__(floor, look, NAME)
        self._moments = Moments(look.words, floor.station.clock)
        self._header = kit.PageHeader(look, look.words("board.title"), name="board-header")
        self._page = BoardPage(look, self._moments)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.refresh)
        edge = look.space(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(3))
        column.addWidget(self._header)
        column.addWidget(self._page, 1)
        self._page.opened.connect(self._open)
        self._page.answered.connect(self._answer)
        self._page.asked.connect(self._show_wrong)

    def enter(self, place: Place) -> None:
        super().enter(place)
        self._tick.start()

    def leave(self) -> None:
        super().leave()
        self._tick.stop()

    def refresh(self) -> None:
        ask_for_board(self, self.floor, self._moments, self._show)

    def _show(self, facts: BoardFacts) -> None:
        words = self.look.words
        self._header.say(words("board.title"), summary(facts, self.look, self._moments))
        session = self.floor.session
        allowed = session is not None and session.may("production.answer")
        self._page.show_facts(facts, "" if allowed else words("orders.no_right"))

    def _open(self, order: str) -> None:
        self.go.emit(Place(WORK_ORDERS, order=order))

    def _answer(self, call: str) -> None:
        self.floor.act(self, AnswerCall(call=call), lambda _: self.refresh(), self.say_refused)

    def _show_wrong(self) -> None:
        self.go.emit(Place(DESK))
