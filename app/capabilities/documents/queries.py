"""Questions about documents."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import combinations, groupby
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.capabilities.documents.answers import Clash, Due, Pin
from app.capabilities.documents.tables import MadeTwiceRow, ReadingRow, RevisionRow
from app.capabilities.people.accounts.queries import Person
from app.journal.event import Envelope, unseal
from app.journal.rows import read
from app.kernel.refused import Refused
from app.store import content
from app.store.prepared import Prepared
from app.store.tables import event

B = TypeVar("B", bound=msgspec.Struct)

_T = RevisionRow.table
_OF_DOCUMENT = Prepared(
    select(_T).where(_T.c.form == bindparam("form"), _T.c.code == bindparam("code"))
)
_OF_BODY = Prepared(select(_T).where(_T.c.body == bindparam("body")))
_R = ReadingRow.table
_HAS_READ = Prepared(
    select(_R.c.at_ms).where(_R.c.body == bindparam("body"), _R.c.person == bindparam("person"))
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event in the life of a revision: what, who, where, when."""

    hash: str
    kind: str
    person: str
    station: str
    at_ms: int


def in_force(connection: Connection, form: str, code: str, at_ms: int) -> Pin | None:
    """Return the revision in force of one document at a time (ms since 1970 UTC)."""
    return _pin_at(revisions(connection, form, code), at_ms)


def for_work(connection: Connection, form: str, code: str, at_ms: int) -> Pin | None:
    """Return the revision to begin work by. Raises Refused `document.withdrawn`."""
    last = _last(revisions(connection, form, code), at_ms)
    if last is not None and not last.is_effective(at_ms):
        raise Refused("document.withdrawn", document=code, revision=last.revision)
    return None if last is None else _pin(last)


def all_in_force(connection: Connection, form: str, at_ms: int) -> tuple[Pin, ...]:
    """Return the revision in force of every document of one kind, by code."""
    rows = sorted(read(connection, RevisionRow, select(_T).where(_T.c.form == form)), key=_document)
    pins = (_pin_at(tuple(of), at_ms) for _, of in groupby(rows, key=_document))
    return tuple(pin for pin in pins if pin is not None)


def revision(connection: Connection, form: str, code: str, name: str) -> RevisionRow | None:
    """Return how one revision stands."""
    rows = revisions(connection, form, code)
    return next((row for row in rows if row.revision == name), None)


def revisions(connection: Connection, form: str, code: str) -> tuple[RevisionRow, ...]:
    """Return the history of a document: its revisions, the oldest first."""
    rows = read(connection, RevisionRow, _OF_DOCUMENT, {"form": form, "code": code})
    return tuple(sorted(rows, key=_age))


def every_revision(connection: Connection) -> tuple[RevisionRow, ...]:
    """Return every revision of every document, by kind and code, the oldest first."""
    rows = read(connection, RevisionRow, select(_T))
    return tuple(sorted(rows, key=lambda row: (_document(row), _age(row))))


def body(connection: Connection, pin: str, kind: type[B]) -> B:
    """Return the typed body pinned by `pin`. Raises Refused `document.not_here`."""
    data = content.fetch(connection, pin)
    if data is None:
        raise Refused("document.not_here", body=pin[:8])
    decoded: B = _decoded(data, kind)
    return decoded


def life(connection: Connection, stream: str) -> tuple[Happening, ...]:
    """Return what happened to one revision, in its order."""
    query = (
        select(event.c.hash, event.c.bytes)
        .where(event.c.stream == stream)
        .order_by(event.c.hlc, event.c.station, event.c.seq)
    )
    return tuple(
        _happening(name, unseal(bytes(data)).envelope) for name, data in connection.execute(query)
    )


def check_workable(connection: Connection, body: str, person: str, roles: Collection[str]) -> None:
    """Refuse to begin work by a pinned body that is withdrawn or that this person must read first.

    Refusals: `document.withdrawn`, `operation.instruction_unread`.
    """
    rows = read(connection, RevisionRow, _OF_BODY, {"body": body}) if body else ()
    for row in rows:
        if row.withdrawn_ms is not None:
            raise Refused("document.withdrawn", document=row.code, revision=row.revision)
        if not set(row.must_read).isdisjoint(roles) and not has_read(connection, body, person):
            raise Refused(
                "operation.instruction_unread",
                document=row.code,
                revision=row.revision,
                title=row.title,
            )


def has_read(connection: Connection, body: str, person: str) -> bool:
    """Tell whether a person has read a body."""
    return read_ms(connection, body, person) is not None


def read_ms(connection: Connection, body: str, person: str) -> int | None:
    """Return when a person read a body (ms since 1970 UTC)."""
    at_ms = _HAS_READ.scalar(connection, {"body": body, "person": person})
    return None if at_ms is None else int(at_ms)


def by_body(connection: Connection, pin: str) -> RevisionRow | None:
    """Return the approved revision with this body."""
    rows = read(connection, RevisionRow, _OF_BODY, {"body": pin})
    return next((row for row in rows if row.from_ms is not None), None)


