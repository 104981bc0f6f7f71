"""What the execute screen shows of one operation, asked in one go on the reader thread."""

from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import Connection

from app.capabilities.flows.moves.bodies import END
from app.capabilities.people.accounts.queries import person
from app.capabilities.production.calls.queries import call_of_station
from app.capabilities.production.calls.tables import CallRow
from app.capabilities.production.holds.answers import Hold, ListAge, Work
from app.capabilities.production.holds.decisions import covering
from app.capabilities.production.holds.queries import holds_touching, list_age, who_set
from app.capabilities.production.operations.decisions import Situation
from app.capabilities.production.operations.queries import situation
from app.capabilities.production.orders.queries import released_order
from app.capabilities.production.progress.answers import Task, WorkInHand
from app.capabilities.production.progress.queries import work_in_hand
from app.capabilities.production.weighings.decisions import Band, band
from app.capabilities.production.weighings.queries import weighings
from app.capabilities.production.weighings.tables import WeighingRow
from app.capabilities.quality.nonconformance.records.queries import numbers
from app.kernel.place import Place
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.stations.desk import whose_operation

_LIVE = ListAge(has_server=False)


@dataclass(frozen=True, slots=True)
class Way:
    """Where pieces may go from here; `name` is empty for the end of the route."""

    target: str
    name: Bilingual
    is_rework: bool


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a step weighs: its band for this order, and the portions that count, oldest first."""

    band: Band
    portions: tuple[WeighingRow, ...]

    @property
    def so_far(self) -> Decimal:
        """Return what is weighed already, in the band's unit."""
        return sum((one.net for one in self.portions), Decimal(0))

    @property
    def is_reached(self) -> bool:
        """Tell whether the step has its weight."""
        return self.band.is_reached(self.so_far)


@dataclass(frozen=True, slots=True)
class AtWork:
    """The work in hand, the ways on where there is a choice, and who stands behind the reports.

    `elsewhere` is why nothing may be done with it here.
    """

    work: WorkInHand
    ways: tuple[Way, ...]
    whole: bool
    names: dict[str, Bilingual]
    call: CallRow | None
    elsewhere: Refused | None
    weighings: dict[int, Weighing]
    """By the place of their step, from 0."""
    holds: tuple[Hold, ...] = ()
    """Every hold that may stand on it, wherever and on whatever it is done."""
    setters: dict[str, Bilingual] = field(default_factory=dict)
    """Who set each of them, by its name: a person, or a rule."""
    numbers: dict[str, str] = field(default_factory=dict)
    """The numbers of the nonconformances that hold, by the name a hold knows each by."""
    list_age: ListAge = _LIVE
    station: str = ""

    @property
    def task(self) -> Task:
        """Return the task in hand."""
        return self.work.task

    def held(self, machine: str = "") -> Hold | None:
        """Return the hold that stands on it, done here and on this machine (empty: as assigned)."""
        task = self.task
        begun_at = task.started_at if task.state == "running" else ""
        stations = tuple(filter(None, (self.station, begun_at)))
        work = Work(task.order, task.operation, machine or task.equipment, stations)
        return next(iter(covering(self.holds, work)), None)


def at_work(
    connection: Connection, place: Place, order: str, operation: str, now_ms: int
) -> AtWork | Refused:
    """Return everything the execute screen shows, or why there is nothing to show."""
    station = place.station
    found = whose_operation(connection, station, order, operation)
    try:
        now = situation(connection, order, operation)
        work = work_in_hand(connection, order, operation, now_ms)
    except Refused as refused:
        return refused
    return AtWork(
        work=work,
        ways=_ways(now, work),
        whole=now.whole,
        names=_names(connection, {one.actor for one in work.reports}),
        call=call_of_station(connection, station),
        elsewhere=found if isinstance(found, Refused) else None,
        weighings=_weighings(connection, work),
        holds=(holds := holds_touching(connection, order)),
        setters={one.hold: who_set(connection, one) for one in holds},
        numbers=numbers(connection, (one.ncr for one in holds)),
        list_age=list_age(connection, place, now_ms),
        station=station,
    )


def _weighings(connection: Connection, work: WorkInHand) -> dict[int, Weighing]:
    steps = work.instruction.steps if work.instruction else ()
    weighing = {place: step.weigh for place, step in enumerate(steps) if step.weigh}
    if not weighing:
        return {}
    order, operation = work.task.order, work.task.operation
    pieces = released_order(connection, order).quantity
    rows = weighings(connection, order, operation)
    return {
        place: Weighing(band(weigh, pieces), tuple(row for row in rows if row.step == place))
        for place, weigh in weighing.items()
    }


def _ways(now: Situation, work: WorkInHand) -> tuple[Way, ...]:
    if len(work.targets) + len(work.rework) < 2:
        return ()
    forward = tuple(Way(target, _name(now, target), False) for target in work.targets)
    return (*forward, *(Way(target, _name(now, target), True) for target in work.rework))


def _name(now: Situation, target: str) -> Bilingual:
    operation = now.route.operation(target)
    return Bilingual("", "") if operation is None or target == END else operation.name


def _names(connection: Connection, people: set[str]) -> dict[str, Bilingual]:
    found = {one: person(connection, one) for one in people}
    return {one: known.name for one, known in found.items() if known is not None}
