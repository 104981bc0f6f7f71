"""Every discrepancy this node can see, with what people did about it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from app.capabilities.people.accounts.queries import people, rights_of_roles
from app.capabilities.records.discrepancies.answers import Case, Standing
from app.capabilities.records.discrepancies.decisions import standing, unseen
from app.capabilities.records.discrepancies.tables import ActRow, HandledRow
from app.journal.discrepancy import Check, Discrepancy, key_of
from app.journal.rows import read

RESOLVE = "records.resolve"
"""The right to settle discrepancies."""


def discrepancies(connection: Connection, checks: Iterable[Check]) -> tuple[Discrepancy, ...]:
    """Return what every check finds, once each, the oldest first."""
    found = {one.key: one for check in checks for one in check.find(connection)}
    return tuple(sorted(found.values(), key=lambda one: (one.at_ms, one.key)))


def cases(connection: Connection, checks: Iterable[Check]) -> tuple[Case, ...]:
    """Return every case: what is found now, then what was in hand and is gone, oldest first."""
    rows = {row.stream: row for row in read(connection, HandledRow, select(HandledRow.table))}
    acts: defaultdict[str, list[ActRow]] = defaultdict(list)
    for act in read(connection, ActRow, select(ActRow.table).order_by(ActRow.table.c.place)):
        acts[act.stream].append(act)
    made, who = [], able(connection)
    for one in discrepancies(connection, checks):
        stream = stream_of(one.key)
        made.append(_case(one, rows.pop(stream, None), acts[stream], who))
    gone = [_gone(row, acts[stream]) for stream, row in rows.items()]
    return (*made, *sorted(gone, key=lambda case: (case.at_ms, case.key)))


def case(
    connection: Connection, checks: Iterable[Check], about: str, subjects: Iterable[str]
) -> Case | None:
    """Return one case, asking only the check that finds its kind; None where there is none."""
    key = key_of(about, subjects)
    mine = [check for check in checks if about in check.kinds]
    found = next((one for one in discrepancies(connection, mine) if one.key == key), None)
    stream = stream_of(key)
    handled, done = HandledRow.table, ActRow.table
    rows = read(connection, HandledRow, select(handled).where(handled.c.stream == stream))
    query = select(done).where(done.c.stream == stream).order_by(done.c.place)
    acts = read(connection, ActRow, query)
    if found is not None:
        return _case(found, rows[0] if rows else None, acts, able(connection))
    return _gone(rows[0], acts) if rows else None


def able(connection: Connection) -> tuple[str, ...]:
    """Return the active people who may settle discrepancies, wherever that is, by id."""
    active = (one for one in people(connection) if one.is_active)
    return tuple(one.person for one in active if RESOLVE in rights_of_roles(connection, one.roles))


def stream_of(key: str) -> str:
    """Return the stream of what people do with a discrepancy."""
    return f"discrepancy/{key}"


def _case(
    found: Discrepancy, row: HandledRow | None, acts: Iterable[ActRow], able: Sequence[str]
) -> Case:
    return Case(
        key=found.key,
        about=found.kind,
        subjects=found.subjects,
        found=found,
        owner=_owner(row, found, able),
        standing=standing(found, row),
        acts=tuple(acts),
        new=() if row is None or not row.resolved_ms else unseen(found, row),
    )


def _owner(row: HandledRow | None, found: Discrepancy, able: Sequence[str]) -> str:
    """Return the one who must settle it: who took it, else whom the query names, else the first.

    Whoever may not settle it (any more) is passed over.
    """
    wanted = ("" if row is None else row.owner, found.owner, *able[:1])
    return next((one for one in wanted if one in able), "")


def _gone(row: HandledRow, acts: Iterable[ActRow]) -> Case:
    return Case(
        key=key_of(row.about, row.subjects),
        about=row.about,
        subjects=row.subjects,
        found=None,
        owner=row.owner,
        standing=Standing.GONE,
        acts=tuple(acts),
    )
