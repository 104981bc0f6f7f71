"""Simulated disks: a real SQLite database in memory that can be copied, put back, and crash."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from sqlalchemy import Connection, Engine

from app.journal.rows import STATE
from app.journal.upcast import Vocabulary
from app.store.engine import open_writer
from app.store.migrations import migrate

T = TypeVar("T")


class Crash(Exception):
    """The power went."""


class Rack:
    """Engines for disks, used again by the next history: SQLAlchemy keeps what it compiled."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._free: list[Engine] = []
        self.empty = self._migrated(vocabulary)

    def take(self) -> Engine:
        return self._free.pop() if self._free else open_writer(None, durability="OFF")

    def give_back(self, engine: Engine) -> None:
        self._free.append(engine)

    def _migrated(self, vocabulary: Vocabulary) -> bytes:
        engine = self.take()
        tables = [row.table for one in vocabulary.capabilities for row in one.rows]
        with engine.begin() as connection:
            migrate(connection)
            STATE.create_all(connection, tables=tables)
        image = _image(engine)
        self.give_back(engine)
        return image


class Disk:
    """One node's disk. `doom` says at each commit whether the power goes, and on which side."""

    def __init__(self, rack: Rack, image: bytes, doom: Callable[[], str]) -> None:
        self.doom = doom
        self._rack = rack
        self._engine = rack.take()
        self.put_back(image)

    def read(self, query: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection:
            return query(connection)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run one transaction; the power may go just before or just after its commit."""
        doom = self.doom()
        with self._engine.begin() as connection:
            answer = work(connection)
            if doom == "before":
                raise Crash
        if doom == "after":
            raise Crash
        return answer

    def image(self) -> bytes:
        return _image(self._engine)

    def put_back(self, image: bytes) -> None:
        raw = self._engine.raw_connection()
        raw.driver_connection.deserialize(image)  # type: ignore[union-attr]  # sqlite3's own connection
        raw.close()

    def close(self) -> None:
        self._rack.give_back(self._engine)


def _image(engine: Engine) -> bytes:
    raw = engine.raw_connection()
    image: bytes = raw.driver_connection.serialize()  # type: ignore[union-attr]  # sqlite3's own connection
    raw.close()
    return image


@cache
def rack(vocabulary: Vocabulary) -> Rack:
    """Return the process's rack for this vocabulary."""
    return Rack(vocabulary)
