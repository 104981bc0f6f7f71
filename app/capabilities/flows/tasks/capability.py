"""The plug of tasks."""

from app.capabilities.flows.notices.commands import ASK
from app.capabilities.flows.tasks import commands
from app.capabilities.flows.tasks.commands import DO
from app.capabilities.flows.tasks.events import (
    TaskAsked,
    TaskDelegated,
    TaskFinished,
    TaskTaken,
    TaskWithdrawn,
)
from app.capabilities.flows.tasks.fold import fold
from app.capabilities.flows.tasks.tables import TaskRow
from app.capabilities.flows.tasks.todos import todos
from app.journal.capability import Capability, or_a_rule

CAPABILITY = Capability(
    name="flows.tasks",
    happened=(TaskAsked, TaskTaken, TaskDelegated, TaskFinished, TaskWithdrawn),
    rows=(TaskRow,),
    fold=fold,
    commands={
        commands.AskTask: commands.ask,
        commands.TakeTask: commands.take,
        commands.FinishTask: commands.finish,
        commands.DelegateTask: commands.delegate,
        commands.WithdrawTask: commands.withdraw,
    },
    needs={
        TaskAsked: or_a_rule(ASK, named="task"),
        TaskTaken: (DO,),
        TaskDelegated: (DO,),
        TaskFinished: (DO,),
        TaskWithdrawn: (ASK,),
    },
    todos=(todos,),
)
