"""What of an inbox has sounded at this station: each thing once, after a restart too.

    new = unrung(connection, inbox)       # on the reader: what cannot wait and was not rung for
    note_rung(connection, keys, now_ms)   # on the writer, before it sounds

It is noted before it sounds: a power cut in between costs a sound, and never makes a second one.
The list is this station's own; what somebody has seen elsewhere is in no inbox any more.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from app.capabilities.flows.inbox.answers import Inbox, Line
from app.store import local

_SHELF = "rung"
KEPT_DAYS = 90
"""A name is forgotten after that: nothing waits so long that it would sound anew."""


def unrung(connection: Connection, inbox: Inbox) -> tuple[Line, ...]:
    """Return what cannot wait and has not sounded here, the most urgent first."""
    lines = (line for line in inbox.lines if line.is_now)
    return tuple(line for line in lines if local.get(connection, _SHELF, line.key) is None)


def note_rung(connection: Connection, keys: Iterable[str], now_ms: int) -> None:
    """Note that these sound now, and forget what did long ago."""
    for key in keys:
        local.put(connection, _SHELF, key, b"%d" % now_ms)
    for key, at_ms in local.shelf(connection, _SHELF).items():
        if int(at_ms) < now_ms - KEPT_DAYS * 86_400_000:
            local.drop(connection, _SHELF, key)


def rung(connection: Connection) -> frozenset[str]:
    """Return the names of what has sounded here."""
    return frozenset(local.shelf(connection, _SHELF))
