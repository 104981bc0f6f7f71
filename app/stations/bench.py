"""The station's bench: which devices stand on it and how each one is, as values.

Drivers call in on their own threads; listeners are called on those threads in turn. The window
makes one queued signal of it, and nothing else of the station needs to know of threads.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from app.kernel.words import Words
from drivers.device import Binding, Device, Direction, Ears, Kind, Times, Traffic
from drivers.equipment.sample import Sample
from drivers.health import Condition, Health, Trouble
from drivers.links.address import UnusableAddress, connect_to
from drivers.links.backoff import Backoff
from drivers.reading import Reading
from drivers.roster import driver
from drivers.scanners.layouts import GS_KEYS, Layout, layout
from drivers.scanners.scan import GS, Scan, Transport, heard

__all__ = [
    "GS",
    "GS_KEYS",
    "Bench",
    "BenchListener",
    "Binding",
    "Condition",
    "DeviceState",
    "Direction",
    "Kind",
    "Layout",
    "Reading",
    "Sample",
    "Scan",
    "Traffic",
    "Transport",
    "heard",
    "layout",
]

log = logging.getLogger(__name__)

KEYBOARD = "keyboard"
"""The address of a scanner that types: the window hears it, nothing is opened."""

HEARD_EVERY_MS = 1_000
"""A scale speaks ten times a second; that it is alive is news once a second."""
KEPT_FRAMES = 50
"""How many of a device's last frames are kept for people to look at."""


@dataclass(frozen=True, slots=True)
class DeviceState:
    """How a device is.

    `damaged` counts frames that came broken since the bench was set up; `heard_at_ms` is when the
    last whole one came, 0 before the first; both times are wall clock. `is_gone` is said once, when
    the role is taken off the bench: whoever shows it forgets it.
    """

    role: str
    kind: Kind
    address: str
    condition: Condition
    reason: str = ""
    since_ms: int = 0
    heard_at_ms: int = 0
    damaged: int = 0
    is_gone: bool = False

    @property
    def is_at_work(self) -> bool:
        """Tell whether the device can be used, if not at its best."""
        return self.condition in (Condition.READY, Condition.DEGRADED)

    @property
    def is_pulled(self) -> bool:
        """Tell whether its cable was in and is out now."""
        return self.reason == Trouble.PULLED

    @property
    def is_ambiguous(self) -> bool:
        """Tell whether more than one connected device fits, and a person must choose."""
        return self.reason == Trouble.AMBIGUOUS

    def name(self, words: Words) -> str:
        """Return what people call the device: its kind, and its role where that says more."""
        kind = words(f"devices.kind.{self.kind}")
        return kind if self.role == self.kind else f"{kind} {self.role}"

    def said(self, words: Words) -> str:
        """Return the condition in a word or two, for a chip."""
        return words(f"devices.condition.{self.condition}")

    def why(self, words: Words) -> str:
        """Return why it is not ready and what to do, as a sentence; empty where all is well."""
        return words(f"devices.reason.{self.reason}") if self.reason else ""


class BenchListener(Protocol):
    """Who wants to know; called on a driver's thread, so it hands on and returns."""

    def heard(self, told: object) -> None:
        """Take what a device is there for: a `Scan`, `Reading`, `Sample` or `PrinterStatus`."""
        ...

    def changed(self, state: DeviceState) -> None:
        """Take one device's new state."""
        ...


@dataclass(slots=True)
class _Place:
    """One role on the bench: what is bound to it, what drives it, and what it last did."""

    binding: Binding
    state: DeviceState
    device: Device | None
    frames: deque[Traffic]


