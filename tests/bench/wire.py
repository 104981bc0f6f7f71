"""The real server on the loopback: a station's reports pushed, and pulled by another one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from app.demo import plant
from app.demo.site import PASSPHRASE, Post, Site
from app.journal.event import Happened
from app.kernel.clock import SystemClock
from app.stations.key_places import key_stores
from app.stations.station import DATABASE, open_station
from app.store.engine import open_reader
from app.store.writer import Batch
from app.sync.protocol import PUSH_EVENTS, Page, Pull, Pushed
from app.sync.signing import Identity
from app.sync.steps import Apply, Collect, Collected, Do, Note, Stored, Told
from app.sync.storeroom import Storeroom
from app.sync.transport import Server, Transport
from tests.bench.bare_exchange import BareExchange
from tests.bench.figures import REPEATS, Bar, Figure, median, seconds
from tests.bench.production import work

REPORTS = 5_000
"""Events of one round."""
SECONDS_OF_A_REPORT = 4
AUTHOR, READER, WORKER = "CNC-QC", "WH-PK", "P-0102"

T = TypeVar("T")


def push_and_pull(folder: Path, share: int) -> Iterator[Figure]:
    """Push rounds of reports through the real server and pull them at another station."""
    count = max(100, REPORTS // share)
    site = Site(folder / "site")
    site.set_up()
    bare = BareExchange(folder)
    author, reader = (_End(site.posts[name], site.server.url) for name in (AUTHOR, READER))
    author.catch_up()
    reader.catch_up()
    facts = work("WORK")
    rates: dict[str, list[float]] = {"push": [], "pull": [], "bare push": [], "bare pull": []}
    out, into = author.transport.bytes_out, reader.transport.bytes_in
    for _ in range(REPEATS):
        events = author.record(list(islice(facts, count)))
        rates["push"].append(count / seconds(author.push))
        rates["bare push"].append(count / seconds(partial(bare.push, events)))
        rates["pull"].append(count / seconds(reader.catch_up))
        rates["bare pull"].append(count / seconds(bare.pull))
    sent = (author.transport.bytes_out - out) / (REPEATS * count)
    received = (reader.transport.bytes_in - into) / (REPEATS * count)
    for end in (author, reader):
        end.close()
    bare.close()
    site.close()
    at_least, raw_is = Bar(least=4_000), "bare HTTP and inserts, the same bytes"
    yield Figure(
        "push", "events/s", at_least, median(rates["push"]), median(rates["bare push"]), raw_is
    )
    yield Figure(
        "pull_and_apply",
        "events/s",
        at_least,
        median(rates["pull"]),
        median(rates["bare pull"]),
        raw_is,
    )
    at_most = Bar(most=200)
    yield Figure("bytes_pushed", "bytes/event", at_most, median([sent]))
    yield Figure("bytes_pulled", "bytes/event", at_most, median([received]))


@dataclass
class _Paced:
    """A clock that moves with the reports: a shift's work, recorded in a moment."""

    ms: int

    def now_ms(self) -> int:
        return self.ms

    def offset_min(self) -> int:
        return 480

    def monotonic_s(self) -> float:
        return self.ms / 1000


class _End:
    """A station and its hands in the exchange, driven step by step instead of by its thread."""

    def __init__(self, post: Post, url: str) -> None:
        now_ms = SystemClock().now_ms()
        self._clock = _Paced(now_ms - REPEATS * REPORTS * SECONDS_OF_A_REPORT * 1000)
        stores = key_stores(post.folder, PASSPHRASE)
        self._station = open_station(post.folder, stores, clock=self._clock)
        self._reading = open_reader(post.folder / DATABASE)
        identity = self._station.facts.identity
        me = Identity(identity.station, identity.key.sign)
        areas = ("plant", plant.area().area)
        self.transport = Transport(Server(url), me, SystemClock())
        self._room = Storeroom(self._station.journal, me, areas, self._read, self._write)
        self._cursors = dict(self._room.open().cursors)

    def record(self, facts: Sequence[Happened]) -> list[bytes]:
        """Let these have happened here, one after another; return their bytes."""

        def work(connection: Connection) -> list[bytes]:
            recorded = []
            for fact in facts:
                self._clock.ms += SECONDS_OF_A_REPORT * 1000
                changes = self._station.journal.record(connection, [fact], WORKER)
                recorded += [sealed.data for sealed in changes.events]
            return recorded

        return self._station.writer.act(work).result()

    def push(self) -> None:
        """Push until nothing is left to offer."""
        while True:
            collected = self._done(Collect(PUSH_EVENTS))
            assert isinstance(collected, Collected)
            if collected.push is None:
                return
            answer = self.transport.call(collected.push)
            assert isinstance(answer, Pushed)
            if any(outcome.verdict for outcome in answer.outcomes):
                raise AssertionError(f"not taken: {answer.outcomes[:3]}")
            self._done(Note(collected.push, answer))

    def catch_up(self) -> None:
        """Pull and apply every page of every area."""
        for area in self._cursors:
            while self._pulled(area):
                pass

    def close(self) -> None:
        """Close the connection and the station."""
        self.transport.close()
        self._station.close()
        self._reading.dispose()

    def _pulled(self, area: str) -> bool:
        since = self._cursors[area]
        page = self.transport.call(Pull(area=area, cursor=since))
        assert isinstance(page, Page)
        self._done(Apply(area, since, page))
        self._cursors[area] = page.cursor
        return page.head > page.cursor.position

    def _done(self, do: Do) -> Told:
        told = self._room.do(do)
        if told != Stored() and not isinstance(told, Collected):
            raise AssertionError(f"{type(do).__name__}: {told}")
        return told

    def _read(self, query: Callable[[Connection], T]) -> T:
        with self._reading.begin() as connection:
            return query(connection)

    def _write(self, batch: Batch) -> None:
        self._station.writer.batch(batch).result()
