"""What can happen to a document."""

from typing import ClassVar

from app.journal.event import Happened
from app.kernel.words import Bilingual


class DocumentPublished(Happened, frozen=True, kw_only=True):
    """A revision came into force. `body` is the sha256 of its typed body, `attached` of pictures.

    `form` is the kind of document: product, route, instruction, …
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
    """Return the stream of one document, all its revisions."""
    return f"document/{form}/{code}"
