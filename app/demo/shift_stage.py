"""Where exhibits of the gallery stand: one shift's station, told once."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.capabilities.sites.events import RollbackSeen
from app.capabilities.sites.queries import rollbacks
from app.demo.machines import let_run
from app.demo.shift import (
    CABLE_OUT_MIN,
    FIRST,
    HERE,
    NOW_MS,
    OPERATOR,
    Shift,
    a_shift,
)
from app.journal.capability import Command
from app.kernel.clock import Clock
from app.kernel.symbols.own import operation_code
from app.stations.bench import Condition, DeviceState, Kind, Reading, heard
from app.stations.lockout import forgive
from app.stations.measured import Gathered
from app.stations.station import Station
from app.sync.outbox import unsent
from app.sync.status import Standing, SyncStatus
from app.sync.transport import Contact
from app.ui.floor import Floor
from app.ui.scans import ScanRouter
from app.ui.theme.look import Look
from app.ui.window import Window
from drivers.reading import Decoded, Status

_MINUTE_MS = 60_000


_SCALE = DeviceState(
    "SC-01",
    Kind.SCALE,
    "usb:0403:6001:A50285BI",
    Condition.READY,
    since_ms=NOW_MS - 391 * _MINUTE_MS,
    heard_at_ms=NOW_MS - 412,
)


@dataclass(frozen=True, slots=True)
class _NoCable:
    """The exchange of a station whose cable is out: nothing moves, all is counted."""

    status: SyncStatus

    def listen(self, listener: Callable[[SyncStatus], None]) -> None:
        """Never has news."""

    def retry(self) -> None:
        """Reaches nobody."""


class ShiftStage:
    """One shift; a stage of its own kind says in `_tell` what more has happened by then."""

    def __init__(self) -> None:
        self._shift: Shift | None = None
        self._floor: Floor | None = None
        self._router: ScanRouter | None = None
        self._gathered: Gathered | None = None
        self._is_told = False

    def window(self, look: Look, person: str = "") -> Window:
        """Return the window of the station with `person` in front, or its login."""
        if self._shift is None:
            self._shift = a_shift(Path(tempfile.mkdtemp(prefix="lineside-gallery-")) / HERE)
            self._floor = Floor(self._shift.station)
            self._router = ScanRouter(self._shift.clock)
            self._shift.station.hear(_a_contact(self._shift.clock))
        assert self._floor is not None
        assert self._router is not None
        sessions = self._shift.station.sessions
        if person and (sessions.front is None or sessions.front.person != person):
            sessions.log_in(person, self._shift.pins[person])
        elif not person:
            sessions.lock()
            self._shift.station.writer.act(lambda c: forgive(c, OPERATOR)).result()
        window = Window(self._floor, look, self._router, _NoCable(self._offline(self._shift)))
        window.news.note_device(
            DeviceState(
                "SCAN-1",
                Kind.SCANNER,
                "serial:/dev/ttyUSB0",
                Condition.READY,
                since_ms=NOW_MS - 391 * _MINUTE_MS,
                heard_at_ms=NOW_MS - 28 * _MINUTE_MS,
            )
        )
        window.news.note_device(_SCALE)
        window.news.note_told(_weight())
        window.news.note_scan(heard(operation_code(FIRST, "B20"), "SCAN-1", NOW_MS))
        return window

    def told(self, look: Look, person: str) -> Window:
        """Return the window of `person` once what is of this stage has happened."""
        window = self.window(look, person)
        if not self._is_told:
            self._is_told = True
            self._tell()
        return window

    def do(self, command: Command, actor: str) -> None:
        """Let somebody do something at the station."""
        station = self.station()
        station.writer.act(lambda c: station.journal.carry_out(c, command, actor)).result()

    def machines(self, look: Look, person: str) -> Window:
        """Return the window while the station's machines run and speak."""
        window = self.window(look, person)
        assert self._shift is not None
        if self._gathered is None:
            self._gathered = let_run(self._shift.station, NOW_MS)
        window.news.note_told(self._gathered)
        return window

    def put_back(self, look: Look, person: str) -> Window:
        """Return the window after the server has seen that the disk is an older copy."""
        window = self.window(look, person)
        assert self._shift is not None
        station = self._shift.station
        seen = RollbackSeen(
            station=HERE,
            chain=station.journal.author.chain,
            seq=1_188,
            hash="",
            held_seq=1_207,
            held="",
        )
        if not station.ask(rollbacks).result():
            station.writer.act(lambda c: station.journal.record(c, [seen], "")).result()
        return window

    def shift(self) -> Shift:
        """Return the shift; once a window has been asked for."""
        assert self._shift is not None
        return self._shift

    def station(self) -> Station:
        """Return the station of the shift; once a window has been asked for."""
        assert self._shift is not None
        return self._shift.station

    def _tell(self) -> None:
        """Let nothing more have happened than the shift."""

    def _offline(self, shift: Shift) -> SyncStatus:
        waits = shift.station.ask(unsent).result()
        return SyncStatus(
            Standing.OFFLINE,
            unsent=waits.events,
            oldest_unsent_ms=waits.oldest_ms,
            unsent_kinds=waits.kinds,
            last_contact_ms=NOW_MS - CABLE_OUT_MIN * _MINUTE_MS,
            next_try_ms=NOW_MS + 18_000,
            tries=41,
        )


def _weight() -> Reading:
    """Return what lies on the scale: most of what is still wanted."""
    raw = b"S S      2.284 kg"
    said = Decoded(Status.STABLE, Decimal("2.284"), "2.284", "kg", "S")
    return Reading(said, raw, _SCALE.role, NOW_MS - 412, 0.0)


def _a_contact(clock: Clock) -> Contact:
    """Return what the server told of its time before the cable came out."""
    ago_s = CABLE_OUT_MIN * 60
    server_ms = clock.now_ms() + 800 - ago_s * 1000
    return Contact(server_ms, clock.monotonic_s() - ago_s, uncertainty_ms=40)
