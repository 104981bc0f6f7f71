"""A server and stations of one plant, exchanging by hand: what a station held when is in the test.

    court = a_court(folder)
    court.pull("ST-1"); court.at("ST-1", CallForHelp(...), "P-0101"); court.push("ST-1")
    court.word(sealed)      # what the server said of it

Stations here let everything happen: what they may is what the server is to judge.
"""

from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import select

from app.capabilities.people.starting.commands import starting_roles
from app.capabilities.roster import ROSTER
from app.capabilities.sites.commands import DefineArea, EnrolStation
from app.journal.chain import Seal
from app.journal.digest import digest
from app.journal.event import PLANT
from app.kernel import paths
from app.kernel.sealing import SigningKey
from app.kernel.words import Bilingual
from app.store.tables import receipt
from app.sync import inbox, outbox
from app.sync.protocol import OPEN_BYTES, PUSH_EVENTS, Pull, Pushed
from app.sync.signing import Identity
from server import area_log
from server.house import House, open_house, prepare
from tests.capabilities.people.plant import a_person
from tests.journal.node import HandClock, Node, a_node

AREA = "LINE-1"
ADMIN, LEAD, QA = "P-0124", "P-0110", "P-0118"
OPERATOR, OTHER = "P-0101", "P-0102"
PEOPLE = {ADMIN: "it_admin", LEAD: "line_lead", QA: "qa_release", OPERATOR: "operator"}
SERVER_NODE = "server"


@dataclass
class Court:
    """The server's house and its stations."""

    house: House
    clock: HandClock
    nodes: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, SigningKey] = field(default_factory=dict)

    def enrol(self, name: str, areas: tuple[str, ...] = (AREA,)) -> None:
        key = SigningKey(sha256(name.encode()).digest())
        command = EnrolStation(
            station=name,
            name=Bilingual(name, name),
            purpose="operator",
            areas=areas,
            public_key=key.public_key.hex(),
        )
        self.found(command)
        self.keys[name] = key
        self.nodes[name] = a_node(
            name,
            capabilities=ROSTER,
            clock=self.clock,
            area=areas[0],
            may=lambda connection, actor, right, place: True,
        )

    def found(self, *commands) -> None:
        self.house.write(lambda c: self.house.found(c, commands)).result()

    def at(self, station: str, command, actor: str = OPERATOR):
        """Let somebody act at a station; return the events it made."""
        self.clock.ms += 1_000
        return self.nodes[station].do(command, actor).events

    def say(self, station: str, *happened, actor: str = OPERATOR):
        """Write straight into a station's journal, past every rule: a tampered program may."""
        self.clock.ms += 1_000
        node = self.nodes[station]
        with node.engine.begin() as connection:
            return node.journal.record(connection, happened, actor).events

    def push(self, station: str) -> Pushed | None:
        node, me = self.nodes[station], Identity(station, self.keys[station].sign)
        push = node.ask(outbox.collect, me, PUSH_EVENTS, OPEN_BYTES)
        if push is None:
            return None
        pushed = self.house.write(lambda c: self.house.intake.push(c, station, push)).result()
        assert node.ask(inbox.note, node.journal, push, pushed)
        return pushed

    def pull(self, station: str, *areas: str) -> None:
        node = self.nodes[station]
        for area in areas or (PLANT, node.journal.author.area):
            since = node.ask(inbox.cursors, (area,))[area]
            pull = Pull(area=area, cursor=since)
            page = self.ask(area_log.page, station, pull, self.house.intake.epoch)
            node.ask(inbox.apply, node.journal, inbox.read(area, since, page))

    def exchange(self, *stations: str) -> None:
        for station in stations:
            self.pull(station)
            while self.push(station) is not None:
                pass
            self.pull(station)

    def seal_of(self, sealed) -> Seal:
        """Return what the author's station says for one of its events."""
        station = sealed.envelope.station
        return outbox.seal_of(Identity(station, self.keys[station].sign), sealed)

    def ask(self, query, *args):
        return self.house.read(lambda connection: query(connection, *args)).result()

    def word(self, sealed, at: str = SERVER_NODE) -> tuple[str, str]:
        """Return verdict and reason of an event, on the server or at a station."""
        query = select(receipt.c.verdict, receipt.c.reason).where(receipt.c.hash == sealed.hash)
        ask = self.ask if at == SERVER_NODE else self.nodes[at].ask
        return tuple(ask(lambda c: c.execute(query).one()))

    def digests(self, area: str) -> set[str]:
        """Return what the server and every station say of an area."""
        vocabulary = self.house.vocabulary
        said = {str(self.ask(digest, vocabulary, area))}
        return said | {str(node.ask(digest, vocabulary, area)) for node in self.nodes.values()}

    def close(self) -> None:
        self.house.close()
        for node in self.nodes.values():
            node.engine.dispose()


FINE, FLAGGED = ("", ""), ("", "right_gone")
OUT = ("quarantined", "right_missing")


def a_court(folder, stations=("ST-1", "ST-2")) -> Court:
    """Found a plant with the starting roles and four people; every station has pulled once."""
    clock = HandClock()
    prepare(folder)
    court = Court(open_house(folder, clock), clock)
    roles = starting_roles(paths.resources() / "plant" / "roles.toml")
    people = [a_person(person, roles=(role,)) for person, role in PEOPLE.items()]
    court.found(DefineArea(area=AREA, name=Bilingual("一线", "Line 1")), *roles, *people)
    for station in stations:
        court.enrol(station)
    for station in stations:
        court.pull(station)
    return court
