"""The trial bench for the window: asked off its thread, heard on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.stations.bench import Bench, Binding, DeviceState, Reading, Sample, Scan, Traffic
from app.stations.trial import Connected, FoundPort, Trial, connected, looked_at
from app.stations.trying import serial_number
from app.ui.floor import Floor
from app.ui.scans import ScanRouter


@dataclass(frozen=True, slots=True)
class _Now:
    """One trial and who hears it."""

    trial: Trial
    ears: ScanRouter


class TrialDesk(QObject):
    """Between `open` and `close` somebody is at the wizard; a port is held only then."""

    scanned = Signal(object)
    """A `Scan` of a port on trial; its source is the port's address."""
    changed = Signal(str)
    """The address of a device on trial that changed or told something."""

    def __init__(self, floor: Floor, parent: QObject) -> None:
        super().__init__(parent)
        self._floor = floor
        self._told: dict[str, object] = {}
        self._now: _Now | None = None

    def open(self) -> None:
        """Begin a trial with nothing on it. Harmless twice."""
        if self._now is not None:
            return
        ears, clock = ScanRouter(self._floor.station.clock), self._floor.station.clock
        ears.scanned.connect(self._hear)
        ears.told.connect(self._hear)
        ears.device_changed.connect(self._hear_state)
        self._now = _Now(Trial(ears, now_ms=clock.now_ms), ears)

    def close(self) -> None:
        """Let go of every port. Harmless twice."""
        now, self._now = self._now, None
        self._told = {}
        if now is not None:
            for signal in (now.ears.scanned, now.ears.told, now.ears.device_changed):
                signal.disconnect()
            # The ears live until no device can speak to them any more.
            self._floor.handle(self._floor, now.trial.close, lambda _: now.ears.deleteLater())

    def put_on(self, bench: Bench, binding: Binding, then: Callable[[], None]) -> None:
        """Let go of every port and put one device on the bench of the station, then go on."""
        self.close()  # first: a port is open only once
        self._floor.handle(self, partial(bench.bind, binding), lambda _: then())

    def look(self, then: Callable[[Connected], None]) -> None:
        """Look what hangs on this computer."""
        self._floor.handle(self, connected, then)

    def look_at(self, given: str, then: Callable[[FoundPort | None], None]) -> None:
        """Look at a port or a host that a person named."""
        self._floor.handle(self, partial(looked_at, given), then)

    def hear_at(self, ports: Iterable[FoundPort]) -> None:
        """Listen as a scanner at these ports too."""
        self._do(lambda trial: trial.hear_at(tuple(ports)))

    def prove(self, binding: Binding) -> None:
        """Put one device on trial in place of all others."""
        self._told = {}
        self._do(lambda trial: trial.prove(binding))

    def clear(self) -> None:
        """Let go of every device; others may come."""
        self._told = {}
        self._do(lambda trial: trial.clear())

    def ask_serial_number(self, address: str, then: Callable[[str], None]) -> None:
        """Ask a scale on trial which one it is; empty where it does not say."""
        if self._now is not None:
            self._floor.handle(self, partial(serial_number, self._now.trial.bench, address), then)

    def state(self, address: str) -> DeviceState | None:
        """Return how the device at an address is."""
        return self._now.trial.state(address) if self._now else None

    def told(self, address: str) -> object:
        """Return what it last told."""
        return self._told.get(address)

    def last_frame(self, address: str) -> Traffic | None:
        """Return the last frame that came from it."""
        return self._now.trial.last_frame(address) if self._now else None

    def _do(self, task: Callable[[Trial], None]) -> None:
        if self._now is not None:
            self._floor.handle(self, partial(task, self._now.trial), _nothing)

    def _hear(self, told: object) -> None:
        if isinstance(told, Scan | Reading | Sample):
            self._told[told.source] = told
            self.changed.emit(told.source)
        if isinstance(told, Scan):
            self.scanned.emit(told)

    def _hear_state(self, state: DeviceState) -> None:
        self.changed.emit(state.role)


def _nothing(_: None) -> None:
    """Follow from what nobody waits for: the devices say themselves how they are."""
