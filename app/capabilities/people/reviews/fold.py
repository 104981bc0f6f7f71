"""From what happened to a review to its state."""

from msgspec.structs import replace

from app.capabilities.people.reviews.events import AccountJudged, ReviewClosed, ReviewStarted
from app.capabilities.people.reviews.tables import JudgedRow, ReviewRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Apply one event."""
    match event.happened:
        case ReviewStarted() as started if rows.get(ReviewRow) is None:
            rows.put(_opened(event, started))
        case AccountJudged() as judged:
            rows.put(
                JudgedRow(
                    stream=event.stream,
                    person=judged.person,
                    finding=judged.finding.value,
                    why=judged.why,
                    by=event.actor,
                    at_ms=event.wall,
                )
            )
        case ReviewClosed() as closed:
            _close(rows, event, closed)


def _close(rows: Rows, event: Event, closed: ReviewClosed) -> None:
    row = rows.get(ReviewRow)
    if row is None or row.closed_ms is not None:
        return
    rows.put(
        replace(
            row,
            closed_ms=event.wall,
            closed_by=event.actor,
            kept=closed.kept,
            to_change=closed.to_change,
            next_ms=closed.next_ms,
        )
    )


def _opened(event: Event, started: ReviewStarted) -> ReviewRow:
    return ReviewRow(
        stream=event.stream,
        review=started.review,
        by=event.actor,
        started_ms=event.wall,
        listed=started.listed,
        people=started.people,
        closed_ms=None,
        closed_by="",
        kept=0,
        to_change=0,
        next_ms=0,
    )
