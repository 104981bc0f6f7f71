"""One station at work, without a window: its store, journal, people, drafts and news of change.

station = open_station(folder, stores)
station.act(ReportOperation(...))      # as whoever is in front; a future of Changes
station.ask(lambda connection: ...)    # on the reader thread; a future of the answer
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine

from app.capabilities.people.accounts.queries import may
from app.capabilities.roster import ROSTER
from app.capabilities.sites.commands import NoteClockJump
from app.journal import incarnation
from app.journal.capability import Command
from app.journal.head import HeadFile
from app.journal.journal import Author, Changes, Journal
from app.journal.pages import last_wall_ms
from app.journal.upcast import Vocabulary
from app.journal.upgrade import Progress, make_ready
from app.kernel.clock import Clock, SystemClock
from app.kernel.ids import new_id
from app.kernel.refused import Refused
from app.stations.beginning import begin, note_begun
from app.stations.identity import StationIdentity, opened
from app.stations.key_places import KeyStore
from app.stations.profile import FILE_NAME as PROFILE_FILE
from app.stations.profile import Profile, read_profile
from app.stations.session import NOBODY, Sessions
from app.stations.timekeeper import Timekeeper, kept_time
from app.stations.trusted_time import Jump
from app.store import local
from app.store.engine import open_reader, open_writer
from app.store.space import Space
from app.store.writer import Writer
from app.sync.transport import Contact

DATABASE = "station.db"
_DRAFTS = "draft"

log = logging.getLogger(__name__)

A = TypeVar("A")
Listener = Callable[[Changes | None], None]
"""Told on the writer thread what changed; None for arrivals, which may have changed anything."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a station is: where its data lies, its profile, identity and clock."""

    folder: Path
    profile: Profile
    identity: StationIdentity
    clock: Clock


