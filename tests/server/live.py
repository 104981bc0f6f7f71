"""A real server on 127.0.0.1 in a thread of the test, and stations that exchange with it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from sqlalchemy import select

from app.capabilities.people.accounts.commands import AddPerson, DefineRole
from app.capabilities.roster import ROSTER
from app.capabilities.sites.commands import ADMINISTER, DefineArea
from app.journal.digest import digest
from app.journal.event import PLANT
from app.journal.journal import Author, Journal
from app.journal.upcast import Vocabulary
from app.journal.upgrade import make_ready
from app.kernel.clock import SystemClock
from app.kernel.sealing import SigningKey, new_private_bytes
from app.kernel.words import Bilingual
from app.stations.timekeeper import Timekeeper
from app.store.engine import open_reader, open_writer
from app.store.tables import event
from app.store.writer import Writer
from app.sync.client import Facts, SyncClient
from app.sync.enrolment import Newcomer, enrol
from app.sync.signing import Identity
from app.sync.status import SyncStatus
from app.sync.transport import Server
from server import house as houses
from server import tickets
from server.app import create_app
from server.house import House
from tests.journal.node import lay_out

AREA = "LINE-1"
NAME = Bilingual("测试", "Test")
OPERATOR, ADMIN = "OP-01", "AD-01"


@dataclass
class LiveServer:
    """A server that can be stopped and started again on the same data and port."""

    folder: Path
    port: int = 0
    house: House | None = None
    _server: uvicorn.Server | None = None
    _thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        houses.prepare(self.folder)
        house = houses.open_house(self.folder)
        house.write(lambda c: house.found(c, founding())).result()
        house.close()

    def start(self) -> None:
        self.house = houses.open_house(self.folder)
        config = uvicorn.Config(
            create_app(self.house),
            host="127.0.0.1",
            port=self.port,
            log_level="critical",
            timeout_graceful_shutdown=0,  # who listens for the bell would hold it up
        )
        self._server = uvicorn.Server(config)
        listening = socket.create_server(("127.0.0.1", self.port))
        self.port = listening.getsockname()[1]
        self._thread = threading.Thread(target=self._server.run, args=([listening],), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._server is not None and self.house is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join()
            self.house.close()
            self._server = None

    def ticket(self, station: str, areas=(AREA,), now_ms: int | None = None) -> str:
        assert self.house is not None
        house = self.house
        at_ms = house.clock.now_ms() if now_ms is None else now_ms
        return house.write(lambda c: tickets.issue(c, station, areas, "", at_ms)).result()


def founding():
    return (
        DefineArea(area=AREA, name=NAME),
        DefineRole(role="admin", name=NAME, rights=(ADMINISTER,)),
        DefineRole(role="operator", name=NAME, rights=("production.report", "production.view")),
        *(
            AddPerson(person=who, name=NAME, badge=f"B-{who}", roles=(role,), why="first day")
            for who, role in ((OPERATOR, "operator"), (ADMIN, "admin"))
        ),
    )


class Heard:
    """Collects what a client reports, and lets a test wait for what it wants to see."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self.all: list[SyncStatus] = []

    def __call__(self, status: SyncStatus) -> None:
        with self._change:
            self.all.append(status)
            self._change.notify_all()

    def wait_for(self, wanted, timeout_s: float = 20.0) -> SyncStatus:
        """Return the first status from now on, or the present one, that is as wanted."""
        with self._change:
            found = self._change.wait_for(
                lambda: self.all and wanted(self.all[-1]), timeout=timeout_s
            )
            assert found, f"never seen; the last was {self.all[-1:]}"
            return self.all[-1]


@dataclass
class LiveStation:
    """A station without a window: its store, journal and client."""

    name: str
    folder: Path
    key: SigningKey
    url: str
    heard: Heard = field(default_factory=Heard)

    @property
    def me(self) -> Identity:
        return Identity(self.name, self.key.sign)

    def open(self) -> None:
        self.vocabulary = Vocabulary(ROSTER)
        database = self.folder / "station.db"
        if not database.exists():
            lay_out(database, self.vocabulary)
        self.engine = open_writer(database)
        make_ready(self.engine, self.vocabulary)
        clock = SystemClock()
        self.time = Timekeeper(clock)
        author = Author(self.name, f"{self.name}-1", AREA)
        self.journal = Journal(author, self.vocabulary, clock, lambda *_: True)
        self.writer = Writer(self.engine)
        self.reading = open_reader(database)
        self.client = SyncClient(
            Facts(
                Server(self.url),
                self.me,
                (AREA,),
                self.journal,
                self.writer,
                self.reading,
                clock,
                heard=self.time.hear,
            ),
            self.heard,
        )

    def start(self) -> None:
        self.client.start()

    def do(self, command, actor: str = OPERATOR):
        changes = self.writer.act(lambda c: self.journal.carry_out(c, command, actor)).result()
        self.client.wake()
        return changes

    def synced(self, timeout_s: float = 20.0) -> SyncStatus:
        for _ in range(2):  # the first round may have begun before we asked
            before = self.client.status.rounds
            self.client.wake(urgent=True)
            self.heard.wait_for(lambda s, n=before: s.rounds > n and not s.code, timeout_s)
        return self.heard.wait_for(lambda s: s.state == "synced" and s.unsent == 0, timeout_s)

    def digests(self) -> tuple[str, ...]:
        return self.writer.act(lambda c: digests(c, self.vocabulary)).result()

    def hashes(self) -> set[str]:
        return self.writer.act(lambda c: set(c.execute(select(event.c.hash)).scalars())).result()

    def close(self) -> None:
        self.client.close()
        self.writer.close()
        self.reading.dispose()
        self.engine.dispose()


def digests(connection, vocabulary) -> tuple[str, ...]:
    return tuple(str(digest(connection, vocabulary, area)) for area in (PLANT, AREA))


@contextmanager
def a_server(folder: Path) -> Iterator[LiveServer]:
    server = LiveServer(folder)
    server.prepare()
    server.start()
    yield server
    server.stop()


def enrolled(server: LiveServer, name: str, folder: Path) -> LiveStation:
    """Return an opened station that has enrolled; its client is not started yet."""
    folder.mkdir()
    key = SigningKey(new_private_bytes())
    newcomer = Newcomer(server.ticket(name), NAME, "operator", key.public_key.hex())
    enrol(Server(server.url), newcomer, Identity(name, key.sign), SystemClock())
    station = LiveStation(name, folder, key, server.url)
    station.open()
    return station
