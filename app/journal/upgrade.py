"""Make a database ready for this program: migrate what is durable, fold again what changed.

A capability whose fold version changed gets new tables, and its streams are folded again one by
one; killed in between, it goes on where it was (DESIGN §2).
"""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, delete, distinct, func, select

from app.journal import folding
from app.journal.upcast import Vocabulary
from app.store.migrations import migrate
from app.store.tables import event, fold_version, refold_todo
from app.store.upsert import insert_new, upsert

Progress = Callable[[int, int], None]
"""Told (streams folded, streams to fold)."""

STREAMS_PER_COMMIT = 100


def make_ready(
    engine: Engine, vocabulary: Vocabulary, progress: Progress = lambda done, total: None
) -> None:
    """Bring a database to this program's tables and folds. Refusal: `store.newer_database`."""
    with engine.begin() as connection:
        migrate(connection)
        query = select(fold_version.c.capability, fold_version.c.version)
        held = dict(connection.execute(query).tuples().all())
        for name, version in vocabulary.versions.items():
            if held.get(name) != version:
                _renew(connection, vocabulary, name, version)
        total = connection.execute(select(func.count()).select_from(refold_todo)).scalar_one()
    done = 0
    while done < total:
        with engine.begin() as connection:
            done += _fold_some(connection, vocabulary)
        progress(done, total)


def _renew(connection: Connection, vocabulary: Vocabulary, name: str, version: int) -> None:
    """Give a capability whose fold is another one fresh tables, and note its streams."""
    capability = vocabulary.capability(name)
    if capability is None:
        raise LookupError(name)
    for row in capability.rows:
        row.table.drop(connection, checkfirst=True)
        row.table.create(connection)
    kinds = [happened.kind for happened in capability.happened]
    streams = connection.execute(
        select(distinct(event.c.stream)).where(event.c.kind.in_(kinds))
    ).scalars()
    todo = [{"capability": name, "stream": stream} for stream in streams]
    insert_new(connection, refold_todo, todo)
    row_now = {"capability": name, "version": version}
    upsert(connection, fold_version, [row_now])


def _fold_some(connection: Connection, vocabulary: Vocabulary) -> int:
    name = connection.execute(select(refold_todo.c.capability).limit(1)).scalar_one()
    mine = refold_todo.c.capability == name
    streams = (
        connection.execute(select(refold_todo.c.stream).where(mine).limit(STREAMS_PER_COMMIT))
        .scalars()
        .all()
    )
    capability = vocabulary.capability(name)
    if capability is not None:
        folding.refold(connection, vocabulary, streams, capability)
    connection.execute(delete(refold_todo).where(mine, refold_todo.c.stream.in_(streams)))
    return len(streams)
