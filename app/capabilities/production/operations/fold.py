"""From what happened to an operation to how its work stands. Total: every order of events folds."""

from msgspec.structs import replace

from app.capabilities.production.operations.events import (
    OperationCompleted,
    OperationDispatched,
    OperationPaused,
    OperationResumed,
    OperationStarted,
)
from app.capabilities.production.operations.tables import (
    COMPLETED,
    PAUSED,
    RUNNING,
    DoubleStartRow,
    OperationRow,
    RunRow,
)
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one event of one operation."""
    row = rows.get(OperationRow)
    if isinstance(event.happened, OperationStarted | OperationResumed):
        rows.put(_run(row, event, event.happened))
    match event.happened:
        case OperationDispatched() as sent:
            row = _row(row, event, sent.order, sent.operation)
            rows.put(replace(row, station=sent.station, equipment=sent.equipment))
        case OperationStarted() as started:
            row = _row(row, event, started.order, started.operation)
            if row.state == RUNNING and row.started_at != event.station:
                rows.put(_clash(row, event))
            else:
                rows.put(_running(row, event, started.equipment))
        case OperationResumed() as resumed:
            row = _row(row, event, resumed.order, resumed.operation)
            rows.put(row if row.state == RUNNING else _running(row, event, row.equipment))
        case OperationPaused() as paused:
            rows.put(_stopped(_row(row, event, paused.order, paused.operation), event, PAUSED))
        case OperationCompleted() as done:
            rows.put(_stopped(_row(row, event, done.order, done.operation), event, COMPLETED))


def _run(
    row: OperationRow | None, event: Event, begun: OperationStarted | OperationResumed
) -> RunRow:
    named = begun.equipment if isinstance(begun, OperationStarted) else ""
    return RunRow(
        stream=event.stream,
        begun=event.hash,
        order=begun.order,
        operation=begun.operation,
        equipment=named or (row.equipment if row else ""),
        station=event.station,
        by=event.actor,
        at_ms=event.wall,
    )


def _row(row: OperationRow | None, event: Event, order: str, operation: str) -> OperationRow:
    row = row or OperationRow(stream=event.stream, order=order, operation=operation)
    return replace(row, changed_ms=event.wall)


def _running(row: OperationRow, event: Event, equipment: str) -> OperationRow:
    worked = row.worked_ms + _current_run_ms(row, event.wall)
    return replace(
        row,
        state=RUNNING,
        started=event.hash,
        started_at=event.station,
        by=event.actor,
        equipment=equipment or row.equipment,
        since_ms=event.wall,
        started_ms=event.wall,
        worked_ms=worked,
    )


def _stopped(row: OperationRow, event: Event, state: str) -> OperationRow:
    worked = row.worked_ms + _current_run_ms(row, event.wall)
    return replace(row, state=state, worked_ms=worked, since_ms=event.wall)


def _current_run_ms(row: OperationRow, now_ms: int) -> int:
    return max(0, now_ms - row.since_ms) if row.state == RUNNING else 0


def _clash(row: OperationRow, event: Event) -> DoubleStartRow:
    return DoubleStartRow(
        stream=row.stream,
        order=row.order,
        operation=row.operation,
        first=row.started,
        second=event.hash,
        first_station=row.started_at,
        second_station=event.station,
        at_ms=event.wall,
    )
