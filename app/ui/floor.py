"""The screens' door to the house: ask and act off the window's thread, answers on it.

Nothing here blocks: a question runs on the station's reader, an act on its writer, a login on a
worker (argon2), and each answer comes back as one queued signal.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid
from sqlalchemy import Connection

from app.capabilities.people.accounts.events import PersonDisabled, RoleDefined, RolesSet
from app.journal.capability import Command
from app.journal.journal import Changes
from app.kernel.refused import Refused
from app.stations.bench import Bench
from app.stations.session import Session
from app.stations.station import Station

if TYPE_CHECKING:  # a login waits for no scale
    from app.stations.weighing import ScaleDesk

A = TypeVar("A")
Then = Callable[[A], None]
OnRefused = Callable[[Refused], None]

CALM_MS = 120
"""Changes closer together than this are told to screens as one."""

NEWS = frozenset({RolesSet.kind, RoleDefined.kind, PersonDisabled.kind})
"""After these whoever is in front may be allowed less, or more, than before."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Answer:
    owner: QObject
    future: "Future[Any]"
    then: Then[Any]
    refused: OnRefused | None


class Floor(QObject):
    """One window's door. Signals come on the window's thread, one value each."""

    changed = Signal(object)
    """None: something was committed; whoever shows it asks again."""
    refused = Signal(object)
    """A `Refused` that no caller took."""
    session_changed = Signal(object)
    """The `Session` in front, None when the station is locked."""

    _answered = Signal(object)
    _committed = Signal(object)

    def __init__(
        self, station: Station, parent: QObject | None = None, *, bench: Bench | None = None
    ) -> None:
        super().__init__(parent)
        self.station = station
        self.bench = bench or Bench((), now_ms=station.clock.now_ms)
        self._scales: ScaleDesk | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="login")
        self._hands = ThreadPoolExecutor(max_workers=1, thread_name_prefix="devices")
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._committed.connect(self._note_commit, Qt.ConnectionType.QueuedConnection)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._tell_arrivals)
        station.listen(self._heard)

    @property
    def session(self) -> Session | None:
        """Return who is in front."""
        return self.station.sessions.front

    @property
    def scales(self) -> "ScaleDesk":
        """Return the desk of the station's scales; made with its first weighing."""
        if self._scales is None:
            from app.stations.weighing import ScaleDesk

            self._scales = ScaleDesk(self.bench)
        return self._scales

    def ask(self, owner: QObject, query: Callable[[Connection], A], then: Then[A]) -> None:
        """Ask on the reader; `then` gets the answer unless `owner` is gone by then."""
        self.follow(owner, self.station.ask(query), then, None)

    def act(
        self,
        owner: QObject,
        command: Command,
        then: Then[Changes] = lambda _: None,
        refused: OnRefused | None = None,
    ) -> None:
        """Carry out a command as whoever is in front; `then` runs when it is on disk."""
        self.follow(owner, self.station.act(command), then, refused)

    def log_in(self, owner: QObject, person: str, pin: str, refused: OnRefused) -> None:
        """Try a PIN on a worker; success tells `session_changed`."""
        future = self._worker.submit(self.station.sessions.log_in, person, pin)
        self.follow(owner, future, self.session_changed.emit, refused)

    def who(self, owner: QObject, badge: str, then: Then[Any], refused: OnRefused) -> None:
        """Ask on a worker whose badge this is; `then` gets the Person."""
        future = self._worker.submit(self.station.sessions.who, badge)
        self.follow(owner, future, then, refused)

    def draft(self, owner: QObject, key: str, then: Then[bytes | None]) -> None:
        """Ask for a draft that was kept here, None where there is none."""
        self.follow(owner, self.station.draft(key), then, None)

    def lock(self, how: str = "left") -> None:
        """Lock the station; whoever was in front stays known, drafts are kept."""
        self.station.sessions.lock(how)
        self.session_changed.emit(None)

    def work(
        self, owner: QObject, task: Callable[[], A], then: Then[A], refused: OnRefused
    ) -> None:
        """Run something slow (reading a file, making a PDF) on a worker."""
        self.follow(owner, self._worker.submit(task), then, refused)

    def handle(
        self,
        owner: QObject,
        task: Callable[[], A],
        then: Then[A],
        refused: OnRefused | None = None,
    ) -> None:
        """Do something with devices that may wait some seconds for them; no login waits for it."""
        self.follow(owner, self._hands.submit(task), then, refused)

    def close(self) -> None:
        """Let the workers end; the station is closed by who opened it."""
        self._worker.shutdown()
        self._hands.shutdown()
        if self._scales is not None:
            self._scales.close()

    def follow(
        self, owner: QObject, future: "Future[A]", then: Then[A], refused: OnRefused | None
    ) -> None:
        """Hand the outcome of a future to `then`, or to `refused`, unless `owner` is gone."""
        answer = _Answer(owner, future, then, refused)
        future.add_done_callback(lambda _: self._emit(answer))

    def _emit(self, answer: _Answer) -> None:
        if isValid(self):
            self._answered.emit(answer)

    def _deliver(self, answer: _Answer) -> None:
        error = answer.future.exception()
        if error is None:
            if isValid(answer.owner):
                answer.then(answer.future.result())
        elif isinstance(error, Refused):
            if answer.refused is not None and isValid(answer.owner):
                answer.refused(error)
            else:
                self.refused.emit(error)
        else:
            log.error("floor.failed", exc_info=error)
            self.refused.emit(Refused("floor.failed"))

    def _heard(self, change: Changes | None) -> None:
        if isValid(self):
            self._committed.emit(change)

    def _note_commit(self, change: Changes | None) -> None:
        """Tell our own acts at once; arrivals calmly, for they come in swarms."""
        if change is not None:
            self._tell_change()
            if not NEWS.isdisjoint(change.kinds):
                self._hear_news()
        elif not self._calm.isActive():
            self._calm.start()

    def _tell_change(self) -> None:
        self._calm.stop()
        self.changed.emit(None)

    def _tell_arrivals(self) -> None:
        self._tell_change()
        self._hear_news()

    def _hear_news(self) -> None:
        """Let whoever is in front have what they may now, or none of it."""
        if self.session is not None:
            self.ask(self, self.station.sessions.hear_news, self._told_news)

    def _told_news(self, told: Refused | None) -> None:
        if told is not None:
            self.session_changed.emit(self.session)
            self.refused.emit(told)
