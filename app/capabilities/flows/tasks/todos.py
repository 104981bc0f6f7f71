"""What waits for people: the tasks not done yet."""

from collections.abc import Iterator

from app.capabilities.flows.tasks.queries import going_on
from app.journal.capability import Acting
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.words import Bilingual


def todos(acting: Acting) -> Iterator[Todo]:
    """Yield each task for whoever holds it, else for everybody it was asked of."""
    for row in going_on(acting.connection):
        yield Todo(
            key=row.stream,
            kind="task",
            title=Bilingual(row.zh, row.en),
            matter=row.matters[0] if row.matters else Matter(),
            since_ms=row.asked_ms,
            roles=() if row.holder else row.roles,
            people=(row.holder,) if row.holder else row.people,
            due_ms=row.due_ms,
            escalated=row.escalated,
            urgency=Urgency(row.urgency),
        )
