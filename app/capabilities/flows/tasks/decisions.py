"""What is allowed with tasks: pure rules."""

from collections.abc import Collection

from app.capabilities.flows.notices.decisions import LONGEST, check_text, each_once
from app.capabilities.flows.tasks.events import (
    TaskAsked,
    TaskDelegated,
    TaskFinished,
    TaskTaken,
    TaskWithdrawn,
)
from app.capabilities.flows.tasks.tables import DONE, WITHDRAWN, TaskRow
from app.journal.ruling import Matter
from app.journal.todo import Urgency
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

MOST_DUE_MIN = 366 * 24 * 60


def ask(  # noqa: PLR0913  # the parts of a task, spelled once
    key: str,
    title: Bilingual,
    roles: tuple[str, ...],
    people: tuple[str, ...] = (),
    due_min: int = 0,
    matter: Matter | None = None,
    firing: str = "",
    *,
    escalated: tuple[str, ...] = (),
    urgency: Urgency = Urgency.NORMAL,
    note: str = "",
) -> TaskAsked:
    """Ask somebody to do something, once: what has the same `key` is the same task.

    `due_min` is in minutes from now, 0 for never late. `key` is the firing of the rule that asks,
    with its number where a rule asks more than one thing; else a new id.
    Refuses `task.text_missing`, `.text_long`, `.to_nobody`, `.due`, `notice.text_long`.
    """
    said = check_text(title, "task.text_missing")
    if not roles and not people:
        raise Refused("task.to_nobody")
    if not 0 <= due_min <= MOST_DUE_MIN:
        raise Refused("task.due")
    return TaskAsked(
        task=key,
        title=said,
        roles=each_once(roles),
        people=each_once(people),
        due_min=due_min,
        matter=matter or Matter(),
        firing=firing,
        escalated=each_once(escalated),
        urgency=urgency,
        note=_remarks(note),
    )


def take(row: TaskRow | None, actor: str, roles: Collection[str], now_ms: int) -> TaskTaken | None:
    """Do it oneself; None where one does already.

    Refuses `task.unknown`, `.ended`, `.taken`, `.not_yours`.
    """
    held = _going_on(row)
    if held.holder == actor:
        return None
    if held.holder:
        raise Refused("task.taken", by=held.holder)
    _check_theirs(held, actor, roles, now_ms)
    return TaskTaken(task=held.task)


def finish(
    row: TaskRow | None, actor: str, roles: Collection[str], remarks: str, now_ms: int
) -> TaskFinished:
    """Say that it is done: whoever took it, or anybody it waits for while nobody has.

    Refuses `task.unknown`, `.ended`, `.taken`, `.not_yours`, `.text_long`.
    """
    held = _going_on(row)
    if held.holder and held.holder != actor:
        raise Refused("task.taken", by=held.holder)
    _check_theirs(held, actor, roles, now_ms)
    return TaskFinished(task=held.task, remarks=_remarks(remarks))


def delegate(
    row: TaskRow | None,
    actor: str,
    roles: Collection[str],
    to: str,
    remarks: str,
    now_ms: int,
) -> TaskDelegated:
    """Hand it on to a person: whoever has it, who asked for it, or who sees it late.

    Refuses `task.unknown`, `.ended`, `.not_yours`, `.delegated_to_oneself`, `.text_long`.
    """
    held = _going_on(row)
    is_late = held.due_ms is not None and held.due_ms < now_ms
    if actor not in (held.holder, held.asked_by) and (is_late or not held.holder):
        _check_theirs(held, actor, roles, now_ms)
    elif actor not in (held.holder, held.asked_by):
        raise Refused("task.taken", by=held.holder)
    if to == (held.holder or actor):
        raise Refused("task.delegated_to_oneself")
    return TaskDelegated(task=held.task, to=to, remarks=_remarks(remarks))


def withdraw(row: TaskRow | None, actor: str, remarks: str) -> TaskWithdrawn:
    """Ask for it no longer: only who asked, with a reason.

    Refuses `task.unknown`, `.ended`, `.others`, `.remarks_missing`, `.text_long`.
    """
    held = _going_on(row)
    if held.asked_by != actor:
        raise Refused("task.others")
    if not (said := _remarks(remarks)):
        raise Refused("task.remarks_missing")
    return TaskWithdrawn(task=held.task, remarks=said)


def is_theirs(row: TaskRow, actor: str, roles: Collection[str], now_ms: int) -> bool:
    """Tell whether a task waits for a person: it is theirs, their role's, or late and told them."""
    if actor in (row.holder, *row.people) or not set(row.roles).isdisjoint(roles):
        return True
    is_late = row.due_ms is not None and row.due_ms < now_ms
    return is_late and not set(row.escalated).isdisjoint(roles)


def _going_on(row: TaskRow | None) -> TaskRow:
    if row is None:
        raise Refused("task.unknown")
    if row.state in (DONE, WITHDRAWN):
        raise Refused("task.ended", by=row.ended_by)
    return row


def _check_theirs(row: TaskRow, actor: str, roles: Collection[str], now_ms: int) -> None:
    if not is_theirs(row, actor, roles, now_ms):
        raise Refused("task.not_yours")


def _remarks(text: str) -> str:
    said = text.strip()
    if len(said) > LONGEST:
        raise Refused("task.text_long", most=LONGEST)
    return said
