"""What is due for inspection, asked of what happened: it survives a restart and a set clock.

for one in due(connection, Moment(now_ms, offset_min), station):
    ...                     # the latest first, of every work centre; the screen filters
"""

from sqlalchemy import Connection

from app.capabilities.quality.due.answers import Due, State
from app.capabilities.quality.due.queries import due_in_work
from app.capabilities.quality.incoming.queries import incoming
from app.kernel.days import Moment


def due(connection: Connection, now: Moment, station: str) -> tuple[Due, ...]:
    """Return what is due or will be, the latest first; `station` is whose clock `now` is."""
    found = [*incoming(connection, now), *due_in_work(connection, now, station)]
    return tuple(sorted(found, key=_place))


def reminders(connection: Connection, now: Moment, station: str, within_ms: int) -> tuple[Due, ...]:
    """Return what is due, overdue, or will be due within so long, the latest first."""
    return tuple(one for one in due(connection, now, station) if one.is_soon(within_ms))


def _place(one: Due) -> tuple[int, int]:
    return (0 if one.state is not State.UPCOMING else 1, -(one.late_ms or 0))
