"""From moves to rows: each move is its own row."""

from app.capabilities.flows.moves.events import Moved
from app.capabilities.flows.moves.tables import MoveRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Add the move."""
    match event.happened:
        case Moved() as moved:
            rows.put(
                MoveRow(
                    stream=event.stream,
                    hash=event.hash,
                    case=moved.case,
                    source=moved.source,
                    target=moved.target,
                    quantity=moved.quantity,
                    unit=moved.unit,
                    cause=moved.cause.value,
                    reason=moved.reason,
                    corrects=moved.corrects,
                    equipment=moved.equipment,
                    actor=event.actor,
                    station=event.station,
                    at_ms=event.wall,
                    occurred_ms=event.wall if moved.occurred_ms is None else moved.occurred_ms,
                    late_because=moved.late_because,
                )
            )
