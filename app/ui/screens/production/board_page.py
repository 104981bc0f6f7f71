"""What screen and wall show alike: the board, the contradictions, the stations' ages, the calls."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.records.discrepancies.answers import Case
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.production.board_facts import BoardFacts
from app.ui.screens.production.board_grid import BoardGrid
from app.ui.screens.production.call_tiles import CallTiles
from app.ui.screens.production.freshness import Freshness
from app.ui.theme.look import Look


class BoardPage(QWidget):
    """`opened` an order, `answered` a call, `asked` for the contradictions."""

    opened = Signal(str)
    answered = Signal(str)
    asked = Signal()

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("board-page")
        self._grid = BoardGrid(look, moments)
        self._fresh = Freshness(look, moments)
        self._calls = CallTiles(look, moments)
        self._wrong = kit.ListRow(look, "octagon-x", "", "", name="board-discrepancies")
        self._wrong.become("fail")
        foot = QHBoxLayout()
        foot.setSpacing(look.space(3))
        foot.addWidget(self._fresh, 3)
        foot.addWidget(self._calls, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(3))
        column.addWidget(self._grid, 1)
        column.addWidget(self._wrong)
        column.addLayout(foot)
        self._grid.opened.connect(self.opened)
        self._calls.answered.connect(self.answered)
        self._wrong.clicked.connect(self.asked)

    def show_facts(self, facts: BoardFacts, block: str) -> None:
        """Show the board; `block` says why calls may not be answered here."""
        self._grid.show_facts(facts)
        self._fresh.show_facts(facts)
        self._calls.show_facts(facts, block)
        self._show_wrong(facts)

    def _show_wrong(self, facts: BoardFacts) -> None:
        words, found = self.look.words, facts.discrepancies
        self._wrong.setVisible(bool(found))
        owners = dict.fromkeys(facts.person(one.owner, words.language) for one in found)
        said = words("orders.comma").join(name for name in owners if name)
        orders = words("orders.comma").join(dict.fromkeys(_order(one) for one in found))
        self._wrong.say(
            words("board.discrepancies", n=len(found)),
            words("board.discrepancies_of", who=said or words("board.nobody"), orders=orders),
        )


def _order(case: Case) -> str:
    return "" if case.found is None else str(case.found.facts["order"])
