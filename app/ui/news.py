"""What the window knows that stands in no journal: the exchange, the devices, the last scans.

Sync and devices speak on their own threads; here each word becomes a queued signal, so that
screens hear it on the window's.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeGuard

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.stations.bench import DeviceState, Layout, Sample, Scan
from app.stations.bench import Reading as DeviceReading
from app.stations.timekeeper import Reading, Timekeeper
from app.sync.status import Standing, SyncStatus
from app.ui.scans import ScanRouter

if TYPE_CHECKING:  # no login waits for equipment
    from app.stations.measured import Gathered
    from app.stations.trying import Tried
    from app.ui.trends import Trends

KEPT_CHANGES = 8
"""How many of a device's last changes are kept for people to look at."""


class SyncView(Protocol):
    """The exchange, as far as a window needs it."""

    @property
    def status(self) -> SyncStatus:
        """Return how it stands now."""
        ...

    def listen(self, listener: Callable[[SyncStatus], None]) -> None:
        """Tell `listener` of every change, on the exchange's own thread."""
        ...

    def retry(self) -> None:
        """Try now instead of at the appointed time. Does not wait."""
        ...


SUSPECT = "time.suspect"
"""The code of a status whose trouble is this station's clock."""

_ALONE = SyncStatus(Standing.OFFLINE)
"""How a station stands that has no server: all is kept here, nobody waits for it."""


class News(QObject):
    """One window's news. Lives as long as the window; screens come and go."""

    sync_changed = Signal(object)
    """A `SyncStatus`."""
    device_changed = Signal(object)
    """A `DeviceState`."""
    scanned = Signal(object)
    """A `Scan`, whatever it means."""
    read = Signal(object)
    """A `Reading` of a scale or a gauge."""
    measured = Signal(object)
    """A `Gathered`: what equipment said; `trends` holds it by then."""

    _heard = Signal(object)

    def __init__(
        self,
        router: ScanRouter,
        time: Timekeeper,
        sync: SyncView | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._router = router
        self._time = time
        self._sync = sync
        self._status: SyncStatus = _ALONE if sync is None else sync.status
        self._devices: dict[str, DeviceState] = {}
        self._told: dict[str, object] = {}
        self._history: dict[str, deque[DeviceState | Tried]] = {}
        self._trends: Trends | None = None
        self._heard.connect(self._sync_changed, Qt.ConnectionType.QueuedConnection)
        router.device_changed.connect(self.note_device)
        router.scanned.connect(self.note_scan)
        router.told.connect(self.note_told)
        if sync is not None:
            sync.listen(self._hear)

    @property
    def is_alone(self) -> bool:
        """Tell whether this station has no server to exchange with."""
        return self._sync is None

    @property
    def sync(self) -> SyncStatus:
        """Return how the exchange stands; a suspect clock wants attention, whatever it says."""
        if not self.time.is_suspect or self._status.state is Standing.BLOCKED:
            return self._status
        return replace(self._status, state=Standing.ATTENTION, code=SUSPECT)

    @property
    def time(self) -> Reading:
        """Return how the clock stands."""
        return self._time.reading()

    @property
    def devices(self) -> tuple[DeviceState, ...]:
        """Return how each device stands, by role."""
        return tuple(self._devices[role] for role in sorted(self._devices))

    def last_scan(self, role: str) -> Scan | None:
        """Return the last whole scan of a device since the window opened."""
        told = self._told.get(role)
        return told if isinstance(told, Scan) else None

    def last_told(self, role: str) -> object:
        """Return what a device last told since the window opened: a `Scan`, a `Reading` …"""
        return self._told.get(role)

    def last_reading(self, role: str) -> DeviceReading | None:
        """Return the last reading of a scale or gauge since the window opened."""
        told = self._told.get(role)
        return told if isinstance(told, DeviceReading) else None

    def history(self, role: str) -> "tuple[DeviceState | Tried, ...]":
        """Return how a device changed and what was tried with it since the window opened, the
        latest first."""
        return tuple(reversed(self._history.get(role, ())))

    @property
    def trends(self) -> "Trends":
        """Return what equipment measured lately; kept from its first value on."""
        if self._trends is None:
            from app.ui.trends import Trends

            self._trends = Trends()
        return self._trends

    def retry(self) -> None:
        """Try the exchange now."""
        if self._sync is not None:
            self._sync.retry()

    def map_back(self, layout: Layout | None) -> None:
        """Undo a keyboard's layout in what a scanner types from now on; None for none."""
        self._router.map_back(layout)

    def note_device(self, state: DeviceState) -> None:
        """Take note of a device, also of those that never changed since the start."""
        if state.is_gone:
            for kept in (self._devices, self._told, self._history):
                kept.pop(state.role, None)
            self.device_changed.emit(state)
            return
        before = self._devices.get(state.role)
        self._devices[state.role] = state
        if before is None or (before.condition, before.reason) != (state.condition, state.reason):
            self._remember(state.role, state)
        self.device_changed.emit(state)

    def note_tried(self, tried: "Tried") -> None:
        """Take note of what came of trying a device."""
        if tried.role in self._devices:
            self._remember(tried.role, tried)

    def _remember(self, role: str, what: "DeviceState | Tried") -> None:
        self._history.setdefault(role, deque(maxlen=KEPT_CHANGES)).append(what)

    def _hear(self, status: SyncStatus) -> None:
        if isValid(self):
            self._heard.emit(status)

    def _sync_changed(self, status: SyncStatus) -> None:
        self._status = status
        self.sync_changed.emit(self.sync)

    def note_told(self, told: object) -> None:
        """Take note of what another device than a scanner told."""
        if isinstance(told, DeviceReading | Sample):
            self._told[told.source] = told
        if isinstance(told, DeviceReading):
            self.read.emit(told)
        elif _is_gathered(told):
            self.trends.note(told)
            self.measured.emit(told)

    def note_scan(self, scan: Scan) -> None:
        """Take note of what a device sent, whatever becomes of it."""
        self._told[scan.source] = scan
        self.scanned.emit(scan)


def _is_gathered(told: object) -> "TypeGuard[Gathered]":
    from app.stations.measured import Gathered

    return isinstance(told, Gathered)
