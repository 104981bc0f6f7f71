"""One seed, one history: stations, a server, people, and everything that goes wrong between them.

Drives the real store, journal, exchange and intake; only time, network, disks' luck and crashes are
simulated, all of them from one random generator. `run(seed)` raises Broken where a promise of the
exchange was not kept.
"""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from app.journal.event import PLANT
from app.journal.journal import Author, Journal
from app.journal.upcast import Vocabulary
from app.sync.protocol import Page, Push, Pushed
from app.sync.steps import Woken
from server import epoch
from server.directory import SERVER, Known
from tests.journal.toy import Pour, Switch
from tests.sync import promises, signers, signing_promises
from tests.sync.disk import Crash, Disk, rack
from tests.sync.forgers import forger_signs
from tests.sync.founding import founded
from tests.sync.nodes import (
    Network,
    Parts,
    ServerNode,
    SimClock,
    StationNode,
    identity,
    placed_in,
)
from tests.sync.plant import (
    ADMIN,
    CAPABILITIES,
    PEOPLE_AT_WORK,
    STRANGER,
    Notice,
    Picture,
    turned,
)
from tests.sync.rogues import LINES, ROGUE, rogue_pushes
from tests.sync.signing_desk import somebody_signs
from tests.sync.signing_oracle import Oracle
from tests.sync.starts import STARTS, Begin
from tests.sync.sticks import stick_carried

YEAR_MS, MINUTE_MS = 365 * 86_400_000, 60_000
SKEWS_MS = (0, 0, 0, 0, -10 * MINUTE_MS, 10 * MINUTE_MS, -YEAR_MS, YEAR_MS)
"""How wrong a station's clock may be from the beginning."""
PATIENCE_S = 900.0
"""Virtual time in which everything must have converged after the last fault."""


class Broken(AssertionError):
    """A promise was not kept; says the seed, so that it can be played again."""


@dataclass
class Story:
    """What happened in a history, for the report and for comparing two runs."""

    seed: int
    trace: str = ""
    events: int = 0
    forks: int = 0
    rollbacks: int = 0
    converged_s: float = 0.0
    flagged: int = 0
    kept_out: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str, times: int = 1) -> None:
        """Count what was met or judged in the history."""
        if times:
            self.counts[what] = self.counts.get(what, 0) + times


VOCABULARY = Vocabulary((*CAPABILITIES, STARTS, signers.LISTS_LONG))


class World:
    """Time, chance, nodes and faults of one history."""

    def __init__(self, seed: int, parts: Parts) -> None:
        self.rng = random.Random(seed)
        self.parts = parts
        self.vocabulary = VOCABULARY
        self.story = Story(seed)
        self.now_s = 0.0
        self.forged: set[str] = set()
        self.oracle = Oracle()
        self._queue: list[tuple[float, int, Callable[[], None]]] = []
        self._ties = 0
        self._trace = sha256()
        self.is_healed = False
        self.put_back: set[str] = set()
        """Stations whose disk was put back to before what the server held of their chain."""
        self.old_disks: set[str] = set()
        """Stations of whose disk an older copy came into use, put back or cloned."""
        self.network = Network(self)
        self.crash_chance = 0.0
        self._rack = rack(self.vocabulary)
        self._build()

    def new_disk(self, image: bytes) -> Disk:
        return Disk(self._rack, image, self.doom)

    def scratch(self) -> Disk:
        """Return an empty disk that never fails."""
        return Disk(self._rack, self._rack.empty, str)

    def scratch_journal(self) -> Journal:
        return Journal(Author("X", "X-1", PLANT), self.vocabulary, SimClock(self), lambda *_: True)

    # -- time and chance ------------------------------------------------------------------------

    def after(self, delay_s: float, do: Callable[[], None]) -> None:
        self._ties += 1
        heapq.heappush(self._queue, (self.now_s + max(0.0, delay_s), self._ties, do))

    def note(self, *what: object) -> None:
        self._trace.update(f"{self.now_s:.6f} {what}\n".encode())

    def new_id(self) -> str:
        return f"{self.rng.getrandbits(64):016x}"

    def refused(self, code: str) -> None:
        """Count what people were refused: nothing may have come of it."""
        self.story.count(f"refused {code}")

    def fault(self, name: str) -> None:
        self.story.faults[name] = self.story.faults.get(name, 0) + 1

    def doom(self) -> str:
        if self.is_healed or self.rng.random() >= self.crash_chance:
            return ""
        side = self.rng.choice(("before", "after"))
        self.fault(f"crash {side} commit")
        return side

    def run_until(self, until_s: float) -> None:
        while self._queue and self._queue[0][0] <= until_s:
            self.now_s, _, do = heapq.heappop(self._queue)
            do()
        self.now_s = until_s

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        rng = self.rng
        names = [f"S{n}" for n in range(1, rng.choice((2, 2, 2, 3, 3, 4)) + 1)]
        split = rng.random() < 0.25
        founded_server, founded_station = founded(self.vocabulary)
        known = {SERVER: Known(SERVER, frozenset(), identity(SERVER)[1])}
        self.stations: list[StationNode] = []
        for n, name in enumerate(names):
            lines = LINES if split and n == 0 else (LINES[n % 2 if split else 0],)
            known[name] = Known(name, frozenset(lines), identity(name)[1])
            disk = self.new_disk(founded_station)
            station = StationNode(self, name, name, (PLANT, *lines), disk)
            station.clock.skew_ms = rng.choice(SKEWS_MS)
            self.stations.append(station)
        known[ROGUE] = Known(ROGUE, frozenset(LINES[:1]), identity(ROGUE)[1])
        self.server = ServerNode(self, self.new_disk(founded_server), known)
        self.server.boot()
        for station in self.stations:
            station.boot()

    # -- the server's word ----------------------------------------------------------------------

    def ring(self) -> None:
        """The server tells who listens that a log has grown; a bell may go unheard."""
        ends = self.server.disk.read(promises.heads)
        for station in self.stations:
            cursors = station.state.cursors
            grown = any(ends.get(area, 0) > at.position for area, at in cursors.items())
            hears = station.cable and (self.is_healed or self.rng.random() < 0.5)
            if grown and hears and not station.is_rung:
                station.is_rung = True
                self.after(self.rng.uniform(0.05, 3), station.hear_bell)

    def goes_out(self, node: StationNode | ServerNode, word: Push | Page) -> None:
        """Look at what a node sends."""
        signing_promises.lists_travel(self, node, word)

    def check_acknowledged(self, push: Push, pushed: Pushed, told: int) -> None:
        """What is acknowledged is on the server's disk, unless that was put back since."""
        if self.server.restores != told:
            return
        kept = {sealed.hash for sealed in self.server.disk.read(placed_in)}
        for data, outcome in zip(push.events, pushed.outcomes, strict=True):
            if outcome.position is not None and sha256(data).hexdigest() not in kept:
                raise Broken(f"seed {self.story.seed}: acknowledged, but not on the server's disk")

    def end(self) -> Story:
        self.note("end", *sorted(sealed.hash for sealed in self.server.disk.read(placed_in)))
        self.story.trace = self._trace.hexdigest()
        for disk in (self.server.disk, *(station.disk for station in self.stations)):
            disk.close()
        return self.story


