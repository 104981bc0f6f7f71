"""What the server says, brought into this node's journal: pages of logs, words on what was pushed.

Nothing is written before all of an answer has been checked against what is held.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, select

from app.journal.chain import roll
from app.journal.event import Sealed, unseal
from app.journal.journal import QUARANTINED, WAITING, Arrival, Journal, Receipt
from app.journal.ledger import keep_lists
from app.kernel.refused import Refused
from app.store.prepared import Prepared
from app.store.tables import area_head, event, receipt, seal
from app.store.upsert import insert_new, upsert
from app.sync import outbox
from app.sync.protocol import HELD, Cursor, Outcome, Page, Push, Pushed


@dataclass(frozen=True, slots=True)
class Arrived:
    """A page that was read and fits its own log hash."""

    area: str
    page: Page
    arrivals: tuple[Arrival, ...]


def cursors(connection: Connection, areas: Collection[str]) -> dict[str, Cursor]:
    """Return how far each area's log is held."""
    query = select(
        area_head.c.area, area_head.c.epoch, area_head.c.position, area_head.c.log_hash
    ).where(area_head.c.area.in_(areas))
    held = {row[0]: Cursor(row[1], row[2], row[3]) for row in connection.execute(query)}
    return {area: held.get(area, Cursor()) for area in areas}


def read(area: str, since: Cursor, page: Page) -> Arrived:
    """Check a page: every event readable, of this area, and in the log that the cursor names.

    Raises Refused `sync.page_broken`: bytes that do not add up are fetched again, never kept.
    """
    events = tuple(unseal(data) for data in page.events)
    log_hash = since.log_hash
    for sealed in events:
        log_hash = roll(log_hash, sealed.hash)
    whole = (
        len(events) == len(page.received_at) == len(page.plant_position)
        and all(sealed.envelope.area == area for sealed in events)
        and page.cursor.position == since.position + len(events)
        and page.cursor.log_hash == log_hash
    )
    if not whole:
        raise Refused("sync.page_broken", area=area, position=since.position)
    receipts = _receipts(area, since.position, events, page)
    arrivals = (Arrival(s, r) for s, r in zip(events, receipts, strict=True))
    return Arrived(area, page, tuple(arrivals))


def _receipts(area: str, since: int, events: Sequence[Sealed], page: Page) -> tuple[Receipt, ...]:
    rows = zip(events, page.received_at, page.plant_position, strict=True)
    flags = {flag.position: flag.reason for flag in page.flags}
    return tuple(
        Receipt(
            hash=sealed.hash,
            area=area,
            position=since + n,
            received_at=received_at,
            plant_position=plant_position,
            reason=flags.get(since + n, ""),
        )
        for n, (sealed, received_at, plant_position) in enumerate(rows, start=1)
    )


_GREATEST = select(func.max(receipt.c.position)).where(receipt.c.area == bindparam("area"))
_BETWEEN = select(receipt.c.position, receipt.c.hash).where(
    receipt.c.area == bindparam("area"),
    receipt.c.position.between(bindparam("low"), bindparam("high")),
)


_IS_HELD = Prepared(select(event.c.hash).where(event.c.hash == bindparam("hash")))


def is_held(connection: Connection, name: str) -> bool:
    """Tell whether an event is held here."""
    return _IS_HELD.first(connection, {"hash": name}) is not None


def contradicts(connection: Connection, arrived: Arrived) -> bool:
    """Tell whether the server's log is not the one it once told: it was restored, unannounced."""
    greatest = connection.execute(_GREATEST, {"area": arrived.area}).scalar() or 0
    if greatest > arrived.page.head:
        return True
    return _clash(connection, [a.receipt for a in arrived.arrivals if a.receipt is not None])


def _clash(connection: Connection, receipts: Sequence[Receipt]) -> bool:
    """Tell whether another event is held with the position of one of `receipts`."""
    told: dict[str, dict[int, str]] = {}
    for one in receipts:
        if one.position is not None:
            told.setdefault(one.area, {})[one.position] = one.hash
    return any(_clash_in(connection, area, places) for area, places in told.items())


def _clash_in(connection: Connection, area: str, places: Mapping[int, str]) -> bool:
    asked = {"area": area, "low": min(places), "high": max(places)}
    held = connection.execute(_BETWEEN, asked)
    return any(places.get(row.position, row.hash) != row.hash for row in held)


def apply(
    connection: Connection,
    journal: Journal,
    arrived: Arrived,
    since: int = 0,
    enough: Callable[[], bool] = lambda: False,
) -> int:
    """Take in a page from its event number `since` on; return how far it got.

    The cursor moves with the last event only, in its transaction: a page broken off by a crash
    is pulled again, and what of it is held already is recognised by its hash.
    """
    if since == 0:
        keep_lists(connection, (one.sealed for one in arrived.arrivals), arrived.page.lists)
    done = since + journal.take_in(connection, arrived.arrivals[since:], enough)
    if done == len(arrived.arrivals):
        insert_new(connection, seal, [msgspec.structs.asdict(one) for one in arrived.page.seals])
        keep_cursor(connection, arrived.area, arrived.page.cursor)
        if is_to_the_end(arrived.page):
            journal.hear(connection, arrived.area)
    return done


def is_to_the_end(page: Page) -> bool:
    """Tell whether a page, once it is taken in, leaves nothing of its log to be told."""
    return page.cursor.position >= page.head


def keep_cursor(connection: Connection, area: str, cursor: Cursor) -> None:
    """Note how far an area's log is held."""
    row = {"area": area, **msgspec.structs.asdict(cursor)}
    upsert(connection, area_head, [row])


def note(connection: Connection, journal: Journal, push: Push, pushed: Pushed) -> bool:
    """Keep the server's word on a push; return False where it contradicts what it said before.

    What it misses is offered, if it is held here; else what waits for it is left to the server.
    Raises Refused `sync.answer_broken`.
    """
    events = tuple(unseal(data) for data in push.events)
    if len(events) != len(pushed.outcomes):
        raise Refused("sync.answer_broken")
    told = tuple(zip(events, pushed.outcomes, strict=True))
    receipts = [_word(sealed, outcome, pushed) for sealed, outcome in told if _is_final(outcome)]
    missing = {outcome.missing for _, outcome in told if outcome.missing}
    if _clash(connection, receipts) or _had(connection, missing):
        return False
    journal.judge(connection, receipts)
    outbox.set_aside(connection, [s.hash for s, outcome in told if not _is_final(outcome)])
    outbox.offer_again(connection, missing)
    return True


def _is_final(outcome: Outcome) -> bool:
    return outcome.verdict != WAITING


def _word(sealed: Sealed, outcome: Outcome, pushed: Pushed) -> Receipt:
    return Receipt(
        hash=sealed.hash,
        area=sealed.envelope.area,
        position=outcome.position,
        received_at=pushed.received_at,
        plant_position=pushed.plant_position,
        verdict=QUARANTINED if outcome.verdict == HELD else outcome.verdict,
        reason=outcome.reason,
    )


def _had(connection: Connection, missing: Collection[str]) -> bool:
    """Tell whether the server once had one of the events it now misses."""
    if not missing:
        return False
    query = select(receipt.c.hash).where(receipt.c.hash.in_(missing)).limit(1)
    return connection.execute(query).first() is not None


def start_over(connection: Connection, journal: Journal, epoch: str, areas: Sequence[str]) -> None:
    """The server was restored: forget its word, pull from the start, offer everything again."""
    journal.start_over(connection)
    connection.execute(delete(area_head))
    for area in areas:
        keep_cursor(connection, area, Cursor(epoch))
