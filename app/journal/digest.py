"""The digest of an area: equal on two nodes that hold the same facts and fold them alike."""

from functools import cache
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, bindparam, select

from app.journal.folding import EFFECTIVE
from app.journal.upcast import Vocabulary
from app.store.prepared import Prepared
from app.store.tables import event, receipt

PAGE = 5_000


class Digest(msgspec.Struct, frozen=True):
    """What two nodes compare; only between equal fold versions."""

    area: str
    events: int
    events_hash: str
    state_hash: str
    fold_versions: dict[str, int]


def digest(connection: Connection, vocabulary: Vocabulary, area: str) -> Digest:
    """Return sha256 over the area's effective event hashes, sorted, and over its state rows.

    Local and server facts are no part of it.
    """
    joined = event.outerjoin(receipt, receipt.c.hash == event.c.hash)
    query = (
        select(event.c.hash)
        .select_from(joined)
        .where(event.c.area == area, EFFECTIVE)
        .order_by(event.c.hash)
    )
    hashes = connection.execute(query).scalars().all()
    state = sha256()
    for capability in sorted(vocabulary.capabilities, key=lambda one: one.name):
        for row in sorted(capability.rows, key=lambda one: one.table.name):
            _feed(state, connection, row.table, area)
    return Digest(
        area,
        len(hashes),
        sha256("\n".join(hashes).encode()).hexdigest(),
        state.hexdigest(),
        {one.name: one.fold_version for one in vocabulary.capabilities},
    )


def _feed(state: Any, connection: Connection, table: Table, area: str) -> None:  # noqa: ANN401  # hashlib's own type has no public name
    """Add the rows of `table` whose stream lies in `area`, by key."""
    names = table.columns.keys()
    state.update(f"{table.name}\n".encode())
    for row in _rows_in(table).all(connection, {"area": area}):
        said = dict(zip(names, row, strict=True))
        state.update(msgspec.json.encode(said, order="sorted") + b"\n")


@cache
def _rows_in(table: Table) -> Prepared:
    streams = (
        select(event.c.stream)
        .outerjoin(receipt, receipt.c.hash == event.c.hash)
        .where(event.c.area == bindparam("area"), EFFECTIVE)
        .distinct()
    )
    query = select(table).where(table.c.stream.in_(streams))
    return Prepared(query.order_by(*table.primary_key.columns))
