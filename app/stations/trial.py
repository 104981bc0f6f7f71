"""A bench for devices not bound yet: whoever binds one sees it work before anything is written.

trial = Trial(ears, now_ms=clock.now_ms)
trial.hear_at(free(connected(), bench.bindings()))     # a scanner on every free port
trial.prove(Binding("", "scale.mt-sics", "serial:/dev/ttyUSB0"))
trial.close()

Each device on trial goes by its address: that is its role here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from app.stations.bench import Bench, BenchListener, Binding, DeviceState, Direction, Traffic
from drivers.links.backoff import Backoff
from drivers.links.found import CannotList, FoundPort, found_ports, looked_at, usb_name
from drivers.links.troubles import AmbiguousDevice
from drivers.links.usb import port_of

__all__ = ["Connected", "FoundPort", "Trial", "connected", "free", "looked_at"]

SCANNER = "scanner"
"""The driver that listens on every free port."""


@dataclass(frozen=True, slots=True)
class Connected:
    """What hangs on this computer; where the system cannot say, people name the port."""

    ports: tuple[FoundPort, ...]
    can_list: bool = True


def connected() -> Connected:
    """Return what hangs on this computer now. May take a while: for a thread that may wait."""
    try:
        return Connected(found_ports())
    except CannotList:
        return Connected((), can_list=False)


def free(found: Iterable[FoundPort], bound: Iterable[Binding]) -> tuple[FoundPort, ...]:
    """Return the ports nothing of this station is bound to: those are never opened on trial."""
    listed = tuple(found)
    taken = {address for one in bound for address in _addresses(one.address, listed)}
    return tuple(
        port for port in listed if not {port.address, f"serial:{port.port}"}.intersection(taken)
    )


def _addresses(bound: str, listed: tuple[FoundPort, ...]) -> tuple[str, ...]:
    """Return every way to name what is bound, also where it hangs now if it is bound by USB."""
    wanted = usb_name(bound.removeprefix("usb:")) if bound.startswith("usb:") else None
    if wanted is None:
        return (bound,)
    try:
        return bound, f"serial:{port_of(wanted, lambda: listed)}"
    except (FileNotFoundError, AmbiguousDevice):
        return (bound,)


class Trial:
    """Devices on trial. Opening and closing may wait a moment: not for the window's thread."""

    def __init__(
        self,
        ears: BenchListener,
        *,
        now_ms: Callable[[], int],
        backoff: Callable[[], Backoff] = Backoff,
    ) -> None:
        self._ears = ears
        self._bench = Bench((), now_ms=now_ms, backoff=backoff)
        self._bench.listen(ears)

    def hear_at(self, ports: Iterable[FoundPort]) -> None:
        """Listen as a scanner at each of these ports, beside those listened at already."""
        known = {state.role for state in self.states()}
        for port in ports:
            if port.address not in known:
                self._bench.bind(Binding(port.address, SCANNER, port.address))

    def prove(self, binding: Binding) -> None:
        """Put one device on trial in place of all others."""
        self.clear()
        self._bench.bind(replace(binding, role=binding.address))

    def clear(self) -> None:
        """Let go of every device; others may come."""
        for state in self.states():
            self._bench.unbind(state.role)

    def close(self) -> None:
        """Let go of every device and tell nothing more. Harmless twice."""
        self._bench.forget(self._ears)
        self._bench.stop()

    def states(self) -> tuple[DeviceState, ...]:
        """Return how each device on trial is."""
        return self._bench.states()

    def state(self, address: str) -> DeviceState | None:
        """Return how the device at an address is; None where none is on trial there."""
        return next((state for state in self.states() if state.role == address), None)

    def last_frame(self, address: str) -> Traffic | None:
        """Return the last frame that came from a device."""
        heard = (one for one in self._bench.frames(address) if one.direction is Direction.IN)
        return next(reversed(tuple(heard)), None)

    @property
    def bench(self) -> Bench:
        """Return the bench of the trial, to ask a device on it."""
        return self._bench