Course = Callable[[World, float], None]
"""Sets which faults a history of so many seconds has."""


def run(seed: int, parts: Parts | None = None, course: Course | None = None) -> Story:
    """Play one history to its end and check every promise; a `course` sets its faults."""
    world = World(seed, parts or Parts())
    rng = world.rng
    length_s = rng.uniform(15, 45)
    (course or _choose_faults)(world, length_s)
    for _ in range(rng.randint(5, 14)):
        world.after(rng.uniform(0, length_s), lambda: _somebody_acts(world))
    for _ in range(rng.randint(3, 9)):
        world.after(rng.uniform(0, length_s), lambda: somebody_signs(world))
    for _ in range(rng.randint(0, 5)):
        world.after(rng.uniform(0, length_s), lambda: _people_change(world))
    world.run_until(length_s)
    _heal(world)
    _converge(world)
    promises.check(world)
    signing_promises.check(world)
    return world.end()


def _somebody_acts(world: World) -> None:
    rng = world.rng
    station = rng.choice(world.stations)
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        kettle = f"{station.areas[1]}-{rng.choice('KKKL')}"
        station.act(
            rng.choice(
                (
                    Switch(kettle=kettle, on=rng.random() < 0.5),
                    Switch(kettle=kettle, on=rng.random() < 0.5),
                    Pour(kettle=kettle, cups=rng.randint(1, 9)),
                    Pour(kettle=f"own-{station.name}", cups=1),
                    Notice(board=rng.choice("AB"), text=str(rng.randint(1, 99))),
                    Picture(kettle=kettle, picture=f"picture {rng.randint(1, 9)}"),
                    Begin(job=f"{station.areas[1]}-{rng.randint(1, 3)}"),
                )
            ),
            rng.choice((*PEOPLE_AT_WORK, *PEOPLE_AT_WORK, STRANGER)),
        )


def _people_change(world: World) -> None:
    """An administrator, or somebody who only thinks they are one, changes what people may."""
    rng = world.rng
    actor = rng.choice((ADMIN, ADMIN, ADMIN, ADMIN, PEOPLE_AT_WORK[0]))
    rng.choice(world.stations).act(turned(rng), actor)


# -- faults ------------------------------------------------------------------------------------


def _choose_faults(world: World, length_s: float) -> None:
    """Pick which faults this history has; each history has some and not all of them."""
    rng = world.rng
    if rng.random() < 0.7:
        world.network.loss = rng.uniform(0.05, 0.35)
        world.network.double = rng.uniform(0, 0.3)
        world.network.slow_s = rng.choice((0.2, 1.0, 5.0))
        world.fault("bad network")
    if rng.random() < 0.6:
        world.crash_chance = rng.uniform(0.01, 0.10)
    kinds = (
        (0.6, _cable_out),
        (0.3, _clock_jumps),
        (0.35, _station_restored),
        (0.3, _station_cloned),
        (0.35, _server_restored),
        (0.2, _station_enrolled_anew),
        (0.4, rogue_pushes),
        (0.4, stick_carried),
        (0.3, forger_signs),
        (0.3, _server_away),
    )
    for chance, fault in kinds:
        while rng.random() < chance:
            world.after(rng.uniform(0, length_s), partial(fault, world))
    for _ in range(4):
        world.after(rng.uniform(0, length_s), lambda: _back_up(world))


