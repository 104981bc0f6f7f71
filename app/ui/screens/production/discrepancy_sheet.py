"""The open contradictions of production: what cannot both be true, both sides, and whose it is."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy import Connection

from app.capabilities.production.discrepancies.queries import Discrepancy, Side, sides
from app.kernel.quantity import plain
from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.screens.production.board_facts import BoardFacts
from app.ui.theme.look import Look

_SIDES = 12
"""Sides shown of one contradiction: of a wrong sum there may be many moves."""

Told = tuple[tuple[Discrepancy, tuple[Side, ...]], ...]


class DiscrepancySheet(kit.Sheet):
    """Opened from the board."""

    def __init__(self, floor: Floor, look: Look, host: QWidget, moments: Moments) -> None:
        title = look.words("board.discrepancies.title")
        super().__init__(look, host, title, name="discrepancies", side="right", width=760)
        self.floor = floor
        self._moments = moments
        self._facts: BoardFacts | None = None
        self._scroller = kit.Scroller(look, "discrepancies-scroll")
        self.body.addWidget(self._scroller, 1)

    def show_facts(self, facts: BoardFacts) -> None:
        """Ask for both sides of each, then open."""
        self._facts = facts
        found = facts.discrepancies
        self.floor.ask(self, lambda connection: _told(connection, found), self._show)

    def _show(self, told: Told) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self.look.space(2), 0)
        column.setSpacing(self.look.space(3))
        for place, (one, both) in enumerate(told):
            column.addWidget(self._card(place, one, both))
        column.addStretch()
        self._scroller.setWidget(page)
        self.open()

    def _card(self, place: int, one: Discrepancy, both: tuple[Side, ...]) -> QWidget:
        look, words, facts = self.look, self.look.words, self._facts
        assert facts is not None
        stations = words("orders.comma").join(one.stations)
        sentence = words(
            f"production.discrepancy.{one.kind}",
            order=one.order,
            operation=one.operation,
            stations=stations,
            quantity=one.quantity,
        )
        card = kit.Card(look, f"discrepancy-{place}", "plain")
        card.body.addWidget(kit.Text(look, sentence, "strong", wrap=True))
        owner = facts.person(one.owner, words.language) or words("board.nobody")
        card.body.addWidget(kit.Text(look, words("board.owner", who=owner), "hint", "ink2"))
        for side in both[:_SIDES]:
            card.body.addWidget(kit.Text(look, self._said(side, facts), "body", "ink2", wrap=True))
        if len(both) > _SIDES:
            more = words("board.side.more", n=len(both) - _SIDES)
            card.body.addWidget(kit.Text(look, more, "hint"))
        return card

    def _said(self, side: Side, facts: BoardFacts) -> str:
        words = self.look.words
        return words(
            f"board.side.{side.what}",
            who=facts.person(side.person, words.language) or words("board.nobody"),
            station=facts.station(side.station, words.language),
            time=self._moments.when(side.at_ms),
            quantity="" if side.quantity is None else plain(side.quantity),
            due=side.due,
        )


def _told(connection: Connection, found: tuple[Discrepancy, ...]) -> Told:
    return tuple((one, sides(connection, one)) for one in found)
