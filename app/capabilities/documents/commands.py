"""What one may ask of documents.

Reviewing and approving are signatures over the revision's stream. ReviewDocument says before one
whether it may be given, and records nothing; MakeEffective says after one what follows from it.
A station does both in the signature's own transaction (`app/stations/signing.py`).
"""

from hashlib import sha256
from typing import Any, ClassVar

import msgspec

from app.capabilities.documents import decisions, queries
from app.capabilities.documents.answers import Revision
from app.capabilities.documents.events import DraftSaved
from app.capabilities.people.accounts.queries import may, person
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store import content

DRAFT = "documents.draft"
VIEW = "documents.view"
AUTHOR = "sign.authored"
REVIEW = "sign.reviewed"
APPROVE = "sign.approved"
READ = "sign.read"
JSON = "application/json"


class SaveDraft(Command, frozen=True, kw_only=True):
    """Save a draft of a revision, whole. `body` is the typed body as JSON bytes.

    `attached` names pictures kept here already, `pictures` brings new ones (MIME type, bytes).
    """

    right: ClassVar[str] = DRAFT
    form: str
    code: str
    revision: str
    title: Bilingual
    body: bytes
    attached: tuple[str, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
    note: str = ""
    must_read: tuple[str, ...] = ()


class AskReview(Command, frozen=True, kw_only=True):
    """Give a draft to reviewers, in this order, and an approver; signed as authored."""

    right: ClassVar[str] = AUTHOR
    form: str
    code: str
    revision: str
    reviewers: tuple[str, ...]
    approver: str


class ReviewDocument(Command, frozen=True, kw_only=True):
    """Be about to sign a draft as its reviewer."""

    right: ClassVar[str] = REVIEW
    form: str
    code: str
    revision: str


class SendBack(Command, frozen=True, kw_only=True):
    """Want a draft otherwise."""

    right: ClassVar[str] = VIEW
    form: str
    code: str
    revision: str
    remarks: str


class MakeEffective(Command, frozen=True, kw_only=True):
    """Put in force what one has just signed as approved, from `from_ms` on or at once."""

    right: ClassVar[str] = APPROVE
    needs_server: ClassVar[bool] = True
    form: str
    code: str
    revision: str
    from_ms: int | None = None


class WithdrawDocument(Command, frozen=True, kw_only=True):
    """Take a revision out of work; signed as performed."""

    right: ClassVar[str] = APPROVE
    form: str
    code: str
    revision: str
    why: str


class ReadDocument(Command, frozen=True, kw_only=True):
    """Have read a revision; signed as read."""

    right: ClassVar[str] = READ
    form: str
    code: str
    revision: str


OfRevision = (
    SaveDraft
    | AskReview
    | ReviewDocument
    | SendBack
    | MakeEffective
    | WithdrawDocument
    | ReadDocument
)
"""Whatever is asked of one revision."""


def save_draft(acting: Acting, command: SaveDraft) -> list[Happened]:
    """Keep body and pictures by hash and say so; the same draft again changes nothing.

    Refusals: `document.unknown_kind`, `document.unreadable` and those of the rules.
    """
    _decoded(acting, command.form, command.body)
    brought = tuple(sha256(data).hexdigest() for _, data in command.pictures)
    wanted = DraftSaved(
        form=command.form,
        code=command.code.strip(),
        revision=command.revision.strip(),
        title=command.title,
        body=sha256(command.body).hexdigest(),
        attached=tuple(dict.fromkeys((*command.attached, *brought))),
        note=command.note.strip(),
        must_read=tuple(sorted(command.must_read)),
    )
    saved = decisions.save_draft(wanted, _held(acting, command))
    if saved is None:
        return []
    content.keep(acting.connection, command.body, JSON)
    for media, data in command.pictures:
        content.keep(acting.connection, data, media)
    return [saved]


def ask_review(acting: Acting, command: AskReview) -> list[Happened]:
    """Check the body by its kind's own rules, and that everybody named may sign what they are to.

    Refusals: `document.pictures_missing`, `document.may_not_sign` and those of the rules.
    """
    row = _held(acting, command)
    every = queries.revisions(acting.connection, command.form, command.code, acting.now_ms)
    asked = decisions.ask_review(
        row,
        command.reviewers,
        command.approver,
        actor=acting.actor,
        is_first=all(one.revision == command.revision for one in every),
    )
    check_sound(acting, command.form, asked.body, () if row is None else row.attached)
    for one in asked.reviewers:
        _check_signer(acting, one, REVIEW)
    _check_signer(acting, asked.approver, APPROVE)
    return [asked]


def review(acting: Acting, command: ReviewDocument) -> list[Happened]:
    """Answer ReviewDocument: refuse, or let the signature say the rest."""
    decisions.check_turn(_held(acting, command), actor=acting.actor)
    return []


def send_back(acting: Acting, command: SendBack) -> list[Happened]:
    """Answer SendBack."""
    return [decisions.send_back(_held(acting, command), command.remarks, actor=acting.actor)]


def approve(acting: Acting, command: MakeEffective) -> list[Happened]:
    """Answer MakeEffective."""
    every = queries.revisions(acting.connection, command.form, command.code, acting.now_ms)
    return [
        decisions.make_effective(
            _held(acting, command),
            command.from_ms,
            [one for one in every if one.revision != command.revision],
            actor=acting.actor,
            now_ms=acting.now_ms,
        )
    ]


def withdraw(acting: Acting, command: WithdrawDocument) -> list[Happened]:
    """Answer WithdrawDocument."""
    return [decisions.withdraw(_held(acting, command), command.why)]


def read(acting: Acting, command: ReadDocument) -> list[Happened]:
    """Answer ReadDocument; who has read it already changes nothing."""
    happened = decisions.read(_held(acting, command), actor=acting.actor)
    if queries.read_ms(acting.connection, happened.body, acting.actor) is not None:
        return []
    return [happened]


def publishing(_happened: object, _actor: str, _whose: object) -> tuple[str, ...]:
    """Return what a publisher needed in release 0.1: only roles of plants from then grant it."""
    return ("documents.publish",)


def check_sound(acting: Acting, form: str, body: str, attached: tuple[str, ...]) -> None:
    """Check a body by the rules of its kind, and that its pictures are here."""
    data = content.fetch(acting.connection, body)
    if data is None:
        raise Refused("document.not_here", body=body[:8])
    if content.missing(acting.connection, attached):
        raise Refused("document.pictures_missing")
    kind, typed = acting.documents[form], _decoded(acting, form, data)
    kind.check(typed, frozenset(attached), acting.plugs)


def _decoded(acting: Acting, form: str, data: bytes) -> Any:  # noqa: ANN401  # as its kind says
    kind = acting.documents.get(form)
    if kind is None:
        raise Refused("document.unknown_kind", form=form)
    try:
        return msgspec.json.decode(data, type=kind.body)
    except msgspec.MsgspecError as error:
        raise Refused("document.unreadable", why=str(error)) from error


def _check_signer(acting: Acting, one: str, right: str) -> None:
    found = person(acting.connection, one)
    if found is None or not found.is_active or not may(acting.connection, one, right, acting.place):
        raise Refused("document.may_not_sign", person=one if found is None else found.name)


def _held(acting: Acting, command: OfRevision) -> Revision | None:
    every = queries.revisions(acting.connection, command.form, command.code, acting.now_ms)
    return next((one for one in every if one.revision == command.revision), None)
