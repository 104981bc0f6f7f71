"""A shift at the demo's machining station, for the gallery: told by real commands on a still clock.

shift = a_shift(folder)
shift.station.sessions.log_in(OPERATOR, shift.pins[OPERATOR])
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection, select

from app.capabilities.people.accounts.commands import IssueKey
from app.capabilities.people.identities.commands import VerifyIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.people.starting.commands import (
    starting_people,
    starting_qualifications,
    starting_roles,
)
from app.capabilities.production.bodies import Operation
from app.capabilities.production.operations.commands import (
    DispatchOperation,
    PauseOperation,
    ReportOperation,
    StartOperation,
    WeighPortion,
)
from app.capabilities.production.operations.decisions import Scrap
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.orders.events import OrderPlanned
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.roster import ROSTER
from app.capabilities.sites.commands import StateKeys
from app.demo import plant, stock
from app.demo.library import approve_next, put_in_force
from app.demo.still_clock import StillClock
from app.demo.weighed import read, weighed
from app.journal.capability import Command
from app.journal.journal import Author, Journal, Receipt
from app.journal.upcast import Vocabulary
from app.kernel.days import local_day
from app.kernel.parcel import ParcelKey
from app.kernel.paths import resources
from app.kernel.sealing import Hardness, SigningKey, new_private_bytes, seal
from app.stations.identity import found
from app.stations.issued_keys import keep_key
from app.stations.key_places import FileStore
from app.stations.lease import SERVER
from app.stations.profile import FILE_NAME, write_profile
from app.stations.station import Station, open_station
from app.store.tables import event
from app.sync.lease import VERSION, Lease, granted

HERE, WAREHOUSE = "CNC-QC", "WH-PK"
OPERATOR, INSPECTOR, LEAD, STOREMAN = "P-0102", "P-0117", "P-0110", "P-0113"
FIRST, SECOND, THIRD, KITTED = "WORK000434", "WORK000435", "WORK000436", "WORK000437"
NOW_MS = int(datetime(2026, 11, 22, 6, 26, tzinfo=UTC).timestamp() * 1000)
_MINUTE_MS = 60_000
CABLE_OUT_MIN = 122
"""How long ago the server was last heard of."""
_FOUNDER = "P-0001"
_QUICK = Hardness(memory_kib=8, passes=1)
"""A gallery draws; nobody's secret lies behind these keys."""


@dataclass(frozen=True)
class Shift:
    """The station in the afternoon, and the PINs of those who may log in."""

    station: Station
    clock: StillClock
    pins: dict[str, str]


class _Told:
    """Does what happened, at its time, at its station; other stations' acts came by sync."""

    def __init__(self, station: Station, clock: StillClock) -> None:
        self.station, self._clock = station, clock
        self._vocabulary = Vocabulary(ROSTER)
        self._journals: dict[str, Journal] = {}

    def at(self, minutes_ago: int) -> "_Told":
        self._clock.ms = NOW_MS - minutes_ago * _MINUTE_MS
        return self

    def do(self, command: Command, actor: str = _FOUNDER, station: str = HERE) -> None:
        journal = self.journal(station)
        self.station.writer.act(lambda c: journal.carry_out(c, command, actor)).result()

    def journal(self, station: str) -> Journal:
        if station not in self._journals:
            own = self.station.journal.author
            author = own if station == HERE else Author(station, station, own.area)
            made = Journal(author, self._vocabulary, self._clock, lambda *_: True)
            self._journals[station] = made
        return self._journals[station]


