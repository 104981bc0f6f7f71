"""Bring journal and local tables to this program's version, forward only.

State tables have no migrations: they are folded again from the journal.
"""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text

from app.kernel.refused import Refused
from app.store.tables import DURABLE, event

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
    index = next(one for one in event.indexes if one.name == "event_signs")
    index.create(connection, checkfirst=True)


STEPS: tuple[Callable[[Connection], None], ...] = (
    _0001_journal_and_local,
    _0002_signatures_of_a_stream_have_an_index,
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
