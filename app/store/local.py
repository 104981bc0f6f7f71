"""What must survive a power cut but is no record: drafts, sealed keys, leases, cursors.

Shelves of keys and bytes. Never synchronised, never part of a digest.
"""

from sqlalchemy import Connection, bindparam, delete, select

from app.store.prepared import Prepared
from app.store.tables import local
from app.store.upsert import upsert

_HERE = (local.c.shelf == bindparam("shelf")) & (local.c.key == bindparam("key"))
_VALUE = Prepared(select(local.c.value).where(_HERE))
_DROP = delete(local).where(_HERE)


def put(connection: Connection, shelf: str, key: str, value: bytes) -> None:
    """Keep `value` under `key` on `shelf`, replacing what was there."""
    upsert(connection, local, [{"shelf": shelf, "key": key, "value": value}])


def get(connection: Connection, shelf: str, key: str) -> bytes | None:
    """Return what is kept under `key` on `shelf`."""
    value = _VALUE.scalar(connection, {"shelf": shelf, "key": key})
    return None if value is None else bytes(value)


def drop(connection: Connection, shelf: str, key: str) -> None:
    """Forget what is kept under `key` on `shelf`."""
    connection.execute(_DROP, {"shelf": shelf, "key": key})


def shelf(connection: Connection, name: str) -> dict[str, bytes]:
    """Return everything on shelf `name`, by key."""
    query = select(local.c.key, local.c.value).where(local.c.shelf == name).order_by(local.c.key)
    return {key: bytes(value) for key, value in connection.execute(query)}
