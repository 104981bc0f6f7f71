"""Looks round each minute: what rules watch by the clock fires here, also without the server.

    rounds = Rounds(station)
    rounds.start()
    rounds.close()

Every station does, and the same case is the same firing wherever it is seen first.
"""

import logging
import threading

from sqlalchemy import Connection

from app.capabilities.rules.firings.commands import LookRound
from app.journal.journal import Changes
from app.stations.session import NOBODY
from app.stations.station import Station

log = logging.getLogger(__name__)

EVERY_S = 60.0


class Rounds:
    """One thread that looks round; what it finds is told like every other act of the station."""

    def __init__(self, station: Station, every_s: float = EVERY_S) -> None:
        self._station = station
        self._every_s = every_s
        self._is_closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rounds", daemon=True)

    def start(self) -> None:
        """Begin; the first round is a minute away: whoever logs in comes first."""
        self._thread.start()

    def close(self) -> None:
        """End the thread. Harmless twice."""
        self._is_closing.set()
        if self._thread.ident is not None:
            self._thread.join()

    def look(self) -> Changes | None:
        """Look round once, by the station's clock; return what it changed, when it is on disk."""
        return self._station.writer.act(self._looked).result()

    def _looked(self, connection: Connection) -> Changes | None:
        """Return None where nothing fired: no screen needs to ask again."""
        changes = self._station.journal.carry_out(connection, LookRound(), NOBODY)
        return changes if changes.events else None

    def _run(self) -> None:
        while not self._is_closing.wait(self._every_s):
            try:
                self.look()
            except Exception:  # the edge of the thread: the next round is looked all the same
                log.exception("rounds.failed")
