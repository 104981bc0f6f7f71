"""Questions the review board asks."""

from sqlalchemy import Connection

from app.capabilities.quality.review_board.answers import Board, Review, Statistics
from app.kernel.days import Moment
from app.kernel.place import Place


def board(connection: Connection, person: str, place: Place, now: Moment) -> Board:
    """Return every open nonconformance by column, and which of them wait for `person` here."""
    raise NotImplementedError


def review(
    connection: Connection, name: str, person: str, place: Place, now: Moment
) -> Review | None:
    """Return one nonconformance as `person` sees it here; None where it is not known."""
    raise NotImplementedError


def statistics(connection: Connection, now: Moment, days: int = 30) -> Statistics:
    """Return what the last days came to: codes, time, rework again, held, costs."""
    raise NotImplementedError
