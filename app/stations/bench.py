"""The station's bench: which devices stand on it and how each one is, as values.

Drivers call in on their own threads; listeners are called on those threads in turn. The window
makes one queued signal of it, and nothing else of the station needs to know of threads.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from app.kernel.words import Words
from drivers.framers import Damaged
from drivers.links import condition as link
from drivers.links.backoff import Backoff
from drivers.links.serial import SerialSettings
from drivers.scanners.scan import GS, Scan, heard
from drivers.scanners.serial import ScannerEars, SerialScanner

__all__ = ["GS", "Bench", "BenchListener", "Condition", "Device", "DeviceState", "Scan", "heard"]

log = logging.getLogger(__name__)


class Condition(StrEnum):
    """How a device is, in the order in which one comes to life."""

    UNCONFIGURED = "unconfigured"
    ABSENT = "absent"
    OPENING = "opening"
    READY = "ready"
    FAULTED = "faulted"


@dataclass(frozen=True, slots=True)
class Device:
    """One place on the bench: its role (`scanner`) and the port bound to it, or none yet."""

    role: str
    address: str = ""
    baud: int = 9600


@dataclass(frozen=True, slots=True)
class DeviceState:
    """How a device is.

    `damaged` counts frames that came broken since the bench was set up; `heard_at_ms` is when the
    last whole one came, 0 before the first; both times are wall clock.
    """

    role: str
    address: str
    condition: Condition
    reason: str = ""
    since_ms: int = 0
    heard_at_ms: int = 0
    damaged: int = 0

    def name(self, words: Words) -> str:
        """Return what people call the device."""
        return words(f"devices.role.{self.role}")

    def said(self, words: Words) -> str:
        """Return the condition in a word or two, for a chip."""
        return words(f"devices.condition.{self.condition}")

    def why(self, words: Words) -> str:
        """Return why it is not ready and what to do, as a sentence; empty where all is well."""
        return words(f"devices.reason.{self.reason}") if self.reason else ""


class BenchListener(Protocol):
    """Who wants to know; called on a driver's thread, so it hands on and returns."""

    def heard(self, scan: Scan) -> None:
        """Take one scan."""
        ...

    def changed(self, state: DeviceState) -> None:
        """Take one device's new state."""
        ...


class Bench:
    """The devices of one station. Safe to ask and to change from any thread."""

    def __init__(
        self,
        devices: tuple[Device, ...],
        *,
        now_ms: Callable[[], int],
        backoff: Callable[[], Backoff] = Backoff,
    ) -> None:
        self._now_ms = now_ms
        self._backoff = backoff
        self._lock = threading.Lock()
        self._devices = {device.role: device for device in devices}
        self._states = {device.role: _unbound(device, now_ms()) for device in devices}
        self._scanners: dict[str, SerialScanner] = {}
        self._listeners: tuple[BenchListener, ...] = ()

    def listen(self, listener: BenchListener) -> None:
        """Tell `listener` of every scan and change from now on."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

    def forget(self, listener: BenchListener) -> None:
        """Tell `listener` nothing more."""
        with self._lock:
            self._listeners = tuple(other for other in self._listeners if other is not listener)

    def states(self) -> tuple[DeviceState, ...]:
        """Return how every device is now, in the order of the profile."""
        with self._lock:
            return tuple(self._states.values())

    def start(self) -> None:
        """Begin to open every device that has an address."""
        for device in tuple(self._devices.values()):
            self._open(device)

    def stop(self) -> None:
        """Let go of every device. Harmless twice."""
        with self._lock:
            scanners, self._scanners = self._scanners, {}
        for scanner in scanners.values():
            scanner.stop()

    def bind(self, device: Device) -> None:
        """Put `device` in its role's place, letting go of what stood there."""
        with self._lock:
            former = self._scanners.pop(device.role, None)
            self._devices[device.role] = device
        if former is not None:
            former.stop()
        self._change(_unbound(device, self._now_ms()))
        self._open(device)

    def _open(self, device: Device) -> None:
        if not device.address:
            return
        scanner = SerialScanner(
            SerialSettings(device.address, device.baud),
            ScannerEars(
                scan=self._scanned,
                state=lambda state: self._link_changed(device, state),
                damaged=lambda damaged: self._damaged(device, damaged),
            ),
            source=device.role,
            now_ms=self._now_ms,
            backoff=self._backoff(),
        )
        with self._lock:
            self._scanners[device.role] = scanner
        scanner.start()

    def _scanned(self, scan: Scan) -> None:
        state = self._state_of(scan.source)
        self._change(replace(state, heard_at_ms=scan.heard_at_ms))
        self._tell(lambda listener: listener.heard(scan))

    def _link_changed(self, device: Device, state: link.LinkState) -> None:
        known = self._state_of(device.role)
        condition, reason = Condition(state.condition.value), state.trouble.value
        log.info("device.%s role=%s detail=%s", condition, device.role, state.detail)
        self._change(replace(known, condition=condition, reason=reason, since_ms=self._now_ms()))

    def _damaged(self, device: Device, damaged: Damaged) -> None:
        known = self._state_of(device.role)
        log.warning("device.damaged role=%s bytes=%d", device.role, len(damaged.data))
        self._change(replace(known, damaged=known.damaged + 1))

    def _state_of(self, role: str) -> DeviceState:
        with self._lock:
            return self._states[role]

    def _change(self, state: DeviceState) -> None:
        with self._lock:
            self._states[state.role] = state
        self._tell(lambda listener: listener.changed(state))

    def _tell(self, news: Callable[[BenchListener], None]) -> None:
        with self._lock:
            listeners = self._listeners
        for listener in listeners:
            try:
                news(listener)
            except Exception:  # the edge between a port's thread and the house: the port lives on
                log.exception("device.listener_failed")


def _unbound(device: Device, now_ms: int) -> DeviceState:
    """Return the state before the first sign of life: bound to a port yet to open, or to none."""
    condition = Condition.OPENING if device.address else Condition.UNCONFIGURED
    return DeviceState(device.role, device.address, condition, since_ms=now_ms)
