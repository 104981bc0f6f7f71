"""Who is qualified for what, until when, and by whose word."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from app.capabilities.people.qualifications.tables import QualificationRow, QualifiedRow
from app.journal.rows import read
from app.kernel.words import Bilingual


def qualifications(connection: Connection) -> tuple[QualificationRow, ...]:
    """Return every qualification there is, by code."""
    table = QualificationRow.table
    return read(connection, QualificationRow, select(table).order_by(table.c.qualification))


def names(connection: Connection) -> dict[str, Bilingual]:
    """Return the name of every qualification, by code."""
    found = qualifications(connection)
    return {one.qualification: Bilingual(one.name_zh, one.name_en) for one in found}


def grants_of(connection: Connection, person: str) -> tuple[QualifiedRow, ...]:
    """Return every grant somebody ever had, those that ended too."""
    table = QualifiedRow.table
    query = select(table).where(table.c.person == person)
    return read(connection, QualifiedRow, query.order_by(table.c.qualification, table.c.from_ms))


def grant_held(connection: Connection, person: str, qualification: str) -> QualifiedRow | None:
    """Return the grant that stands, though it may have expired; None where there is none."""
    table = QualifiedRow.table
    query = select(table).where(
        table.c.stream == f"qualified/{person}/{qualification}", table.c.ended_ms.is_(None)
    )
    return next(iter(read(connection, QualifiedRow, query)), None)


def grants(
    connection: Connection, people: Collection[str] | None = None
) -> dict[str, tuple[QualifiedRow, ...]]:
    """Return every grant ever, by person: of these people, or of all."""
    table = QualifiedRow.table
    query = select(table).order_by(table.c.qualification, table.c.from_ms)
    if people is not None:
        query = query.where(table.c.person.in_(people))
    found: defaultdict[str, list[QualifiedRow]] = defaultdict(list)
    for row in read(connection, QualifiedRow, query):
        found[row.person].append(row)
    return {person: tuple(rows) for person, rows in found.items()}
