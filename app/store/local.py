"""What must survive a power cut but is no record: drafts, sealed keys, leases, cursors.

Shelves of keys and bytes. Never synchronised, never part of a digest.
"""

from sqlalchemy import Connection, delete, select

from app.store.tables import local
from app.store.upsert import upsert


def put(connection: Connection, shelf: str, key: str, value: bytes) -> None:
    """Keep `value` under `key` on `shelf`, replacing what was there."""
    upsert(connection, local, [{"shelf": shelf, "key": key, "value": value}])


def get(connection: Connection, shelf: str, key: str) -> bytes | None:
    """Return what is kept under `key` on `shelf`."""
    query = select(local.c.value).where(local.c.shelf == shelf, local.c.key == key)
    value = connection.execute(query).scalar_one_or_none()
    return None if value is None else bytes(value)


def drop(connection: Connection, shelf: str, key: str) -> None:
    """Forget what is kept under `key` on `shelf`."""
    connection.execute(delete(local).where(local.c.shelf == shelf, local.c.key == key))


def shelf(connection: Connection, name: str) -> dict[str, bytes]:
    """Return everything on shelf `name`, by key."""
    query = select(local.c.key, local.c.value).where(local.c.shelf == name).order_by(local.c.key)
    return {key: bytes(value) for key, value in connection.execute(query)}
