"""What can happen to a task: asked, taken, handed on, done, or no longer wanted."""

from typing import ClassVar

from app.journal.event import Happened, Whole
from app.journal.ruling import Matter
from app.journal.todo import Urgency
from app.kernel.words import Bilingual


class _OfTask(Happened, frozen=True, kw_only=True):
    task: str

    @property
    def stream(self) -> str:
        return task_stream(self.task)


class TaskAsked(_OfTask, frozen=True, kw_only=True):
    """Anybody with one of `roles`, or one of `people`, is asked to do `title`.

    `task` names it: one of the same name, asked at another station, is the same task. What a rule
    asks is named by its firing. It is late `due_min` minutes after it was asked (0: never); then
    `escalated` roles see it too. `note` says more, as it was typed.
    """

    kind: ClassVar[str] = "flows.task_asked"
    title: Bilingual
    roles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    due_min: Whole = 0
    matter: Matter = Matter()
    firing: str = ""
    escalated: tuple[str, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    note: str = ""


class TaskTaken(_OfTask, frozen=True, kw_only=True):
    """The actor does it; others need not."""

    kind: ClassVar[str] = "flows.task_taken"


class TaskDelegated(_OfTask, frozen=True, kw_only=True):
    """It is `to`'s now, by their id; `remarks` say why."""

    kind: ClassVar[str] = "flows.task_delegated"
    to: str
    remarks: str = ""


class TaskFinished(_OfTask, frozen=True, kw_only=True):
    """It is done; `remarks` say what was found or done."""

    kind: ClassVar[str] = "flows.task_finished"
    remarks: str = ""


class TaskWithdrawn(_OfTask, frozen=True, kw_only=True):
    """Whoever asked needs it no longer."""

    kind: ClassVar[str] = "flows.task_withdrawn"
    remarks: str


def task_stream(task: str) -> str:
    """Return the stream of one task."""
    return f"task/{task}"
