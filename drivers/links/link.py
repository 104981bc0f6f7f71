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
    """Opens by itself, heals by itself, and says what comes of it through its ears."""

    def start(self) -> None:
        """Begin to open."""
        ...

    def stop(self, timeout_s: float = 2.0) -> None:
        """Let go. Harmless twice, and before `start`."""
        ...

    def write(self, data: bytes) -> "Future[None]":
        """Hand bytes to the owner thread; done when they have left this computer.

        The future holds OSError where the link is not open, or was lost on the way: then nobody
        knows how much of them arrived.
        """
        ...


Connect = Callable[[LinkEars], Link]
"""Makes a device's link, not yet started: what a device is built from."""
