"""What somebody must be told at once: a person was locked out, here or at another station."""

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Connection

from app.capabilities.people.accounts.commands import UNLOCK
from app.capabilities.people.accounts.queries import DoorLine, lockouts, person
from app.kernel.words import Bilingual
from app.ui.floor import Floor

RECENT_MS = 15 * 60_000
"""A lockout is told while it lasts."""

Told = tuple[tuple[DoorLine, Bilingual], ...]


class Alarms(QObject):
    """`locked_out` carries a `DoorLine` and the person's name, once each, to who may unlock."""

    locked_out = Signal(object, object)

    def __init__(self, floor: Floor, parent: QObject) -> None:
        super().__init__(parent)
        self._floor = floor
        self._told: set[tuple[str, str, int]] = set()
        floor.changed.connect(self.look_round)

    def look_round(self) -> None:
        """Ask for lockouts nobody here was told of yet."""
        session = self._floor.session
        if session is None or not session.may(UNLOCK):
            return
        since_ms = self._floor.station.clock.now_ms() - RECENT_MS
        self._floor.ask(self, lambda c: _recent(c, since_ms), self._tell)

    def _tell(self, found: Told) -> None:
        for line, name in found:
            key = (line.station, line.person, line.at_ms)
            if key not in self._told:
                self._told.add(key)
                self.locked_out.emit(line, name)


def _recent(connection: Connection, since_ms: int) -> Told:
    each = []
    for line in lockouts(connection, since_ms):
        found = person(connection, line.person)
        each.append((line, found.name if found else Bilingual(line.person, line.person)))
    return tuple(each)
