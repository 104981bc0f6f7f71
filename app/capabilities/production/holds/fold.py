"""From what happened to a hold to whether it stands.

What a rule set at two stations is one hold, and what was lifted once stays so. What names other
work under the same name is held too. A hold of a
nonconformance stands whatever else says it is lifted.
"""

from msgspec.structs import replace

from app.capabilities.production.holds.events import WorkFreed, WorkHeld
from app.capabilities.production.holds.tables import HoldRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; the first of each kind counts."""
    match event.happened:
        case WorkHeld() as held:
            row = _held(event, held)
            if all(_said_otherwise(one, row) for one in rows.of(HoldRow)):
                rows.put(row)
        case WorkFreed() as freed:
            for row in rows.of(HoldRow):
                if not row.freed and row.ncr == freed.ncr:
                    rows.put(
                        replace(
                            row,
                            freed=event.hash,
                            freed_by=event.actor,
                            freed_ms=event.wall,
                            freed_because=freed.reason,
                        )
                    )


def _said_otherwise(one: HoldRow, other: HoldRow) -> bool:
    """Tell whether two of one name hold different work, or are lifted by others.

    Two stations may see one case with different machines; and whoever forged a first one, of less
    or of a clock set back, must not put what was held after it out of force.
    """
    return _work(one) != _work(other)


def _work(row: HoldRow) -> tuple[str, ...]:
    return (row.order, row.operation, row.equipment, row.station, row.ncr)


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
