"""State of documents: drafts, what came of them, readings, and what contradicts."""

from app.journal.rows import Row, state_table
from app.kernel.words import Bilingual


@state_table("document_draft", key=("stream",), index=(("form", "code"),))
class DraftRow(Row, frozen=True, kw_only=True):
    """A revision as its author left it. `authors` are all who saved a draft of it.

    `asked` is the hash of the event that gave this very draft to review; empty where none did.
    """

    form: str
    code: str
    revision: str
    title_zh: str = ""
    title_en: str = ""
    body: str = ""
    attached: tuple[str, ...] = ()
    note: str = ""
    must_read: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    saved_by: str = ""
    saved_ms: int = 0
    asked: str = ""
    asked_by: str = ""
    asked_ms: int = 0
    reviewers: tuple[str, ...] = ()
    approver: str = ""


@state_table("document_sent_back", key=("stream", "asked"), index=(("form", "code"),))
class SentBackRow(Row, frozen=True, kw_only=True):
    """What was asked by the event `asked` was sent back."""

    asked: str
    form: str
    code: str
    revision: str
    by: str
    at_ms: int
    remarks: str


@state_table(
    "document_revision",
    key=("stream", "revision"),
    index=(("form", "code"), ("body",), ("form", "stamp")),
)
class RevisionRow(Row, frozen=True, kw_only=True):
    """A revision that was put in force from `from_ms` on (ms since 1970 UTC).

    `place` counts those of one document in the order of its stream, from 1. `made` is the hash of
    the event that put it in force, `stamp` 48 bits of the hash of the last event that changed it:
    their sum tells whether anything changed.
    """

    revision: str
    form: str
    code: str
    place: int
    title_zh: str
    title_en: str
    body: str
    attached: tuple[str, ...]
    must_read: tuple[str, ...] = ()
    from_ms: int
    replaces: str = ""
    made: str
    approved_by: str
    approved_ms: int
    published: bool = False
    withdrawn_by: str = ""
    withdrawn_ms: int | None = None
    why: str = ""
    stamp: int

    @property
    def title(self) -> Bilingual:
        """Return the title in both languages."""
        return Bilingual(self.title_zh, self.title_en)

    def is_effective(self, at_ms: int) -> bool:
        """Tell whether it had come into force by then, and was not withdrawn yet."""
        return self.from_ms <= at_ms and (self.withdrawn_ms is None or self.withdrawn_ms > at_ms)


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
