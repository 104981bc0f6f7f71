"""From what happened to documents to how each revision stands, and who has read it."""

from msgspec.structs import replace

from app.capabilities.documents.events import (
    DocumentPublished,
    DocumentRead,
    DraftSaved,
    MadeEffective,
    ReviewAsked,
    SentBack,
    Withdrawn,
)
from app.capabilities.documents.tables import (
    DraftRow,
    MadeTwiceRow,
    ReadingRow,
    RevisionRow,
    SentBackRow,
)
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Take one step in the life of a document."""
    match event.happened:
        case DraftSaved() as saved:
            _save(rows, event, saved)
        case ReviewAsked() as asked:
            _ask(rows, event, asked)
        case SentBack() as back:
            _send_back(rows, event, back)
        case MadeEffective() | DocumentPublished() as made:
            _make_effective(rows, event, made)
        case Withdrawn() as withdrawn:
            _withdraw(rows, event, withdrawn)
        case DocumentRead() as read:
            _read(rows, event, read)


def _save(rows: Rows, event: Event, saved: DraftSaved) -> None:
    """Whatever was asked before was about another draft."""
    row = rows.get(DraftRow) or DraftRow(
        stream=event.stream, form=saved.form, code=saved.code, revision=saved.revision
    )
    authors = row.authors if event.actor in row.authors else (*row.authors, event.actor)
    rows.put(
        replace(
            row,
            title_zh=saved.title.zh,
            title_en=saved.title.en,
            body=saved.body,
            attached=saved.attached,
            note=saved.note,
            must_read=saved.must_read,
            authors=authors,
            saved_by=event.actor,
            saved_ms=event.wall,
            asked="",
        )
    )


def _ask(rows: Rows, event: Event, asked: ReviewAsked) -> None:
    """Give the draft to review; what was asked of another body is about no draft here."""
    row = rows.get(DraftRow)
    if row is None or row.body != asked.body:
        return
    rows.put(
        replace(
            row,
            asked=event.hash,
            asked_by=event.actor,
            asked_ms=event.wall,
            reviewers=asked.reviewers,
            approver=asked.approver,
        )
    )


def _send_back(rows: Rows, event: Event, back: SentBack) -> None:
    if rows.get(SentBackRow, back.asked) is None:
        rows.put(
            SentBackRow(
                stream=event.stream,
                asked=back.asked,
                form=back.form,
                code=back.code,
                revision=back.revision,
                by=event.actor,
                at_ms=event.wall,
                remarks=back.remarks,
            )
        )


def _make_effective(rows: Rows, event: Event, made: MadeEffective | DocumentPublished) -> None:
    """The first word on a revision counts; another one with another body is kept beside it."""
    row = rows.get(RevisionRow, made.revision)
    if row is None:
        rows.put(_effective(rows, event, made))
    elif row.body != made.body and isinstance(made, MadeEffective):
        rows.put(
            MadeTwiceRow(
                stream=event.stream,
                hash=event.hash,
                first=row.made,
                form=made.form,
                code=made.code,
                revision=made.revision,
                body=made.body,
                by=event.actor,
                at_ms=event.wall,
            )
        )


def _effective(rows: Rows, event: Event, made: MadeEffective | DocumentPublished) -> RevisionRow:
    """What older programs published came into force at once, to be read by nobody in particular."""
    row = RevisionRow(
        stream=event.stream,
        revision=made.revision,
        form=made.form,
        code=made.code,
        place=len(rows.of(RevisionRow)) + 1,
        title_zh=made.title.zh,
        title_en=made.title.en,
        body=made.body,
        attached=made.attached,
        from_ms=event.wall,
        made=event.hash,
        approved_by=event.actor,
        approved_ms=event.wall,
        stamp=_stamp(event),
    )
    if isinstance(made, DocumentPublished):
        return replace(row, published=True)
    return replace(row, must_read=made.must_read, from_ms=made.from_ms, replaces=made.replaces)


def _withdraw(rows: Rows, event: Event, withdrawn: Withdrawn) -> None:
    row = rows.get(RevisionRow, withdrawn.revision)
    if row is not None and row.withdrawn_ms is None:
        rows.put(
            replace(
                row,
                withdrawn_by=event.actor,
                withdrawn_ms=event.wall,
                why=withdrawn.why,
                stamp=_stamp(event),
            )
        )


def _stamp(event: Event) -> int:
    return int(event.hash[:12], 16)


def _read(rows: Rows, event: Event, read: DocumentRead) -> None:
    """Who reads is who acts; a word about somebody else is no reading."""
    if event.actor != read.person or rows.get(ReadingRow) is not None:
        return
    rows.put(
        ReadingRow(
            stream=event.stream,
            form=read.form,
            code=read.code,
            revision=read.revision,
            body=read.body,
            person=read.person,
            at_ms=event.wall,
        )
    )
