"""Builders for the journal's tests: a node in memory, and a clock that is moved by hand."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from app.journal.capability import Capability
from app.journal.event import Sealed, unseal
from app.journal.journal import Author, Journal
from app.journal.upcast import Vocabulary
from app.journal.upgrade import make_ready
from app.store.engine import open_writer
from app.store.tables import event
from tests.journal.toy import TOY

_EMPTY: dict[tuple[object, ...], bytes] = {}


@dataclass
class HandClock:
    """Stands still until moved; `set_ms` is how far somebody has set it ahead of the truth."""

    ms: int = 1_763_800_000_000
    set_ms: int = 0

    def now_ms(self) -> int:
        return self.ms + self.set_ms

    def offset_min(self) -> int:
        return 480

    def monotonic_s(self) -> float:
        return self.ms / 1000


@dataclass
class Node:
    """A journal on a database in memory."""

    engine: Engine
    journal: Journal
    clock: HandClock

    def do(self, command, actor="OP-01", witness=""):
        with self.engine.begin() as connection:
            return self.journal.carry_out(connection, command, actor, witness)

    def take(self, arrivals):
        with self.engine.begin() as connection:
            return self.journal.take_in(connection, arrivals)

    def ask(self, query, *args):
        with self.engine.begin() as connection:
            return query(connection, *args)

    def events(self) -> list[Sealed]:
        return self.ask(all_events)


def all_events(connection: Connection) -> list[Sealed]:
    rows = connection.execute(select(event.c.bytes).order_by(event.c.ordinal)).scalars()
    return [unseal(bytes(data)) for data in rows]


def empty(vocabulary: Vocabulary) -> bytes:
    """Return the image of a database made ready for this vocabulary: made once, then copied."""
    key = tuple(
        (name, version, plug.rows if plug else ())
        for name, version in vocabulary.versions.items()
        for plug in (vocabulary.capability(name),)
    )
    if key not in _EMPTY:
        engine = open_writer(None, durability="OFF")
        make_ready(engine, vocabulary)
        with engine.connect() as connection:
            _EMPTY[key] = _sqlite(connection).serialize()
        engine.dispose()
    return _EMPTY[key]


def _sqlite(connection: Connection) -> sqlite3.Connection:
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found


def lay_out(path: Path, vocabulary: Vocabulary) -> None:
    """Put an empty database where a program will open it: it finds its tables made already."""
    path.write_bytes(empty(vocabulary))


def a_node(
    station: str = "S1",
    *,
    capabilities: Sequence[Capability] = (TOY,),
    clock: HandClock | None = None,
    area: str = "line-1",
    may=lambda connection, actor, right, place: True,
    path=None,
    durability="OFF",
) -> Node:
    vocabulary = Vocabulary(capabilities)
    if path is not None and not Path(path).exists():
        lay_out(Path(path), vocabulary)
    engine = open_writer(path, durability=durability)
    if path is None:
        with engine.connect() as connection:
            _sqlite(connection).deserialize(empty(vocabulary))
    make_ready(engine, vocabulary)
    clock = clock or HandClock()
    author = Author(station, f"{station}-1", area)
    return Node(engine, Journal(author, vocabulary, clock, may), clock)
