"""One statement that writes rows by key, on SQLite and PostgreSQL alike."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert


def upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write `rows` (every column each), replacing those with the same primary key."""
    if rows:
        connection.execute(_statement(table, connection.dialect.name), rows)


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write `rows`, leaving those alone whose primary key is there already."""
    if rows:
        connection.execute(_keeping(table, connection.dialect.name), rows)


@cache
def _statement(table: Table, dialect: str) -> Insert:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    others = {c.name: insert.excluded[c.name] for c in table.columns if not c.primary_key}
    key = [c.name for c in table.primary_key.columns]
    if not others:
        return _keeping(table, dialect)
    statement: Insert = insert.on_conflict_do_update(index_elements=key, set_=others)
    return statement


@cache
def _keeping(table: Table, dialect: str) -> Insert:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    key = [c.name for c in table.primary_key.columns]
    statement: Insert = insert.on_conflict_do_nothing(index_elements=key)
    return statement
