"""A real station with real people and products, for the tests of bench screens."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.capabilities.equipment.machines.commands import AssignWorkCentres
from app.capabilities.people.accounts.commands import IssueKey
from app.capabilities.people.identities.commands import VerifyIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.people.starting.commands import starting_people, starting_roles
from app.capabilities.production.bodies import Product, Route
from app.capabilities.roster import ROSTER
from app.capabilities.sites.commands import DefineArea
from app.journal.capability import Command
from app.journal.journal import Author, Journal
from app.journal.upcast import Vocabulary
from app.journal.upgrade import make_ready
from app.kernel.paths import resources
from app.kernel.place import Place
from app.kernel.sealing import Hardness, new_private_bytes, seal
from app.kernel.words import Bilingual
from app.stations.identity import found
from app.stations.issued_keys import keep_key
from app.stations.key_places import FileStore
from app.stations.profile import FILE_NAME, Profile, Purpose, write_profile
from app.stations.station import DATABASE, Station, open_station
from app.store import local
from app.store.engine import open_writer
from app.ui.floor import Floor
from tests.capabilities.documents.library import put_in_force
from tests.capabilities.production.factory import PRODUCT, ROUTE
from tests.journal.node import HandClock, lay_out

LEAD, LEAD_PIN = "P-0110", "258010"
ADMIN, ADMIN_PIN = "P-0124", "258024"
OPERATOR, OPERATOR_PIN = "P-0101", "258001"
QUALITY, QUALITY_PIN = "P-0123", "258023"
_KEYS = (
    (LEAD, LEAD_PIN),
    (ADMIN, ADMIN_PIN),
    (OPERATOR, OPERATOR_PIN),
    (QUALITY, QUALITY_PIN),
)
SETS = Bilingual("套", "sets")
INFUSION = Route(
    code="R-IS",
    name=Bilingual("输液器路线", "Infusion set route"),
    per=1000,
    operations=tuple(
        msgspec.structs.replace(one, code=code)
        for one, code in zip(ROUTE.operations, ("A10", "A20", "A160", "A170"), strict=True)
    ),
    edges=tuple(
        msgspec.structs.replace(
            edge,
            source=edge.source.replace("B10", "A10").replace("B20", "A20").replace("B40", "A160")
            .replace("B60", "A170"),
            target=edge.target.replace("B10", "A10").replace("B20", "A20").replace("B40", "A160")
            .replace("B60", "A170"),
        )
        for edge in ROUTE.edges
    ),
    scrap_reasons=ROUTE.scrap_reasons,
)  # fmt: skip


@dataclass
class Bench:
    """A station, its floor and its clock."""

    station: Station
    floor: Floor
    clock: HandClock

    def ask(self, query, *args):
        return self.station.ask(lambda connection: query(connection, *args)).result(10)

    def act(self, command):
        """Carry out a command as whoever is in front."""
        return self.station.act(command).result(10)

    def act_at(self, station, command, actor=OPERATOR):
        """Carry out a command as another station did: its event stands here as if it had come."""
        other = self._other(station)
        return self.station.writer.act(lambda c: other.carry_out(c, command, actor)).result(10)

    def record_at(self, station, *happened, actor=OPERATOR):
        """Let something have happened at another station that no command here would allow."""
        other = self._other(station)
        self.station.writer.act(lambda c: other.record(c, happened, actor)).result(10)

    def _other(self, station):
        author = Author(station, f"{station}-1", "CB-1")
        return Journal(author, Vocabulary(ROSTER), self.clock, _anything)

    def log_in(self, person=LEAD, pin=LEAD_PIN):
        return self.station.sessions.log_in(person, pin)

    def close(self):
        self.floor.blockSignals(True)  # screens of a test outlive its station by a moment
        self.floor.close()
        self.station.close()


def a_bench(folder: Path, *, also: Iterable[Command] = (), passphrase: str | None = None) -> Bench:
    """Found a supervisor's station in `folder`, seeded by whoever founds a plant."""
    clock = HandClock()
    store = FileStore(folder / "station.key", passphrase=passphrase, machine="test-machine")
    profile = Profile(
        station="SUP-1",
        name=Bilingual("班组长 SUP-1", "Supervisor SUP-1"),
        purpose=Purpose.SUPERVISOR,
        areas=("CB-1",),
        density="bench",
    )
    folder.mkdir(parents=True, exist_ok=True)
    write_profile(folder / FILE_NAME, profile)
    identity = found(folder, "SUP-1", (store,))
    vocabulary = Vocabulary(ROSTER)
    lay_out(folder / DATABASE, vocabulary)
    engine = open_writer(folder / DATABASE)
    make_ready(engine, vocabulary)
    journal = Journal(Author("SUP-1", "founding", "CB-1"), vocabulary, clock, _anything)
    with engine.begin() as connection:
        local.put(connection, "chain", "own", b"founding")
        for command in (*_founding(), *also):
            journal.carry_out(connection, command, "founder")
        for form, body in _documents():
            put_in_force(journal, connection, form, body.code, body)
        for person, pin in _KEYS:
            sealed = seal(
                new_private_bytes(),
                owner=person,
                secret=pin,
                station_secret=identity.secret,
                hardness=Hardness(memory_kib=8, passes=1),
            )
            keep_key(connection, sealed)
            command = IssueKey(person=person, station="SUP-1", public_key=sealed.public_key.hex())
            journal.carry_out(connection, command, "founder")
    engine.dispose()
    return opened_again(folder, passphrase=passphrase)


