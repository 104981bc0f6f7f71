"""What one may ask of documents. Drafting and approval come with controlled documents in full."""

from hashlib import sha256
from typing import ClassVar

from app.capabilities.documents.events import DocumentPublished
from app.capabilities.documents.queries import in_force, is_taken
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store import content

PUBLISH = "documents.publish"


class PublishDocument(Command, frozen=True, kw_only=True):
    """Bring a revision into force. `body` is the typed body as JSON bytes."""

    right: ClassVar[str] = PUBLISH
    form: str
    code: str
    revision: str
    title: Bilingual
    body: bytes
    pictures: tuple[tuple[str, bytes], ...] = ()
    """(MIME type, bytes) of each picture the body names by sha256."""


def publish(acting: Acting, command: PublishDocument) -> list[Happened]:
    """Keep body and pictures by hash and say so. The body in force again changes nothing."""
    body = sha256(command.body).hexdigest()
    current = in_force(acting.connection, command.form, command.code)
    if current is not None and current.body == body:
        return []
    if is_taken(acting.connection, command.form, command.code, command.revision):
        raise Refused("document.revision_taken", document=command.code, revision=command.revision)
    content.keep(acting.connection, command.body, "application/json")
    attached = tuple(content.keep(acting.connection, data, m) for m, data in command.pictures)
    return [
        DocumentPublished(
            form=command.form,
            code=command.code,
            revision=command.revision,
            title=command.title,
            body=body,
            attached=attached,
        )
    ]
