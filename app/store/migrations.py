"""Bring journal and local tables to this program's version, forward only.

State tables have no migrations: they are folded again from the journal.
"""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text
from sqlalchemy.schema import CreateIndex

from app.kernel.refused import Refused
from app.store.tables import DURABLE, event, receipt

_APPEND_ONLY = (
    """CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)


def _0001_journal_and_local(connection: Connection) -> None:
    DURABLE.create_all(connection)
    for trigger in _APPEND_ONLY:
        connection.exec_driver_sql(trigger)


def _0002_signatures_of_a_stream_have_an_index(connection: Connection) -> None:
    _index(connection, "event_signs")


def _0003_what_somebody_must_be_told_has_an_index(connection: Connection) -> None:
    _index(connection, "event_urgent")


def _0004_trail_and_flags_have_indexes(connection: Connection) -> None:
    _index(connection, "event_in_trail", "event_of_actor", "receipt_by_reason")


STEPS: tuple[Callable[[Connection], None], ...] = (
    _0001_journal_and_local,
    _0002_signatures_of_a_stream_have_an_index,
    _0003_what_somebody_must_be_told_has_an_index,
    _0004_trail_and_flags_have_indexes,
)


def migrate(connection: Connection) -> None:
    """Apply the steps this database lacks. Raises Refused `store.newer_database`."""
    if not inspect(connection).has_table("schema_version"):
        connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO schema_version VALUES (0)"))
    version = int(connection.execute(text("SELECT version FROM schema_version")).scalar_one())
    if version > len(STEPS):
        raise Refused("store.newer_database", found=version, known=len(STEPS))
    for step in STEPS[version:]:
        step(connection)
    connection.execute(text("UPDATE schema_version SET version = :n"), {"n": len(STEPS)})


def _index(connection: Connection, *names: str) -> None:
    """Make indexes that a new database already has from its tables."""
    for index in (*event.indexes, *receipt.indexes):
        if index.name in names:
            connection.execute(CreateIndex(index, if_not_exists=True))
