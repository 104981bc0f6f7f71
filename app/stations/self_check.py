"""What a station can say of itself: how much it holds, whether its chain is whole, room left.

`checked` walks the whole journal: call it on a worker.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.capabilities.sites.queries import Rollback, rollbacks
from app.journal.verify import Verified
from app.stations.identity import PublicCard
from app.stations.proof import proven_by
from app.stations.station import DATABASE, Station
from app.store.engine import open_reader
from app.store.space import Room
from app.store.tables import event

REMEMBERED_MS = 30 * 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Held:
    """What lies here: events in all, own ones (the length of the chain), room on the disk.

    `put_back`: when this disk last turned out to be an older copy, in the last 30 days.
    """

    events: int
    own: int
    free_bytes: int
    room: Room
    put_back: Rollback | None = None

    @property
    def is_tight(self) -> bool:
        """Tell whether somebody should see to the disk, before anything stops."""
        return self.room is not Room.ENOUGH


def held(connection: Connection, station: Station) -> Held:
    """Return what a station holds."""
    chain = station.journal.author.chain
    own = select(func.max(event.c.seq)).where(event.c.chain == chain)
    events = connection.execute(select(func.max(event.c.ordinal))).scalar()
    return Held(
        events=int(events or 0),
        own=int(connection.execute(own).scalar() or 0),
        free_bytes=station.space.free_bytes(),
        room=station.space.room(),
        put_back=_put_back(connection, station),
    )


def _put_back(connection: Connection, station: Station) -> Rollback | None:
    since_ms = station.clock.now_ms() - REMEMBERED_MS
    found = rollbacks(connection, station.profile.station)
    return next((one for one in found if one.seen_at_ms > since_ms), None)


def checked(station: Station) -> Verified:
    """Check every event held here, on a connection of its own."""
    reading = open_reader(station.facts.folder / DATABASE)
    try:
        with reading.begin() as connection:
            identity, folder = station.facts.identity, station.facts.folder
            card = PublicCard(identity.station, identity.key.public_key, identity.server_key)
            return proven_by(connection, folder, card, identity.key.public_key)
    finally:
        reading.dispose()
