"""Questions about documents."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, select

from app.capabilities.documents.tables import RevisionRow
from app.journal.rows import read
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store import content

B = TypeVar("B", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Pin:
    """A revision in force, pinned by the sha256 of its body."""

    form: str
    code: str
    revision: str
    title: Bilingual
    body: str


def in_force(connection: Connection, form: str, code: str) -> Pin | None:
    """Return the revision in force of one document."""
    t = RevisionRow.table
    query = select(t).where(t.c.form == form, t.c.code == code).order_by(t.c.place.desc()).limit(1)
    found = read(connection, RevisionRow, query)
    return _pin(found[0]) if found else None


def is_taken(connection: Connection, form: str, code: str, revision: str) -> bool:
    """Tell whether a document had this revision at any time; it is never given again."""
    t = RevisionRow.table
    query = select(t.c.revision).where(t.c.form == form, t.c.code == code, t.c.revision == revision)
    return connection.execute(query).first() is not None


def all_in_force(connection: Connection, form: str) -> tuple[Pin, ...]:
    """Return the revision in force of every document of one kind, by code."""
    t = RevisionRow.table
    rows = read(connection, RevisionRow, select(t).where(t.c.form == form).order_by(t.c.place))
    return tuple(_pin(row) for _, row in sorted({row.code: row for row in rows}.items()))


def body(connection: Connection, pin: str, kind: type[B]) -> B:
    """Return the typed body pinned by `pin`. Raises Refused `document.not_here`."""
    data = content.fetch(connection, pin)
    if data is None:
        raise Refused("document.not_here", body=pin[:8])
    decoded: B = _decoded(data, kind)
    return decoded


@lru_cache(maxsize=256)
def _decoded(data: bytes, kind: type[B]) -> B:
    """Decode a body once: it never changes, for its name is its hash."""
    return msgspec.json.decode(data, type=kind)


def _pin(row: RevisionRow) -> Pin:
    return Pin(row.form, row.code, row.revision, row.title, row.body)
