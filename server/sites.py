"""What intake asks of the domain, answered by the capability `sites`."""

from dataclasses import asdict

from sqlalchemy import Connection

from app.capabilities.sites import queries as sites
from app.capabilities.sites.events import ForkSeen, RollbackSeen
from app.journal.event import Happened
from server.directory import SERVER, ForkPoint, Known, LossPoint


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


def say(point: ForkPoint | LossPoint) -> Happened:
    """Say a fork, or a disk that was put back, as an event of the plant."""
    if isinstance(point, LossPoint):
        return RollbackSeen(**asdict(point))
    return ForkSeen(station=point.station, chain=point.chain, seq=point.seq, prev=point.prev)
