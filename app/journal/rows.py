"""State rows, and the in-memory view of them that a fold sees.

A fold reads and writes only rows of its own stream; live, late, upgrade and "as signed" run the
same fold over the same view (DESIGN §2). Rows are loaded once per batch and flushed as one upsert
per table.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, ClassVar, TypeVar, get_args

import msgspec
from msgspec.structs import astuple
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Delete,
    Dialect,
    Index,
    MetaData,
    Select,
    String,
    Table,
    bindparam,
    delete,
    select,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.kernel.quantity import from_micro, to_micro
from app.store.prepared import Among, Prepared
from app.store.tables import event
from app.store.upsert import upsert_lines

STATE = MetaData()
"""Every state table of the house; dropped and folded again at an upgrade, never migrated."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of state; its fields are the table's columns, `stream` always among them."""

    table: ClassVar[Table]
    key: ClassVar[tuple[str, ...]]
    key_of: ClassVar[Callable[[Any], tuple[Any, ...]]]
    stream: str


R = TypeVar("R", bound=Row)


class Exact(TypeDecorator[Decimal]):
    """A decimal kept as integer millionths, so that SQL sums it exactly."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else to_micro(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:  # noqa: ANN401  # the driver's own value
        return None if value is None else from_micro(int(value))


class Words(TypeDecorator[tuple[str, ...]]):
    """A short list of words, kept as JSON text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ANN401  # the driver's own value
        return None if value is None else tuple(msgspec.json.decode(value))


class Structs(TypeDecorator[tuple[Any, ...]]):
    """A short list of structs of one kind, kept as JSON text."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[msgspec.Struct]) -> None:
        super().__init__()
        self.kind = kind
        self._decoder = msgspec.json.Decoder(tuple[kind, ...])  # type: ignore[valid-type]  # known when made

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[Any, ...] | None:  # noqa: ANN401  # the driver's own value
        return None if value is None else self._decoder.decode(value)


_COLUMN_TYPES: dict[object, Callable[[], TypeEngine[Any]]] = {
    str: String,
    int: BigInteger,
    bool: Boolean,
    Decimal: Exact,
    tuple[str, ...]: Words,
}


def state_table(
    name: str, *, key: tuple[str, ...], index: tuple[tuple[str, ...], ...] = ()
) -> Callable[[type[R]], type[R]]:
    """Give a Row its table. `key` is `(hash,)` for order-free kinds, else `(stream, …)`."""

    def decorate(row: type[R]) -> type[R]:
        hints = {**Row.__annotations__, **row.__annotations__}
        columns = [_column(field, hints[field], key) for field in row.__struct_fields__]
        indexes = [Index(f"{name}_by_{'_'.join(fields)}", *fields) for fields in index]
        # Keyed by a random hash, whole rows would dirty a page each; index entries are small.
        by_hash = key[0] != "stream"
        row.table = Table(name, STATE, *columns, *indexes, sqlite_with_rowid=by_hash)
        row.key, row.key_of = key, _key_of(key)
        return row

    return decorate


def _key_of(key: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    values = attrgetter(*key)
    return values if len(key) > 1 else lambda row: (values(row),)


def _column(name: str, hint: object, key: tuple[str, ...]) -> Column[Any]:
    optional = isinstance(hint, UnionType) and NoneType in get_args(hint)
    if optional:
        hint = next(part for part in get_args(hint) if part is not NoneType)
    return Column(name, _column_type(hint), primary_key=name in key, nullable=optional)


def _column_type(hint: object) -> TypeEngine[Any]:
    plain = _COLUMN_TYPES.get(hint)
    return Structs(get_args(hint)[0]) if plain is None else plain()


class Rows:
    """The rows of one stream, as its fold sees them."""

    def __init__(self, view: "View", stream: str) -> None:
        self._view = view
        self._stream = stream

    def get(self, row: type[R], *key: str) -> R | None:
        """Return the row of this stream with the rest of its key, if there is one."""
        return self._view.get(row, self._stream, key)

    def of(self, row: type[R]) -> tuple[R, ...]:
        """Return this stream's rows of one table, by key."""
        return self._view.of(row, self._stream)

    def put(self, row: Row) -> None:
        """Write a row of this stream."""
        if row.stream != self._stream:
            raise ValueError(f"a fold of {self._stream} writes a row of {row.stream}")
        self._view.put(row)


