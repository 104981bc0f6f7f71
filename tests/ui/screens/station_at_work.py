"""Builders for the screens' tests: a founded station with people, a product, a released order."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from app.capabilities.equipment.machines.commands import AssignWorkCentres
from app.capabilities.people.accounts.commands import AddPerson, DefineRole, IssueKey
from app.capabilities.people.identities.commands import VerifyIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.production.bodies import Instruction, Point, Route, Step
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.roster import ROSTER
from app.journal.journal import Journal
from app.journal.upcast import Vocabulary
from app.kernel.sealing import Hardness, new_private_bytes, seal
from app.kernel.words import Bilingual
from app.stations.identity import found, is_founded
from app.stations.issued_keys import keep_key
from app.stations.key_places import FileStore
from app.stations.profile import FILE_NAME, Profile, Purpose, write_profile
from app.stations.station import DATABASE, Station, open_station
from app.store import content, space
from tests.capabilities.documents.library import put_in_force
from tests.capabilities.production.factory import PRODUCT, ROUTE, a_planned_order
from tests.journal.node import HandClock, lay_out

QUICK = Hardness(memory_kib=8, passes=1)
PIN = "258001"
OPERATOR, LEAD = "P-0101", "P-0110"
ORDER = "WORK000434"
PROFILE = Profile(
    station="S1",
    name=Bilingual("加工工位 S1", "Machining S1"),
    zone=Bilingual("一车间", "Shop 1"),
    purpose=Purpose.OPERATOR,
    areas=("line-1",),
)
PICTURE = b"""<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400">
<rect width="800" height="400" fill="#dfe7f5"/><circle cx="400" cy="200" r="90" fill="#7c8899"/>
</svg>"""

_PEOPLED: dict[bytes, Mapping[str, bytes]] = {}


@dataclass
class AtWork:
    """A station open for work, and a way to do what its people may not."""

    folder: Path
    station: Station
    clock: HandClock

    def do(self, command, actor="FOUNDER"):
        author, clock = self.station.journal.author, self.clock
        founder = Journal(author, Vocabulary(ROSTER), clock, lambda *_: True)
        return self.station.writer.act(lambda c: founder.carry_out(c, command, actor)).result()

    def define(self, role: str, *rights: str) -> None:
        """Define a role, or let it grant other rights than it did."""
        name = Bilingual(role, role)
        self.do(DefineRole(role=role, name=name, rights=rights, why="as the test needs it"))

    def add(self, person: str, role: str, name: Bilingual) -> None:
        """Let somebody start: an account and a badge, but no key yet."""
        badge = person.replace("P-0", "B-00")
        roles = (role,)
        self.do(
            AddPerson(
                person=person, name=name, badge=badge, roles=roles, team="early", why="starts"
            )
        )

    def admit(self, person: str, role: str, name: Bilingual) -> None:
        """Let somebody start who may sign: with a key here, and an identity somebody verified."""
        self.add(person, role, name)
        self.issue(person)
        self.verify(person)

    def keep(self, data: bytes, media: str) -> str:
        return self.station.writer.act(lambda c: content.keep(c, data, media)).result()

    def issue(self, person: str, pin: str = PIN) -> None:
        secret = self.station.facts.identity.secret
        private = new_private_bytes()
        sealed = seal(private, owner=person, secret=pin, station_secret=secret, hardness=QUICK)
        self.station.writer.act(lambda c: keep_key(c, sealed)).result()
        public = sealed.public_key.hex()
        self.do(IssueKey(person=person, station="S1", public_key=public))

    def verify(self, person: str) -> None:
        self.do(VerifyIdentity(person=person, how=How.ID_CARD, evidence="HR file"))

    def publish(self, form: str, code: str, body: msgspec.Struct, **facts) -> None:
        """Let a revision have been put in force somewhere."""
        journal = self.station.journal
        put = partial(put_in_force, journal, form=form, code=code, body=body, **facts)
        self.station.writer.act(put).result()

    def ask(self, query, *args):
        return self.station.ask(lambda c: query(c, *args)).result()


def a_station(folder: Path, *, profile: Profile = PROFILE, clock=None) -> AtWork:
    """Return an opened station: founded if it was not, its data as it was left."""
    folder.mkdir(parents=True, exist_ok=True)
    stores = (FileStore(folder / "keys", passphrase=None, machine="test-machine"),)
    if not is_founded(folder):
        write_profile(folder / FILE_NAME, profile)
        found(folder, profile.station, stores)
        lay_out(folder / DATABASE, Vocabulary(ROSTER))
    clock = clock or HandClock()
    return AtWork(folder, open_station(folder, stores, clock=clock), clock)


def a_peopled_station(
    folder: Path,
    *,
    route: Route | None = None,
    serves=("WH", "CNC"),
    instruction: Instruction | None = None,
) -> AtWork:
    """Return a station with an operator and a line lead, product B, and one released order.

    Peopled once in a process for each kind of work, then copied and opened again.
    """
    work = msgspec.json.encode((route, serves, instruction))
    if work not in _PEOPLED:
        with tempfile.TemporaryDirectory() as first:
            _peopled(Path(first), route, serves, instruction).station.close()
            _PEOPLED[work] = left_behind(Path(first))
    lay_down(_PEOPLED[work], folder)
    return a_station(folder)


def _peopled(
    folder: Path, route: Route | None, serves: Sequence[str], instruction: Instruction | None
) -> AtWork:
    at = a_station(folder)
    rights = ("production.report", "production.view", "production.call")
    for role, more in (("operator", ()), ("line_lead", ("people.unlock", "production.answer"))):
        at.define(role, *rights, *more)
    for person, role, zh in ((OPERATOR, "operator", "操作工 01"), (LEAD, "line_lead", "班组长")):
        at.admit(person, role, Bilingual(zh, role.replace("_", " ").title()))
    at.do(AssignWorkCentres(station="S1", work_centres=tuple(serves)))
    at.do(AssignWorkCentres(station="S2", work_centres=("QC",)))
    _define(at, route or an_instructed_route(), instruction)
    release(at, ORDER, 200)
    return at


def left_behind(folder: Path) -> Mapping[str, bytes]:
    """Return the files of a closed node's folder, without the ballast."""
    files = (path for path in folder.iterdir() if path.name != space.FILE_NAME)
    return {path.name: path.read_bytes() for path in files}


