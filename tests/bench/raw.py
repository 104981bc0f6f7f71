"""The raw arms on SQLite: the same rows by hand, through `sqlite3` alone."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import astuple

from app.journal.journal import Arrival
from app.store.engine import DURABLE, open_writer
from app.store.migrations import migrate

_MOVE = (
    "CREATE TABLE move (hash TEXT PRIMARY KEY, case_, source, target, quantity, unit,"
    " cause, reason, corrects, equipment, actor, station, at_ms)"
)
_MOVE_INDEXES = (
    "CREATE INDEX move_sums ON move (case_, source, target, cause, quantity)",
    "CREATE INDEX move_day ON move (station, at_ms)",
)
_INTO_EVENT = (
    "INSERT INTO event (hash,station,chain,seq,hlc,area,stream,kind,bytes,arrival)"
    " VALUES (?,?,?,?,?,?,?,?,?,?)"
)
_BYTES = b'{"station":"S1","actor":"OP-01","payload":"%s"}' % (b"x" * 430)
"""As long as a report, and JSON: the journal's index over actors reads it."""
_INTO_MOVE = "INSERT INTO move VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
_INTO_RECEIPT = "INSERT INTO receipt VALUES (?,?,?,?,?,?,?,?)"
_INTO_OUTBOX = "INSERT INTO outbox VALUES (last_insert_rowid(), 0)"


def fsync(file: BinaryIO) -> None:
    """Write a page to the end of a file and wait until it is on the disk: the floor of any save."""
    file.write(b"x" * 4096)
    file.flush()
    os.fsync(file.fileno())


def a_database(path: Path) -> sqlite3.Connection:
    """Return our own tables and one of moves, opened as the house opens them, without its code."""
    engine = open_writer(path)
    with engine.begin() as connection:
        migrate(connection)
    engine.dispose()
    database = opened(path)
    for statement in (_MOVE, *_MOVE_INDEXES):
        database.execute(statement)
    return database


def opened(path: Path) -> sqlite3.Connection:
    """Open a database as the house does."""
    database = sqlite3.connect(path, isolation_level=None, timeout=30)
    for pragma in (f"synchronous={DURABLE}", "cache_size=-32000", "wal_autocheckpoint=4000"):
        database.execute(f"PRAGMA {pragma}")
    return database


def report_writer(path: Path) -> Callable[[], None]:
    """Return a function that writes what one report writes, with a real fsync."""
    database = a_database(path)
    count = 0

    def write() -> None:
        nonlocal count
        count += 1
        name = f"{count:064x}"
        event = (name, "S1", "S1-1", count, count, "line-1", "node/O/B10", "flows.moved")
        database.execute("BEGIN IMMEDIATE")
        database.execute(_INTO_EVENT, (*event, _BYTES, name))
        database.execute(_INTO_OUTBOX)
        database.execute(_INTO_MOVE, _a_move(name, count))
        database.execute("COMMIT")

    return write


def insert(database: sqlite3.Connection, arrivals: Sequence[Arrival], batch: int) -> None:
    """Insert the rows of arrivals - event, receipt, move - so many a durable commit."""
    for first in range(0, len(arrivals), batch):
        some = arrivals[first : first + batch]
        database.execute("BEGIN IMMEDIATE")
        database.executemany(_INTO_EVENT, [_event(arrival) for arrival in some])
        database.executemany(_INTO_RECEIPT, [astuple(a.receipt) for a in some if a.receipt])
        database.executemany(
            _INTO_MOVE, [_a_move(a.sealed.hash, a.sealed.envelope.wall) for a in some]
        )
        database.execute("COMMIT")


def _event(arrival: Arrival) -> tuple[object, ...]:
    e = arrival.sealed.envelope
    columns = (e.station, e.chain, e.seq, e.hlc, e.area, e.stream, e.kind)
    name = arrival.sealed.hash
    return (name, *columns, arrival.sealed.data, name)


def _a_move(name: str, at_ms: int) -> tuple[object, ...]:
    amount = ("O", "B10", "B20", 1_000_000, "个")
    return (name, *amount, "good", "", "", "", "OP-01", "S1", at_ms)
