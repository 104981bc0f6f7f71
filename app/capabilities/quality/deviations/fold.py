"""From deviations to rows: each is its own."""

from app.capabilities.quality.deviations.events import DeviationAcknowledged
from app.capabilities.quality.deviations.tables import DeviationRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Add what was said."""
    match event.happened:
        case DeviationAcknowledged() as said:
            rows.put(
                DeviationRow(
                    stream=event.stream,
                    hash=event.hash,
                    crossing=said.crossing,
                    order=said.order,
                    operation=said.operation,
                    equipment=said.equipment,
                    parameter=said.parameter,
                    value=said.value,
                    limit=said.limit,
                    unit=said.unit,
                    reason=said.reason,
                    by=event.actor,
                    at_ms=event.wall,
                )
            )