def lay_down(files: Mapping[str, bytes], folder: Path) -> None:
    """Put a copy of a node's files where it is to be opened."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def release(at: AtWork, order: str, quantity: int) -> None:
    at.do(ImportPlan(orders=(a_planned_order(order, quantity),)))
    at.do(ReleaseOrder(order=order))


def an_instructed_route() -> Route:
    first, *others = ROUTE.operations
    named = msgspec.structs.replace(
        first, name=Bilingual("备料", "Prepare"), icon="package", instruction="WI-B10"
    )
    return msgspec.structs.replace(ROUTE, operations=(named, *others))


def _define(at: AtWork, route: Route, other: Instruction | None) -> None:
    picture = at.keep(PICTURE, "image/svg+xml")
    instruction = other or Instruction(
        code="WI-B10",
        name=Bilingual("备料作业", "Preparing"),
        steps=(
            Step(title=Bilingual("核对批号", "Check the lot"), picture=picture, points=(_point(),)),
            Step(title=Bilingual("清点数量", "Count the pieces"), critical=True),
        ),
    )
    for form, code, body in (
        ("product", PRODUCT.code, PRODUCT),
        ("instruction", instruction.code, instruction),
        ("route", route.code, route),
    ):
        named = (picture,) if form == "instruction" and other is None else ()
        at.publish(form, code, body, attached=named, title=body.name)


def _point() -> Point:
    text = Bilingual("标签朝上", "Label upwards")
    return Point(text=text, x=500, y=400, label_x=660, label_y=300, critical=True)
