"""A day of the demo plant, for the gallery: one station that holds what all ten did.

day = a_day(folder)          # everything through the real commands, on a clock moved by hand
day.station.sessions.log_in(LEAD, day.pins[LEAD])
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from app.capabilities.equipment.commands import AssignWorkCentres
from app.capabilities.people.commands import IssueKey, NoteFailedLogin, NoteLogin
from app.capabilities.people.starting.commands import starting_people, starting_roles
from app.capabilities.production.bodies import Route
from app.capabilities.production.calls.commands import CallForHelp
from app.capabilities.production.calls.events import CallReason
from app.capabilities.production.operations.commands import (
    PauseOperation,
    ReportOperation,
    StartOperation,
)
from app.capabilities.production.operations.decisions import Scrap
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.orders.events import OrderPlanned
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.roster import ROSTER
from app.capabilities.sites.events import StationEnrolled
from app.demo import plant
from app.journal.capability import Command
from app.journal.journal import Author, Journal
from app.journal.upcast import Vocabulary
from app.journal.upgrade import make_ready
from app.kernel.paths import resources
from app.kernel.sealing import Hardness, new_private_bytes, seal
from app.stations.identity import found
from app.stations.issued_keys import keep_key
from app.stations.key_places import FileStore
from app.stations.lockout import Tries, keep_tries
from app.stations.profile import FILE_NAME, write_profile
from app.stations.station import DATABASE, Station, open_station
from app.store import local
from app.store.engine import open_writer

HERE = "SUP-1"
LEAD, ADMINISTRATOR, LOCKED = "P-0110", "P-0124", "P-0107"
HOUR_MS = 3_600_000
MINUTE_MS = 60_000
_FOUNDER = "P-0001"
_CHAIN = "day"
_NOW_MS = int(datetime(2026, 11, 22, 6, 26, tzinfo=UTC).timestamp() * 1000)
_QUICK = Hardness(memory_kib=8, passes=1)
"""A gallery draws; nobody's secret lies behind these keys."""


@dataclass
class StillClock:
    """A clock that stands where it is put."""

    ms: int

    def now_ms(self) -> int:
        return self.ms

    def offset_min(self) -> int:
        return 480

    def monotonic_s(self) -> float:
        return self.ms / 1000


@dataclass(frozen=True)
class Day:
    """The station at the end of the day told, and the PINs of those who may log in."""

    station: Station
    clock: StillClock
    pins: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Job:
    """One order of the day: how much, until when, and how far it is (operations done, share)."""

    order: str
    product: str
    quantity: int
    due: str
    done: int | None = None
    share: Decimal = Decimal(0)
    paused: bool = False
    quiet_min: int = 6


_JOBS = (
    _Job("WO-2611-0179", "IS-20F", 20_000, "2026-11-21", 11, Decimal("0.6"), quiet_min=112),
    _Job("WO-2611-0187", "IS-20F", 20_000, "2026-11-25", 3, Decimal("0.7"), quiet_min=9),
    _Job("WO-2611-0188", "IS-60F", 10_000, "2026-11-22", 8, Decimal("0.3"), quiet_min=124),
    _Job("WO-2611-0190", "LA-316", 200, "2026-11-24", 1, Decimal("0.48"), quiet_min=3),
    _Job("WO-2611-0186", "LA-316", 200, "2026-11-23", 3, Decimal("0.71"), quiet_min=26),
    _Job("WO-2611-0181", "LA-316", 200, "2026-11-22", 4, Decimal("0.4"), paused=True),
    _Job("WO-2611-0176", "IS-20F", 20_000, "2026-11-24", 5, Decimal("0.5"), quiet_min=12),
    _Job("WO-2611-0191", "LA-316", 200, "2026-11-25", 0),
    _Job("WO-2611-0163", "LA-316", 200, "2026-11-22", 6),
    _Job("WO-2611-0192", "IS-20F", 20_000, "2026-11-28"),
    _Job("WO-2611-0193", "IS-20F", 20_000, "2026-11-30"),
    _Job("WO-2611-0194", "IS-60F", 15_000, "2026-12-01"),
    _Job("WO-2611-0195", "LA-316", 600, "2026-12-02"),
)
_SILENT = "ST-AS"
"""The station that has not been heard of for two hours."""
_STEP_MS = 9 * HOUR_MS
_LOST = (64, 52, 31, 0, 47, 22, 19)
"""Scrap per operation of a lot of 20,000."""


