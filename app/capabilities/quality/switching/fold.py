"""From what people signed about switching to rows."""

from app.capabilities.quality.switching.events import InspectionResumed, ReducedAgreed
from app.capabilities.quality.switching.tables import SaidRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one statement."""
    match event.happened:
        case ReducedAgreed() as said:
            _put(rows, event, said, steady=said.is_steady, agreed=said.is_agreed)
        case InspectionResumed() as said:
            _put(rows, event, said, resumes=True)


def _put(
    rows: Rows,
    event: Event,
    said: ReducedAgreed | InspectionResumed,
    *,
    resumes: bool = False,
    steady: bool = False,
    agreed: bool = False,
) -> None:
    rows.put(
        SaidRow(
            stream=event.stream,
            hash=event.hash,
            form=said.form,
            field=said.field,
            of=said.of,
            resumes=resumes,
            is_steady=steady,
            is_agreed=agreed,
            reason=said.reason,
            by=event.actor,
            at_ms=event.wall,
            turn=len(rows.of(SaidRow)),
        )
    )