class View:
    """The rows of the streams a batch touches: loaded before it, flushed after it."""

    def __init__(self) -> None:
        self._rows: dict[type[Row], dict[str, dict[tuple[Any, ...], Row]]] = {}
        self._dirty: defaultdict[type[Row], dict[tuple[Any, ...], Row]] = defaultdict(dict)

    def load(
        self, connection: Connection, kinds: Iterable[type[Row]], streams: Sequence[str]
    ) -> None:
        """Read the rows of `streams` in the tables of `kinds`."""
        for kind in kinds:
            held = self._rows.setdefault(kind, {})
            wanted = [stream for stream in streams if stream not in held]
            for stream in wanted:
                held[stream] = {}
            for values in _of_streams(kind).all(connection, wanted):
                row = _row(kind, values)
                held[row.stream][kind.key_of(row)] = row

    def forget(self, connection: Connection, kinds: Iterable[type[Row]], stream: str) -> None:
        """Delete the rows of one stream, here and in the database, before it is folded again."""
        for kind in kinds:
            connection.execute(_forgetting(kind), {"stream": stream})
            self._rows.setdefault(kind, {})[stream] = {}
            dirty = self._dirty.get(kind, {})
            for key in [key for key, row in dirty.items() if row.stream == stream]:
                del dirty[key]

    def begin(self, kinds: Iterable[type[Row]], stream: str) -> None:
        """Look at a stream as if nothing of it were held: for a fold in memory only."""
        for kind in kinds:
            self._rows.setdefault(kind, {})[stream] = {}

    def get(self, kind: type[R], stream: str, key: tuple[str, ...]) -> R | None:
        """Return one row of a loaded stream."""
        return self._rows[kind][stream].get((stream, *key))  # type: ignore[return-value]  # by kind

    def of(self, kind: type[R], stream: str) -> tuple[R, ...]:
        """Return the rows of one kind of a loaded stream, by key."""
        rows = self._rows[kind][stream]
        return tuple(rows[key] for key in sorted(rows))  # type: ignore[misc]  # as above

    def put(self, row: Row) -> None:
        """Write one row into the view."""
        kind = type(row)
        key = kind.key_of(row)
        self._dirty[kind][key] = row
        if kind.key[0] == "stream":
            self._rows[kind][row.stream][key] = row

    def flush(self, connection: Connection) -> None:
        """Write what changed, one statement per table."""
        for kind, rows in self._dirty.items():
            upsert_lines(connection, kind.table, [astuple(row) for row in rows.values()])
        self._dirty.clear()


def read(
    connection: Connection,
    kind: type[R],
    query: Select[Any] | Prepared,
    values: Mapping[str, object] | None = None,
) -> tuple[R, ...]:
    """Return the rows that `query` finds as their Structs: a select of the whole table.

    `values` fill its bindparams.
    """
    given = values or {}
    if isinstance(query, Prepared):
        rows: Iterable[Sequence[Any]] = query.all(connection, given)
    else:
        rows = connection.execute(query, given)
    return tuple(_row(kind, row) for row in rows)


def read_among(
    connection: Connection, kind: type[R], among: Among, values: Iterable[object]
) -> tuple[R, ...]:
    """Return the rows of `kind` that have one of `values` where `among` looks, however many."""
    return tuple(_row(kind, row) for row in among.all(connection, tuple(values)))


def _row(kind: type[R], values: Sequence[Any]) -> R:
    return kind(**dict(zip(kind.__struct_fields__, values, strict=True)))


@cache
def _of_streams(kind: type[Row]) -> Among:
    return Among(select(kind.table), kind.table.c.stream)


@cache
def _forgetting(kind: type[Row]) -> Delete:
    """Return the statement that deletes one stream's rows; those by hash through their events."""
    if kind.key[0] == "stream":
        return delete(kind.table).where(kind.table.c.stream == bindparam("stream"))
    hashes = select(event.c.hash).where(event.c.stream == bindparam("stream"))
    return delete(kind.table).where(kind.table.c.hash.in_(hashes))