class Station:
    """A station at work. `act` and `ask` may be called from any thread."""

    def __init__(
        self, facts: Facts, engine: Engine, journal: Journal, head: HeadFile, time: Timekeeper
    ) -> None:
        self.facts = facts
        self.time = time
        self.journal = journal
        self._is_closed = False
        self._listeners: tuple[Listener, ...] = ()
        self._head = head
        self._engine = engine
        self.space = Space(facts.folder)
        self.space.take_ballast()
        self.writer = Writer(engine, self._committed, self.space.give_up_ballast)
        self.reading = open_reader(facts.folder / DATABASE)
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self.sessions = Sessions(self.writer, journal, facts.identity, facts.clock)
        outside = self.sessions.outside
        outside.needs_lease = facts.profile.server != ""
        outside.trusted_ms = time.trusted_now_ms
        outside.in_touch = lambda: self.in_touch
        time.listen(self._clock_jumped)

    @property
    def profile(self) -> Profile:
        """Return what this station is for."""
        return self.facts.profile

    @property
    def clock(self) -> Clock:
        """Return the station's clock."""
        return self.facts.clock

    @property
    def in_touch(self) -> bool:
        """Tell whether the server answered lately; a station without one misses nothing."""
        return not self.profile.server or self.time.is_in_touch

    def check_in_touch(self, command: Command) -> None:
        """Raise Refused `station.needs_server` where a command needs one that does not answer."""
        if command.needs_server and not self.in_touch:
            raise Refused("station.needs_server")

    def act(self, command: Command) -> "Future[Changes]":
        """Carry out a command as whoever is in front; done when it is on disk.

        The future holds Refused where a rule said no: `station.needs_server`, before it is even
        queued, and whatever the journal says.
        """
        try:
            self.check_in_touch(command)
        except Refused as refused:
            return _failed(refused)
        self.time.look()  # a jump is noted before what is done under it
        front = self.sessions.front
        actor = NOBODY if front is None else front.person
        return self.writer.act(lambda c: self.journal.carry_out(c, command, actor))

    def ask(self, query: Callable[[Connection], A]) -> "Future[A]":
        """Answer a question on the reader thread, from what is committed."""
        return self._reader.submit(self._answer, query)

    def hear(self, contact: Contact) -> None:
        """Take note that the server answered, and of the time it told."""
        self.time.hear(contact)
        self._keep_time()

    def watch_clock(self) -> None:
        """See whether the clock has jumped; a window calls this every second."""
        self.time.look()
        self._keep_time()

    def keep_draft(self, key: str, value: bytes) -> "Future[None]":
        """Keep what somebody has typed but not sent; it survives a power cut."""
        return self.writer.act(lambda c: local.put(c, _DRAFTS, key, value))

    def drop_draft(self, key: str) -> "Future[None]":
        """Forget a draft: it was sent, or thrown away by whoever typed it."""
        return self.writer.act(lambda c: local.drop(c, _DRAFTS, key))

    def draft(self, key: str) -> "Future[bytes | None]":
        """Return a kept draft."""
        return self.ask(lambda c: local.get(c, _DRAFTS, key))

    def listen(self, listener: Listener) -> None:
        """Tell `listener` of every commit from now on."""
        self._listeners = (*self._listeners, listener)

    def close(self) -> None:
        """End the work: what is queued is finished, keys are dropped. Twice does no harm."""
        if not self._is_closed:
            self._is_closed = True
            self.sessions.close()
            self.writer.act(self.time.keep)
        self.writer.close()
        self._reader.shutdown()
        self.reading.dispose()
        self._engine.dispose()

    def _answer(self, query: Callable[[Connection], A]) -> A:
        with self.reading.begin() as connection:
            return query(connection)

    def _clock_jumped(self, jump: Jump) -> None:
        def note(connection: Connection) -> Changes:
            self.time.keep(connection)
            command = NoteClockJump(from_ms=jump.from_ms, to_ms=jump.to_ms)
            return self.journal.carry_out(connection, command, NOBODY)

        self.writer.act(note)

    def _keep_time(self) -> None:
        if self.time.is_due:
            self.writer.act(self.time.keep)

    def _committed(self, answer: object) -> None:
        try:
            self._head.note(answer)
        except OSError:  # a head behind its chain is normal; screens and exchange go on
            log.exception("station.head_not_written")
        if isinstance(answer, Changes | bool):
            change = answer if isinstance(answer, Changes) else None
            for listener in self._listeners:
                listener(change)


def open_station(
    folder: Path,
    stores: Sequence[KeyStore],
    *,
    clock: Clock | None = None,
    progress: Progress = lambda done, total: None,
) -> Station:
    """Open the station founded in `folder`; `progress` is told when an upgrade folds again.

    Refuses `sites.*` for a missing profile or identity, `store.newer_database`.
    """
    clock = clock or SystemClock()
    profile = read_profile(folder / PROFILE_FILE)
    identity = opened(folder, stores)
    engine = open_writer(folder / DATABASE)
    vocabulary = Vocabulary(ROSTER)
    make_ready(engine, vocabulary, progress)
    with engine.begin() as connection:
        time = Timekeeper(clock, kept_time(connection), _last_wall_ms(connection))
        begun = begin(
            connection,
            identity,
            lambda chain: Journal(
                Author(identity.station, chain, profile.area), vocabulary, clock, may, time.quality
            ),
            lambda: new_id(clock),
        )
    head = HeadFile(folder, begun.journal.author, identity.key.sign)
    note_begun(folder, head, begun)
    facts = Facts(folder, profile, identity, clock)
    return Station(facts, engine, begun.journal, head, time)


def _last_wall_ms(connection: Connection) -> int:
    """Return when this node last wrote, on the chain it wrote until now."""
    chains = incarnation.chains(connection)
    return last_wall_ms(connection, chains[0]) if chains else 0


def _failed(refused: Refused) -> "Future[Changes]":
    future: Future[Changes] = Future()
    future.set_exception(refused)
    return future
