"""From what people signed about switching to rows."""

from typing import Any

from app.capabilities.quality.switching.events import (
    InspectionResumed,
    InspectionTightened,
    ReducedAgreed,
)
from app.capabilities.quality.switching.tables import SaidRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one statement."""
    match event.happened:
        case ReducedAgreed() as said:
            rows.put(_said(rows, event, said, is_steady=said.is_steady, is_agreed=said.is_agreed))
        case InspectionResumed() as said:
            rows.put(_said(rows, event, said, resumes=True))
        case InspectionTightened() as said:
            name = said.firing or event.hash
            if rows.get(SaidRow, name) is None:  # the same rule at another station: once
                rows.put(_said(rows, event, said, name=name, tightens=True))


def _said(
    rows: Rows,
    event: Event,
    said: ReducedAgreed | InspectionResumed | InspectionTightened,
    **facts: Any,  # noqa: ANN401  # any field of the row
) -> SaidRow:
    known: dict[str, Any] = {
        "name": event.hash,
        "resumes": False,
        "is_steady": False,
        "is_agreed": False,
    }
    return SaidRow(
        stream=event.stream,
        hash=event.hash,
        form=said.form,
        field=said.field,
        of=said.of,
        reason=said.reason,
        by=event.actor,
        at_ms=event.wall,
        turn=len(rows.of(SaidRow)),
        **known | facts,
    )
