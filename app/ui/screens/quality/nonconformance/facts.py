"""What the screen of nonconformances asks for: the board, the figures below it, one in front."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.capabilities.people.accounts.queries import people
from app.capabilities.quality.nonconformance.records.answers import Column
from app.capabilities.quality.nonconformance.review_board.answers import (
    Board,
    Card,
    Review,
    Statistics,
)
from app.capabilities.quality.nonconformance.review_board.queries import board, review, statistics
from app.journal.ledger import ledger_of
from app.kernel.days import Moment
from app.kernel.place import Place
from app.kernel.words import Bilingual
from app.store import content

SCREEN = "nonconformances"
"""The name of the screen; `Place.record` is the stream of one, or its name."""
DAYS = 30
_STREAM = "nonconformance/"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, where and when."""

    person: str
    place: Place
    now: Moment


@dataclass(frozen=True, slots=True)
class NcFacts:
    """Everything the screen shows. `pictures` are bytes by sha256, those that have arrived."""

    board: Board
    statistics: Statistics
    review: Review | None
    pictures: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, Bilingual] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()
    """Hashes of all the record in front holds: what an approving signature covers."""

    def cards(self) -> tuple[tuple[Column, Card], ...]:
        """Return every open one with its column."""
        return tuple((lane.column, card) for lane in self.board.lanes for card in lane.cards)


def named(record: str) -> str:
    """Return a nonconformance's name from its stream, or as it is."""
    return record.removeprefix(_STREAM)


def nc_facts(connection: Connection, name: str, asker: Asker, *, unasked: bool) -> NcFacts:
    """Return the board, and the one of that name.

    Where none is named and `unasked`: the first that waits for who asks.
    """
    found = board(connection, asker.person, asker.place, asker.now)
    name = name or (first(found) if unasked else "")
    one = review(connection, name, asker.person, asker.place, asker.now) if name else None
    return NcFacts(
        found,
        statistics(connection, asker.now, DAYS),
        one,
        pictures(connection, one),
        {each.person: each.name for each in people(connection)},
        frozenset() if one is None else frozenset(ledger_of(connection, one.it.row.stream).entries),
    )


def first(found: Board) -> str:
    """Return which one to show unasked: one that waits for who asks, else the most urgent."""
    names = [card.name for lane in found.lanes for card in lane.cards]
    late = [card.name for lane in found.lanes for card in lane.cards if card.is_overdue]
    return next(iter((*found.mine, *late, *names)), "")


def pictures(connection: Connection, one: Review | None) -> dict[str, bytes]:
    """Return the pictures of a review and of what was said of it."""
    if one is None:
        return {}
    shown = (*one.pictures, *(picture for said in one.remarks for picture in said.pictures))
    names = {each.sha256 for each in shown}
    found = {name: content.fetch(connection, name) for name in names}
    return {name: data for name, data in found.items() if data is not None}


def waiting(connection: Connection, person: str, place: Place, now: Moment) -> int:
    """Return how many wait for an act of `person`."""
    return len(board(connection, person, place, now).mine)