def to_read(connection: Connection, at_ms: int) -> tuple[RevisionRow, ...]:
    """Return the revisions people must have read: in force, or coming into force."""
    every = every_revision(connection)
    found = []
    for _, of in groupby(every, key=_document):
        rows = tuple(of)
        last = _last(rows, at_ms)
        coming = [row for row in rows if row.from_ms is not None and row.from_ms > at_ms]
        found += [row for row in (last, *coming) if row is not None and row.withdrawn_ms is None]
    return tuple(row for row in found if row.must_read)


def readings(connection: Connection, person: Person, at_ms: int) -> tuple[Due, ...]:
    """Return what one person must have read, what is still to be read first."""
    wanted = [
        row for row in to_read(connection, at_ms) if not set(row.must_read).isdisjoint(person.roles)
    ]
    found = [
        _due(row, person.person, read_ms(connection, row.body, person.person)) for row in wanted
    ]
    return tuple(sorted(found, key=lambda due: (due.read_ms is not None, due.from_ms)))


def training(connection: Connection, people: Iterable[Person], at_ms: int) -> tuple[Due, ...]:
    """Return who must have read what, and when they did: one per person and revision."""
    rows = to_read(connection, at_ms)
    done = {(row.body, row.person): row.at_ms for row in read(connection, ReadingRow, select(_R))}
    return tuple(
        _due(row, one.person, done.get((row.body, one.person)))
        for one in people
        if one.is_active
        for row in rows
        if not set(row.must_read).isdisjoint(one.roles)
    )


def clashes(connection: Connection) -> tuple[Clash, ...]:
    """Return what two stations made effective without knowing of each other, the oldest first."""
    found = [*_effective_apart(every_revision(connection)), *_made_twice(connection)]
    return tuple(sorted(found, key=lambda one: (one.at_ms, one.key)))


def _effective_apart(rows: tuple[RevisionRow, ...]) -> list[Clash]:
    made = [row for row in rows if row.stream.startswith("revision/") and row.from_ms is not None]
    return [
        Clash(
            key=_key("effective_apart", one.stream, two.stream),
            kind="effective_apart",
            form=one.form,
            code=one.code,
            revisions=(one.revision, two.revision),
            owner=two.approved_by,
            at_ms=two.approved_ms or 0,
        )
        for one, two in combinations(made, 2)
        if _document(one) == _document(two) and one.replaces == two.replaces
        if one.withdrawn_ms is None and two.withdrawn_ms is None
    ]


def _made_twice(connection: Connection) -> list[Clash]:
    return [
        Clash(
            key=_key("made_twice", row.hash),
            kind="made_twice",
            form=row.form,
            code=row.code,
            revisions=(row.revision,),
            owner=row.by,
            at_ms=row.at_ms,
        )
        for row in read(connection, MadeTwiceRow, select(MadeTwiceRow.table))
    ]


def _key(kind: str, *subjects: str) -> str:
    return sha256("\n".join((kind, *sorted(subjects))).encode()).hexdigest()


def _pin_at(rows: tuple[RevisionRow, ...], at_ms: int) -> Pin | None:
    last = _last(rows, at_ms)
    return _pin(last) if last is not None and last.is_effective(at_ms) else None


def _last(rows: tuple[RevisionRow, ...], at_ms: int) -> RevisionRow | None:
    """Return the revision that came into force last by then, withdrawn since or not.

    An older one does not come back when it is withdrawn; one withdrawn before its day never came.
    """
    came = [
        row
        for row in rows
        if row.from_ms is not None
        and row.from_ms <= at_ms
        and (row.withdrawn_ms is None or row.withdrawn_ms > row.from_ms)
    ]
    return max(came, key=_effect) if came else None


def _effect(row: RevisionRow) -> tuple[int, int, int, str]:
    """Order what came into force: the same on every node, whatever arrived when."""
    return (row.from_ms or 0, row.place, row.approved_ms or 0, row.revision)


def _age(row: RevisionRow) -> tuple[bool, int, int, int, str]:
    return (row.from_ms is None, row.from_ms or row.saved_ms, row.place, row.saved_ms, row.revision)


def _document(row: RevisionRow) -> tuple[str, str]:
    return (row.form, row.code)


def _due(row: RevisionRow, person: str, at_ms: int | None) -> Due:
    return Due(_pin(row), person, row.from_ms or 0, at_ms)


def _happening(name: str, envelope: Envelope) -> Happening:
    return Happening(name, envelope.kind, envelope.actor, envelope.station, envelope.wall)


@lru_cache(maxsize=256)
def _decoded(data: bytes, kind: type[B]) -> B:
    """Decode a body once: it never changes, for its name is its hash."""
    return msgspec.json.decode(data, type=kind)


def _pin(row: RevisionRow) -> Pin:
    return Pin(row.form, row.code, row.revision, row.title, row.body)