@dataclass(frozen=True, slots=True)
class _Act:
    """What somebody did at a station at a time."""

    ms: int
    command: Command
    actor: str
    station: str


class _Plant:
    """Every station's hand on one journal: what arrives by sync stands there just so."""

    def __init__(self, folder: Path, clock: StillClock) -> None:
        self.clock = clock
        self.engine = open_writer(folder / DATABASE)
        self._vocabulary = Vocabulary(ROSTER)
        make_ready(self.engine, self._vocabulary)
        self._journals: dict[str, Journal] = {}
        with self.engine.begin() as connection:
            local.put(connection, "chain", "own", _CHAIN.encode())

    def journal(self, station: str) -> Journal:
        if station not in self._journals:
            author = Author(station, _CHAIN if station == HERE else station, plant.area().area)
            made = Journal(author, self._vocabulary, self.clock, lambda *_: True)
            self._journals[station] = made
        return self._journals[station]

    def do(self, command: Command, actor: str = _FOUNDER, station: str = HERE) -> None:
        with self.engine.begin() as connection:
            self.journal(station).carry_out(connection, command, actor)

    def note(self, happened: StationEnrolled) -> None:
        with self.engine.begin() as connection:
            self.journal(HERE).record(connection, [happened], _FOUNDER)


def a_day(folder: Path) -> Day:
    """Found the plant in an empty `folder` and let the day happen."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = StillClock(_NOW_MS - 10 * 24 * HOUR_MS)
    store = FileStore(folder / "station.key", passphrase="demo", machine=None)
    place = next(one for one in plant.demo_stations() if one.code == HERE)
    write_profile(folder / FILE_NAME, plant.profile(place))
    identity = found(folder, HERE, (store,))
    made = _Plant(folder, clock)
    people = {one.command.person: one for one in starting_people(_data("people.toml"), "demo")}
    _define(made, (one.command for one in people.values()))
    pins = {person: people[person].pin for person in (LEAD, ADMINISTRATOR)}
    for person, pin in pins.items():
        sealed = seal(
            new_private_bytes(),
            owner=person,
            secret=pin,
            station_secret=identity.secret,
            hardness=_QUICK,
        )
        with made.engine.begin() as connection:
            keep_key(connection, sealed)
        made.do(IssueKey(person=person, station=HERE, public_key=sealed.public_key.hex()))
    _issue_keys(made, tuple(people))
    _work(made)
    _lock_out(made)
    made.engine.dispose()
    clock.ms = _NOW_MS
    return Day(open_station(folder, (store,), clock=clock), clock, pins)


def _define(made: _Plant, people: Iterable[Command]) -> None:
    made.do(plant.area())
    for command in (*starting_roles(_data("roles.toml")), *people, *_definitions()):
        made.do(command)
    for number, one in enumerate(plant.stations()):
        made.note(
            StationEnrolled(
                station=one.code,
                name=one.name,
                purpose=one.purpose.value,
                areas=(plant.area().area,),
                public_key=f"{number:064x}",
            )
        )


def _issue_keys(made: _Plant, people: tuple[str, ...]) -> None:
    """Note at which stations people's keys lie; the newest of them has none yet."""
    places = [one.code for one in plant.stations()]
    for number, person in enumerate(people[:-1]):
        if person not in (LEAD, ADMINISTRATOR):
            key = f"{number + 4096:064x}"
            for place in (places[number % len(places)], places[(number + 1) % len(places)]):
                made.do(IssueKey(person=person, station=place, public_key=key))


def _lock_out(made: _Plant) -> None:
    """Somebody typed a wrong PIN five times a moment ago."""
    made.clock.ms = _NOW_MS - 6 * MINUTE_MS
    until_ms = _NOW_MS + 9 * MINUTE_MS
    made.do(NoteFailedLogin(person=LOCKED, tries=5, locked_until_ms=until_ms), LOCKED)
    with made.engine.begin() as connection:
        keep_tries(connection, LOCKED, Tries(5, until_ms))


def _definitions() -> Iterable[Command]:
    """Yield the plant's definitions, each of the ten stations serving what it serves."""
    yield from (one for one in plant.commands() if not isinstance(one, AssignWorkCentres))
    for place in plant.stations():
        yield AssignWorkCentres(station=place.code, work_centres=place.work_centres)


