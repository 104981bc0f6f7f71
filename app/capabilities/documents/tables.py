"""State of documents: one row per revision, in the order of coming into force."""

from app.journal.rows import Row, state_table
from app.kernel.words import Bilingual


@state_table("document_revision", key=("stream", "revision"), index=(("form", "code"),))
class RevisionRow(Row, frozen=True, kw_only=True):
    """`place` counts the revisions of one document from 1; the greatest is in force."""

    revision: str
    form: str
    code: str
    place: int
    title_zh: str
    title_en: str
    body: str
    published_by: str
    published_ms: int

    @property
    def title(self) -> Bilingual:
        """Return the title in both languages."""
        return Bilingual(self.title_zh, self.title_en)
