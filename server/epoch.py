"""The life of the server's database: a restored backup begins a new one, and a new own chain."""

from sqlalchemy import Connection

from app.store import local
from server.directory import SERVER

_SHELF, _EPOCH = "server", "epoch"


def begin(connection: Connection, name: str) -> None:
    """Begin an epoch; `name` was never used before."""
    local.put(connection, _SHELF, _EPOCH, name.encode())


def current(connection: Connection) -> str:
    """Return the epoch; empty in a database nobody has prepared."""
    kept = local.get(connection, _SHELF, _EPOCH)
    return "" if kept is None else kept.decode()


def chain_of(epoch: str) -> str:
    """Return the server's own chain in this epoch."""
    return f"{SERVER}-{epoch}"
