"""A plant with a real server on this machine and benches, real stations whose cable can be pulled.

    with a_shop_floor(tmp_path, PATROL) as floor:
        one, two = floor.benches
        one.unplug()
        one.do(StartOperation(...), OPERATOR)
        one.plug()

Everybody has the roles a plant starts with and a key of their own, the same at each bench.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from app.capabilities.equipment.machines.commands import AssignWorkCentres, DefineEquipment
from app.capabilities.flows.inbox.queries import inbox_of
from app.capabilities.forms.definition.bodies import Form
from app.capabilities.materials.bodies import MATERIAL
from app.capabilities.people.accounts.commands import IssueKey
from app.capabilities.people.identities.commands import VerifyIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.production.bodies import Instruction, Route, Step
from app.capabilities.quality.plans.bodies import INSPECTION_PLAN, InspectionPlan
from app.capabilities.records.discrepancies.queries import discrepancies
from app.capabilities.rules.definition.bodies import RULE
from app.demo import flows, rules
from app.journal.capability import Command
from app.journal.digest import digest
from app.journal.discrepancy import Discrepancy
from app.journal.event import PLANT
from app.journal.journal import Changes
from app.journal.ledger import ledger_of
from app.kernel.clock import SystemClock
from app.kernel.sealing import Hardness, new_private_bytes, seal
from app.kernel.words import Bilingual
from app.stations.issued_keys import keep_key
from app.stations.joining import join
from app.stations.key_places import FileStore
from app.stations.line import Line
from app.stations.profile import Profile, Purpose
from app.stations.signing import Credentials, Signing
from app.stations.station import DATABASE, Station, open_station
from app.store.tables import receipt
from app.sync.transport import Server
from server.house import House
from tests.capabilities.documents.library import put_in_force
from tests.capabilities.materials.factory import ADHESIVE
from tests.capabilities.people.plant import ROLES, a_person
from tests.capabilities.production.factory import PRODUCT, ROUTE
from tests.capabilities.quality.inspected import LOOK, PEOPLE, TIP
from tests.capabilities.quality.nonconformed import HEAD
from tests.journal.node import all_events, lay_out
from tests.server.live import AREA, NAME, Heard, LiveServer, a_server

PIN = "258001"
QUALITY_HEAD, STOREMAN = "P-0125", "P-0113"
STAFF = {
    **PEOPLE,
    HEAD: "production_head",
    QUALITY_HEAD: "quality_head",
    STOREMAN: "warehouse",
}
QUICK = Hardness(memory_kib=8, passes=1)
TRAINING = msgspec.structs.replace(
    PRODUCT, code="LA-TRAIN", name=Bilingual("培训件", "Training piece")
)
REWORKING = Instruction(
    code="RW-20",
    name=Bilingual("返工", "Rework"),
    steps=(Step(title=Bilingual("重新切削", "Cut anew")),),
)


@dataclass
class Bench:
    """A real station; plugged in it exchanges with the server, unplugged it was started alone."""

    folder: Path
    server: LiveServer
    station: Station
    line: Line | None = None
    heard: Heard = field(default_factory=Heard)

    @property
    def name(self) -> str:
        return self.station.profile.station

    def do(self, command: Command, who: str) -> Changes:
        """Let somebody act here, as whoever is in front."""
        self._bring_forward(who)
        return self.station.act(command).result()

    def sign(self, who: str, record: str, meaning: str, *then: Command) -> None:
        """Let somebody sign a record as it is here, and do what follows from it: all or nothing."""
        seen = frozenset(self.ask(ledger_of, record).entries)
        ask = Ask(record, meaning, seen=seen)
        Signing(self.station).sign((ask,), _by(who), then=then)

    def act_signed(self, command: Command, who: str, says: str = "performed") -> None:
        Signing(self.station).act_signed(command, says, _by(who))

    def act_witnessed(self, command: Command, who: str, witness: str) -> None:
        Signing(self.station).act_witnessed(command, "performed", _by(who), _by(witness))

    def ask(self, query, *args):
        return self.station.ask(lambda c: query(c, *args)).result()

    def inbox(self, who: str):
        """Return what waits for somebody here."""
        return self.ask(lambda c: inbox_of(self.station.journal.acting(c, who)))

    def unplug(self) -> None:
        """Pull the cable and start the station again: it has no server from the first moment."""
        if self.line is not None:
            self.line.close()
            self.line = None
        self.station.close()
        self.station = open_station(self.folder, _stores(self.folder), clock=SystemClock())

    def plug(self) -> None:
        """Put the cable in, and exchange until all is said."""
        self.heard = Heard()
        self.line = Line(self.station, Server(self.server.url))
        self.line.listen(self.heard)
        self.line.start()
        self.contact()

    def contact(self) -> None:
        """Exchange with the server until nothing is left to send."""
        assert self.line is not None
        for _ in range(2):  # the first round may have begun before we asked
            rounds = self.line.status.rounds
            self.line.retry()
            self.heard.wait_for(lambda s, n=rounds: s.rounds > n and not s.code)
        self.heard.wait_for(lambda s: s.state == "synced" and s.unsent == 0)

    def close(self) -> None:
        if self.line is not None:
            self.line.close()
        self.station.close()

    def _bring_forward(self, who: str) -> None:
        front = self.station.sessions.front
        if front is None or front.person != who:
            self.station.sessions.log_in(who, PIN)


@dataclass
class ShopFloor:
    """The server and its benches."""

    server: LiveServer
    benches: list[Bench]

    @property
    def house(self) -> House:
        assert self.server.house is not None
        return self.server.house

    def everywhere(self, query, *args) -> list[Any]:
        """Return what the server and every bench answer."""
        asked = self.house.read(lambda c: query(c, *args)).result()
        return [asked, *(bench.ask(query, *args) for bench in self.benches)]

    def contact(self) -> None:
        """Let every bench hear what the others did."""
        for bench in (*self.benches, *self.benches):
            bench.contact()

    def found(self, kind: str) -> list[list[Discrepancy]]:
        """Return the discrepancies of a kind on every node."""
        checks = self.house.vocabulary.checks
        return [
            [one for one in each if one.kind == kind]
            for each in self.everywhere(discrepancies, checks)
        ]

    def check_agreed(self) -> None:
        """All nodes hold the same, and nothing honest was turned away."""
        vocabulary = self.house.vocabulary
        for area in (PLANT, AREA):
            assert len({str(one) for one in self.everywhere(digest, vocabulary, area)}) == 1
        (hashes, *others) = [{one.hash for one in events} for events in self.everywhere(all_events)]
        assert all(each == hashes for each in others)
        verdicts = select(receipt.c.verdict, receipt.c.reason).where(receipt.c.verdict != "")
        for turned_away in self.everywhere(lambda c: c.execute(verdicts).all()):
            assert turned_away == []


@contextmanager
def a_shop_floor(
    folder: Path,
    *plans: InspectionPlan,
    route: Route = ROUTE,
    form: Form = TIP,
    names: Sequence[str] = ("S1", "S2"),
) -> Iterator[ShopFloor]:
    """Start a plant by its own first rule and review, with these inspections and two benches."""
    with a_server(folder / "server") as server:
        floor = ShopFloor(server, [_joined(server, folder / name, name) for name in names])
        try:
            _found(floor, plans, route, form)
            for bench in floor.benches:
                bench.plug()
            yield floor
        finally:
            for bench in floor.benches:
                bench.close()


def _joined(server: LiveServer, folder: Path, name: str) -> Bench:
    stores, clock = _stores(folder), SystemClock()
    profile = Profile(
        station=name, name=NAME, areas=(AREA,), purpose=Purpose.OPERATOR, server=server.url
    )
    assert server.house is not None
    join(folder, profile, server.ticket(name), stores, clock)
    lay_out(folder / DATABASE, server.house.vocabulary)
    return Bench(folder, server, open_station(folder, stores, clock=clock))


def _found(floor: ShopFloor, plans: Sequence[InspectionPlan], route: Route, form: Form) -> None:
    stations = [bench.name for bench in floor.benches]
    founding: list[Command] = [
        *(msgspec.structs.replace(role, why="as the plant works") for role in ROLES),
        *(a_person(who, roles=(role,)) for who, role in STAFF.items()),
        *(AssignWorkCentres(station=one, work_centres=("WH", "CNC", "QC")) for one in stations),
        DefineEquipment(equipment="CNC-01", name=Bilingual("数控车床", "Lathe"), work_centre="CNC"),
    ]
    for who in STAFF:
        public = _issue(floor.benches, who)
        founding += [IssueKey(person=who, station=one, public_key=public) for one in stations]
        founding.append(VerifyIdentity(person=who, how=How.ID_CARD, evidence="HR file"))
    review, first = flows.chart(flows.REVIEW), rules.rules()[0]
    bodies: tuple[tuple[str, Any], ...] = (
        ("product", PRODUCT),
        ("product", TRAINING),
        ("route", route),
        (MATERIAL, ADHESIVE),
        ("form", form),
        ("form", LOOK),
        ("instruction", REWORKING),
        ("flow", review),
        (RULE, first),
        *((INSPECTION_PLAN, plan) for plan in plans),
    )
    house = floor.house

    def work(connection):
        house.found(connection, founding)
        for kind, body in bodies:
            put_in_force(house._founding, connection, kind, body.code, body)
        house.intake.settle_own(connection)

    house.write(work).result()


def _issue(benches: Sequence[Bench], who: str) -> str:
    """Give somebody a key that lies at each bench, and return its public half."""
    private, public = new_private_bytes(), ""
    for bench in benches:
        secret = bench.station.facts.identity.secret
        sealed = seal(private, owner=who, secret=PIN, station_secret=secret, hardness=QUICK)
        bench.station.writer.act(partial(keep_key, sealed=sealed)).result()
        public = sealed.public_key.hex()
    return public


def _stores(folder: Path) -> tuple[FileStore, ...]:
    return (FileStore(folder / "keys", passphrase=None, machine="test-machine"),)


def _by(who: str) -> Credentials:
    return Credentials(who, PIN, who)
