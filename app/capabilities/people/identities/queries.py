"""Whose identity was verified, by whom, when and how."""

from sqlalchemy import Connection, select

from app.capabilities.people.identities.tables import IdentityRow
from app.journal.rows import read


def identity(connection: Connection, person: str) -> IdentityRow | None:
    """Return how somebody's identity stands; None where nobody ever looked."""
    table = IdentityRow.table
    query = select(table).where(table.c.stream == f"identity/{person}")
    return next(iter(read(connection, IdentityRow, query)), None)


def is_identity_verified(connection: Connection, person: str) -> bool:
    """Tell whether somebody may have a signing right: their identity was verified and stands."""
    found = identity(connection, person)
    return found is not None and found.is_verified


def identities(connection: Connection) -> dict[str, IdentityRow]:
    """Return how everybody's identity stands, by person."""
    rows = read(connection, IdentityRow, select(IdentityRow.table))
    return {row.person: row for row in rows}
