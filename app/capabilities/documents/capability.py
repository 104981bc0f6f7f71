"""The plug of documents."""

from app.capabilities.documents.commands import PUBLISH, PublishDocument, publish
from app.capabilities.documents.events import DocumentPublished
from app.capabilities.documents.fold import fold
from app.capabilities.documents.tables import RevisionRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="documents",
    happened=(DocumentPublished,),
    rows=(RevisionRow,),
    fold=fold,
    commands={PublishDocument: publish},
    needs={DocumentPublished: (PUBLISH,)},
)
