"""Asking for the board, and what it comes to in one line, for the screen and for the wall."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.screens.production.board_facts import BoardFacts, board_facts
from app.ui.theme.look import Look


def ask_for_board(
    owner: QObject, floor: Floor, moments: Moments, then: Callable[[BoardFacts], None]
) -> None:
    """Ask for the board as this station knows it now."""
    here, day, now_ms = floor.station.profile.station, moments.today().isoformat(), moments.now_ms()
    floor.ask(owner, lambda connection: board_facts(connection, here, day, now_ms), then)


def late_stations(facts: BoardFacts) -> tuple[str, ...]:
    """Return the stations whose news is old."""
    return tuple(one.station for one in facts.ages if facts.is_stale(one.station))


def summary(facts: BoardFacts, look: Look, moments: Moments) -> str:
    """Return when this is as of, how much is on the board, and whose news is old."""
    words = look.words
    said = [words("board.summary", time=moments.time(facts.at_ms), n=len(facts.orders))]
    if late := late_stations(facts):
        names = words("orders.comma").join(late)
        said.append(words("board.late_stations", names=names))
    return " · ".join(said)
