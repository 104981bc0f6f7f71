"""What is allowed with documents: values in, events or `Refused` out.

The author writes, others review in their order, another approves: no one signs twice for the same
revision. An edit sends it back to draft, for what was signed before was about something else.
"""

import re
from collections.abc import Collection, Sequence

from app.capabilities.documents.answers import Line, Word
from app.capabilities.documents.bodies import RecordTemplate
from app.capabilities.documents.events import (
    DocumentRead,
    DraftSaved,
    MadeEffective,
    ReviewAsked,
    Reviewed,
    SentBack,
    Withdrawn,
)
from app.capabilities.documents.tables import APPROVED, DRAFT, IN_REVIEW, WITHDRAWN, RevisionRow
from app.kernel.refused import Refused

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
RECORD_SECTIONS = ("head", "entries", "signatures", "late_entries", "attachments", "history")
"""What a printed record may show; the words of each are `documents.section.<section>`."""


def save_draft(wanted: DraftSaved, held: RevisionRow | None) -> DraftSaved | None:
    """Save a draft whole; None where it is saved just so already.

    Refusals: `document.bad_code`, `.title_missing`, `.revision_taken`.
    """
    if not _CODE.fullmatch(wanted.code) or not _CODE.fullmatch(wanted.revision):
        raise Refused("document.bad_code", document=wanted.code, revision=wanted.revision)
    if not wanted.title.zh.strip() or not wanted.title.en.strip():
        raise Refused("document.title_missing")
    if held is None:
        return wanted
    if held.state in (APPROVED, WITHDRAWN):
        raise Refused("document.revision_taken", document=wanted.code, revision=wanted.revision)
    return None if _draft_of(held) == _content(wanted) else wanted


def ask_review(
    row: RevisionRow | None,
    reviewers: Sequence[str],
    approver: str,
    *,
    actor: str,
    is_first: bool,
) -> ReviewAsked:
    """Give a draft to named people; `is_first` where the document has no other revision.

    Refusals: `document.not_draft`, `.not_author`, `.no_reviewer`, `.not_apart`, `.note_missing`.
    """
    if row is None or row.state != DRAFT or not row.body:
        raise Refused("document.not_draft")
    if actor not in row.authors:
        raise Refused("document.not_author", document=row.code, revision=row.revision)
    if not reviewers or not approver:
        raise Refused("document.no_reviewer")
    named = (*reviewers, approver)
    if len(set(named)) < len(named) or not set(named).isdisjoint(row.authors):
        raise Refused("document.not_apart")
    if not is_first and not row.note.strip():
        raise Refused("document.note_missing")
    return ReviewAsked(
        form=row.form,
        code=row.code,
        revision=row.revision,
        body=row.body,
        reviewers=tuple(reviewers),
        approver=approver,
    )


def next_to_sign(row: RevisionRow) -> str:
    """Return whose turn it is in a review: the first reviewer who has not agreed, else the approver.

    Empty where nobody's is.
    """
    if row.state != IN_REVIEW:
        return ""
    return next((one for one in row.reviewers if one not in row.reviewed_by), row.approver)


def review(row: RevisionRow | None, remarks: str, *, actor: str) -> Reviewed:
    """Agree. Refusals: `document.not_in_review`, `.not_named`, `.author_signs`, `.not_your_turn`."""
    row = _in_review(row)
    if actor in row.authors:
        raise Refused("document.author_signs", document=row.code, revision=row.revision)
    if actor not in row.reviewers:
        raise Refused("document.not_named", document=row.code, revision=row.revision)
    if next_to_sign(row) != actor:
        raise Refused("document.not_your_turn", document=row.code, revision=row.revision)
    return Reviewed(
        form=row.form,
        code=row.code,
        revision=row.revision,
        body=row.body,
        remarks=remarks.strip(),
    )


def send_back(row: RevisionRow | None, remarks: str, *, actor: str) -> SentBack:
    """Want it otherwise. Refusals: `document.not_in_review`, `.not_named`, `.remarks_missing`."""
    row = _in_review(row)
    if actor not in (*row.reviewers, row.approver):
        raise Refused("document.not_named", document=row.code, revision=row.revision)
    if not remarks.strip():
        raise Refused("document.remarks_missing")
    return SentBack(form=row.form, code=row.code, revision=row.revision, remarks=remarks.strip())


