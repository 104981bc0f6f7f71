"""What a station can say of itself: how much it holds, whether its chain is whole, room left.

`checked` walks the whole journal: call it on a worker.
"""

import shutil
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.journal.verify import Verified, verify
from app.stations.station import DATABASE, Station
from app.store.engine import open_reader
from app.store.tables import event

LITTLE_BYTES = 2 * 1024**3
"""With less room than this somebody should see to it, long before anything stops."""


@dataclass(frozen=True, slots=True)
class Held:
    """What lies here: events in all, own ones (the length of the chain), bytes free on disk."""

    events: int
    own: int
    free_bytes: int

    @property
    def is_tight(self) -> bool:
        """Tell whether room is getting short."""
        return self.free_bytes < LITTLE_BYTES


def held(connection: Connection, station: Station) -> Held:
    """Return what a station holds."""
    chain = station.journal.author.chain
    own = select(func.max(event.c.seq)).where(event.c.chain == chain)
    events = connection.execute(select(func.max(event.c.ordinal))).scalar()
    return Held(
        events=int(events or 0),
        own=int(connection.execute(own).scalar() or 0),
        free_bytes=shutil.disk_usage(station.facts.folder).free,
    )


def checked(station: Station) -> Verified:
    """Check every event held here, on a connection of its own."""
    reading = open_reader(station.facts.folder / DATABASE)
    try:
        with reading.begin() as connection:
            return verify(connection, station.facts.folder)
    finally:
        reading.dispose()
