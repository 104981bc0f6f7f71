"""Statements are written once for all engines of a process, and keep no closed one in memory."""

import gc
import weakref

from app.store import local
from app.store.engine import open_writer
from app.store.migrations import migrate


def a_node_remembers(word: bytes):
    """Keep a word in a new database and return what is read back, with the engine's dialect."""
    engine = open_writer(None)
    with engine.begin() as connection:
        migrate(connection)
        local.put(connection, "shelf", "key", word)
        found = local.get(connection, "shelf", "key")
    dialect = weakref.ref(engine.dialect)
    engine.dispose()
    return found, dialect


def test_each_engine_reads_its_own_database_and_none_outlives_its_use():
    a_node_remembers(b"first")  # the first of a process stands for all that come
    found, dialect = a_node_remembers(b"second")
    assert found == b"second"
    gc.collect()
    assert dialect() is None
