"""The board on a wall: nobody logs in and nobody presses; a top bar with time instead of a menu.

wall = BoardWall(floor, look)
wall.showFullScreen()
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.screens.production.board_facts import BoardFacts
from app.ui.screens.production.board_news import ask_for_board, late_stations
from app.ui.screens.production.board_page import BoardPage
from app.ui.screens.production.progress_board import TICK_MS
from app.ui.theme.look import Look


class BoardWall(QWidget):
    """A window of its own."""

    def __init__(self, floor: Floor, look: Look) -> None:
        super().__init__()
        self.floor, self.look = floor, look
        self.setObjectName("board-wall")
        words, profile = look.words, floor.station.profile
        self.setWindowTitle(words("board.title"))
        self._moments = Moments(words, floor.station.clock)
        place = profile.zone.of(words.language) or profile.name.of(words.language)
        self._bar = kit.TopBar(look, words("board.title"), place)
        self._fresh = kit.StatusChip(look, "ok", "", name="wall-fresh", icon="cloud-check")
        self._late = kit.StatusChip(look, "offline", "", name="wall-late")
        self._called = kit.StatusChip(look, "warn", "", name="wall-calls", solid=True, icon="siren")
        for chip in (self._fresh, self._late, self._called):
            self._bar.add(chip)
        self._page = BoardPage(look, self._moments)
        edge = look.space(4)
        inside = QVBoxLayout()
        inside.setContentsMargins(edge, edge, edge, edge)
        inside.addWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(inside, 1)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._tick.start()
        floor.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _: object = None) -> None:
        """Ask again."""
        ask_for_board(self, self.floor, self._moments, self._show)

    def _show(self, facts: BoardFacts) -> None:
        words, moments = self.look.words, self._moments
        day = moments.today()
        weekday = words(f"moments.weekday.{day.isoweekday()}")
        self._bar.show_time(moments.time(facts.at_ms), day.strftime("%m-%d"), weekday)
        self._fresh.show_state(
            "ok", words("board.as_of", time=moments.time(facts.at_ms)), "cloud-check"
        )
        late = late_stations(facts)
        self._late.setVisible(bool(late))
        self._late.show_state("offline", words("board.wall.late", n=len(late)))
        self._called.setVisible(bool(facts.calls))
        self._called.show_state("warn", words("board.wall.calls", n=len(facts.calls)), "siren")
        self._page.show_facts(facts, words("board.wall.read_only"))
