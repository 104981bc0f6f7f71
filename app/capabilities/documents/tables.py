"""State of documents: one row per revision, one per reading, and what contradicts."""

from app.journal.rows import Row, state_table
from app.kernel.words import Bilingual

DRAFT = "draft"
IN_REVIEW = "in_review"
APPROVED = "approved"
WITHDRAWN = "withdrawn"


@state_table(
    "document_revision",
    key=("stream", "revision"),
    index=(("form", "code"), ("body",)),
)
class RevisionRow(Row, frozen=True, kw_only=True):
    """How one revision stands: `state` is draft, in_review, approved or withdrawn.

    Approved is in force from `from_ms` on, until another is or until `withdrawn_ms` (ms since 1970
    UTC). `authors` saved a draft of it; `reviewed_by` agreed since it was last given to review, in
    their order. `made` is the hash of the event that put it in force. `place` orders what older programs published, several revisions in one stream.
    """

    revision: str
    form: str
    code: str
    place: int = 0
    title_zh: str = ""
    title_en: str = ""
    body: str = ""
    attached: tuple[str, ...] = ()
    note: str = ""
    must_read: tuple[str, ...] = ()
    state: str = DRAFT
    authors: tuple[str, ...] = ()
    saved_by: str = ""
    saved_ms: int = 0
    asked_by: str = ""
    asked_ms: int = 0
    reviewers: tuple[str, ...] = ()
    approver: str = ""
    reviewed_by: tuple[str, ...] = ()
    sent_back_by: str = ""
    sent_back_ms: int | None = None
    remarks: str = ""
    from_ms: int | None = None
    replaces: str = ""
    made: str = ""
    approved_by: str = ""
    approved_ms: int | None = None
    withdrawn_by: str = ""
    withdrawn_ms: int | None = None
    why: str = ""

    @property
    def title(self) -> Bilingual:
        """Return the title in both languages."""
        return Bilingual(self.title_zh, self.title_en)

    def is_effective(self, at_ms: int) -> bool:
        """Tell whether it had come into force by then, and was not withdrawn yet."""
        if self.from_ms is None or self.from_ms > at_ms:
            return False
        return self.withdrawn_ms is None or self.withdrawn_ms > at_ms


@state_table("document_made_twice", key=("stream", "hash"))
class MadeTwiceRow(Row, frozen=True, kw_only=True):
    """One revision was made effective again with another body: the first one counts."""

    hash: str
    first: str
    form: str
    code: str
    revision: str
    body: str
    by: str
    at_ms: int


@state_table("document_reading", key=("stream",), index=(("body",), ("person",)))
class ReadingRow(Row, frozen=True, kw_only=True):
    """A person has read a body, first at `at_ms`."""

    form: str
    code: str
    revision: str
    body: str
    person: str
    at_ms: int
