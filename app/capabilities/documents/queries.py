"""Questions about documents."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.capabilities.documents.answers import Due, Pin, Revision, SentBackBy, State
from app.capabilities.documents.events import document_stream, revision_stream
from app.capabilities.documents.tables import (
    DraftRow,
    MadeTwiceRow,
    ReadingRow,
    RevisionRow,
    SentBackRow,
)
from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.signatures.queries import Validity, signatures
from app.journal.discrepancy import Discrepancy
from app.journal.event import Envelope, unseal
from app.journal.rows import Row, read
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store import content
from app.store.prepared import Prepared
from app.store.tables import event

B = TypeVar("B", bound=msgspec.Struct)
R = TypeVar("R", bound=Row)

EFFECTIVE_APART, MADE_TWICE = "effective_apart", "made_twice"
"""What can contradict; the sentence of each is `documents.clash.<kind>`."""
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
    """One event in the life of a document: what, who, where, when."""

    hash: str
    kind: str
    person: str
    station: str
    at_ms: int


def in_force(connection: Connection, form: str, code: str, at_ms: int) -> Pin | None:
    """Return the revision in force of one document at a time (ms since 1970 UTC)."""
    return _pin_at(_of_document(connection, form, code), at_ms)


def for_work(connection: Connection, form: str, code: str, at_ms: int) -> Pin | None:
    """Return the revision to begin work by. Raises Refused `document.withdrawn`."""
    last = _last(_of_document(connection, form, code), at_ms)
    if last is not None and not last.is_effective(at_ms):
        raise Refused("document.withdrawn", document=code, revision=last.revision)
    return None if last is None else _pin(last)


def all_in_force(connection: Connection, form: str, at_ms: int) -> tuple[Pin, ...]:
    """Return the revision in force of every document of one kind, by code."""
    return pins_at(read(connection, RevisionRow, select(_T).where(_T.c.form == form)), at_ms)


def pins_at(rows: Iterable[RevisionRow], at_ms: int) -> tuple[Pin, ...]:
    """Return which of these revisions are in force at a time (ms since 1970 UTC), by code."""
    pins = (_pin_at(of, at_ms) for _, of in sorted(_by_document(rows).items()))
    return tuple(pin for pin in pins if pin is not None)


def withdrawn(connection: Connection, form: str, at_ms: int) -> tuple[Pin, ...]:
    """Return the last revision of every document of one kind that was withdrawn, by code."""
    rows = read(connection, RevisionRow, select(_T).where(_T.c.form == form))
    last = (_last(of, at_ms) for _, of in sorted(_by_document(rows).items()))
    return tuple(_pin(one) for one in last if one is not None and not one.is_effective(at_ms))


def body(connection: Connection, pin: str, kind: type[B]) -> B:
    """Return the typed body pinned by `pin`.

    Raises Refused `document.not_here`, and `document.not_of_its_kind` for what was made for a later
    program, or by one that was tampered with.
    """
    data = content.fetch(connection, pin)
    if data is None:
        raise Refused("document.not_here", body=pin[:8])
    try:
        decoded: B = _decoded(data, kind)
    except msgspec.MsgspecError:
        raise Refused("document.not_of_its_kind", body=pin[:8]) from None
    return decoded


def by_body(connection: Connection, pin: str) -> RevisionRow | None:
    """Return the revision that was put in force with this body, the first where several were."""
    rows = read(connection, RevisionRow, _OF_BODY, {"body": pin})
    return min(rows, key=_effect, default=None)


# ------------------------------------------------------------------ the life of a document
def revisions(connection: Connection, form: str, code: str, now_ms: int) -> tuple[Revision, ...]:
    """Return the history of a document: every revision as it stands now, the oldest first."""
    return _revisions(connection, now_ms, form, code)


def every_revision(connection: Connection, now_ms: int) -> tuple[Revision, ...]:
    """Return every revision of every document, by kind and code, the oldest first."""
    return _revisions(connection, now_ms, "", "")


def in_review(connection: Connection) -> tuple[Revision, ...]:
    """Return every revision that waits for signatures, what was asked for first coming first."""
    asked = read(connection, DraftRow, select(DraftRow.table).where(DraftRow.table.c.asked != ""))
    if not asked:
        return ()
    back = {row.asked for row in _rows(connection, SentBackRow, "", "")}
    made = {(r.form, r.code, r.revision) for r in _rows(connection, RevisionRow, "", "")}
    waiting = (
        row
        for row in asked
        if row.asked not in back and (row.form, row.code, row.revision) not in made
    )
    found = (_drafted(connection, row, None) for row in waiting)
    return tuple(sorted(found, key=lambda one: (one.asked_ms, one.asked)))


def life(connection: Connection, form: str, code: str, revision: str) -> tuple[Happening, ...]:
    """Return what happened to one revision and to its document, in order of time."""
    streams = (revision_stream(form, code, revision), document_stream(form, code))
    query = (
        select(event.c.hash, event.c.bytes)
        .where(event.c.stream.in_(streams))
        .order_by(event.c.hlc, event.c.station, event.c.seq)
    )
    found = ((name, unseal(bytes(data)).envelope) for name, data in connection.execute(query))
    return tuple(_happening(name, one) for name, one in found if _speaks_of(one, revision))


# ------------------------------------------------------------------ reading
def check_workable(connection: Connection, body: str, person: str, roles: Collection[str]) -> None:
    """Refuse to begin work by a pinned body that is withdrawn or that this person must read first.

    Refusals: `document.withdrawn`, `operation.instruction_unread`.
    """
    row = by_body(connection, body)
    if row is None:
        return
    if row.withdrawn_ms is not None:
        raise Refused("document.withdrawn", document=row.code, revision=row.revision)
    if must_read(row, roles) and read_ms(connection, body, person) is None:
        raise Refused(
            "operation.instruction_unread",
            document=row.code,
            revision=row.revision,
            title=row.title,
        )


def must_read(row: RevisionRow, roles: Collection[str]) -> bool:
    """Tell whether one of `roles` works by a revision only after reading it."""
    return not set(row.must_read).isdisjoint(roles)


def read_before_work(connection: Connection) -> dict[str, RevisionRow]:
    """Return every revision somebody must read before they work by it, by its body."""
    rows = read(connection, RevisionRow, select(_T).where(_T.c.must_read != "[]"))
    return {row.body: row for row in rows}


def read_ms(connection: Connection, body: str, person: str) -> int | None:
    """Return when a person signed for having read a body (ms since 1970 UTC)."""
    at_ms = _HAS_READ.scalar(connection, {"body": body, "person": person})
    return None if at_ms is None else int(at_ms)


def to_read(connection: Connection, at_ms: int) -> tuple[RevisionRow, ...]:
    """Return the revisions somebody must have read: in force, or coming into force."""
    found: list[RevisionRow] = []
    for _, rows in sorted(_by_document(read(connection, RevisionRow, select(_T))).items()):
        last = _last(rows, at_ms)
        found += [row for row in rows if row is last or row.from_ms > at_ms]
    return tuple(row for row in found if row.must_read and row.withdrawn_ms is None)


def readings(connection: Connection, person: Person, at_ms: int) -> tuple[Due, ...]:
    """Return what one person must have read, what is still to be read first."""
    return tuple(
        sorted(
            training(connection, (person,), at_ms),
            key=lambda due: (due.read_ms is not None, due.from_ms),
        )
    )


def training(connection: Connection, people: Iterable[Person], at_ms: int) -> tuple[Due, ...]:
    """Return who must have read what, and when they did: one per person and revision."""
    rows = to_read(connection, at_ms)
    read_at = {(r.body, r.person): r.at_ms for r in read(connection, ReadingRow, select(_R))}
    return tuple(
        Due(_pin(row), one.person, row.from_ms, read_at.get((row.body, one.person)))
        for one in people
        if one.is_active
        for row in rows
        if must_read(row, one.roles)
    )


# ------------------------------------------------------------------ what contradicts
def clashes(connection: Connection) -> tuple[Discrepancy, ...]:
    """Return what two stations made effective without knowing of each other, the oldest first.

    Two revisions that replace the same one, or one revision with two bodies; whoever approved last
    must settle it.
    """
    rows = read(connection, RevisionRow, select(_T))
    found = [*_effective_apart(rows), *_made_twice(connection)]
    return tuple(sorted(found, key=lambda one: (one.at_ms, one.key)))


def _effective_apart(rows: Iterable[RevisionRow]) -> list[Discrepancy]:
    standing = [row for row in rows if row.withdrawn_ms is None and not row.published]
    pairs = (
        sorted(pair, key=lambda row: row.place)
        for of in _by_document(standing).values()
        for pair in combinations(of, 2)
        if pair[0].replaces == pair[1].replaces
    )
    return [
        Discrepancy(
            kind=EFFECTIVE_APART,
            subjects=(one.made, two.made),
            owner=two.approved_by,
            at_ms=two.approved_ms,
            stream=one.stream,
            looked_at=(one.made, two.made),
            facts={"document": one.code, "revisions": f"{one.revision}, {two.revision}"},
        )
        for one, two in pairs
    ]


def _made_twice(connection: Connection) -> list[Discrepancy]:
    return [
        Discrepancy(
            kind=MADE_TWICE,
            subjects=(row.first, row.hash),
            owner=row.by,
            at_ms=row.at_ms,
            stream=row.stream,
            looked_at=(row.first, row.hash),
            facts={"document": row.code, "revisions": row.revision},
        )
        for row in read(connection, MadeTwiceRow, select(MadeTwiceRow.table))
    ]


# ------------------------------------------------------------------ which is in force
def _of_document(connection: Connection, form: str, code: str) -> tuple[RevisionRow, ...]:
    return read(connection, RevisionRow, _OF_DOCUMENT, {"form": form, "code": code})


def _by_document(rows: Iterable[RevisionRow]) -> dict[tuple[str, str], list[RevisionRow]]:
    found: defaultdict[tuple[str, str], list[RevisionRow]] = defaultdict(list)
    for row in rows:
        found[row.form, row.code].append(row)
    return found


def _pin_at(rows: Collection[RevisionRow], at_ms: int) -> Pin | None:
    last = _last(rows, at_ms)
    return _pin(last) if last is not None and last.is_effective(at_ms) else None


def _last(rows: Iterable[RevisionRow], at_ms: int) -> RevisionRow | None:
    """Return the revision that came into force last by then, withdrawn since or not.

    An older one does not come back when it is withdrawn; one withdrawn before its day never came.
    """
    came = (
        row
        for row in rows
        if row.from_ms <= at_ms and (row.withdrawn_ms is None or row.withdrawn_ms > row.from_ms)
    )
    return max(came, key=_effect, default=None)


def _effect(row: RevisionRow) -> tuple[int, int]:
    """Order what came into force: the same on every node, whatever arrived when."""
    return (row.from_ms, row.place)


# ------------------------------------------------------------------ revisions as they stand
def _revisions(connection: Connection, now_ms: int, form: str, code: str) -> tuple[Revision, ...]:
    drafts = {(r.form, r.code, r.revision): r for r in _rows(connection, DraftRow, form, code)}
    made = {(r.form, r.code, r.revision): r for r in _rows(connection, RevisionRow, form, code)}
    back = {row.asked: row for row in _rows(connection, SentBackRow, form, code)}
    last = {name: _last(rows, now_ms) for name, rows in _by_document(made.values()).items()}
    found = []
    for name in drafts.keys() | made.keys():
        draft, row = drafts.get(name), made.get(name)
        if row is not None:
            found.append(_put_in_force(row, draft, _state(row, last[name[:2]], now_ms)))
        elif draft is not None:
            found.append(_drafted(connection, draft, back.get(draft.asked)))
    return tuple(sorted(found, key=_age))


def _rows(connection: Connection, kind: type[R], form: str, code: str) -> tuple[R, ...]:
    """Return the rows of one document, or of all where `form` is empty."""
    query = select(kind.table)
    if form:
        query = query.where(kind.table.c.form == form, kind.table.c.code == code)
    return read(connection, kind, query)


def _state(row: RevisionRow, last: RevisionRow | None, now_ms: int) -> State:
    if row.withdrawn_ms is not None:
        return State.WITHDRAWN
    if row.from_ms > now_ms:
        return State.APPROVED
    return State.EFFECTIVE if row is last else State.SUPERSEDED


def _drafted(connection: Connection, draft: DraftRow, back: SentBackRow | None) -> Revision:
    is_asked = draft.asked != "" and back is None
    signed = _signed(connection, draft) if is_asked else frozenset()
    sent_back = None if back is None else SentBackBy(back.by, back.at_ms, back.remarks)
    return Revision(
        form=draft.form,
        code=draft.code,
        revision=draft.revision,
        title=Bilingual(draft.title_zh, draft.title_en),
        body=draft.body,
        attached=draft.attached,
        note=draft.note,
        must_read=draft.must_read,
        state=State.IN_REVIEW if is_asked else State.DRAFT,
        authors=draft.authors,
        saved_by=draft.saved_by,
        saved_ms=draft.saved_ms,
        asked=draft.asked if is_asked else "",
        asked_by=draft.asked_by,
        asked_ms=draft.asked_ms,
        reviewers=draft.reviewers,
        approver=draft.approver,
        agreed=tuple(one for one in draft.reviewers if (one, "reviewed") in signed),
        is_approved=(draft.approver, "approved") in signed,
        sent_back=sent_back,
        from_ms=None,
        approved_by="",
        approved_ms=None,
        withdrawn_by="",
        withdrawn_ms=None,
        why="",
    )


def _signed(connection: Connection, draft: DraftRow) -> frozenset[tuple[str, str]]:
    """Return whose signatures stand over the draft as it is, each with its meaning."""
    given = signatures(connection, draft.stream)
    return frozenset((s.signer, s.meaning) for s in given if s.validity is Validity.VALID)


def _put_in_force(row: RevisionRow, draft: DraftRow | None, state: State) -> Revision:
    """Return what was put in force; what older programs published was drafted nowhere."""
    drafted = draft or DraftRow(
        stream=row.stream,
        form=row.form,
        code=row.code,
        revision=row.revision,
        authors=(row.approved_by,),
        saved_by=row.approved_by,
        saved_ms=row.approved_ms,
    )
    return Revision(
        form=row.form,
        code=row.code,
        revision=row.revision,
        title=row.title,
        body=row.body,
        attached=row.attached,
        note=drafted.note,
        must_read=row.must_read,
        state=state,
        authors=drafted.authors,
        saved_by=drafted.saved_by,
        saved_ms=drafted.saved_ms,
        asked=drafted.asked,
        asked_by=drafted.asked_by,
        asked_ms=drafted.asked_ms,
        reviewers=drafted.reviewers,
        approver=drafted.approver,
        agreed=drafted.reviewers,
        is_approved=not row.published,
        sent_back=None,
        from_ms=row.from_ms,
        approved_by=row.approved_by,
        approved_ms=row.approved_ms,
        withdrawn_by=row.withdrawn_by,
        withdrawn_ms=row.withdrawn_ms,
        why=row.why,
    )


def _age(one: Revision) -> tuple[str, str, bool, int, str]:
    when = one.saved_ms if one.from_ms is None else one.from_ms
    return (one.form, one.code, one.from_ms is None, when, one.revision)


def _speaks_of(envelope: Envelope, revision: str) -> bool:
    """Tell whether an event is about one revision: its own stream is, whoever signs there."""
    if envelope.stream.startswith("revision/"):
        return True
    said = msgspec.json.decode(envelope.payload)
    return isinstance(said, dict) and said.get("revision") == revision


def _happening(name: str, envelope: Envelope) -> Happening:
    return Happening(name, envelope.kind, envelope.actor, envelope.station, envelope.wall)


@lru_cache(maxsize=256)
def _decoded(data: bytes, kind: type[B]) -> B:
    """Decode a body once: it never changes, for its name is its hash."""
    return msgspec.json.decode(data, type=kind)


def _pin(row: RevisionRow) -> Pin:
    return Pin(row.form, row.code, row.revision, row.title, row.body)
