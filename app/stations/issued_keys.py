"""Whose signing keys lie sealed at this station: who can log in here without the server."""

from sqlalchemy import Connection

from app.kernel.sealing import Sealed, read, written
from app.store import local

SHELF = "sealed_keys"


def keep_key(connection: Connection, sealed: Sealed) -> None:
    """Keep a person's sealed key at this station, in place of an older one."""
    local.put(connection, SHELF, sealed.owner, written(sealed))


def key_here(connection: Connection, person: str) -> Sealed | None:
    """Return a person's sealed key, None where none is kept here or it cannot be read."""
    data = local.get(connection, SHELF, person)
    return None if data is None else read(data)


def people_here(connection: Connection) -> frozenset[str]:
    """Return whose keys are kept at this station: who can log in without the server."""
    return frozenset(local.shelf(connection, SHELF))
