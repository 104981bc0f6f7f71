"""The station's line to its server: the exchange, for the window and for the journal's clock.

line = Line(station, server)
line.listen(...)        # every change of status
line.cable(out=True)    # as if the cable were out, for demo and tests
"""

from collections.abc import Callable

from app.journal.journal import Changes
from app.stations.station import DATABASE, Station
from app.store.engine import open_reader
from app.sync.anchors import Anchors
from app.sync.client import Facts, SyncClient
from app.sync.signing import Identity
from app.sync.status import SyncStatus
from app.sync.transport import Server

Listener = Callable[[SyncStatus], None]


class Line:
    """Keeps a station in step with its server. May be used from any thread."""

    def __init__(self, station: Station, server: Server) -> None:
        facts = station.facts
        self._reading = open_reader(facts.folder / DATABASE)
        self._listeners: tuple[Listener, ...] = ()
        self._client = SyncClient(
            Facts(
                server=server,
                me=Identity(facts.identity.station, facts.identity.key.sign),
                areas=facts.profile.areas,
                journal=station.journal,
                writer=station.writer,
                reading=self._reading,
                clock=facts.clock,
                heard=station.hear,
                anchors=Anchors(facts.identity.server_key, facts.folder),
            ),
            self._tell,
        )
        station.listen(self._wake)

    @property
    def status(self) -> SyncStatus:
        """Return how the exchange stands."""
        return self._client.status

    def start(self) -> None:
        """Begin to exchange."""
        self._client.start()

    def listen(self, listener: Listener) -> None:
        """Tell `listener` of every change, on the exchange's thread."""
        self._listeners = (*self._listeners, listener)

    def retry(self) -> None:
        """Try now instead of at the appointed time. Does not wait."""
        self._client.wake(urgent=True)

    def cable(self, *, out: bool) -> None:
        """Pull the cable out, or put it in again."""
        self._client.cable(out=out)

    def close(self) -> None:
        """End the exchange; close it before the station."""
        self._client.close()
        self._reading.dispose()

    def _wake(self, change: Changes | None) -> None:
        """Exchange at once what people did; arrivals are the exchange's own doing."""
        if change is not None:
            self._client.wake()

    def _tell(self, status: SyncStatus) -> None:
        for listener in self._listeners:
            listener(status)