def _back_up(world: World) -> None:
    """Somebody copies disks, as backups do."""
    world.rng.choice(world.stations).back_up()
    world.server.backups.append(world.server.disk.image())


def an_old_disk(world: World, length_s: float) -> None:
    """Set nothing but this: a station goes on, the server hears it, and the disk is put back."""
    station = world.stations[0]
    world.after(length_s / 3, station.back_up)
    world.after(length_s / 2, lambda: station.act(Notice(board="A", text="went on")))
    world.after(length_s * 2 / 3, partial(_put_back, world, station))


def _cable_out(world: World) -> None:
    station = world.rng.choice(world.stations)
    station.cable = False
    world.fault("cable out")

    def back() -> None:
        station.cable = True
        station.tell(Woken(urgent=True))

    world.after(world.rng.uniform(2, 40), back)


def _clock_jumps(world: World) -> None:
    station = world.rng.choice(world.stations)
    station.clock.skew_ms += world.rng.choice(
        (-YEAR_MS, -10 * MINUTE_MS, -5_000, 700, 90_000, 10 * MINUTE_MS, YEAR_MS)
    )
    world.fault("clock jumps")


def _station_restored(world: World) -> None:
    """A disk is put back to an older copy; what only it held since is gone, and known to be."""
    station = world.rng.choice(world.stations)
    if station.backup is not None:
        _put_back(world, station)


def _put_back(world: World, station: StationNode) -> None:
    assert station.backup is not None
    image, saved = station.backup
    station.disk.put_back(image)
    promises.note_put_back(world, station)
    station.saved = set(saved)
    station.boot()
    world.fault("station restored")


def _station_cloned(world: World) -> None:
    """A second machine runs from a copy of a station's disk, with its name, key and chain."""
    if len(world.stations) >= 5:
        return
    station = world.rng.choice(world.stations)
    label = f"{station.label}'"
    image = station.disk.image()
    clone = StationNode(world, label, station.name, station.areas, world.new_disk(image))
    clone.me, clone.enrolments = station.me, station.enrolments
    clone.saved = set(station.saved)
    world.old_disks.add(station.name)
    world.stations.append(clone)
    clone.boot()
    world.fault("station cloned")


def _station_enrolled_anew(world: World) -> None:
    """A station's key is revoked and it comes with a new one; where it has clones, they would
    be shut out with what only they hold, so it has none here."""
    station = world.rng.choice(world.stations)
    if len([one for one in world.stations if one.name == station.name]) > 1:
        return
    old = world.server.known[station.name]
    revoked = old.revoked_keys | {old.public_key}
    station.enrol_anew()
    _, fresh = identity(station.name, station.enrolments)
    world.server.known[station.name] = Known(station.name, old.areas, fresh, revoked)
    station.backup = None  # a copy with the old key is another machine: it would be shut out
    world.put_back.discard(station.name)  # nobody asks about the old chain (decision 0003)
    world.fault("station enrolled anew")


def _server_restored(world: World) -> None:
    """The server's database is put back to a backup; the operator may forget to say so."""
    server = world.server
    if not server.backups:
        return
    server.disk.put_back(world.rng.choice(server.backups))
    server.restores += 1
    announced = world.rng.random() < 0.7
    if announced:
        image_epoch = f"e{server.restores}"
        try:
            server.disk.write(lambda c: epoch.begin(c, image_epoch))
        except Crash:
            server.disk.doom, doom = (lambda: ""), server.disk.doom
            server.disk.write(lambda c: epoch.begin(c, image_epoch))
            server.disk.doom = doom
    server.boot()
    world.fault("server restored" if announced else "server restored, unsaid")


def _server_away(world: World) -> None:
    world.server.is_up = False
    world.fault("server away")

    def back() -> None:
        if not world.server.is_up:
            world.server.boot()

    world.after(world.rng.uniform(1, 30), back)


# -- the end -----------------------------------------------------------------------------------


def _heal(world: World) -> None:
    world.is_healed = True
    world.network.loss = world.network.double = 0.0
    world.network.slow_s = 0.2
    if not world.server.is_up:
        world.server.boot()
    for station in world.stations:
        station.cable = True
        if not station.is_up:
            station.boot()
        station.tell(Woken(urgent=True))


def _converge(world: World) -> None:
    """Let time pass until nobody has anything to say; it must not take for ever."""
    healed_s = world.now_s
    while not promises.is_quiet(world):
        if world.now_s - healed_s > PATIENCE_S:
            raise Broken(f"seed {world.story.seed}: no convergence: {promises.standing(world)}")
        world.run_until(world.now_s + 5)
    world.story.converged_s = world.now_s - healed_s
