"""What a person might, as far as somebody knew of it then."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.capabilities.people.accounts.answers import roles_in
from app.capabilities.people.accounts.tables import PersonRow, RoleRow
from app.capabilities.people.rights.tables import ReadmittedRow
from app.journal.as_of import Held, last_change, rows_as_of
from app.journal.journal import QUARANTINED, whose
from app.journal.upcast import Vocabulary
from app.kernel.place import Place
from app.store.prepared import Prepared
from app.store.tables import receipt


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stood: their row, and what each of their roles granted."""

    row: PersonRow | None
    rights: Mapping[str, tuple[str, ...]]

    def in_place(self, place: Place) -> frozenset[str]:
        """Return what they might in a place; nothing for one not added, or disabled."""
        row = self.row
        if row is None or row.badge == "" or row.disabled_at_ms is not None:
            return frozenset()
        roles = roles_in(row.roles, row.scopes, place)
        return frozenset(right for role in roles for right in self.rights[role])


def as_of(connection: Connection, vocabulary: Vocabulary, person: str, held: Held) -> Standing:
    """Return how a person stood for whoever held so much of the plant: the same fold over it."""
    row = rows_as_of(connection, vocabulary, f"person/{person}", held).get(PersonRow)
    granted = {}
    for role in row.roles if row else ():
        found = rows_as_of(connection, vocabulary, f"role/{role}", held).get(RoleRow)
        granted[role] = found.rights if found else ()
    return Standing(row, granted)


def changed_since(connection: Connection, person: str, position: int) -> bool:
    """Tell whether a person's account, or what their roles grant, has changed since a position."""
    stream = f"person/{person}"
    roles = _ROLES.scalar(connection, {"stream": stream}) or ()
    streams = (stream, *(f"role/{role}" for role in roles))
    return any(last_change(connection, each) > position for each in streams)


def is_readmitted(connection: Connection, event_hash: str) -> bool:
    """Tell whether a person let this event in."""
    return _READMITTED.first(connection, {"stream": f"readmitted/{event_hash}"}) is not None


def word_on(connection: Connection, event_hash: str) -> str | None:
    """Return why an event held here is quarantined, empty if it is not; None if it is not held."""
    found = _WORD.first(connection, {"hash": event_hash})
    if found is None:
        return None
    verdict, reason = found
    return str(reason) if verdict == QUARANTINED else ""


def author_of(connection: Connection, event_hash: str) -> str:
    """Return who did what an event says, empty where it is not held here."""
    return whose(connection, event_hash)


_READMITTED = Prepared(
    select(ReadmittedRow.table.c.event).where(ReadmittedRow.table.c.stream == bindparam("stream"))
)
_WORD = Prepared(
    select(receipt.c.verdict, receipt.c.reason).where(receipt.c.hash == bindparam("hash"))
)
_ROLES = Prepared(
    select(PersonRow.table.c.roles).where(PersonRow.table.c.stream == bindparam("stream"))
)
