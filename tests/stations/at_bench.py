"""A bench with devices that software plays over ptys, and somebody who hears all it says."""

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.stations.bench import Bench, Binding, Condition, DeviceState
from drivers.links.backoff import Backoff
from drivers.simulated.scale import SimulatedScale
from drivers.simulated.stage import PtyStage

NOW_MS = 1_700_000_000_000
PATIENCE_S = 10
BRISK = {"poll_s": "0.02", "quiet_s": "2", "settle_s": "0"}


class Listener:
    """Hears what a bench tells, in the order it tells it."""

    def __init__(self) -> None:
        self.told: queue.Queue[object] = queue.Queue()
        self.states: queue.Queue[DeviceState] = queue.Queue()

    def heard(self, told: object) -> None:
        self.told.put(told)

    def changed(self, state: DeviceState) -> None:
        self.states.put(state)

    def until(self, is_it: Callable[[DeviceState], bool]) -> DeviceState:
        late_s = time.monotonic() + PATIENCE_S
        while not is_it(state := self.states.get(timeout=max(0.0, late_s - time.monotonic()))):
            pass
        return state

    def until_is(self, condition: Condition) -> DeviceState:
        return self.until(lambda state: state.condition is condition)

    def until_told(self, is_it: Callable[[object], bool]) -> object:
        late_s = time.monotonic() + PATIENCE_S
        while not is_it(told := self.told.get(timeout=max(0.0, late_s - time.monotonic()))):
            pass
        return told


def quick() -> Backoff:
    return Backoff(first_s=0.01, most_s=0.02)


@contextmanager
def at_bench(*bindings: Binding) -> Iterator[tuple[Bench, Listener]]:
    """Open a bench of these bindings for as long as the test runs."""
    bench, listener = Bench(bindings, now_ms=lambda: NOW_MS, backoff=quick), Listener()
    bench.listen(listener)
    bench.start()
    try:
        yield bench, listener
    finally:
        bench.stop()


@contextmanager
def a_scale(protocol: str = "mt-sics") -> Iterator[SimulatedScale]:
    """Put a scale on a pty, its cable in."""
    with SimulatedScale(PtyStage("scale"), protocol) as scale:
        scale.open()
        yield scale


def bound(scale: SimulatedScale, role: str = "SC-01", *, asset: str = "", **more: str) -> Binding:
    """Return a binding of a scale that speaks MT-SICS."""
    return Binding(role, "scale.mt-sics", scale.address, asset, {**BRISK, **more})
