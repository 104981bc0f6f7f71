"""Questions about tasks."""

from sqlalchemy import Connection, bindparam, or_, select

from app.capabilities.flows.tasks.events import task_stream
from app.capabilities.flows.tasks.tables import OPEN, TAKEN, TaskRow
from app.journal.rows import read
from app.store.prepared import Prepared

_tasks = TaskRow.table
_GOING_ON = Prepared(
    select(_tasks)
    .where(or_(_tasks.c.state == OPEN, _tasks.c.state == TAKEN))
    .order_by(_tasks.c.asked_ms, _tasks.c.task)
)
_ONE = Prepared(select(_tasks).where(_tasks.c.stream == bindparam("stream")))


def task(connection: Connection, key: str) -> TaskRow | None:
    """Return one task by its name."""
    return next(iter(read(connection, TaskRow, _ONE, {"stream": task_stream(key)})), None)


def going_on(connection: Connection) -> tuple[TaskRow, ...]:
    """Return the tasks not done yet, the oldest first."""
    return read(connection, TaskRow, _GOING_ON)


def asked_by(connection: Connection, person: str, limit: int = 100) -> tuple[TaskRow, ...]:
    """Return what a person asked for, done or not, the latest first."""
    query = select(_tasks).where(_tasks.c.asked_by == person)
    latest = query.order_by(_tasks.c.asked_ms.desc(), _tasks.c.task).limit(limit)
    return read(connection, TaskRow, latest)