def approve(
    row: RevisionRow | None,
    from_ms: int | None,
    others: Collection[RevisionRow],
    *,
    actor: str,
    now_ms: int,
) -> MadeEffective:
    """Put a reviewed revision in force from `from_ms` on, at once where None.

    `others` are the document's other revisions. Refusals: `document.not_in_review`,
    `.reviews_missing`, `.author_signs`, `.not_named`, `.in_the_past`.
    """
    row = _in_review(row)
    if actor in row.authors or actor in row.reviewed_by:
        raise Refused("document.author_signs", document=row.code, revision=row.revision)
    if actor != row.approver:
        raise Refused("document.not_named", document=row.code, revision=row.revision)
    if any(one not in row.reviewed_by for one in row.reviewers):
        raise Refused("document.reviews_missing", document=row.code, revision=row.revision)
    if from_ms is not None and from_ms <= now_ms:
        raise Refused("document.in_the_past")
    made = [one for one in others if one.from_ms is not None]
    last = max(made, key=lambda one: (one.from_ms or 0, one.place), default=None)
    # No two of one document in the same millisecond: which is in force then has one answer.
    taken = {one.from_ms for one in made}
    at_once = now_ms if last is None else _free(now_ms, taken)
    return MadeEffective(
        form=row.form,
        code=row.code,
        revision=row.revision,
        body=row.body,
        from_ms=at_once if from_ms is None else _free(from_ms, taken),
        replaces="" if last is None else last.revision,
    )


def withdraw(row: RevisionRow | None, why: str) -> Withdrawn:
    """Take a revision out of work.

    Refusals: `document.not_approved`, `.withdrawn_already`, `.why_missing`.
    """
    if row is None or row.from_ms is None:
        raise Refused("document.not_approved")
    if row.withdrawn_ms is not None:
        raise Refused("document.withdrawn_already", document=row.code, revision=row.revision)
    if not why.strip():
        raise Refused("document.why_missing")
    return Withdrawn(form=row.form, code=row.code, revision=row.revision, why=why.strip())


def read(row: RevisionRow | None, *, actor: str) -> DocumentRead:
    """Have read it. Refusals: `document.not_approved`, `document.withdrawn`."""
    if row is None or row.from_ms is None:
        raise Refused("document.not_approved")
    if row.withdrawn_ms is not None:
        raise Refused("document.withdrawn", document=row.code, revision=row.revision)
    return DocumentRead(
        form=row.form, code=row.code, revision=row.revision, body=row.body, person=actor
    )


def check_record_template(sections: Sequence[str]) -> None:
    """Refuse a printed record nobody could sign: what is printed shows its signatures (P11-15).

    Refusals: `document.section_unknown`, `.section_twice`, `.no_signatures`.
    """
    if unknown := [one for one in sections if one not in RECORD_SECTIONS]:
        raise Refused("document.section_unknown", section=", ".join(unknown))
    if len(set(sections)) < len(sections):
        raise Refused("document.section_twice")
    if "signatures" not in sections:
        raise Refused("document.no_signatures")


def outline_record_template(template: RecordTemplate) -> tuple[Line, ...]:
    """Tell a record's template line by line."""
    return (
        Line(("name",), (template.name,), level=0),
        *(
            Line(("sections", place), (Word(f"documents.section.{one}"),), number=f"{place + 1}")
            for place, one in enumerate(template.sections)
        ),
    )


def _in_review(row: RevisionRow | None) -> RevisionRow:
    if row is None or row.state != IN_REVIEW:
        raise Refused("document.not_in_review")
    return row


def _free(from_ms: int, taken: Collection[int | None]) -> int:
    while from_ms in taken:
        from_ms += 1
    return from_ms


def _draft_of(row: RevisionRow) -> tuple[object, ...]:
    return (row.title, row.body, row.attached, row.note, row.must_read)


def _content(draft: DraftSaved) -> tuple[object, ...]:
    return (draft.title, draft.body, draft.attached, draft.note, draft.must_read)
