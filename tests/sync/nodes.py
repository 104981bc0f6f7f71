"""The nodes of the simulation: the real journal, store, exchange and intake on simulated disks."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from app.capabilities.people.signatures.commands import draft
from app.journal.event import PLANT, Sealed, unseal
from app.journal.journal import Author, Journal
from app.journal.ledger import ledger_of
from app.journal.signing import Ledger
from app.journal.upcast import Vocabulary
from app.kernel.refused import Refused
from app.store import content
from app.store.tables import event, receipt
from app.sync import outbox
from app.sync.exchange import State, step
from app.sync.protocol import (
    Content,
    Fetch,
    Give,
    Given,
    Heard,
    Page,
    Pull,
    Push,
    Pushed,
    PutBack,
)
from app.sync.signing import Identity
from app.sync.steps import Call, Failed, Moment, Replied, Rest, Rested, Told, Woken
from app.sync.storeroom import Storeroom
from app.sync.wire import pack, unpack
from server import area_log, epoch
from server.authority import READMISSION, Judge
from server.directory import SERVER, Known
from server.intake import Domain, Intake
from server.placing import Placing
from server.sites import say
from tests.sync import signing_oracle
from tests.sync.disk import Crash, Disk
from tests.sync.plant import Register

EPOCH_MS = 1_763_800_000_000
HOT = 2_000
"""More steps than this without any time passing is a loop that never ends."""


@dataclass
class SimClock:
    """The world's time as a node's clock has it: off by `skew_ms`."""

    world: Any
    skew_ms: int = 0

    def now_ms(self) -> int:
        return EPOCH_MS + int(self.world.now_s * 1000) + self.skew_ms

    def offset_min(self) -> int:
        return 480

    def monotonic_s(self) -> float:
        return self.world.now_s


@dataclass(frozen=True)
class Parts:
    """Which collaborators the nodes are built from; a planted bug replaces one."""

    journal: type[Journal] = Journal
    intake: type[Intake] = Intake
    placing: type[Placing] = Placing
    judge: type[Judge] = Judge
    storeroom: type[Storeroom] = Storeroom
    acknowledge_first: bool = False
    draft: Callable[..., Any] = draft
    ledger: Callable[[Connection, str], Ledger] = ledger_of


def domain_of(parts: Parts, known: dict[str, Known], vocabulary: Vocabulary) -> Domain:
    """Return what intake asks of the simulated plant."""
    register = Register(known)
    judge = parts.judge(vocabulary, register)
    return Domain(register, judge, say, parts.placing(), READMISSION)


def identity(name: str, enrolment: int = 1) -> tuple[Identity, str]:
    seed = name if enrolment == 1 else f"{name} {enrolment}"
    key = Ed25519PrivateKey.from_private_bytes(sha256(seed.encode()).digest())
    return Identity(name, key.sign), key.public_key().public_bytes_raw().hex()


class StationNode:
    """A station: people act on it, its exchange runs whenever the world says so."""

    def __init__(self, world, label: str, name: str, areas: tuple[str, ...], disk: Disk) -> None:
        self.world = world
        self.label = label
        self.name = name
        self.areas = areas
        self.disk = disk
        self.clock = SimClock(world)
        self.me, _ = identity(name)
        self.enrolments = 1
        self.cable = True
        self.life = 0
        self.saved: set[str] = set()
        self.backup: tuple[bytes, set[str]] | None = None
        self.pending = 0
        self.is_up = False
        self.is_rung = False

    # -- life -----------------------------------------------------------------------------------

    def boot(self) -> None:
        self.life += 1
        self.is_up = True
        self.pending = 0
        vocabulary: Vocabulary = self.world.vocabulary
        home = next(area for area in self.areas if area != PLANT)
        chain = f"{self.name}-{self.enrolments}"
        author = Author(self.name, chain, home)
        self.journal = self.world.parts.journal(author, vocabulary, self.clock, lambda *_: True)
        self.storeroom = self.world.parts.storeroom(
            self.journal, self.me, self.areas, self.disk.read, self._write
        )
        self.state = State(self.areas)
        self.tell(self.storeroom.open())

    def back_up(self) -> None:
        """Copy the disk, as backups do."""
        self.backup = (self.disk.image(), set(self.saved))

    def enrol_anew(self) -> None:
        """Come with a new key on a new chain; what was not sent goes with it."""
        self.enrolments += 1
        self.me, _ = identity(self.name, self.enrolments)
        doom, self.disk.doom = self.disk.doom, lambda: ""
        self.disk.write(lambda c: outbox.offer_revoked(c, self.name))
        self.disk.doom = doom
        self.boot()

    def crash(self) -> None:
        self.world.note("crash", self.label)
        self.is_up = False
        self.life += 1
        self.world.after(self.world.rng.uniform(0.5, 8), self._boot_if_down)

    def _boot_if_down(self) -> None:
        if not self.is_up:
            self.boot()

    def _write(self, batch) -> None:
        rng = self.world.rng
        while not self.disk.write(lambda connection: batch(connection, lambda: rng.random() < 0.3)):
            pass

    # -- people ---------------------------------------------------------------------------------

    def act(self, command, person: str = "P1") -> None:
        def work(connection):
            if self.world.rng.random() < 0.2 and hasattr(command, "picture"):
                content.keep(connection, command.picture.encode(), "image/png")
            return self.carry_out(connection, command, person)

        self.perform(work)

    def carry_out(
        self, connection, command, person: str, shown: frozenset[str] = frozenset()
    ) -> list[Sealed]:
        """Carry out a command, while the oracle writes down what this disk held before it."""
        held = signing_oracle.held_by_stream(connection)
        changes = self.journal.carry_out(connection, command, person)
        for sealed in changes.events:
            before = held.get(sealed.envelope.stream, frozenset())
            self.world.oracle.write_down(connection, sealed.data, sealed.hash, before, shown)
        return list(changes.events)

    def perform(self, work) -> None:
        """Run one transaction of people's work; a refusal leaves nothing, and nothing is said."""
        if not self.is_up:
            return
        made: list[Sealed] = []
        try:
            self.disk.write(lambda connection: made.extend(work(connection)))
        except Refused as refused:
            self.world.note("refused", self.label, refused.code)
            self.world.refused(refused.code)
            return
        except Crash:
            self._remember_if_kept(made)
            self.crash()
            return
        self.saved.update(sealed.hash for sealed in made)
        self.world.note("saved", self.label, *(sealed.hash for sealed in made))
        self.tell(Woken())

    def _remember_if_kept(self, made: list[Sealed]) -> None:
        """A crash after the commit: on disk, though nobody was told so."""
        names = {sealed.hash for sealed in made}
        self.saved |= names & self.disk.read(hashes_of)

    # -- exchange -------------------------------------------------------------------------------

    def hear_bell(self) -> None:
        self.is_rung = False
        self.tell(Woken())

    def tell(self, told: Told) -> None:
        if not self.is_up:
            return
        try:
            self._run(told)
        except Crash:
            self.crash()

    def _run(self, told: Told) -> None:
        for _ in range(HOT):
            moment = Moment(self.world.now_s, self.world.rng.random())
            self.state, do = step(self.state, told, moment)
            match do:
                case None:
                    return
                case Call(ask):
                    self.pending = self.world.network.call(self, ask)
                    return
                case Rest(until_s):
                    self._rest(until_s)
                    return
                case _:
                    told = self.storeroom.do(do)
        raise AssertionError(f"{self.label} runs hot on {do}")

    def _rest(self, until_s: float) -> None:
        life, resting = self.life, self.state.doing

        def wake() -> None:
            if self.life == life and self.state.doing is resting:
                self.tell(Rested())

        self.world.after(until_s - self.world.now_s, wake)

    def answered(self, life: int, call: int, told: Replied | Failed) -> None:
        """Hear an answer, if it is to the call that is still waited for."""
        if self.life == life and self.pending == call:
            self.pending = 0
            self.tell(told)


