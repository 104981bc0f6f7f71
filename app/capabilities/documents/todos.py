"""What waits for people: revisions to review, to approve, and to read before work."""

from collections.abc import Iterator

from app.capabilities.documents.answers import Revision
from app.capabilities.documents.commands import APPROVE, READ, REVIEW
from app.capabilities.documents.queries import in_review, training
from app.capabilities.people.accounts.queries import people
from app.journal.capability import Acting
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency

KINDS_WAITING = ("document_review", "document_approve", "document_read")
"""What waits; the words are `inbox.kind.<kind>`."""


def todos(acting: Acting) -> Iterator[Todo]:
    """Yield the next signature of each revision in review, and what each person is to read."""
    for one in in_review(acting.connection):
        yield _to_sign(one)
    for due in training(acting.connection, people(acting.connection), acting.now_ms):
        if due.read_ms is None:
            pin, is_to_come = due.pin, due.from_ms > acting.now_ms
            yield Todo(
                key=f"read/{pin.body}/{due.person}",
                kind="document_read",
                title=pin.title,
                matter=Matter(),
                since_ms=due.from_ms,
                people=(due.person,),
                due_ms=due.from_ms if is_to_come else None,
                urgency=Urgency.NORMAL if is_to_come else Urgency.SOON,
                right=READ,
                screen="readings",
                place=_place(pin.form, pin.code, pin.revision),
            )


def _to_sign(one: Revision) -> Todo:
    """Return whose turn it is: reviewers in their order, then the approver."""
    waiting = next((name for name in one.reviewers if name not in one.agreed), "")
    return Todo(
        key=f"document/{one.asked}/{len(one.agreed)}",
        kind="document_review" if waiting else "document_approve",
        title=one.title,
        matter=Matter(),
        since_ms=one.asked_ms,
        people=(waiting or one.approver,),
        right=REVIEW if waiting else APPROVE,
        screen="document",
        place=_place(one.form, one.code, one.revision),
    )


def _place(form: str, code: str, revision: str) -> tuple[tuple[str, str], ...]:
    return (("form", form), ("code", code), ("revision", revision))
