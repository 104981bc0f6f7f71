"""What an author knew, and what may have been done after something without knowing of it.

Every event names the last event of the plant's log its author held (`rights_at`), so what lies in
that log was known to an author or it was not: clocks have no say in it. Whether something was done
after it, only the clocks say, and what the server had already when it was told.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from app.journal.event import PLANT, Envelope, stored
from app.store.tables import event, receipt


def plant_positions(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """Return where events lie in the plant's log, by hash; those without a place are left out."""
    query = select(receipt.c.hash, receipt.c.position).where(
        receipt.c.area == PLANT, receipt.c.hash.in_(names), receipt.c.position.is_not(None)
    )
    return {row.hash: row.position for row in connection.execute(query)}


def envelopes(connection: Connection, names: Collection[str]) -> dict[str, Envelope]:
    """Return the envelopes of events held here, by hash."""
    query = select(event.c.hash, event.c.bytes).where(event.c.hash.in_(names))
    return {name: stored(name, bytes(data)).envelope for name, data in connection.execute(query)}


def may_follow(
    name: ColumnElement[str], at_ms: ColumnElement[int], since_ms: int, position: int | None
) -> ColumnElement[bool]:
    """Return the condition that an event may have been done after something of the plant's log.

    By its clock, or because the server had not got it when that something took its `position`
    (None: it has none yet): a clock that was set back does not make it earlier.
    """
    had = receipt.c.hash == name
    if position is not None:
        had = and_(had, receipt.c.plant_position < position)
    return or_(at_ms >= since_ms, ~exists().where(had))
