"""From what happened to documents to which revision is in force."""

from app.capabilities.documents.events import DocumentPublished
from app.capabilities.documents.tables import RevisionRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Add a revision; one published twice stays what it was first."""
    match event.happened:
        case DocumentPublished() as published if rows.get(RevisionRow, published.revision) is None:
            rows.put(
                RevisionRow(
                    stream=event.stream,
                    revision=published.revision,
                    form=published.form,
                    code=published.code,
                    place=len(rows.of(RevisionRow)) + 1,
                    title_zh=published.title.zh,
                    title_en=published.title.en,
                    body=published.body,
                    published_by=event.actor,
                    published_ms=event.wall,
                )
            )
