"""Questions about calls."""

from sqlalchemy import Connection, select

from app.capabilities.production.calls.tables import CallRow
from app.journal.rows import read

_calls = CallRow.table


def open_calls(connection: Connection) -> tuple[CallRow, ...]:
    """Return the calls not closed yet, the longest waiting first."""
    waiting = select(_calls).where(_calls.c.state != "closed")
    query = waiting.order_by(_calls.c.raised_ms, _calls.c.call)
    return read(connection, CallRow, query)


def call(connection: Connection, name: str) -> CallRow | None:
    """Return one call."""
    found = read(connection, CallRow, select(_calls).where(_calls.c.call == name))
    return found[0] if found else None


def call_of_station(connection: Connection, station: str) -> CallRow | None:
    """Return a station's latest call that is not closed yet."""
    query = (
        select(_calls)
        .where(_calls.c.station == station, _calls.c.state != "closed")
        .order_by(_calls.c.raised_ms.desc())
        .limit(1)
    )
    found = read(connection, CallRow, query)
    return found[0] if found else None
