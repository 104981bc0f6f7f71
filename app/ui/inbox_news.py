"""Counts what waits for whoever is in front, and rings for what cannot wait: once, offline too.

Looks again after every commit and every minute: what is late follows from the clock.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy import Connection

from app.stations.sound import Cue, Sound
from app.ui.floor import Floor

if TYPE_CHECKING:  # no login waits for the inbox
    from app.capabilities.flows.inbox.answers import Inbox, Line

SOON_MS, CALM_MS, MINUTE_MS = 150, 2_000, 60_000
"""A change is looked at this soon; more of them in a row no more often than this."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many things wait for whoever is in front, how many cannot, how many are late."""

    waiting: int
    now: int
    late: int


@dataclass(frozen=True, slots=True)
class _Seen:
    inbox: "Inbox"
    unrung: tuple["Line", ...]


class InboxNews(QObject):
    """`counted` carries a `Counted`, `rung` the lines that just sounded, once each."""

    counted = Signal(object)
    rung = Signal(object)

    def __init__(self, floor: Floor, sound: Sound, parent: QObject) -> None:
        super().__init__(parent)
        self._floor, self._sound = floor, sound
        self._noting: frozenset[str] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._again = False
        self._soon.timeout.connect(self.look_round)
        self._calm.timeout.connect(self._calmed)
        self._minute.timeout.connect(self.look_round)
        floor.changed.connect(self._changed)
        floor.session_changed.connect(self._changed)
        self._minute.start()
        self._soon.start()

    def look_round(self) -> None:
        """Ask what waits: for the person in front, else for those who work at this station."""
        self._soon.stop()
        self._calm.start()
        session, station = self._floor.session, self._floor.station
        who = "" if session is None else session.person

        def look(connection: Connection) -> _Seen:
            from app.capabilities.flows.inbox.queries import inbox_at, inbox_of
            from app.stations.bell import unrung

            acting = station.journal.acting(connection, who)
            inbox = inbox_of(acting) if who else inbox_at(acting)
            return _Seen(inbox, unrung(connection, inbox))

        self._floor.ask(self, look, lambda seen: self._take(who, seen))

    def _take(self, who: str, seen: _Seen) -> None:
        session = self._floor.session
        if who != ("" if session is None else session.person):
            return  # somebody else is in front by now: their own answer is on its way
        inbox = seen.inbox
        self.counted.emit(Counted(len(inbox.lines), inbox.now, inbox.late))
        new = tuple(line for line in seen.unrung if line.key not in self._noting)
        if new:
            self._note(new)

    def _note(self, new: tuple["Line", ...]) -> None:
        """Note them on disk; only then do they sound."""
        from app.stations.bell import note_rung

        keys = frozenset(line.key for line in new)
        self._noting |= keys
        station = self._floor.station
        noted = station.writer.act(lambda c: note_rung(c, keys, station.clock.now_ms()))
        self._floor.follow(self, noted, lambda _: self._ring(new), None)

    def _ring(self, new: tuple["Line", ...]) -> None:
        self._sound.play(Cue.NEWS)
        self.rung.emit(new)

    def _changed(self, _: object = None) -> None:
        if self._calm.isActive():
            self._again = True
        elif not self._soon.isActive():
            self._soon.start()

    def _calmed(self) -> None:
        if self._again:
            self._again = False
            self.look_round()