def a_shift(folder: Path) -> Shift:
    """Found the station in an empty `folder` and let the shift happen."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = StillClock(NOW_MS)
    store = FileStore(folder / "station.key", passphrase="demo", machine=None)
    place = next(one for one in plant.demo_stations() if one.code == HERE)
    write_profile(folder / FILE_NAME, plant.profile(place))
    found(folder, HERE, (store,))
    station = open_station(folder, (store,), clock=clock)
    told = _Told(station, clock)
    pins = _people(told.at(5 * 24 * 60))
    for command in (plant.hold_policy(), *plant.commands()):
        told.do(command)
    _put_in_force(told, pins)
    for one in stock.stocked(local_day(NOW_MS, clock.offset_min())):
        told.do(one.command, one.actor, WAREHOUSE)
    _work(told, pins)
    _leave_to_sign(told)
    _cable(told)
    clock.ms = NOW_MS
    return Shift(station, clock, pins)


def _people(told: _Told) -> dict[str, str]:
    folder = resources() / "plant"
    people = starting_people(folder / "people.toml", "demo plant")
    told.do(plant.area())
    for command in (*starting_roles(folder / "roles.toml"), *(one.command for one in people)):
        told.do(command)
    for vouching in starting_qualifications(folder / "qualifications.toml"):
        told.do(vouching, LEAD)
    pins = {one.command.person: one.pin for one in people}
    here = {
        person: pins[person] for person in (OPERATOR, "P-0103", INSPECTOR, STOREMAN, *plant.SIGNERS)
    }
    secret = told.station.facts.identity.secret
    for person, pin in here.items():
        sealed = seal(
            new_private_bytes(), owner=person, secret=pin, station_secret=secret, hardness=_QUICK
        )
        told.station.writer.act(lambda c, one=sealed: keep_key(c, one)).result()  # type: ignore[misc]  # mypy cannot infer a default
        told.do(IssueKey(person=person, station=HERE, public_key=sealed.public_key.hex()))
        told.do(VerifyIdentity(person=person, how=How.ID_CARD, evidence=f"HR-{person}"))
    return here


def _leave_to_sign(told: _Told) -> None:
    """Let the server have granted a week, two days ago."""
    server = SigningKey(new_private_bytes())
    keys = StateKeys(
        public_key=server.public_key.hex(),
        parcel_key=ParcelKey(beside=server).public_key.hex(),
    )
    told.do(keys, station=SERVER)
    issued_ms = NOW_MS - 55 * 60 * _MINUTE_MS
    week_ms = 7 * 24 * 60 * _MINUTE_MS
    lease = Lease(VERSION, HERE, issued_ms, issued_ms + week_ms, (), 0)
    told.station.sessions.door.take_lease(granted(lease, server.sign))


def _put_in_force(told: _Told, pins: dict[str, str]) -> None:
    prove = told.station.sessions.prove
    proofs = {one: prove(one, pins[one], one) for one in plant.SIGNERS}
    journal = told.journal(HERE)
    told.station.writer.act(lambda c: put_in_force(journal, c, proofs)).result()
    from_ms = NOW_MS + 4 * 24 * 60 * _MINUTE_MS
    told.station.writer.act(lambda c: approve_next(journal, c, proofs, from_ms)).result()


def _work(told: _Told, pins: dict[str, str]) -> None:
    """Let everything happen in the order of its time: a station's clock only goes forward."""

    def log_in(minutes_ago: int, person: str) -> None:
        told.at(minutes_ago).station.sessions.log_in(person, pins[person])

    told.at(3 * 24 * 60).do(ImportPlan(orders=tuple(_planned())), LEAD, WAREHOUSE)
    for order in (FIRST, SECOND, THIRD, KITTED):
        told.do(ReleaseOrder(order=order), LEAD, WAREHOUSE)
    kitting = next(one for route in plant.routes() for one in route.operations if one.code == "B10")
    pieces = {one.order: one.quantity for one in _planned()}
    for order, amount in ((SECOND, 60), (FIRST, 200), (THIRD, 80)):
        _start(told.at(26 * 60), order, "B10", WAREHOUSE)
        for portion in weighed(order, kitting, Decimal(pieces[order])):
            told.do(portion, STOREMAN, WAREHOUSE)
        _report(told.at(25 * 60), order, "B10", amount, station=WAREHOUSE)
    for minutes_ago, person in ((1326, "P-0122"), (391, LEAD), (346, INSPECTOR)):
        log_in(minutes_ago, person)
    _start(told.at(300), SECOND, "B20")
    _report(told.at(210), SECOND, "B20", 59, scrap=1)
    _start(told.at(200), SECOND, "B30")
    log_in(166, "P-0103")
    _report(told.at(150), SECOND, "B30", 59)
    _start(told.at(140), SECOND, "B40")
    _report(told.at(125), SECOND, "B40", 21)
    told.at(119).do(
        PauseOperation(order=SECOND, operation="B40", reason="changeover"), OPERATOR, HERE
    )
    _start(told.at(118), FIRST, "B20")
    _report(told.at(84), FIRST, "B20", 36, scrap=1)
    _report(told.at(52), FIRST, "B20", 40)
    _kit(told.at(40), kitting)
    log_in(34, OPERATOR)
    told.station.sessions.lock()
    _report(told.at(21), FIRST, "B20", 24, scrap=1)


def _kit(told: _Told, kitting: Operation) -> None:
    """Kit an order here: the warehouse is short of hands. Half of it is weighed."""
    told.do(DispatchOperation(order=KITTED, operation=kitting.code, station=HERE), LEAD)
    _start(told, KITTED, kitting.code)
    half = read(Decimal("2.100"), "kg", NOW_MS - 37 * _MINUTE_MS)
    portion = WeighPortion(order=KITTED, operation=kitting.code, step=2, weight=half)
    told.at(37).do(portion, OPERATOR)


def _cable(told: _Told) -> None:
    """Let the server have taken all there was until its cable was pulled."""
    since = NOW_MS - CABLE_OUT_MIN * _MINUTE_MS

    def judged(connection: Connection) -> None:
        query = select(event.c.hash, event.c.area, event.c.ordinal)
        rows = connection.execute(query.where(event.c.hlc < since << 16)).all()
        told.station.journal.judge(
            connection,
            [
                Receipt(
                    hash=row.hash,
                    area=row.area,
                    position=row.ordinal,
                    received_at=since,
                    plant_position=0,
                )
                for row in rows
            ],
        )

    told.station.writer.act(judged).result()


def _planned() -> Iterable[OrderPlanned]:
    for order, quantity, due, priority in (
        (FIRST, 200, "2026-11-24", "普通"),
        (SECOND, 60, "2026-11-21", "加急"),
        (THIRD, 120, "2026-11-27", "普通"),
        (KITTED, 200, "2026-11-28", "普通"),
    ):
        yield OrderPlanned(
            order=order,
            product="LA-316",
            product_name="316L鲁尔接头",
            quantity=Decimal(quantity),
            unit="个",
            due=due,
            priority=priority,
            file="生产计划_2026第47周.xlsx",
        )


def _start(told: _Told, order: str, operation: str, station: str = HERE) -> None:
    machine = {"B20": "CNC-01", "B30": "CLN-02"}.get(operation, "")
    told.do(
        StartOperation(order=order, operation=operation, equipment=machine),
        OPERATOR if station == HERE else STOREMAN,
        station,
    )


def _report(
    told: _Told, order: str, operation: str, good: int, *, scrap: int = 0, station: str = HERE
) -> None:
    lost = (Scrap("oversize", Decimal(scrap)),) if scrap else ()
    told.do(
        ReportOperation(order=order, operation=operation, good=Decimal(good), scrap=lost),
        OPERATOR if station == HERE else STOREMAN,
        station,
    )
