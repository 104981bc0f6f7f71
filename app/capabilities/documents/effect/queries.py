"""Questions about what is in force over time, of one kind of document."""

from bisect import bisect_right
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select

from app.capabilities.documents.answers import Pin
from app.capabilities.documents.queries import pins_at
from app.capabilities.documents.tables import RevisionRow
from app.journal.rows import read
from app.store.prepared import Prepared

Stamp = tuple[int, int]
"""How many revisions there are and what their stamps add up to."""

_T = RevisionRow.table
_STAMP = Prepared(select(func.count(), func.sum(_T.c.stamp)).where(_T.c.form == bindparam("form")))
_ALL = Prepared(select(_T).where(_T.c.form == bindparam("form")))


def stamp(connection: Connection, form: str) -> Stamp:
    """Return what changes whenever a revision of a kind comes, is withdrawn or is folded out.

    Two stations that hold the same revisions have the same; an index alone answers it.
    """
    count, total = _STAMP.all(connection, {"form": form})[0]
    return int(count), int(total or 0)


def timetable(connection: Connection, form: str) -> "Timetable":
    """Return when which revisions of a kind are in force."""
    return Timetable(read(connection, RevisionRow, _ALL, {"form": form}))


class Timetable:
    """Which revisions of one kind are in force when; between two turns nothing changes."""

    def __init__(self, rows: Iterable[RevisionRow]) -> None:
        self._rows = tuple(rows)
        ends = (row.withdrawn_ms for row in self._rows)
        self._turns = sorted(
            {*(row.from_ms for row in self._rows), *(one for one in ends if one is not None)}
        )

    def span(self, at_ms: int) -> int:
        """Return which span between two turns a time (ms since 1970 UTC) lies in, from 0."""
        return bisect_right(self._turns, at_ms)

    def at(self, at_ms: int) -> tuple[Pin, ...]:
        """Return the revisions in force at a time, by code."""
        return pins_at(self._rows, at_ms)
