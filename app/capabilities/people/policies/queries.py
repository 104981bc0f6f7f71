"""The policy of signatures as it stands, and who acknowledged it."""

from sqlalchemy import Connection, select

from app.capabilities.people.policies.tables import AcknowledgedRow, PolicyRow
from app.journal.rows import read


def policies(connection: Connection) -> tuple[PolicyRow, ...]:
    """Return every version, the present one first."""
    table = PolicyRow.table
    return read(connection, PolicyRow, select(table).order_by(table.c.version.desc()))


def present_policy(connection: Connection) -> PolicyRow | None:
    """Return the present version; None where none was published yet."""
    table = PolicyRow.table
    query = select(table).order_by(table.c.version.desc()).limit(1)
    return next(iter(read(connection, PolicyRow, query)), None)


def has_acknowledged(connection: Connection, person: str) -> bool:
    """Tell whether somebody acknowledged the present version; so has everybody where none is."""
    held = present_policy(connection)
    if held is None:
        return True
    table = AcknowledgedRow.table
    query = select(table.c.hash).where(table.c.person == person, table.c.text == held.text)
    return connection.execute(query.limit(1)).first() is not None


def unread_policy(connection: Connection, person: str) -> PolicyRow | None:
    """Return the present version where somebody has yet to acknowledge it."""
    return None if has_acknowledged(connection, person) else present_policy(connection)


def acknowledgements(connection: Connection, text: str) -> dict[str, int]:
    """Return who acknowledged these words, each with when they did first."""
    table = AcknowledgedRow.table
    query = select(table).where(table.c.text == text).order_by(table.c.at_ms.desc())
    return {row.person: row.at_ms for row in read(connection, AcknowledgedRow, query)}