def _work(made: _Plant) -> None:
    """Let everything happen in the order of its time, as the stations wrote it."""
    made.clock.ms = _NOW_MS - 9 * 24 * HOUR_MS
    made.do(ImportPlan(orders=tuple(_planned(job) for job in _JOBS)), LEAD)
    routes = {one.code: one for one in plant.routes()}
    acts = [*_logins(), *_calls()]
    for job in _JOBS:
        if job.done is not None:
            acts += _made(job, routes["R-LA" if job.product == "LA-316" else "R-IS"])
    for act in sorted(acts, key=lambda one: one.ms):
        made.clock.ms = act.ms
        made.do(act.command, act.actor, act.station)


def _planned(job: _Job) -> OrderPlanned:
    name = "316L鲁尔接头" if job.product == "LA-316" else "一次性使用输液器"
    return OrderPlanned(
        order=job.order,
        product=job.product,
        product_name=name,
        quantity=Decimal(job.quantity),
        unit="个" if job.product == "LA-316" else "套",
        due=job.due,
        start="2026-11-16",
        priority="加急" if job.share > Decimal("0.65") else "普通",
        file="生产计划_2026第47周.xlsx",
    )


def _made(job: _Job, route: Route) -> list[_Act]:
    """Return the acts by which an order came as far as it is."""
    assert job.done is not None
    start_ms = _NOW_MS - (job.done + 1) * _STEP_MS - HOUR_MS
    acts = [_Act(start_ms - HOUR_MS, ReleaseOrder(order=job.order), LEAD, HERE)]
    left = Decimal(job.quantity)
    for place in range(job.done):
        lost = Decimal(_LOST[place % len(_LOST)] * job.quantity // 20_000)
        at_ms = start_ms + place * _STEP_MS
        acts += _run(job, route, place, (left - lost, lost), at_ms, at_ms + _STEP_MS // 2)
        left -= lost
    if job.share:
        acts += _running(job, route, left)
    return acts


def _running(job: _Job, route: Route, left: Decimal) -> list[_Act]:
    """Return the acts at the operation in work and, of a large order, at the next one."""
    assert job.done is not None
    good = (left * job.share).to_integral_value()
    lost = Decimal(job.quantity // 10_000)
    last_ms = _NOW_MS - job.quiet_min * MINUTE_MS
    acts = _run(job, route, job.done, (good, lost), last_ms - 3 * HOUR_MS, last_ms)
    if job.paused:
        code = route.operations[job.done].code
        pause = PauseOperation(order=job.order, operation=code, reason="换班")
        acts.append(_Act(last_ms + MINUTE_MS, pause, acts[-1].actor, acts[-1].station))
    if job.quantity > 1_000 and not route.operations[job.done + 1].min_dwell_min:
        half = (good / 2).to_integral_value()
        next_ms = max(last_ms + 2 * MINUTE_MS, _NOW_MS - 18 * MINUTE_MS)
        acts += _run(job, route, job.done + 1, (half, lost), last_ms + MINUTE_MS, next_ms)
    return acts


def _run(
    job: _Job, route: Route, place: int, amounts: tuple[Decimal, Decimal], from_ms: int, to_ms: int
) -> list[_Act]:
    """Return start and report of one operation, by somebody at a station that serves it."""
    one = route.operations[place]
    station = next(s.code for s in plant.stations() if one.work_centre in s.work_centres)
    person = f"P-{101 + place % 9:04}"
    machine = one.equipment[0] if one.equipment else ""
    start = StartOperation(order=job.order, operation=one.code, equipment=machine)
    good, lost = amounts
    scrap = (Scrap(route.scrap_reasons[0].code, lost),) if lost else ()
    report = ReportOperation(order=job.order, operation=one.code, good=good, scrap=scrap)
    return [_Act(from_ms, start, person, station), _Act(to_ms, report, person, station)]


def _logins() -> list[_Act]:
    """Return the last thing heard of each station."""
    acts = []
    for number, place in enumerate(plant.stations()):
        quiet = 122 if place.code == _SILENT else 4 + number % 3
        person = f"P-{101 + number % 9:04}"
        at_ms = _NOW_MS - quiet * MINUTE_MS
        acts.append(_Act(at_ms, NoteLogin(person=person), person, place.code))
    return acts


def _calls() -> list[_Act]:
    return [
        _Act(_NOW_MS - minutes * MINUTE_MS, CallForHelp(reason=reason), person, station)
        for minutes, reason, person, station in (
            (23, CallReason.QUALITY, "P-0105", "ST-LT"),
            (11, CallReason.MATERIAL, "P-0106", "ST-UW"),
            (4, CallReason.EQUIPMENT, "P-0107", "ST-PK"),
        )
    ]


def _data(name: str) -> Path:
    return resources() / "plant" / name
