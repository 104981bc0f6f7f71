"""What one may ask of tasks."""

from typing import ClassVar

from app.capabilities.flows.notices.commands import ASK
from app.capabilities.flows.tasks import decisions
from app.capabilities.flows.tasks.queries import task
from app.capabilities.people.accounts.queries import person, roles_here
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.journal.ruling import Matter
from app.journal.todo import Urgency
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

DO = "flows.do_tasks"


class AskTask(Command, frozen=True, kw_only=True):
    """Ask somebody, by role or by name, to do something; late `due_min` minutes from now."""

    right: ClassVar[str] = ASK
    title: Bilingual
    roles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    due_min: int = 0
    urgency: Urgency = Urgency.NORMAL
    note: str = ""
    matter: Matter = Matter()


class TakeTask(Command, frozen=True, kw_only=True):
    """Do a task oneself: it waits for nobody else then."""

    right: ClassVar[str] = DO
    task: str


class FinishTask(Command, frozen=True, kw_only=True):
    """Say that a task is done, and what was found."""

    right: ClassVar[str] = DO
    task: str
    remarks: str = ""


class DelegateTask(Command, frozen=True, kw_only=True):
    """Hand a task on to a person."""

    right: ClassVar[str] = DO
    task: str
    to: str
    remarks: str = ""


class WithdrawTask(Command, frozen=True, kw_only=True):
    """Ask for a task no longer."""

    right: ClassVar[str] = ASK
    task: str
    remarks: str


def ask(acting: Acting, command: AskTask) -> list[Happened]:
    """Answer AskTask. Refuses also `task.person_gone`."""
    for name in command.people:
        _check_active(acting, name)
    return [
        decisions.ask(
            acting.new_id(),
            command.title,
            command.roles,
            command.people,
            command.due_min,
            command.matter,
            urgency=command.urgency,
            note=command.note,
        )
    ]


def take(acting: Acting, command: TakeTask) -> list[Happened]:
    """Answer TakeTask."""
    row = task(acting.connection, command.task)
    done = decisions.take(row, acting.actor, _roles(acting), acting.now_ms)
    return [] if done is None else [done]


def finish(acting: Acting, command: FinishTask) -> list[Happened]:
    """Answer FinishTask."""
    row = task(acting.connection, command.task)
    return [decisions.finish(row, acting.actor, _roles(acting), command.remarks, acting.now_ms)]


def delegate(acting: Acting, command: DelegateTask) -> list[Happened]:
    """Answer DelegateTask. Refuses also `task.person_gone`."""
    row = task(acting.connection, command.task)
    handed = decisions.delegate(
        row, acting.actor, _roles(acting), command.to, command.remarks, acting.now_ms
    )
    _check_active(acting, command.to)
    return [handed]


def withdraw(acting: Acting, command: WithdrawTask) -> list[Happened]:
    """Answer WithdrawTask."""
    row = task(acting.connection, command.task)
    return [decisions.withdraw(row, acting.actor, command.remarks)]


def _roles(acting: Acting) -> tuple[str, ...]:
    return roles_here(acting.connection, acting.actor, acting.place)


def _check_active(acting: Acting, name: str) -> None:
    found = person(acting.connection, name)
    if found is None or not found.is_active:
        raise Refused("task.person_gone", person=found.name if found else name)
