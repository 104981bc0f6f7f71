"""What a station does when its server answers: states its keys, renews its lease, asks for keys.

Runs on the exchange's thread at its rests, but for `fetch_key`, which a login waits for.
"""

import logging

from sqlalchemy import Connection

from app.capabilities.sites.commands import StateKeys
from app.capabilities.sites.queries import node_keys
from app.capabilities.sites.queries import station as station_known
from app.kernel.refused import Refused
from app.stations.door import NOBODY
from app.stations.lease import take_in
from app.stations.station import Station
from app.sync.protocol import AskKey, KeySent, Renew, Renewed
from app.sync.signing import Identity
from app.sync.transport import Server, Transport, Trouble

RENEW_EVERY_S = 3600.0

log = logging.getLogger(__name__)


class Errands:
    """One station's dealings with its server beside the exchange of events."""

    def __init__(self, station: Station, server: Server, me: Identity) -> None:
        self._station = station
        self._server = server
        self._me = me
        self._renewed_s: float | None = None

    def at_rest(self, transport: Transport) -> None:
        """Do what is due while the exchange rests and the server answers. Raises nothing."""
        now_s = self._station.clock.monotonic_s()
        if self._renewed_s is not None and now_s - self._renewed_s < RENEW_EVERY_S:
            return
        try:
            self._station.writer.act(self._state_keys).result()
            self._renew(transport)
            self._renewed_s = now_s
        except Trouble as trouble:
            log.info("errands.not_renewed code=%s", trouble.code)
        except Refused as refused:
            log.warning("errands.not_renewed code=%s", refused.code)

    def fetch_key(self, person: str, to: str = "", asked_by: str = "") -> str | None:
        """Return a person's key packed for this station, or for `to`; None where there is none.

        Blocks for the server.
        """
        here = self._station.profile.station
        try:
            return self.send_key(person, to or here, asked_by)
        except Refused as trouble:
            log.info("errands.no_key person=%s code=%s", person, trouble.code)
            return None

    def send_key(self, person: str, to: str, asked_by: str) -> str:
        """Have a person's key packed for a station. Blocks. Refuses as the server, or unreached."""
        transport = Transport(self._server, self._me, self._station.clock)
        try:
            transport.hello()
            reply = transport.call(AskKey(person=person, to=to, asked_by=asked_by))
        except Trouble as trouble:
            raise Refused(trouble.code, **trouble.facts) from trouble
        finally:
            transport.close()
        if not isinstance(reply, KeySent):
            raise Refused("sync.server_trouble")
        return reply.parcel

    def _renew(self, transport: Transport) -> None:
        reply = transport.call(Renew())
        if isinstance(reply, Renewed):
            here = self._station.profile.station
            self._station.writer.act(lambda c: _kept(c, reply.lease, here)).result()

    def _state_keys(self, connection: Connection) -> None:
        """State this station's keys where it was enrolled before keys travelled in parcels."""
        identity = self._station.facts.identity
        enrolled = station_known(connection, identity.station)
        if enrolled is None or node_keys(connection, (identity.station,)):
            return
        command = StateKeys(
            public_key=identity.key.public_key.hex(),
            parcel_key=identity.parcel_key.public_key.hex(),
        )
        self._station.journal.carry_out(connection, command, NOBODY)


def _kept(connection: Connection, text: str, station: str) -> bool:
    """Keep a lease; the answer tells listeners that something may have changed."""
    take_in(connection, text, station)
    return True
