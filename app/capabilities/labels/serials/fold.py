"""From what happened to serial numbers to the blocks there are."""

from app.capabilities.labels.serials.events import SerialBlockOpened
from app.capabilities.labels.serials.tables import BlockRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; a block is opened once."""
    match event.happened:
        case SerialBlockOpened() as opened if rows.get(BlockRow) is None:
            rows.put(
                BlockRow(
                    stream=event.stream,
                    block=opened.block,
                    station=opened.station,
                    prefix=opened.prefix,
                    first=opened.first,
                    last=opened.last,
                    source=opened.source,
                )
            )
