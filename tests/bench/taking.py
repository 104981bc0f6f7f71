"""Taking in, a late event, and verifying, each beside the same rows by hand."""

import sqlite3
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

import msgspec

from app.journal.journal import Arrival
from app.journal.verify import Verified, verify
from app.store.engine import DURABLE
from tests.bench import raw
from tests.bench.figures import REPEATS, Bar, Figure, median, milliseconds, seconds
from tests.bench.production import arrivals, moved, pauses
from tests.capabilities.production.factory import a_plant
from tests.journal.node import Node

TAKEN, BATCH = 20_000, 500
LATE_STREAM = 2_000
VERIFIED, AT_ONCE = 1_000_000, 20_000


def take_in(folder: Path, share: int) -> Iterator[Figure]:
    """Take in and fold a busy area's events, so many a durable commit; beside bare inserts."""
    events = arrivals(TAKEN // share)
    ours, bare = [], []
    for n in range(REPEATS):
        node = a_plant("S1", path=folder / f"take-{n}.db", durability=DURABLE)
        ours.append(len(events) / seconds(partial(_take, node, events)))
        node.engine.dispose()
        database = raw.a_database(folder / f"bare-{n}.db")
        bare.append(len(events) / seconds(partial(raw.insert, database, events, BATCH)))
        database.close()
    yield Figure(
        "take_in",
        "events/s",
        Bar(least=15_000),
        median(ours),
        median(bare),
        f"the same rows through sqlite3, {BATCH} a commit",
    )


def late_event(folder: Path, share: int) -> Iterator[Figure]:
    """Fold a late state event into a long stream: the stream's ordered events run again."""
    author, late = a_plant("S2"), a_plant("S3")
    late.clock.ms -= 1_000_000
    stream = _recorded(author, pauses(LATE_STREAM // share))
    (straggler,) = _recorded(late, pauses(1))
    ours, bare = [], []
    for n in range(REPEATS):
        path = folder / f"late-{n}.db"
        node = a_plant("S1", path=path, durability=DURABLE)
        node.take(stream)
        ours.append(milliseconds(partial(node.take, [straggler])))
        node.engine.dispose()
        bare.append(milliseconds(partial(_decode, path, straggler)))
    yield Figure(
        "late_event",
        "ms",
        Bar(most=30),
        median(ours),
        median(bare),
        f"reading and decoding the stream's {len(stream):,} events",
    )


def verify_all(folder: Path, share: int) -> Iterator[Figure]:
    """Verify a large journal once, beside reading and hashing its rows."""
    path, count = folder / "verify.db", VERIFIED // share
    node = a_plant("S1", path=path, durability="OFF")
    for first in range(0, count, AT_ONCE):
        many = range(first, min(first + AT_ONCE, count))
        _recorded(node, [moved("O", f"B{n % 60}", "B99") for n in many])
    found: list[Verified] = []
    ours = seconds(lambda: found.append(node.ask(verify)))
    node.engine.dispose()
    bare = seconds(lambda: _hash_all(path))
    if found[0].problems or found[0].events < count:
        raise AssertionError(f"the journal of the benchmark is not whole: {found[0].problems[:3]}")
    yield Figure(
        "verify",
        "s",
        Bar(most=10),
        median([ours]),
        median([bare]),
        f"reading and hashing {found[0].events:,} rows",
    )


def _take(node: Node, events: list[Arrival]) -> None:
    for first in range(0, len(events), BATCH):
        node.take(events[first : first + BATCH])


def _recorded(node: Node, facts) -> list[Arrival]:
    changes = node.ask(lambda c: node.journal.record(c, facts, "OP-01"))
    return [Arrival(sealed) for sealed in changes.events]


def _decode(path: Path, one: Arrival) -> None:
    database = sqlite3.connect(path)
    query = "SELECT bytes FROM event WHERE stream = ? ORDER BY hlc, station, seq"
    for (data,) in database.execute(query, (one.sealed.envelope.stream,)):
        msgspec.json.decode(data)
    database.close()


def _hash_all(path: Path) -> None:
    database = sqlite3.connect(path)
    for row in database.execute("SELECT hash, chain, seq, bytes FROM event ORDER BY ordinal"):
        sha256(row[-1]).hexdigest()
    database.close()