class ServerNode:
    """The server: intake on its own disk. It answers after the commit, or not at all."""

    def __init__(self, world, disk: Disk, known: dict[str, Known]) -> None:
        self.world = world
        self.disk = disk
        self.clock = SimClock(world)
        self.me, _ = identity(SERVER)
        self.known = known
        self.backups: list[bytes] = []
        self.restores = 0
        self.is_up = False

    def boot(self) -> None:
        self.is_up = True
        name = self.disk.read(epoch.current)
        author = Author(SERVER, epoch.chain_of(name), PLANT)
        parts: Parts = self.world.parts
        journal = parts.journal(author, self.world.vocabulary, self.clock, lambda *_: True)
        domain = domain_of(parts, self.known, self.world.vocabulary)
        self.intake = parts.intake(journal, self.me, domain, self.clock, name)

    def crash(self) -> None:
        self.world.note("crash", SERVER)
        self.is_up = False
        self.world.after(self.world.rng.uniform(0.5, 6), self._boot_if_down)

    def _boot_if_down(self) -> None:
        if not self.is_up:
            self.boot()

    def handle(self, sender: str, ask, reply) -> None:
        """Do what is asked and say so through `reply`; a crash says nothing."""
        try:
            match ask:
                case Push():
                    self._push(sender, ask, reply)
                case Pull():
                    reply(self.disk.read(lambda c: self._page(c, sender, ask)))
                case PutBack():
                    self.disk.write(lambda c: self.intake.put_back(c, sender, ask))
                    reply(Heard())
                case Fetch(name=name):
                    data = self.disk.read(lambda c: content.fetch(c, name))
                    reply(Content(media="image/png", data=data))
                case Give(media=media, data=data):
                    reply(Given(name=self._kept(media, data)))
        except Refused as refused:  # a server put back knows of no event that names this content
            self.world.note("refused", sender, refused.code)
        except Crash:
            self.crash()

    def _kept(self, media: str, data: bytes) -> str:
        name = self.disk.write(lambda c: self.intake.keep_content(c, data, media))
        self.world.ring()
        return name

    def _push(self, sender: str, push: Push, reply) -> None:
        def work(connection):
            pushed = self.intake.push(connection, sender, push)
            if self.world.parts.acknowledge_first:
                reply(pushed)
            return pushed

        pushed = self.disk.write(work)
        if not self.world.parts.acknowledge_first:
            reply(pushed)
        self.world.ring()

    def _page(self, connection, sender: str, pull: Pull):
        wants = content.wants(connection, 8)
        return area_log.page(connection, sender, pull, self.intake.epoch, wants)


