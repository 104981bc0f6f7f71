"""From what happened to a call to its state."""

from msgspec.structs import replace

from app.capabilities.production.calls.events import CallAnswered, CallClosed, CallRaised
from app.capabilities.production.calls.tables import CallRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; the first answer stands."""
    row = rows.get(CallRow)
    match event.happened:
        case CallRaised() as raised if row is None:
            rows.put(
                CallRow(
                    stream=event.stream,
                    call=raised.call,
                    state="open",
                    reason=raised.reason.value,
                    station=event.station,
                    order=raised.order,
                    operation=raised.operation,
                    raised_by=event.actor,
                    raised_ms=event.wall,
                )
            )
        case CallAnswered() if row is not None and row.state == "open":
            rows.put(
                replace(row, state="answered", answered_by=event.actor, answered_ms=event.wall)
            )
        case CallClosed() if row is not None and row.state != "closed":
            rows.put(replace(row, state="closed", closed_ms=event.wall))
