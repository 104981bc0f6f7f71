"""What a station of the play knows at this moment, asked of its own journal: only looked at."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, select

from app.capabilities.flows.inbox.queries import inbox_of
from app.capabilities.flows.notices.tables import NoticeRow
from app.capabilities.production.holds.answers import Hold, Work
from app.capabilities.production.holds.queries import check_work, holds_on
from app.capabilities.quality.nonconformance.records.queries import known
from app.capabilities.quality.nonconformance.reviewing.queries import open_acts
from app.capabilities.records.discrepancies.answers import Case
from app.capabilities.records.discrepancies.queries import cases
from app.demo.hands import Hands
from app.journal.rows import read
from app.kernel.refused import Refused
from app.stations import bell

A = TypeVar("A")


def ask(hands: Hands, query: Callable[[Connection], A]) -> A:
    """Return what a station's journal says."""
    return hands.workplace.station.ask(query).result()


def holds(hands: Hands, order: str) -> tuple[Hold, ...]:
    """Return the holds on an order that a station has heard of."""
    return ask(hands, lambda c: holds_on(c, order))


def barred(hands: Hands, order: str, operation: str) -> Refused | None:
    """Return why work on an order is refused at a station; None where it is not."""
    station = hands.workplace.station
    work, offset_min = Work(order, operation), station.clock.offset_min()
    try:
        ask(hands, lambda c: check_work(c, work, offset_min))
    except Refused as refused:
        return refused
    return None


def notices_of(hands: Hands, firing: str) -> tuple[str, ...]:
    """Return the names of the notices that a firing sent, as a station has them."""
    query = select(NoticeRow.table).where(NoticeRow.table.c.firing == firing)
    return tuple(row.notice for row in ask(hands, lambda c: read(c, NoticeRow, query)))


def in_inbox(hands: Hands, person: str, key: str) -> int:
    """Return how often something lies in somebody's inbox at a station."""
    journal = hands.workplace.station.journal
    found = ask(hands, lambda c: inbox_of(journal.acting(c, person)))
    return sum(line.key == key for line in found.lines)


def has_rung(hands: Hands, keys: frozenset[str]) -> int:
    """Return how many of these have sounded at a station."""
    return len(ask(hands, bell.rung) & keys)


def on_desk(hands: Hands) -> tuple[Case, ...]:
    """Return the discrepancies that wait at a station to be settled."""
    checks = hands.workplace.station.journal.vocabulary.checks
    return tuple(one for one in ask(hands, lambda c: cases(c, checks)) if one.standing.is_open)


def is_turn_of(hands: Hands, name: str, act: str) -> bool:
    """Tell whether a nonconformance waits for an act, as a station has it."""
    return act in (ask(hands, lambda c: open_acts(c, known(c, name))) or ())
