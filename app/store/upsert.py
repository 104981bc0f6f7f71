"""Write many rows at once, by key, on SQLite and PostgreSQL alike.

SQLAlchemy builds each statement once; what runs per row is the driver's own executemany. (Measured:
its ON CONFLICT clause is compiled anew at every execution, 0.7 ms for one row.)
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, LargeBinary, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import Insert

from app.store.prepared import one_of_its_kind, run_many

Values = Mapping[str, Any]
"""One row: a value for every column, by name."""
Line = tuple[Any, ...]
"""One row: a value for every column, in the order of the table."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement as the driver takes it, and what a column's values go through first."""

    sql: str
    names: tuple[str, ...]
    processors: Mapping[int, Callable[[Any], Any]]
    positional: bool

    def run(self, connection: Connection, rows: Sequence[Values]) -> None:
        names = self.names
        self.run_lines(connection, [tuple([row[name] for name in names]) for row in rows])

    def run_lines(self, connection: Connection, lines: Sequence[Line]) -> None:
        if not lines:
            return
        if self.processors:
            lines = self._processed(lines)
        if self.positional:
            run_many(connection, self.sql, lines)
        else:
            run_many(
                connection,
                self.sql,
                [dict(zip(self.names, line, strict=True)) for line in lines],
            )

    def _processed(self, lines: Iterable[Line]) -> list[Line]:
        """Convert column by column, so that columns which need nothing cost nothing."""
        columns: list[Iterable[Any]] = list(zip(*lines, strict=True))
        for place, process in self.processors.items():
            columns[place] = map(process, columns[place])
        return list(zip(*columns, strict=True))


def upsert(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Write rows, replacing those with the same primary key."""
    _upsert(table, one_of_its_kind(connection.dialect)).run(connection, rows)


def upsert_lines(connection: Connection, table: Table, lines: Sequence[Line]) -> None:
    """Write whole rows as the fold of a swarm makes them, replacing those with the same key."""
    _upsert(table, one_of_its_kind(connection.dialect)).run_lines(connection, lines)


def insert_new(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Write rows, leaving those alone whose primary key is there already."""
    _insert_new(table, one_of_its_kind(connection.dialect)).run(connection, rows)


def append(connection: Connection, table: Table, lines: Sequence[Line]) -> None:
    """Write rows at the end of a table whose first column is its own ordinal, not given here."""
    _append(table, one_of_its_kind(connection.dialect)).run_lines(connection, lines)


@cache
def _upsert(table: Table, dialect: Dialect) -> _Written:
    statement = _dialect_insert(table, dialect)
    others = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    key = [c.name for c in table.primary_key.columns]
    if not others:
        return _insert_new(table, dialect)
    return _written(
        statement.on_conflict_do_update(index_elements=key, set_=others), table, dialect
    )


@cache
def _insert_new(table: Table, dialect: Dialect) -> _Written:
    key = [c.name for c in table.primary_key.columns]
    statement = _dialect_insert(table, dialect).on_conflict_do_nothing(index_elements=key)
    return _written(statement, table, dialect)


@cache
def _append(table: Table, dialect: Dialect) -> _Written:
    names = [c.name for c in table.columns][1:]
    statement = _dialect_insert(table, dialect)
    return _written(statement, table, dialect, names)


def _dialect_insert(table: Table, dialect: Dialect) -> Any:  # noqa: ANN401  # one of two dialects' own class
    if dialect.name != "postgresql":
        return sqlite.insert(table)
    # Imported here: it takes as long as all of Qt, and no station needs it.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


def _written(
    statement: Insert, table: Table, dialect: Dialect, names: list[str] | None = None
) -> _Written:
    columns = names or [c.name for c in table.columns]
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    found = {}
    for place, name in enumerate(columns):
        kind = table.c[name].type
        process = kind.dialect_impl(dialect).bind_processor(dialect)
        if process is not None and not isinstance(kind, LargeBinary):  # a driver takes bytes as is
            found[place] = process
    return _Written(str(compiled), tuple(columns), found, bool(compiled.positional))