class Bench:
    """The devices of one station. Safe to ask and to change from any thread."""

    def __init__(
        self,
        bindings: tuple[Binding, ...],
        *,
        now_ms: Callable[[], int],
        backoff: Callable[[], Backoff] = Backoff,
    ) -> None:
        self._times = Times(now_ms)
        self._backoff = backoff
        self._lock = threading.Lock()
        self._places = {binding.role: self._place(binding) for binding in bindings}
        self._listeners: tuple[BenchListener, ...] = ()
        self._is_over = False

    def listen(self, listener: BenchListener) -> None:
        """Tell `listener` of everything told and every change from now on."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

    def forget(self, listener: BenchListener) -> None:
        """Tell `listener` nothing more."""
        with self._lock:
            self._listeners = tuple(other for other in self._listeners if other is not listener)

    def states(self) -> tuple[DeviceState, ...]:
        """Return how every device is now, in the order of the profile."""
        with self._lock:
            return tuple(place.state for place in self._places.values())

    def bindings(self) -> tuple[Binding, ...]:
        """Return what is bound to every role, in the order of the profile."""
        with self._lock:
            return tuple(place.binding for place in self._places.values())

    def frames(self, role: str) -> tuple[Traffic, ...]:
        """Return a device's last frames either way, the oldest first."""
        with self._lock:
            place = self._places.get(role)
            return tuple(place.frames) if place else ()

    def device(self, role: str) -> Device | None:
        """Return the device in a role, for whoever drives it; None where none is bound."""
        with self._lock:
            place = self._places.get(role)
            return place.device if place else None

    def steady_s(self) -> float:
        """Return the steady clock by which readings say when they were heard (s)."""
        return self._times.steady_s()

    def of_kind(self, kind: Kind) -> tuple[str, ...]:
        """Return the roles of a kind, in the order of the profile."""
        return tuple(state.role for state in self.states() if state.kind is kind)

    def start(self) -> None:
        """Begin to open every device that has an address."""
        for binding in self.bindings():
            self._open(binding)

    def stop(self) -> None:
        """Let go of every device, for good. Harmless twice."""
        with self._lock:
            self._is_over = True
            devices = [place.device for place in self._places.values() if place.device]
            for place in self._places.values():
                place.device = None
        for device in devices:
            device.stop()

    def bind(self, binding: Binding) -> None:
        """Put `binding` in its role's place, letting go of what stood there."""
        self._let_go(binding.role)
        with self._lock:
            place = self._places[binding.role] = self._place(binding)
        self._change(place.state)
        self._open(binding)

    def let_go(self, role: str) -> None:
        """Let go of a device while its port is needed elsewhere; `bind` brings it back."""
        self._let_go(role)
        now_ms = self._times.now_ms()
        gone = Condition.UNCONFIGURED
        self._update(role, lambda s: replace(s, condition=gone, reason="", since_ms=now_ms))

    def unbind(self, role: str) -> None:
        """Take a role off the bench, and say so once."""
        self._let_go(role)
        with self._lock:
            place = self._places.pop(role, None)
        if place is not None:
            self._change(replace(place.state, is_gone=True))

    def _place(self, binding: Binding) -> _Place:
        return _Place(
            binding, _before(binding, self._times.now_ms()), None, deque(maxlen=KEPT_FRAMES)
        )

    def _let_go(self, role: str) -> None:
        with self._lock:
            place = self._places.get(role)
            device = place.device if place else None
            if place is not None:
                place.device = None
        if device is not None:
            device.stop()

    def _open(self, binding: Binding) -> None:
        found = driver(binding.driver)
        if binding.address in ("", KEYBOARD):
            return
        if found is None:
            self._troubled(binding, Trouble.SETTINGS, f"no driver {binding.driver}")
            return
        ears: Ears[Any] = Ears(
            told=lambda told: self._told(binding.role, told),
            health=lambda health: self._health(binding, health),
            traffic=lambda traffic: self._traffic(binding.role, traffic),
        )
        try:
            lined = found.lined(binding)
            device = found.load()(lined, connect_to(lined, self._backoff), ears, self._times)
        except (UnusableAddress, ValueError) as error:
            self._troubled(binding, Trouble.SETTINGS, str(error))
            return
        with self._lock:
            if self._is_over:
                return
            self._places[binding.role].device = device
        device.start()

    def _troubled(self, binding: Binding, trouble: Trouble, detail: str) -> None:
        self._health(binding, Health(Condition.FAULTED, trouble, detail))

    def _told(self, role: str, told: object) -> None:
        now_ms = self._times.now_ms()
        with self._lock:
            place = self._places.get(role)
            is_news = place is not None and now_ms - place.state.heard_at_ms >= HEARD_EVERY_MS
        if is_news:
            self._update(role, lambda state: replace(state, heard_at_ms=now_ms))
        self._tell(lambda listener: listener.heard(told))

    def _health(self, binding: Binding, health: Health) -> None:
        condition, reason = health.condition, health.trouble.value
        log.info("device.%s role=%s detail=%s", condition, binding.role, health.detail)
        now_ms = self._times.now_ms()
        self._update(
            binding.role,
            lambda state: replace(state, condition=condition, reason=reason, since_ms=now_ms),
        )

    def _traffic(self, role: str, traffic: Traffic) -> None:
        with self._lock:
            place = self._places.get(role)
            if place is not None:
                place.frames.append(traffic)
        if traffic.damage:
            log.warning("device.damaged role=%s bytes=%d", role, len(traffic.data))
            self._update(role, lambda state: replace(state, damaged=state.damaged + 1))

    def _update(self, role: str, changed: Callable[[DeviceState], DeviceState]) -> None:
        with self._lock:
            place = self._places.get(role)
            if place is None:
                return
            place.state = state = changed(place.state)
        self._tell(lambda listener: listener.changed(state))

    def _change(self, state: DeviceState) -> None:
        self._tell(lambda listener: listener.changed(state))

    def _tell(self, news: Callable[[BenchListener], None]) -> None:
        with self._lock:
            listeners = self._listeners
        for listener in listeners:
            try:
                news(listener)
            except Exception:  # the edge between a port's thread and the house: the port lives on
                log.exception("device.listener_failed")


def _before(binding: Binding, now_ms: int) -> DeviceState:
    """Return the state before the first sign of life: bound to a port yet to open, or to none.

    A scanner that types is as ready as the keyboard.
    """
    found = driver(binding.driver)
    kind = found.kind if found else Kind.EQUIPMENT
    condition = Condition.OPENING if binding.address else Condition.UNCONFIGURED
    if binding.address == KEYBOARD:
        condition = Condition.READY
    return DeviceState(binding.role, kind, binding.address, condition, since_ms=now_ms)
