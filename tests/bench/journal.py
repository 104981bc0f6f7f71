"""The journal's figures: saving a report, taking in, a late event, verifying a million events."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, wait
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from app.capabilities.flows.events import Cause, Moved
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.production.operations.events import OperationPaused, OperationResumed
from app.journal.head import HeadFile
from app.journal.journal import SLICE, Arrival, Receipt
from app.journal.rows import STATE
from app.journal.verify import verify
from app.store.engine import DURABLE, open_writer
from app.store.migrations import migrate
from app.store.writer import Writer
from tests.bench.figures import Figure, percentile, times_ms
from tests.capabilities.production.factory import a_plant, a_released_order
from tests.journal.node import Node, a_node

REPORTS = 400
BACKLOG = 50_000
TAKEN = 20_000
BATCH = 500
LATE_STREAM = 2_000
VERIFIED = 1_000_000


def figures(quick: bool = False) -> Iterator[Figure]:
    """Measure, one after another; `quick` makes everything smaller and says nothing of bars."""
    share = 20 if quick else 1
    with tempfile.TemporaryDirectory() as folder:
        yield from save_report(Path(folder), REPORTS // share)
        yield from save_under_backlog(Path(folder), BACKLOG // share)
        yield take_in(Path(folder), TAKEN // share)
        yield late_event(LATE_STREAM // share)
        yield verify_many(Path(folder), VERIFIED // share)


def save_report(folder: Path, count: int) -> Iterator[Figure]:
    """Command → decisions → chain → fold → fsync → told, beside raw sqlite3 and the bare fsync."""
    node, writer, order = _station(folder / "save.db")
    raw = _raw_writer(folder / "raw.db")
    ours, bare, floor = [], [], []
    spent = 0.0
    with (folder / "floor").open("wb") as file:
        for _ in range(count):
            started = time.process_time()
            ours += times_ms(lambda: _report(node, writer, order).result(), 1)
            spent += time.process_time() - started
            bare += times_ms(raw, 1)
            floor += times_ms(lambda: _sync(file), 1)
    writer.close()
    cpu_ms = spent * 1000 / count
    p99, raw99 = percentile(ours, 99), percentile(bare, 99)
    yield Figure("save_report_cpu", cpu_ms, "ms", "<= 1.5 ms CPU", cpu_ms <= 1.5)
    yield Figure(
        "save_report_p50",
        percentile(ours, 50),
        "ms",
        "told beside",
        True,
        percentile(bare, 50),
        "raw sqlite3, same rows, real fsync",
    )
    yield Figure(
        "save_report_p99",
        p99,
        "ms",
        "<= 3x raw",
        p99 <= 3 * raw99,
        raw99,
        "raw sqlite3, same rows, real fsync",
    )
    yield Figure("fsync_floor_p99", percentile(floor, 99), "ms", "told beside", True)


def save_under_backlog(folder: Path, count: int) -> Iterator[Figure]:
    """Save reports while a backlog of another station's events is being taken in."""
    node, writer, order = _station(folder / "backlog.db")
    arrivals = list(_reports_of_another(count))
    rest = [arrivals]

    def batch(connection, enough):
        taken = node.journal.take_in(connection, rest[0], enough)
        rest[0] = rest[0][taken:]
        return not rest[0]

    done = writer.batch(batch)
    ours = []
    while not done.done():
        ours += times_ms(lambda: _report(node, writer, order).result(), 1)
        wait([done], timeout=0.02)  # a person's pace, only faster
    writer.close()
    p99 = percentile(ours, 99)
    yield Figure("save_under_backlog_p99", p99, "ms", "<= 60 ms", p99 <= 60)


def take_in(folder: Path, count: int) -> Figure:
    """Take in and fold another station's events, 500 a commit, durable; beside bare inserts."""
    arrivals = list(_reports_of_another(count))
    node = _durable(folder / "take.db")
    started = time.perf_counter()
    for first in range(0, count, BATCH):
        node.take(arrivals[first : first + BATCH])
    ours = count / (time.perf_counter() - started)
    raw = _bare_inserts(folder / "bare.db", arrivals)
    node.engine.dispose()
    bar = f">= 15,000 events/s at batch {BATCH}"
    return Figure("take_in", ours, "events/s", bar, ours >= 15_000, raw, "bare sqlite3 inserts")


