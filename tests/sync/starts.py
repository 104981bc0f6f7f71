"""Jobs that may begin once: a command's check protects one station, a query finds the rest."""

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from sqlalchemy import Connection, select

from app.journal.capability import Acting, Capability, Command
from app.journal.discrepancy import Check, Discrepancy
from app.journal.event import Event, Happened
from app.journal.rows import Row, Rows, state_table
from app.kernel.refused import Refused

BEGUN_TWICE = "begun_twice"


class Begun(Happened, frozen=True, kw_only=True):
    kind: ClassVar[str] = "simulated.begun"
    order_free: ClassVar[bool] = True
    job: str

    @property
    def stream(self) -> str:
        return f"job/{self.job}"


@state_table("simulated_begun", key=("hash",))
class BegunRow(Row, frozen=True, kw_only=True):
    hash: str


class Begin(Command, frozen=True, kw_only=True):
    """Begin a job. Refuses `job.begun`."""

    job: str


def begin(acting: Acting, command: Begin) -> list[Happened]:
    begun = Begun(job=command.job)
    table = BegunRow.table
    query = select(table.c.hash).where(table.c.stream == begun.stream)
    if acting.connection.execute(query).first() is not None:
        raise Refused("job.begun")
    return [begun]


def begun_twice(connection: Connection) -> Iterator[Discrepancy]:
    """Find jobs that began more than once."""
    table = BegunRow.table
    begun: defaultdict[str, list[str]] = defaultdict(list)
    for stream, name in connection.execute(select(table.c.stream, table.c.hash)):
        begun[stream].append(name)
    for stream, names in begun.items():
        if len(names) > 1:
            yield Discrepancy(
                kind=BEGUN_TWICE,
                subjects=(stream,),
                owner="",
                at_ms=0,
                stream=stream,
                looked_at=tuple(sorted(names)),
            )


def fold(rows: Rows, event: Event) -> None:
    rows.put(BegunRow(stream=event.stream, hash=event.hash))


STARTS = Capability(
    name="starts",
    happened=(Begun,),
    rows=(BegunRow,),
    fold=fold,
    commands={Begin: begin},
    checks=(Check((BEGUN_TWICE,), begun_twice),),
    needs={Begun: ("toy.pour",)},
)