def opened_again(folder: Path, *, passphrase: str | None = None) -> Bench:
    """Open a station founded in `folder`, or a copy of it."""
    clock = HandClock()
    store = FileStore(folder / "station.key", passphrase=passphrase, machine="test-machine")
    station = open_station(folder, (store,), clock=clock)
    return Bench(station, Floor(station), clock)


def press(qtbot: QtBot, inside: QWidget, name: str) -> None:
    """Press a button as a person would: it must be in sight and free."""
    button = inside.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isVisible(), f"{name} is not in sight"
    assert button.isEnabled(), f"{name} is blocked: {button.accessibleDescription()}"
    button.click()


def free(inside: QWidget, name: str) -> bool:
    """Tell whether a button is in sight and may be pressed."""
    button = inside.findChild(QAbstractButton, name)
    return button is not None and button.isVisible() and button.isEnabled()


def _anything(_connection: object, _person: str, _right: str, _place: Place) -> bool:
    return True


def _founding() -> Iterable[Command]:
    plant = resources() / "plant"
    yield DefineArea(area="CB-1", name=Bilingual("一车间", "Shop 1"))
    yield from starting_roles(plant / "roles.toml")
    yield from (one.command for one in starting_people(plant / "people.toml", "founding"))
    for person in (ADMIN, LEAD, OPERATOR, QUALITY):
        yield VerifyIdentity(person=person, how=How.ID_CARD, evidence="HR file")
    yield AssignWorkCentres(station="WH-PK", work_centres=("WH",))
    yield AssignWorkCentres(station="CNC-QC", work_centres=("CNC", "QC"))


def _documents() -> Iterable[tuple[str, Product | Route]]:
    infusion = Product(
        code="IS-20F",
        name=Bilingual("一次性使用输液器（20滴/mL）", "Infusion set (20 drops/mL)"),
        unit=SETS,
        route="R-IS",
        lot_prefix="IS",
    )
    for product in (PRODUCT, infusion, msgspec.structs.replace(infusion, code="IS-60F")):
        yield "product", product
    gated = msgspec.structs.replace(ROUTE.operations[1], gates=("leak_test", "sequence"))
    operations = (ROUTE.operations[0], gated, *ROUTE.operations[2:])
    for route in (msgspec.structs.replace(ROUTE, operations=operations), INFUSION):
        yield "route", route
