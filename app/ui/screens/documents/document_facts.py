"""Everything one document's page shows, asked in one go on the reader. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.capabilities.documents.answers import Line, Revision
from app.capabilities.documents.comparison.answers import Pair
from app.capabilities.documents.comparison.decisions import compare, side_by_side
from app.capabilities.documents.events import document_stream, revision_stream
from app.capabilities.documents.queries import Happening, clashes, life, read_ms, revisions
from app.capabilities.people.accounts.queries import (
    Person,
    people,
    rights_of_roles,
    roles,
)
from app.capabilities.people.signatures.queries import Signature, signatures
from app.capabilities.production.orders.queries import orders_by
from app.journal.capability import DocumentKind
from app.journal.discrepancy import Discrepancy
from app.journal.ledger import ledger_of
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store import content

Kinds = Mapping[str, DocumentKind]


@dataclass(frozen=True, slots=True)
class RoleReading:
    """How many people of a role have read a revision, of how many who must."""

    role: str
    name: Bilingual
    done: int
    whole: int


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One revision, what it is compared with, who signed, who must read it.

    `pairs` are its lines beside those of `against`; without one, every line stands alone. `seen`
    are the hashes of its stream as shown; `orders` how many were released by `against`.
    """

    held: Revision
    history: tuple[Revision, ...]
    against: Revision | None
    pairs: tuple[Pair, ...]
    pictures: dict[str, bytes]
    signatures: tuple[Signature, ...]
    seen: frozenset[str]
    happenings: tuple[Happening, ...]
    readings: tuple[RoleReading, ...]
    orders: int
    clashes: tuple[Discrepancy, ...]
    everybody: tuple[Person, ...]
    rights: dict[str, frozenset[str]]

    @property
    def changes(self) -> int:
        """Return how many rows differ."""
        return max((pair.number for pair in self.pairs), default=0)

    def name(self, person: str) -> Bilingual:
        """Return what somebody is called."""
        found = next((one.name for one in self.everybody if one.person == person), None)
        return found or Bilingual(person, person)


def document_facts(
    connection: Connection, kinds: Kinds, document: Sequence[str], now_ms: int
) -> DocumentFacts | Refused:
    """Return one revision (the latest where none is named) as its page shows it.

    It is compared with the revision before it. Refusals: `document.unknown`, `document.not_here`.
    """
    form, code, name = (*document, "", "")[:3]
    history = revisions(connection, form, code, now_ms)
    held = next((one for one in reversed(history) if name in ("", one.revision)), None)
    if held is None or form not in kinds:
        return Refused("document.unknown", document=code)
    against = _before(history, held)
    try:
        pairs = _pairs(connection, kinds[form], held, against)
    except Refused as refused:
        return refused
    everybody = people(connection)
    named = {one.role: one.name for one in roles(connection)}
    record = revision_stream(form, code, held.revision)
    return DocumentFacts(
        held=held,
        history=history,
        against=against,
        pairs=pairs,
        pictures=_pictures(connection, pairs),
        signatures=signatures(connection, record),
        seen=frozenset(ledger_of(connection, record).entries),
        happenings=life(connection, form, code, held.revision),
        readings=_readings(connection, held, everybody, named),
        orders=0 if against is None else orders_by(connection, against.body),
        clashes=tuple(
            one for one in clashes(connection) if one.stream == document_stream(form, code)
        ),
        everybody=tuple(one for one in everybody if one.is_active),
        rights={one.person: rights_of_roles(connection, one.roles) for one in everybody},
    )


def outlined(connection: Connection, kind: DocumentKind, pin: str) -> tuple[Any, tuple[Line, ...]]:
    """Return a body as plain values and line by line. Raises Refused `document.not_here`."""
    data = content.fetch(connection, pin)
    if data is None:
        raise Refused("document.not_here", body=pin[:8])
    return msgspec.json.decode(data), kind.outline(msgspec.json.decode(data, type=kind.body))


def _before(history: tuple[Revision, ...], held: Revision) -> Revision | None:
    """Return the revision a reader knows: the one in force before this one."""
    place = history.index(held)
    made = [one for one in history[:place] if one.from_ms is not None]
    return made[-1] if made else None


def _pairs(
    connection: Connection, kind: DocumentKind, held: Revision, against: Revision | None
) -> tuple[Pair, ...]:
    new, lines = outlined(connection, kind, held.body)
    if against is None:
        return tuple(Pair(None, line) for line in lines)
    old, before = outlined(connection, kind, against.body)
    return side_by_side(before, lines, compare(old, new))


def _pictures(connection: Connection, pairs: tuple[Pair, ...]) -> dict[str, bytes]:
    lines = (line for pair in pairs for line in (pair.old, pair.new) if line is not None)
    names = {line.picture for line in lines if line.picture}
    return {name: content.fetch(connection, name) or b"" for name in names}


def _readings(
    connection: Connection,
    held: Revision,
    everybody: tuple[Person, ...],
    named: dict[str, Bilingual],
) -> tuple[RoleReading, ...]:
    found = []
    for role in held.must_read:
        must = [one for one in everybody if one.is_active and role in one.roles]
        done = sum(read_ms(connection, held.body, one.person) is not None for one in must)
        found.append(RoleReading(role, named.get(role, Bilingual(role, role)), done, len(must)))
    return tuple(found)
