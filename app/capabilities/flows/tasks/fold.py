"""From what happened to a task to its state."""

from msgspec.structs import replace

from app.capabilities.flows.tasks.events import (
    TaskAsked,
    TaskDelegated,
    TaskFinished,
    TaskTaken,
    TaskWithdrawn,
)
from app.capabilities.flows.tasks.tables import DONE, OPEN, TAKEN, WITHDRAWN, TaskRow
from app.journal.event import Event
from app.journal.rows import Rows

MINUTE_MS = 60_000


def fold(rows: Rows, event: Event) -> None:
    """Fold one event.

    Of two of one name the first stands, as do the first who took it, and the first end of it: who
    did it after that, not knowing, is still in its history.
    """
    row = rows.get(TaskRow)
    if row is None:
        if isinstance(event.happened, TaskAsked):
            rows.put(_asked(event, event.happened))
    elif row.state in (OPEN, TAKEN):
        rows.put(_went_on(row, event))


def _asked(event: Event, asked: TaskAsked) -> TaskRow:
    return TaskRow(
        stream=event.stream,
        task=asked.task,
        zh=asked.title.zh,
        en=asked.title.en,
        note=asked.note,
        roles=asked.roles,
        people=asked.people,
        urgency=asked.urgency.value,
        due_ms=_due_ms(event.wall, asked.due_min),
        escalated=asked.escalated,
        matters=(asked.matter,),
        firing=asked.firing,
        asked_by=event.actor,
        asked_ms=event.wall,
        station=event.station,
        state=OPEN,
        holder="",
        held_ms=0,
        ended_by="",
        ended_ms=0,
        remarks="",
    )


def _due_ms(asked_ms: int, due_min: int) -> int | None:
    """Return when it is late; a forged number of minutes still fits its column."""
    return min(asked_ms + due_min * MINUTE_MS, 2**62) if due_min > 0 else None


def _went_on(row: TaskRow, event: Event) -> TaskRow:
    match event.happened:
        case TaskTaken() if not row.holder:
            return replace(row, state=TAKEN, holder=event.actor, held_ms=event.wall)
        case TaskDelegated() as handed:
            remarks = handed.remarks or row.remarks
            held = replace(row, state=TAKEN, holder=handed.to, held_ms=event.wall)
            return replace(held, remarks=remarks)
        case TaskFinished() as done:
            return _ended(row, DONE, event, done.remarks)
        case TaskWithdrawn() as withdrawn:
            return _ended(row, WITHDRAWN, event, withdrawn.remarks)
        case _:
            return row


def _ended(row: TaskRow, state: str, event: Event, remarks: str) -> TaskRow:
    return replace(row, state=state, ended_by=event.actor, ended_ms=event.wall, remarks=remarks)
