"""What can happen to a document.

What people sign is a revision as its author left it: drafts and the asking for review lie in its
own stream, with the signatures over them. What then becomes of it - sent back, put in force,
withdrawn - is said in the document's stream, so that no signature is overtaken by its own effect.
`form` is the kind of document: product, route, instruction, record_template, ...
"""

from typing import ClassVar

from app.journal.event import Happened, Whole
from app.kernel.words import Bilingual


class _OfDocument(Happened, frozen=True, kw_only=True):
    plant_wide: ClassVar[bool] = True
    form: str
    code: str
    revision: str

    @property
    def stream(self) -> str:
        return document_stream(self.form, self.code)


class _OfRevision(_OfDocument, frozen=True, kw_only=True):
    @property
    def stream(self) -> str:
        return revision_stream(self.form, self.code, self.revision)


class DraftSaved(_OfRevision, frozen=True, kw_only=True):
    """Somebody saved a whole draft; whatever was signed before it is superseded.

    `body` is the sha256 of the typed body, `attached` of its pictures; `note` says what changed
    and why; `must_read` are the roles that sign for having read it before they work by it.
    """

    kind: ClassVar[str] = "documents.draft_saved"
    title: Bilingual
    body: str
    attached: tuple[str, ...] = ()
    note: str = ""
    must_read: tuple[str, ...] = ()

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.body, *self.attached)


class ReviewAsked(_OfRevision, frozen=True, kw_only=True):
    """The draft `body` was given to named people: reviewers in their order, then the approver."""

    kind: ClassVar[str] = "documents.review_asked"
    body: str
    reviewers: tuple[str, ...]
    approver: str


class SentBack(_OfDocument, frozen=True, kw_only=True):
    """Somebody named wants it otherwise: what was asked by the event `asked` is a draft again."""

    kind: ClassVar[str] = "documents.sent_back"
    asked: str
    remarks: str


class MadeEffective(_OfDocument, frozen=True, kw_only=True):
    """The approver, having signed, puts `body` in force from `from_ms` on (ms since 1970 UTC).

    That may lie ahead. `replaces` is the revision this one was to follow, as its approver's station
    knew it: two revisions that replace the same one were made effective apart.
    """

    kind: ClassVar[str] = "documents.made_effective"
    title: Bilingual
    body: str
    attached: tuple[str, ...] = ()
    must_read: tuple[str, ...] = ()
    from_ms: Whole
    replaces: str = ""

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.body, *self.attached)


class Withdrawn(_OfDocument, frozen=True, kw_only=True):
    """The revision is no longer to be worked by, wherever this is known."""

    kind: ClassVar[str] = "documents.withdrawn"
    why: str


class DocumentRead(Happened, frozen=True, kw_only=True):
    """A person has read a revision to its end; the signature over this says who and when."""

    kind: ClassVar[str] = "documents.read"
    plant_wide: ClassVar[bool] = True
    form: str
    code: str
    revision: str
    body: str
    person: str

    @property
    def stream(self) -> str:
        return reading_stream(self.form, self.code, self.revision, self.person)


class DocumentPublished(Happened, frozen=True, kw_only=True):
    """A revision came into force by a publisher's word alone, as in release 0.1.

    No act makes it any more. `body` is the sha256 of its typed body, `attached` of pictures.
    """

    kind: ClassVar[str] = "documents.published"
    restates: ClassVar[bool] = True
    plant_wide: ClassVar[bool] = True
    form: str
    code: str
    revision: str
    title: Bilingual
    body: str
    attached: tuple[str, ...] = ()

    @property
    def stream(self) -> str:
        return document_stream(self.form, self.code)

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.body, *self.attached)


def document_stream(form: str, code: str) -> str:
    """Return the stream of one document: what came of its revisions."""
    return f"document/{form}/{code}"


def revision_stream(form: str, code: str, revision: str) -> str:
    """Return the stream of one revision: what its people sign."""
    return f"revision/{form}/{code}/{revision}"


def reading_stream(form: str, code: str, revision: str, person: str) -> str:
    """Return the stream in which one person signs for having read one revision."""
    return f"reading/{form}/{code}/{revision}/{person}"
