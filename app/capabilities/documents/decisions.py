"""What is allowed with documents: values in, events or `Refused` out.

The author writes, others review in their order, another approves: no one signs twice for the same
revision. An edit sends it back to draft, for what was signed before was about something else.
"""

import re
from collections.abc import Collection, Sequence

from app.capabilities.documents.answers import Line, Revision, State, Word
from app.capabilities.documents.bodies import RecordTemplate
from app.capabilities.documents.events import (
    DocumentRead,
    DraftSaved,
    MadeEffective,
    ReviewAsked,
    SentBack,
    Withdrawn,
)
from app.kernel.refused import Refused

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
RECORD_SECTIONS = ("head", "entries", "signatures", "late_entries", "attachments", "history")
"""What a printed record may show; the words of each are `documents.section.<section>`."""


def save_draft(wanted: DraftSaved, held: Revision | None) -> DraftSaved | None:
    """Save a draft whole; None where it is saved just so already.

    Refusals: `document.bad_code`, `.title_missing`, `.revision_taken`.
    """
    check_codes(wanted.code, wanted.revision)
    if not wanted.title.zh.strip() or not wanted.title.en.strip():
        raise Refused("document.title_missing")
    if held is None:
        return wanted
    if not held.is_open:
        raise Refused("document.revision_taken", document=wanted.code, revision=wanted.revision)
    return None if _content(held) == _content(wanted) else wanted


def check_codes(code: str, revision: str) -> None:
    """Refuse `document.bad_code`: what cannot name a document, or a revision of one."""
    if not _CODE.fullmatch(code) or not _CODE.fullmatch(revision):
        raise Refused("document.bad_code", document=code, revision=revision)


def ask_review(
    held: Revision | None,
    reviewers: Sequence[str],
    approver: str,
    *,
    actor: str,
    is_first: bool,
) -> ReviewAsked:
    """Give a draft to named people; `is_first` where the document has no other revision.

    Refusals: `document.not_draft`, `.not_author`, `.no_reviewer`, `.not_apart`, `.note_missing`.
    """
    if held is None or held.state is not State.DRAFT:
        raise Refused("document.not_draft")
    if actor not in held.authors:
        raise Refused("document.not_author", document=held.code, revision=held.revision)
    if not reviewers or not approver:
        raise Refused("document.no_reviewer")
    named = (*reviewers, approver)
    if len(set(named)) < len(named) or not set(named).isdisjoint(held.authors):
        raise Refused("document.not_apart")
    if not is_first and not held.note.strip():
        raise Refused("document.note_missing")
    return ReviewAsked(
        form=held.form,
        code=held.code,
        revision=held.revision,
        body=held.body,
        reviewers=tuple(reviewers),
        approver=approver,
    )


def check_turn(held: Revision | None, *, actor: str) -> None:
    """Refuse to let somebody sign whose turn it is not, or who has had a part in it already.

    Refusals: `document.not_in_review`, `.author_signs`, `.not_named`, `.not_your_turn`.
    """
    asked = _in_review(held)
    if actor in (*asked.authors, *asked.agreed):
        raise Refused("document.author_signs", document=asked.code, revision=asked.revision)
    if actor not in (*asked.reviewers, asked.approver):
        raise Refused("document.not_named", document=asked.code, revision=asked.revision)
    if asked.next_to_sign != actor:
        raise Refused("document.not_your_turn", document=asked.code, revision=asked.revision)


def send_back(held: Revision | None, remarks: str, *, actor: str) -> SentBack:
    """Want it otherwise. Refusals: `document.not_in_review`, `.not_named`, `.remarks_missing`."""
    asked = _in_review(held)
    if actor not in (*asked.reviewers, asked.approver):
        raise Refused("document.not_named", document=asked.code, revision=asked.revision)
    if not remarks.strip():
        raise Refused("document.remarks_missing")
    return SentBack(
        form=asked.form,
        code=asked.code,
        revision=asked.revision,
        asked=asked.asked,
        remarks=remarks.strip(),
    )


def make_effective(
    held: Revision | None,
    from_ms: int | None,
    others: Collection[Revision],
    *,
    actor: str,
    now_ms: int,
) -> MadeEffective:
    """Put in force what was reviewed and approved, from `from_ms` on; at once where None.

    `others` are the document's other revisions, oldest first. Refusals: `document.not_in_review`,
    `.reviews_missing`, `.not_named`, `.not_signed`, `.in_the_past`.
    """
    asked = _in_review(held)
    if any(one not in asked.agreed for one in asked.reviewers):
        raise Refused("document.reviews_missing", document=asked.code, revision=asked.revision)
    if actor != asked.approver:
        raise Refused("document.not_named", document=asked.code, revision=asked.revision)
    if not asked.is_approved:
        raise Refused("document.not_signed", document=asked.code, revision=asked.revision)
    if from_ms is not None and from_ms <= now_ms:
        raise Refused("document.in_the_past")
    made = [one for one in others if one.from_ms is not None]
    return MadeEffective(
        form=asked.form,
        code=asked.code,
        revision=asked.revision,
        title=asked.title,
        body=asked.body,
        attached=asked.attached,
        must_read=asked.must_read,
        from_ms=_free(from_ms or now_ms, {one.from_ms for one in made}),
        replaces=made[-1].revision if made else "",
    )


def withdraw(held: Revision | None, why: str) -> Withdrawn:
    """Take a revision out of work.

    Refusals: `document.not_approved`, `.withdrawn_already`, `.why_missing`.
    """
    if held is None or held.from_ms is None:
        raise Refused("document.not_approved")
    if held.withdrawn_ms is not None:
        raise Refused("document.withdrawn_already", document=held.code, revision=held.revision)
    if not why.strip():
        raise Refused("document.why_missing")
    return Withdrawn(form=held.form, code=held.code, revision=held.revision, why=why.strip())


def read(held: Revision | None, *, actor: str) -> DocumentRead:
    """Have read it. Refusals: `document.not_approved`, `document.withdrawn`."""
    if held is None or held.from_ms is None:
        raise Refused("document.not_approved")
    if held.withdrawn_ms is not None:
        raise Refused("document.withdrawn", document=held.code, revision=held.revision)
    return DocumentRead(
        form=held.form, code=held.code, revision=held.revision, body=held.body, person=actor
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


def _in_review(held: Revision | None) -> Revision:
    if held is None or held.state is not State.IN_REVIEW:
        raise Refused("document.not_in_review")
    return held


def _free(from_ms: int, taken: Collection[int | None]) -> int:
    """No two of one document in the same millisecond: which is in force then has one answer."""
    while from_ms in taken:
        from_ms += 1
    return from_ms


def _content(draft: Revision | DraftSaved) -> tuple[object, ...]:
    return (draft.title, draft.body, draft.attached, draft.note, draft.must_read)
