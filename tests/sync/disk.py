"""Simulated disks: a real SQLite database in memory that can be copied, put back, and crash."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from sqlalchemy import Connection

from app.journal.rows import STATE
from app.journal.upcast import Vocabulary
from app.store.engine import open_writer
from app.store.migrations import migrate

T = TypeVar("T")


class Crash(Exception):
    """The power went."""


class Rack:
    """Connections for disks, used again by the next history: SQLAlchemy keeps what it compiled."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._free: list[Connection] = []
        self.empty = self._migrated(vocabulary)

    def take(self) -> Connection:
        return self._free.pop() if self._free else open_writer(None, durability="OFF").connect()

    def give_back(self, connection: Connection) -> None:
        self._free.append(connection)

    def _migrated(self, vocabulary: Vocabulary) -> bytes:
        connection = self.take()
        tables = [row.table for one in vocabulary.capabilities for row in one.rows]
        with connection.begin():
            migrate(connection)
            STATE.create_all(connection, tables=tables)
        image = _image(connection)
        self.give_back(connection)
        return image


class Disk:
    """One node's disk. `doom` says at each commit whether the power goes, and on which side."""

    def __init__(self, rack: Rack, image: bytes, doom: Callable[[], str]) -> None:
        self.doom = doom
        self._rack = rack
        self._connection = rack.take()
        self.put_back(image)

    def read(self, query: Callable[[Connection], T]) -> T:
        with self._connection.begin() as transaction:
            answer = query(self._connection)
            transaction.rollback()
        return answer

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run one transaction; the power may go just before or just after its commit."""
        doom = self.doom()
        with self._connection.begin():
            answer = work(self._connection)
            if doom == "before":
                raise Crash
        if doom == "after":
            raise Crash
        return answer

    def image(self) -> bytes:
        return _image(self._connection)

    def put_back(self, image: bytes) -> None:
        self._connection.connection.driver_connection.deserialize(image)  # type: ignore[union-attr]  # sqlite3's own connection

    def close(self) -> None:
        self._rack.give_back(self._connection)


def _image(connection: Connection) -> bytes:
    image: bytes = connection.connection.driver_connection.serialize()  # type: ignore[union-attr]  # sqlite3's own connection
    return image


@cache
def rack(vocabulary: Vocabulary) -> Rack:
    """Return the process's rack for this vocabulary."""
    return Rack(vocabulary)
