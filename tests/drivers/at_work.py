"""A scale or gauge at work over a real pty, and somebody who hears all it says."""

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from drivers.device import Binding, Ears, Times, Traffic
from drivers.gauges.gauge import Gauge
from drivers.health import Condition, Health, Trouble
from drivers.links.address import connect_to
from drivers.links.backoff import Backoff
from drivers.reading import Reading
from drivers.roster import driver
from drivers.scales.scale import Scale

PATIENCE_S = 5
BRISK = {"poll_s": "0.02", "quiet_s": "0.4", "settle_s": "0", "unit": "g"}
"""So that tests wait for nothing; a Toledo names no unit of its own."""


@dataclass
class Listener:
    """Hears everything a device says, in the order it says it."""

    readings: "queue.Queue[Reading]" = field(default_factory=queue.Queue)
    states: "queue.Queue[Health]" = field(default_factory=queue.Queue)
    traffic: "queue.Queue[Traffic]" = field(default_factory=queue.Queue)

    def ears(self) -> Ears[Reading]:
        return Ears(self.readings.put, self.states.put, self.traffic.put)

    def until(self, condition: Condition, trouble: Trouble | None = None) -> Health:
        late_s = time.monotonic() + PATIENCE_S
        while True:
            health = self.states.get(timeout=max(0.0, late_s - time.monotonic()))
            if health.condition is condition and trouble in (None, health.trouble):
                return health

    def until_reading(self, is_it: Callable[[Reading], bool]) -> list[Reading]:
        """Return all that was heard up to the reading waited for, that one last."""
        heard: list[Reading] = []
        late_s = time.monotonic() + PATIENCE_S
        while not heard or not is_it(heard[-1]):
            heard.append(self.readings.get(timeout=max(0.0, late_s - time.monotonic())))
        return heard

    def damages(self) -> list[str]:
        found = []
        while not self.traffic.empty():
            if damage := self.traffic.get().damage:
                found.append(damage)
        return found


def quick() -> Backoff:
    return Backoff(first_s=0.01, most_s=0.02)


@contextmanager
def at_work(
    word: str, address: str, *, asset: str = "", **settings: str
) -> Iterator[tuple[Any, Listener]]:
    """Start a device of the roster as the bench does; yield it and its listener."""
    found = driver(word)
    assert found is not None, word
    listener = Listener()
    given = {**found.line(), **BRISK, **settings}
    binding = Binding("scale", word, address, asset, given)
    device = found.load()(
        binding, connect_to(binding, quick), listener.ears(), Times(lambda: 1_700_000_000_000)
    )
    assert isinstance(device, (Scale, Gauge))
    device.start()
    try:
        yield device, listener
    finally:
        device.stop()
