"""Where the bench leaves what equipment said until the gathering takes it: bounded, never waits.

It stands from the start, before the gathering does: no state that a machine tells once is missed.
"""

import threading
from collections import deque
from dataclasses import dataclass

from app.stations.bench import DeviceState
from drivers.equipment.sample import Sample, StateSample, Told

MOST = 50_000
"""Samples that may wait; the oldest go first, and are counted."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What waited: in the order it came, how many had to go, and whether there was a call."""

    told: tuple[Told, ...]
    lost: int
    called: bool


class Inbox:
    """A `BenchListener`. Filled on any thread, emptied on one."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._told: deque[Told] = deque()
        self._lost = 0
        self._called = False
        self._news = threading.Condition()

    def heard(self, told: object) -> None:
        """Take a sample or a state; the rest is nothing for the gathering."""
        if isinstance(told, Sample | StateSample):
            with self._news:
                if len(self._told) >= self._most:
                    self._told.popleft()
                    self._lost += 1
                self._told.append(told)
                self._news.notify()

    def changed(self, state: DeviceState) -> None:
        """A device that is lost ends nothing: its segment ends in its own time."""

    def call(self) -> None:
        """Wake whoever takes, though nothing was said."""
        with self._news:
            self._called = True
            self._news.notify()

    def take(self, timeout_s: float) -> Taken:
        """Return what waits, or nothing after `timeout_s`."""
        with self._news:
            self._news.wait_for(lambda: self._told or self._called, timeout_s)
            taken = Taken(tuple(self._told), self._lost, self._called)
            self._told.clear()
            self._lost, self._called = 0, False
        return taken
