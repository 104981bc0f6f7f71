"""What every device is to whoever drives it: it starts, stops, and tells three things.

Each driver is one module with one maker of this shape, named in `drivers/roster.py`:

    def make(binding: Binding, connect: Connect, ears: Ears[Reading], times: Times) -> SerialScale
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from drivers.health import Health

T_contra = TypeVar("T_contra", contravariant=True)
T = TypeVar("T")


class Kind(StrEnum):
    """What a device is for."""

    SCANNER = "scanner"
    SCALE = "scale"
    GAUGE = "gauge"
    PRINTER = "printer"
    EQUIPMENT = "equipment"


@dataclass(frozen=True, slots=True)
class Binding:
    """One device as a station's profile has it: its role there, its driver, where it hangs.

    `address` reads `serial:/dev/ttyUSB0`, `usb:0403:6001:A50285BI`, `tcp:192.0.2.7:9100`,
    `spooler:Zebra`, `file:/dev/usb/lp0` or `loopback:`; `asset` is the number of the equipment that
    must answer there, empty where nobody asked.
    """

    role: str
    driver: str
    address: str
    asset: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Times:
    """Both times every reading carries: wall clock (ms since 1970 UTC), steady clock (s)."""

    now_ms: Callable[[], int]
    steady_s: Callable[[], float] = time.monotonic


class Direction(StrEnum):
    """Which way bytes went, seen from the station."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Traffic:
    """One frame as it went over the wire, for people to look at; `damage` says what was wrong.

    `damage` is empty for a frame that was understood.
    """

    direction: Direction
    data: bytes
    at_ms: int
    damage: str = ""


@dataclass(frozen=True, slots=True)
class Ears(Generic[T]):
    """Who hears a device; each is called on the device's own thread, hands on and returns."""

    told: Callable[[T], None]
    """What the device is there for: a `Scan`, `Reading`, `Sample` or `PrinterStatus`."""
    health: Callable[[Health], None]
    traffic: Callable[[Traffic], None]


class Device(Protocol):
    """A device at work on its own thread."""

    def start(self) -> None:
        """Begin; what comes of it is told through the ears."""
        ...

    def stop(self) -> None:
        """Let go of the device. Harmless twice."""
        ...
