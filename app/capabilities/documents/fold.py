"""From what happened to documents to how each revision stands, and who has read it."""

from msgspec.structs import replace

from app.capabilities.documents.events import (
    DocumentPublished,
    DocumentRead,
    DraftSaved,
    MadeEffective,
    ReviewAsked,
    Reviewed,
    SentBack,
    Withdrawn,
)
from app.capabilities.documents.tables import (
    APPROVED,
    DRAFT,
    IN_REVIEW,
    WITHDRAWN,
    MadeTwiceRow,
    ReadingRow,
    RevisionRow,
)
from app.journal.event import Event
from app.journal.rows import Rows

_Step = ReviewAsked | Reviewed | SentBack


def fold(rows: Rows, event: Event) -> None:
    """Take one step in the life of a revision; one that comes too late in it changes nothing."""
    match event.happened:
        case DraftSaved() as saved:
            _save(rows, event, saved)
        case ReviewAsked() | Reviewed() | SentBack() as step:
            _step(rows, event, step)
        case MadeEffective() as made:
            _make_effective(rows, event, made)
        case Withdrawn() as withdrawn:
            _withdraw(rows, event, withdrawn)
        case DocumentRead() as read:
            _read(rows, event, read)
        case DocumentPublished() as published:
            _publish(rows, event, published)


def _save(rows: Rows, event: Event, saved: DraftSaved) -> None:
    """Whatever was asked or agreed before was about another draft."""
    row = _row(rows, event, saved)
    if row.state in (APPROVED, WITHDRAWN):
        return
    rows.put(
        replace(
            row,
            title_zh=saved.title.zh,
            title_en=saved.title.en,
            body=saved.body,
            attached=saved.attached,
            note=saved.note,
            must_read=saved.must_read,
            state=DRAFT,
            authors=_with(row.authors, event.actor),
            saved_by=event.actor,
            saved_ms=event.wall,
            reviewed_by=(),
        )
    )


def _step(rows: Rows, event: Event, step: _Step) -> None:
    row = _row(rows, event, step)
    if row.state in (APPROVED, WITHDRAWN):
        return
    rows.put(_stepped(row, event, step))


def _stepped(row: RevisionRow, event: Event, step: _Step) -> RevisionRow:
    match step:
        case ReviewAsked() if step.body == row.body:
            return replace(
                row,
                state=IN_REVIEW,
                asked_by=event.actor,
                asked_ms=event.wall,
                reviewers=step.reviewers,
                approver=step.approver,
                reviewed_by=(),
                sent_back_by="",
                sent_back_ms=None,
                remarks="",
            )
        case Reviewed() if row.state == IN_REVIEW and step.body == row.body:
            return replace(row, reviewed_by=_with(row.reviewed_by, event.actor))
        case SentBack() if row.state == IN_REVIEW:
            return replace(
                row,
                state=DRAFT,
                reviewed_by=(),
                sent_back_by=event.actor,
                sent_back_ms=event.wall,
                remarks=step.remarks,
            )
    return row


def _make_effective(rows: Rows, event: Event, made: MadeEffective) -> None:
    """The first word counts, and it counts whatever came between: a fact is not refused."""
    row = _row(rows, event, made)
    if row.from_ms is None:
        rows.put(
            replace(
                row,
                body=made.body,
                state=WITHDRAWN if row.state == WITHDRAWN else APPROVED,
                from_ms=made.from_ms,
                replaces=made.replaces,
                made=event.hash,
                approved_by=event.actor,
                approved_ms=event.wall,
            )
        )
    elif row.body != made.body:
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


def _withdraw(rows: Rows, event: Event, withdrawn: Withdrawn) -> None:
    row = _row(rows, event, withdrawn)
    if row.withdrawn_ms is None:
        rows.put(
            replace(
                row,
                state=WITHDRAWN,
                withdrawn_by=event.actor,
                withdrawn_ms=event.wall,
                why=withdrawn.why,
            )
        )


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


def _publish(rows: Rows, event: Event, published: DocumentPublished) -> None:
    """Add a revision in force at once; one published twice stays what it was first."""
    if rows.get(RevisionRow, published.revision) is not None:
        return
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
            attached=published.attached,
            state=APPROVED,
            authors=(event.actor,),
            saved_by=event.actor,
            saved_ms=event.wall,
            from_ms=event.wall,
            approved_by=event.actor,
            approved_ms=event.wall,
        )
    )


def _row(
    rows: Rows, event: Event, happened: DraftSaved | _Step | MadeEffective | Withdrawn
) -> RevisionRow:
    row = rows.get(RevisionRow, happened.revision)
    return row or RevisionRow(
        stream=event.stream,
        revision=happened.revision,
        form=happened.form,
        code=happened.code,
    )


def _with(people: tuple[str, ...], one: str) -> tuple[str, ...]:
    return people if one in people else (*people, one)
