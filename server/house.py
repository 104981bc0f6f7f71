"""The server's own house: its database, key, journal, intake; one writer, one reader.

house = open_house(folder)
house.write(lambda connection: ...)     # a future; done when it is on disk
"""

import os
import secrets
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine

from app.capabilities.people.accounts.queries import may
from app.capabilities.roster import ROSTER
from app.capabilities.sites.commands import StateKeys
from app.journal.capability import Command
from app.journal.event import PLANT
from app.journal.head import HeadFile
from app.journal.journal import Author, Journal
from app.journal.pages import end_of, last_arrived
from app.journal.upcast import Vocabulary
from app.journal.upgrade import make_ready
from app.kernel.clock import Clock, SystemClock
from app.kernel.parcel import ParcelKey
from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey, new_private_bytes
from app.store.engine import open_reader, open_writer
from app.store.writer import Writer
from app.sync.signing import Identity
from server import epoch, sites
from server.authority import READMISSION, Judge
from server.directory import SERVER
from server.intake import Domain, Intake
from server.placing import Placing

DATABASE = "server.db"
KEY_FILE = "server.key"
QUEUE = 64
"""Writes waiting at once; whoever comes then is asked to come back."""

HEAD_EVERY_S = 1.0
"""A head file is this far behind at most; closing brings it up."""

T = TypeVar("T")
End = tuple[tuple[int, str], tuple[str, str]]
"""Where the journal ends: own chain (seq, hash), and what arrived last (hash, order of arrival)."""


@dataclass(frozen=True, slots=True)
class Nameplate:
    """What the server is to others."""

    key: str
    epoch: str
    protocol: int = 1


class House:
    """An opened server. `write` and `read` may be called from any thread."""

    def __init__(self, folder: Path, engine: Engine, key: SigningKey, clock: Clock) -> None:
        self.clock = clock
        self._engine = engine
        self._reading = open_reader(folder / DATABASE)
        with engine.connect() as connection:
            name = epoch.current(connection)
        self.nameplate = Nameplate(key.public_key.hex(), name)
        self.directory = sites.Sites(self.nameplate.key)
        vocabulary = Vocabulary(ROSTER)
        author = Author(SERVER, epoch.chain_of(name), PLANT)
        self._journal = Journal(author, vocabulary, clock, may, lambda: "server")
        self._founding = Journal(author, vocabulary, clock, lambda *_: True, lambda: "server")
        domain = Domain(
            self.directory,
            Judge(vocabulary, self.directory),
            sites.say,
            Placing(),
            READMISSION,
        )
        self.sign = key.sign
        self.parcel_key = ParcelKey(beside=key)
        identity = Identity(SERVER, key.sign)
        self.intake = Intake(self._journal, identity, domain, clock, name)
        self._head = HeadFile(folder, author, key.sign)
        self._end: End | None = None
        self._next_head_s = 0.0
        self._writer = Writer(engine, self._note_head)
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._waiting = 0

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the kinds of event this server understands."""
        return self._journal.vocabulary

    def write(self, work: Callable[[Connection], T]) -> "Future[T]":
        """Queue a write; done when it is on disk. Refuses `sync.busy`."""
        if self._waiting >= QUEUE:
            raise Refused("sync.busy")
        self._waiting += 1
        future = self._writer.act(lambda connection: self._done(connection, work))
        future.add_done_callback(self._one_less)
        return future

    def read(self, query: Callable[[Connection], T]) -> "Future[T]":
        """Answer from what is committed, on the reader thread."""
        return self._reader.submit(self._answer, query)

    def carry_out(self, connection: Connection, command: Command, actor: str) -> None:
        """Do what a person asks of the server, and give the events their places."""
        self._journal.carry_out(connection, command, actor)
        self.intake.settle_own(connection)

    def found(self, connection: Connection, commands: Iterable[Command], actor: str = "") -> None:
        """Do what the plant starts with (areas, roles, first people), before anybody has a right.

        Also redeems enrolments: the right was used when the token was issued.
        """
        for command in commands:
            self._founding.carry_out(connection, command, actor)
        self.intake.settle_own(connection)

    def state_keys(self) -> None:
        """Tell the plant which keys are the server's, where it does not know them yet."""
        command = StateKeys(
            public_key=self.nameplate.key, parcel_key=self.parcel_key.public_key.hex()
        )
        self._writer.act(lambda connection: self.found(connection, (command,))).result()

    def close(self) -> None:
        """Finish what is queued, sign the head and close. Twice does no harm."""
        self._writer.close()
        with self._engine.begin() as connection:
            end = _end(connection, self._journal)
        self._head.note_end(*end)
        self._reader.shutdown()
        self._reading.dispose()
        self._engine.dispose()

    def _done(self, connection: Connection, work: Callable[[Connection], T]) -> T:
        """Do the work, and see where the journal then ends, if it is time to sign that."""
        answer = work(connection)
        self._end = None
        if self.clock.monotonic_s() >= self._next_head_s:
            self._end = _end(connection, self._journal)
        return answer

    def _note_head(self, _: object) -> None:
        """Sign the head, on the writer thread after a commit: not more often than it is seen."""
        if self._end is not None:
            self._head.note_end(*self._end)
            self._next_head_s = self.clock.monotonic_s() + HEAD_EVERY_S

    def _one_less(self, _: "Future[T]") -> None:
        self._waiting -= 1

    def _answer(self, query: Callable[[Connection], T]) -> T:
        with self._reading.begin() as connection:
            return query(connection)


def prepare(folder: Path) -> None:
    """Make a new server's folder: key, database, first epoch. Refuses `server.exists`."""
    if (folder / DATABASE).exists() or (folder / KEY_FILE).exists():
        raise Refused("server.exists", folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    _write_privately(folder / KEY_FILE, new_private_bytes())
    _ready(folder, new_epoch=True)


def restored(folder: Path) -> None:
    """Say that the database was put back from a backup: stations will offer everything again."""
    _must_be_prepared(folder)
    _ready(folder, new_epoch=True)


def open_house(folder: Path, clock: Clock | None = None) -> House:
    """Open a prepared server. Refuses `server.not_prepared`, `store.newer_database`."""
    _must_be_prepared(folder)
    _ready(folder, new_epoch=False)
    key = SigningKey((folder / KEY_FILE).read_bytes())
    house = House(folder, open_writer(folder / DATABASE), key, clock or SystemClock())
    house.state_keys()
    return house


def _must_be_prepared(folder: Path) -> None:
    if not (folder / DATABASE).exists() or not (folder / KEY_FILE).exists():
        raise Refused("server.not_prepared", folder=folder)


def _ready(folder: Path, *, new_epoch: bool) -> None:
    engine = open_writer(folder / DATABASE)
    make_ready(engine, Vocabulary(ROSTER))
    if new_epoch:
        with engine.begin() as connection:
            epoch.begin(connection, secrets.token_hex(8))
            _sign_head(connection, folder)
    engine.dispose()


def _sign_head(connection: Connection, folder: Path) -> None:
    """Sign where a journal ends that was put back: what was signed before was of another life."""
    key = SigningKey((folder / KEY_FILE).read_bytes())
    author = Author(SERVER, epoch.chain_of(epoch.current(connection)), PLANT)
    end = (end_of(connection, author.chain), last_arrived(connection))
    HeadFile(folder, author, key.sign).note_end(*end)


def _end(connection: Connection, journal: Journal) -> End:
    return journal.end(connection), last_arrived(connection)


def _write_privately(path: Path, data: bytes) -> None:
    """Write a file only its owner reads; on Windows the folder's own rights protect it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