class Network:
    """Loses, doubles, delays and so reorders; a lost reply may follow a commit."""

    def __init__(self, world) -> None:
        self.world = world
        self.calls = 0
        self.loss = 0.0
        self.double = 0.0
        self.slow_s = 0.3
        self.overheard: list[Push] = []

    def call(self, station: StationNode, ask) -> int:
        self.calls += 1
        call, life, rng = self.calls, station.life, self.world.rng
        data = pack(ask)
        if isinstance(ask, Push):
            self.overheard.append(ask)
            self.world.goes_out(station, ask)

        def reply(word) -> None:
            if isinstance(word, Page):
                self.world.goes_out(self.world.server, word)
            told = self.world.server.restores
            self._send(station, lambda: self._heard(station, (life, call), ask, word, told))

        def arrive() -> None:
            if self.world.server.is_up:
                self.world.note("arrives", station.label, sha256(data).hexdigest())
                self.world.server.handle(station.name, unpack(type(ask), data), reply)

        self._send(station, arrive)
        if rng.random() < self.double:
            self._send(station, arrive)
        self.world.after(4.0, lambda: station.answered(life, call, Failed("sync.unreachable")))
        return call

    def _send(self, station: StationNode, deliver) -> None:
        rng = self.world.rng
        lost = rng.random() < self.loss
        self.world.after(
            rng.uniform(0.01, self.slow_s),
            lambda: deliver() if station.cable and not lost else None,
        )

    def _heard(self, station: StationNode, which: tuple[int, int], ask, word, told: int) -> None:
        if isinstance(word, Pushed):
            self.world.check_acknowledged(ask, word, told)
        station.answered(*which, Replied(unpack(type(word), pack(word))))


def hashes_of(connection) -> set[str]:
    return set(connection.execute(select(event.c.hash)).scalars())


def placed_in(connection) -> list[Sealed]:
    """Return the events that have a place, in the order they came."""
    query = (
        select(event.c.bytes)
        .join(receipt, receipt.c.hash == event.c.hash)
        .where(receipt.c.position.is_not(None))
        .order_by(event.c.ordinal)
    )
    return [unseal(bytes(data)) for data in connection.execute(query).scalars()]
