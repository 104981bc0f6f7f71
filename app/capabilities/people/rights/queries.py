"""What a person might, as far as somebody knew of it then."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.capabilities.people.accounts.answers import roles_in
from app.capabilities.people.accounts.events import PersonDisabled, RoleDefined, RolesSet
from app.capabilities.people.accounts.tables import PersonRow, RoleRow
from app.capabilities.people.rights.tables import ReadmittedRow
from app.journal.as_of import Held, last_change, rows_as_of
from app.journal.discrepancy import Discrepancy
from app.journal.event import Sealed, stored
from app.journal.folding import events_of
from app.journal.journal import QUARANTINED
from app.journal.pages import whose
from app.journal.upcast import Vocabulary
from app.kernel.place import Place
from app.store.prepared import Prepared
from app.store.tables import event, receipt

RIGHT_GONE = "right_gone"
"""The server's remark on an event: permitted as far as its author knew, but no more by then."""
ACTED_WITHOUT_RIGHT = "acted_without_right"


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


def acted_without_right(connection: Connection) -> Iterator[Discrepancy]:
    """Find who acted under a right that was gone already, their station not having heard of it.

    One for each person. Whoever last changed their account, or else their role, settles it.
    """
    acts: defaultdict[str, list[Sealed]] = defaultdict(list)
    for name, data in _GONE.all(connection, {"reason": RIGHT_GONE}):
        sealed = stored(name, bytes(data))
        acts[sealed.envelope.actor].append(sealed)
    for person, done in sorted(acts.items()):
        yield Discrepancy(
            kind=ACTED_WITHOUT_RIGHT,
            subjects=(person,),
            owner=_who_took_it(connection, person),
            at_ms=max(sealed.envelope.wall for sealed in done),
            stream=f"person/{person}",
            looked_at=tuple(sorted(sealed.hash for sealed in done)),
            stations=tuple(sorted({sealed.envelope.station for sealed in done})),
            facts={"person": person, "acts": len(done)},
        )


def _who_took_it(connection: Connection, person: str) -> str:
    """Return who last changed what a person may: their account, or else one of their roles."""
    roles = _ROLES.scalar(connection, {"stream": f"person/{person}"}) or ()
    changed = [
        sealed.envelope
        for stream in (f"person/{person}", *(f"role/{role}" for role in roles))
        for sealed in events_of(connection, stream)
        if sealed.envelope.kind in _TAKES
    ]
    last = max(changed, key=lambda envelope: (envelope.wall, envelope.hlc), default=None)
    return "" if last is None else last.actor


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


_TAKES = frozenset({RolesSet.kind, PersonDisabled.kind, RoleDefined.kind})
_GONE = Prepared(
    select(event.c.hash, event.c.bytes)
    .join(receipt, receipt.c.hash == event.c.hash)
    .where(receipt.c.verdict == "", receipt.c.reason == bindparam("reason"))
    .order_by(event.c.hlc, event.c.station, event.c.seq, event.c.hash)
)
_READMITTED = Prepared(
    select(ReadmittedRow.table.c.event).where(ReadmittedRow.table.c.stream == bindparam("stream"))
)
_WORD = Prepared(
    select(receipt.c.verdict, receipt.c.reason).where(receipt.c.hash == bindparam("hash"))
)
_ROLES = Prepared(
    select(PersonRow.table.c.roles).where(PersonRow.table.c.stream == bindparam("stream"))
)
