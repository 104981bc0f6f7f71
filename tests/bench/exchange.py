"""The exchange's figures: reports pushed to, and pulled and applied from, a real server process."""

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import cast

from sqlalchemy import select

from app.capabilities.equipment.commands import AssignWorkCentres
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.journal.event import unseal
from app.journal.journal import Journal
from app.kernel.clock import SystemClock
from app.kernel.sealing import SigningKey, new_private_bytes
from app.store.tables import event
from app.sync.enrolment import Newcomer, enrol
from app.sync.exchange import State, step
from app.sync.protocol import Ask, Content, Given, Page, Pull, Push, Pushed
from app.sync.signing import Identity
from app.sync.steps import Apply, Call, Collect, Do, Moment, Note, Replied, Rest, Told
from app.sync.storeroom import Storeroom
from app.sync.transport import Server, Transport
from app.sync.wire import pack, unpack
from server import house as houses
from tests.bench.figures import Figure
from tests.capabilities.production.factory import PRODUCT, ROUTE, a_released_order, publish
from tests.journal.node import Node
from tests.server.live import NAME, LiveStation, founding
from tests.server.process import ServerProcess, ticket

PUSHED = 20_000
BATCH = 500
REPORTS_PER_ORDER = 200


class Shift:
    """A clock on which somebody reports every few seconds."""

    def __init__(self) -> None:
        self._real = SystemClock()
        self._ms = self._real.now_ms() - 8 * 3_600_000
        self._turn = 0

    def now_ms(self) -> int:
        self._turn += 1
        self._ms += 900 + self._turn * 7919 % 2_311
        return self._ms

    def offset_min(self) -> int:
        return 480

    def monotonic_s(self) -> float:
        return self._real.monotonic_s()


class Line:
    """Runs the exchange in the caller's thread until it rests, as the client's thread does.

    `pushing_s` and `pulling_s`: how long it was at which, store and network together.
    """

    def __init__(self, station: LiveStation, areas: tuple[str, ...]) -> None:
        self.transport = Transport(Server(station.url), station.me, SystemClock())
        self._state = State(areas)
        self.pushing_s = 0.0
        self.pulling_s = 0.0
        self._store = Storeroom(
            station.journal, station.me, areas, self._reader(station), self._writer(station)
        )

    def run(self) -> None:
        """Exchange until there is nothing left to do."""
        told: Told = self._store.open()
        while True:
            self._state, do = step(self._state, told, Moment(time.monotonic(), 0.5))
            if isinstance(do, Rest):
                assert not self._state.code, self._state.code
                return
            assert do is not None
            started = time.perf_counter()
            told = self._called(do.ask) if isinstance(do, Call) else self._store.do(do)
            self._note(do, time.perf_counter() - started)

    def _called(self, ask: Ask) -> Replied:
        return Replied(cast(Page | Pushed | Content | Given, self.transport.call(ask)))

    def _note(self, do: Do, taken_s: float) -> None:
        asked = do.ask if isinstance(do, Call) else None
        if isinstance(asked, Push) or isinstance(do, Collect | Note):
            self.pushing_s += taken_s
        elif isinstance(asked, Pull) or isinstance(do, Apply):
            self.pulling_s += taken_s

    def _reader(self, station):
        def read(query):
            with station.reading.begin() as connection:
                return query(connection)

        return read

    def _writer(self, station):
        return lambda batch: station.writer.batch(batch).result()


