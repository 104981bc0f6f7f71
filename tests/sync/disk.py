"""Simulated disks: a real SQLite database in memory that can be copied, put back, and crash."""

from collections.abc import Callable
from contextlib import closing
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


class Disk:
    """One node's disk. `doom` says at each commit whether the power goes, and on which side."""

    def __init__(self, image: bytes, doom: Callable[[], str] = lambda: "") -> None:
        self.doom = doom
        self._engine = open_writer(None, durability="OFF")
        self._load(image)

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
        with self._engine.connect() as connection:
            image: bytes = connection.connection.driver_connection.serialize()  # type: ignore[union-attr]
        return image

    def put_back(self, image: bytes) -> None:
        self._engine.dispose()
        self._engine = open_writer(None, durability="OFF")
        self._load(image)

    def close(self) -> None:
        self._engine.dispose()

    def _load(self, image: bytes) -> None:
        with closing(self._engine.raw_connection()) as raw:
            raw.driver_connection.deserialize(image)  # type: ignore[union-attr]


@cache
def empty_image(vocabulary: Vocabulary) -> bytes:
    """Return a freshly migrated database; made once, since it is the same for every node."""
    engine: Engine = open_writer(None, durability="OFF")
    tables = [row.table for one in vocabulary.capabilities for row in one.rows]
    with engine.begin() as connection:
        migrate(connection)
        STATE.create_all(connection, tables=tables)
    with engine.connect() as connection:
        image: bytes = connection.connection.driver_connection.serialize()  # type: ignore[union-attr]
    engine.dispose()
    return image
