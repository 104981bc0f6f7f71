"""From weighings to their rows: each only adds one."""

from app.capabilities.production.weighings.events import Weighed, WeighingTakenBack
from app.capabilities.production.weighings.tables import TakenBackRow, WeighingRow
from app.journal.event import Event
from app.journal.rows import Rows
from app.kernel.quantity import kept


def fold(rows: Rows, event: Event) -> None:
    """Fold one weighing, or its taking back."""
    match event.happened:
        case Weighed() as one:
            rows.put(
                WeighingRow(
                    stream=event.stream,
                    hash=event.hash,
                    order=one.order,
                    operation=one.operation,
                    step=one.step,
                    net=kept(one.net),
                    unit=one.unit,
                    scale=one.scale,
                    by=event.actor,
                    station=event.station,
                    at_ms=event.wall,
                    by_hand_because=one.by_hand_because,
                    lot=one.lot,
                )
            )
        case WeighingTakenBack() as back:
            rows.put(
                TakenBackRow(
                    stream=event.stream,
                    hash=event.hash,
                    order=back.order,
                    operation=back.operation,
                    weighing=back.weighing,
                    reason=back.reason,
                )
            )