def figures(quick: bool = False) -> Iterator[Figure]:
    """Measure; `quick` makes everything smaller."""
    count = PUSHED // 20 if quick else PUSHED
    with tempfile.TemporaryDirectory() as folder, _a_server(Path(folder) / "server") as server:
        url = server.start()
        one = _station(Path(folder) / "one", "ST-1", url, server.folder)
        two = _station(Path(folder) / "two", "ST-2", url, server.folder)
        _work(one, count)
        events = _events(one)
        line = Line(one, ("plant", "LINE-1"))
        line.run()
        yield _rate(
            "push", len(events), line.pushing_s, _bare_push(Path(folder) / "raw.db", events)
        )
        per_event = line.transport.bytes_out / len(events)
        raw = len(pack(Push(events=events[:BATCH]))) / len(events[:BATCH])
        yield Figure(
            "push_bytes",
            per_event,
            "bytes/event",
            "<= 200",
            per_event <= 200,
            raw,
            f"{BATCH} events, msgpack and zstd, nothing else",
        )
        other = Line(two, ("plant", "LINE-1"))
        other.run()
        assert len(_events(two)) >= len(events)
        yield _rate(
            "pull_apply", len(events), other.pulling_s, _bare_push(Path(folder) / "2.db", events)
        )
        for it in (one, two, line.transport, other.transport):
            it.close()


def _rate(name: str, count: int, taken_s: float, raw: float) -> Figure:
    ours = count / taken_s
    bar = ">= 4,000 events/s through the real server"
    return Figure(
        name, ours, "events/s", bar, ours >= 4_000, raw, "unpack and bare sqlite3 inserts"
    )


@contextmanager
def _a_server(folder: Path) -> Iterator[ServerProcess]:
    houses.prepare(folder)
    house = houses.open_house(folder)
    house.write(lambda c: house.found(c, founding())).result()
    house.close()
    server = ServerProcess(folder)
    try:
        yield server
    finally:
        server.kill()


def _station(folder: Path, name: str, url: str, server: Path) -> LiveStation:
    folder.mkdir()
    key = SigningKey(new_private_bytes())
    newcomer = Newcomer(ticket(server, name), NAME, "operator", key.public_key.hex())
    enrol(Server(url), newcomer, Identity(name, key.sign), SystemClock())
    station = LiveStation(name, folder, key, url)
    station.open()
    return station


def _work(station: LiveStation, count: int) -> None:
    """Report so many pieces, as people do: one report, one act; on disk once, at the end."""
    journal = Journal(station.journal.author, station.vocabulary, Shift(), lambda *_: True)

    def work(connection) -> None:
        def do(command) -> None:
            journal.carry_out(connection, command, "OP-01")

        node = cast(Node, _Doing(do))
        publish(node, "product", PRODUCT.code, PRODUCT)
        publish(node, "route", ROUTE.code, ROUTE)
        do(AssignWorkCentres(station=station.name, work_centres=("WH",)))
        for n in range(count):
            if n % REPORTS_PER_ORDER == 0:
                order = a_released_order(node, f"WORK{n:06}", quantity=10**6)
                do(StartOperation(order=order, operation="B10"))
            do(ReportOperation(order=order, operation="B10", good=Decimal(1 + n % 7)))

    station.writer.act(work).result()


class _Doing:
    """Looks like a node to production's builders."""

    def __init__(self, do) -> None:
        self.do = do


def _events(station: LiveStation) -> tuple[bytes, ...]:
    query = select(event.c.bytes).where(event.c.area == "LINE-1").order_by(event.c.ordinal)
    return station.writer.act(lambda c: tuple(c.execute(query).scalars())).result()


def _bare_push(path: Path, events: tuple[bytes, ...]) -> float:
    """Unpack, check each hash, insert: what no server can do without."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE event (hash TEXT PRIMARY KEY, stream, hlc, bytes)")
    packed = [pack(Push(events=events[at : at + BATCH])) for at in range(0, len(events), BATCH)]
    started = time.perf_counter()
    for data in packed:
        opened = [unseal(one) for one in unpack(Push, data).events]
        rows = [(s.hash, s.envelope.stream, s.envelope.hlc, s.data) for s in opened]
        database.execute("BEGIN")
        database.executemany("INSERT INTO event VALUES (?,?,?,?)", rows)
        database.execute("COMMIT")
    taken_s = time.perf_counter() - started
    database.close()
    return len(events) / taken_s
