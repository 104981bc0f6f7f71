"""Who signs in whose stead."""

from sqlalchemy import Connection, bindparam, or_, select

from app.capabilities.people.accounts.queries import may
from app.capabilities.people.delegations.decisions import is_running
from app.capabilities.people.delegations.tables import DelegationRow
from app.journal.rows import read
from app.kernel.place import Place
from app.store.prepared import Prepared

_LATEST_FIRST = (DelegationRow.table.c.at_ms.desc(), DelegationRow.table.c.stream.desc())
"""Two of one moment stand alike on every node, whatever order they came in."""


def delegation(connection: Connection, name: str) -> DelegationRow | None:
    """Return one delegation."""
    table = DelegationRow.table
    query = select(table).where(table.c.stream == f"delegation/{name}")
    return next(iter(read(connection, DelegationRow, query)), None)


def delegations_of(connection: Connection, person: str) -> tuple[DelegationRow, ...]:
    """Return what somebody ever gave or was given, the latest first."""
    table = DelegationRow.table
    query = select(table).where(or_(table.c.to == person, table.c.grantor == person))
    return read(connection, DelegationRow, query.order_by(*_LATEST_FIRST))


def delegations(connection: Connection) -> tuple[DelegationRow, ...]:
    """Return every delegation, the latest first."""
    return read(connection, DelegationRow, select(DelegationRow.table).order_by(*_LATEST_FIRST))


def delegated(
    connection: Connection, person: str, meaning: str, place: Place, now_ms: int
) -> DelegationRow | None:
    """Return by which delegation somebody may sign with a meaning here and now; None for none.

    The grantor must still have the right here themselves.
    """
    table = DelegationRow.table
    query = select(table).where(
        table.c.to == person,
        table.c.ended_ms.is_(None),
        table.c.from_ms <= now_ms,
        table.c.until_ms > now_ms,
    )
    for row in read(connection, DelegationRow, query.order_by(table.c.at_ms, table.c.stream)):
        if meaning in row.meanings and may(connection, row.grantor, f"sign.{meaning}", place):
            return row
    return None


def running_for(connection: Connection, person: str, now_ms: int) -> tuple[DelegationRow, ...]:
    """Return the delegations that somebody may sign by now, the oldest first.

    Whether the grantor still has the right is asked where it is signed.
    """
    return read(connection, DelegationRow, _RUNNING_FOR, {"to": person, "now": now_ms})


_T = DelegationRow.table
_RUNNING_FOR = Prepared(
    select(_T)
    .where(
        _T.c.to == bindparam("to"),
        _T.c.ended_ms.is_(None),
        _T.c.from_ms <= bindparam("now"),
        _T.c.until_ms > bindparam("now"),
    )
    .order_by(_T.c.at_ms, _T.c.stream)
)


def running(connection: Connection, now_ms: int) -> tuple[DelegationRow, ...]:
    """Return the delegations that count now."""
    return tuple(row for row in delegations(connection) if is_running(row, now_ms))
