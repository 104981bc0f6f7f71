"""What every link is, whatever carries its bytes; a device is given one and never asks which."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from drivers.health import Health


@dataclass(frozen=True, slots=True)
class LinkEars:
    """Who hears a link; both are called on its owner thread."""

    bytes: Callable[[bytes], None]
    health: Callable[[Health], None]


class Link(Protocol):
    """Opens by itself, heals by itself, and says what comes of it through its ears.

    A way that only leads to the device (a file, a spooler) says READY with Trouble.NO_STATUS.
    """

    def start(self) -> None:
        """Begin to open."""
        ...

    def stop(self, timeout_s: float = 2.0) -> None:
        """Let go. Harmless twice, and before `start`."""
        ...

    def write(self, data: bytes) -> "Future[None]":
        """Hand bytes to the owner thread; done when the system has taken the last of them.

        The future holds OSError where the link is not open, was lost on the way, or the device
        took nothing for 5 s: then nobody knows how much of them arrived. What waited behind them
        fails too. A write that has not begun may be cancelled. Who must know that bytes left
        waits for it before `stop`.
        """
        ...


Connect = Callable[[LinkEars], Link]
"""Makes a device's link, not yet started: what a device is built from."""
