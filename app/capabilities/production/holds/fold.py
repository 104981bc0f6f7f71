"""From what happened to a hold to whether it stands.

What a rule set at two stations is one hold, and what was lifted once stays so. A hold of a
nonconformance stands whatever else says it is lifted.
"""

from msgspec.structs import replace

from app.capabilities.production.holds.events import WorkFreed, WorkHeld
from app.capabilities.production.holds.tables import HoldRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; the first of each kind counts."""
    row = rows.get(HoldRow)
    match event.happened:
        case WorkHeld() as held if row is None:
            rows.put(_held(event, held))
        case WorkFreed() as freed if row is not None and not row.freed and row.ncr == freed.ncr:
            rows.put(
                replace(
                    row,
                    freed=event.hash,
                    freed_by=event.actor,
                    freed_ms=event.wall,
                    freed_because=freed.reason,
                )
            )


def _held(event: Event, held: WorkHeld) -> HoldRow:
    return HoldRow(
        stream=event.stream,
        hold=held.hold,
        order=held.order,
        operation=held.operation,
        equipment=held.equipment,
        station=held.station,
        lot=held.lot,
        reason=held.reason,
        ncr=held.ncr,
        firing=held.firing,
        title_zh=held.title.zh,
        title_en=held.title.en,
        held=event.hash,
        by=event.actor,
        at_ms=event.wall,
        at=event.station,
    )
