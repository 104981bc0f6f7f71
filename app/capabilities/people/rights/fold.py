"""From what people let in to its rows."""

from app.capabilities.people.rights.events import EventReadmitted
from app.capabilities.people.rights.tables import ReadmittedRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Keep who let an event in first; whoever does again changes nothing."""
    match event.happened:
        case EventReadmitted() as happened if rows.get(ReadmittedRow) is None:
            rows.put(
                ReadmittedRow(
                    stream=event.stream,
                    event=happened.event,
                    by=event.actor,
                    why=happened.why,
                    at_ms=event.wall,
                )
            )