def late_event(count: int) -> Figure:
    """Fold a late state event into a long stream: the stream's ordered events run again."""
    author, node = a_plant("S2"), a_plant("S1")
    facts = [
        kind(order="O", operation="B20")
        for _ in range(count // 2)
        for kind in (OperationPaused, OperationResumed)
    ]
    late = a_plant("S3")
    late.clock.ms -= 1_000_000
    (arrival,) = late.ask(lambda c: late.journal.record(c, [facts[0]], "OP")).events
    node.take(
        [Arrival(e) for e in author.ask(lambda c: author.journal.record(c, facts, "OP")).events]
    )
    taken = times_ms(lambda: node.take([Arrival(arrival)]), 1)[0]
    return Figure("late_event", taken, "ms", f"<= 30 ms into {count:,} events", taken <= 30)


def verify_many(folder: Path, count: int) -> Figure:
    """Verify a journal of so many events, beside reading its rows."""
    path = folder / "verify.db"
    node = a_node(path=path, capabilities=a_plant().journal.vocabulary.capabilities)
    for first in range(0, count, 20_000):
        facts = [_move("O", f"B{n % 60}") for n in range(first, min(first + 20_000, count))]
        node.ask(lambda c, f=facts: node.journal.record(c, f, "OP-01"))
    started = time.perf_counter()
    found = node.ask(verify)
    taken = time.perf_counter() - started
    started = time.perf_counter()
    database = sqlite3.connect(path)
    for _ in database.execute("SELECT * FROM event ORDER BY ordinal"):
        pass
    raw = time.perf_counter() - started
    database.close()
    node.engine.dispose()
    whole = not found.problems and found.events == count
    bar = f"<= 10 s for {count:,} events"
    return Figure("verify", taken, "s", bar, taken <= 10 and whole, raw, "reading every row")


def _sync(file: BinaryIO) -> None:
    file.write(b"x" * 4096)
    file.flush()
    os.fsync(file.fileno())


def _station(path: Path) -> tuple[Node, Writer, str]:
    node = a_plant("S1", path=path, durability=DURABLE)
    order = a_released_order(node, quantity=10**9)
    node.do(StartOperation(order=order, operation="B10"))
    head = HeadFile(path.parent, node.journal.author, lambda text: text[:64])
    return node, Writer(node.engine, head.note), order


def _report(node: Node, writer: Writer, order: str) -> "Future[object]":
    command = ReportOperation(order=order, operation="B10", good=Decimal(1))
    return writer.act(lambda c: node.journal.carry_out(c, command, "OP-01"))


def _durable(path: Path) -> Node:
    return a_plant("S1", path=path, durability=DURABLE)


def _move(order: str, node: str) -> Moved:
    return Moved(
        case=order, source=node, target="B99", quantity=Decimal(1), unit="个", cause=Cause.GOOD
    )


def _reports_of_another(count: int) -> Iterator[Arrival]:
    """Return reports of fifty orders as the server hands them out, with positions."""
    other = a_plant("S9")
    facts = [_move(f"WORK{n % 50:06}", f"B{n % 6 + 1}0") for n in range(count)]
    first = len(other.events())
    changes = other.ask(lambda c: other.journal.record(c, facts, "OP-09"))
    for place, sealed in enumerate(changes.events, start=first):
        receipt = Receipt(
            hash=sealed.hash, area="line-1", position=place, received_at=1, plant_position=0
        )
        yield Arrival(sealed, receipt)


def _raw_writer(path: Path):
    """Return a function that writes what one report writes, by hand, with a real fsync."""
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", f"synchronous={DURABLE}"):
        database.execute(f"PRAGMA {pragma}")
    database.execute(
        "CREATE TABLE event (ordinal INTEGER PRIMARY KEY, hash TEXT UNIQUE,"
        " station, chain, seq, hlc, area, stream, kind, bytes)"
    )
    database.execute("CREATE INDEX a ON event (chain, seq)")
    database.execute("CREATE INDEX b ON event (stream, hlc, station, seq)")
    database.execute("CREATE TABLE outbox (ordinal INTEGER PRIMARY KEY)")
    database.execute(
        "CREATE TABLE move (hash TEXT PRIMARY KEY, case_, source, target, quantity, unit,"
        " cause, reason, corrects, equipment, actor, station, at_ms)"
    )
    database.execute("CREATE INDEX c ON move (case_)")
    database.execute("CREATE INDEX d ON move (station, at_ms)")
    database.execute("CREATE INDEX e ON move (corrects)")
    count = [0]

    def write() -> None:
        count[0] += 1
        n = count[0]
        name = f"{n:064x}"
        database.execute("BEGIN IMMEDIATE")
        database.execute(
            "INSERT INTO event VALUES (NULL,?,?,?,?,?,?,?,?,?)",
            (name, "S1", "S1-1", n, n, "line-1", "node/O/B10", "flows.moved", b"x" * 700),
        )
        database.execute("INSERT INTO outbox VALUES (?)", (n,))
        database.execute(
            "INSERT INTO move VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (name, "O", "B10", "B20", 1, "个", "good", "", "", "", "OP", "S1", n),
        )
        database.execute("COMMIT")

    return write


def _bare_inserts(path: Path, arrivals: list[Arrival]) -> float:
    engine = open_writer(path)
    with engine.begin() as connection:
        migrate(connection)
        STATE.create_all(connection)
    engine.dispose()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute(f"PRAGMA synchronous={DURABLE}")
    started = time.perf_counter()
    for first in range(0, len(arrivals), BATCH):
        rows = [
            (a.sealed.hash, "S9", "S9-1", n, n, "line-1", "s", "k", a.sealed.data)
            for n, a in enumerate(arrivals[first : first + BATCH])
        ]
        database.execute("BEGIN")
        database.executemany(
            "INSERT INTO event (hash,station,chain,seq,hlc,area,stream,kind,bytes)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            rows,
        )
        database.execute("COMMIT")
    taken = time.perf_counter() - started
    database.close()
    assert SLICE <= BATCH
    return len(arrivals) / taken
