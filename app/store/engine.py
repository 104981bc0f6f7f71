"""Open a database the way every floor above relies on: durable at each commit, one writer.

SQLite: WAL, synchronous=FULL, explicit BEGIN (pysqlite's own begins too late; SQLAlchemy manual,
"Serializable isolation / Savepoints"). A station reads through a second, read-only engine.
"""

from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import StaticPool

DURABLE = "FULL"
"""An act is on disk before anybody is told. `OFF` only where the simulation plays the disk."""


def open_writer(path: Path | None, *, durability: str = DURABLE) -> Engine:
    """Return the engine of the one writer; `None` opens a database in memory."""
    return _engine(path, begin="BEGIN IMMEDIATE", pragmas=_writer_pragmas(durability))


def open_reader(path: Path) -> Engine:
    """Return a read-only engine for queries, apart from the writer's connection."""
    return _engine(
        path, begin="BEGIN", pragmas=("PRAGMA query_only=ON", "PRAGMA cache_size=-16000")
    )


def _writer_pragmas(durability: str) -> tuple[str, ...]:
    return (
        "PRAGMA journal_mode=WAL",
        f"PRAGMA synchronous={durability}",
        "PRAGMA busy_timeout=10000",
        "PRAGMA cache_size=-32000",
        "PRAGMA wal_autocheckpoint=4000",
        "PRAGMA temp_store=MEMORY",
    )


def _engine(path: Path | None, *, begin: str, pragmas: tuple[str, ...]) -> Engine:
    url = "sqlite://" if path is None else f"sqlite:///{path}"
    engine = create_engine(
        url,
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": 10},
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: SqliteConnection, _: object) -> None:
        for pragma in pragmas:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
