"""What intake asks of the domain, answered by the capability `sites`."""

from sqlalchemy import Connection

from app.capabilities.sites import queries as sites
from app.capabilities.sites.events import ForkSeen
from app.journal.event import Happened
from server.directory import SERVER, ForkPoint, Known


class Sites:
    """The directory of enrolled stations; the server itself is always one of them."""

    def __init__(self, server_key: str) -> None:
        self._server = Known(SERVER, frozenset(), server_key)

    def station(self, connection: Connection, name: str) -> Known | None:
        """Return what is known of a station."""
        if name == SERVER:
            return self._server
        station = sites.station(connection, name)
        if station is None:
            return None
        revoked = frozenset(key for key, gone in sites.keys_of(connection, name) if gone)
        return Known(name, frozenset(station.areas), station.public_key, revoked)


def say_fork(point: ForkPoint) -> Happened:
    """Say a fork as an event of the plant."""
    return ForkSeen(station=point.station, chain=point.chain, seq=point.seq, prev=point.prev)
