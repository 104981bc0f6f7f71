"""One device opened by its address for a person at the command line: all it tells, as one queue."""

import argparse
import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.cli.settings import add_settings, settings_of
from app.kernel.clock import SystemClock
from app.kernel.words import Words
from drivers.device import Binding, Device, Ears, Times, Traffic
from drivers.health import Health
from drivers.links.address import UnusableAddress, connect_to
from drivers.roster import DRIVERS, Driver, driver

PROBE = "probe"
"""The role of a device that stands on no bench."""
LOOK_UP_S = 0.5
"""The longest one wait: on Windows Ctrl-C is noticed between waits only."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a device is there for: a `Scan`, `Reading`, `Sample` or `PrinterStatus`."""

    value: object
    at_ms: int


@dataclass(frozen=True, slots=True)
class Felt:
    """How a device is from now on."""

    health: Health
    at_ms: int


News = Told | Felt | Traffic


class CannotOpen(ValueError):  # what was asked for, not what went wrong
    """Nothing to open by that address or driver; its text is the sentence for a person."""


@dataclass(frozen=True, slots=True)
class Session:
    """A device at work, what drives it, and what it told that nobody has taken yet."""

    device: Device
    driver: Driver
    news: "queue.SimpleQueue[News]"

    def until(self, late_s: float) -> Iterator[News]:
        """Return what it tells as it comes, up to that moment of the steady clock."""
        while (left_s := late_s - time.monotonic()) > 0:
            try:
                yield self.news.get(timeout=min(left_s, LOOK_UP_S))
            except queue.Empty:
                continue


def configure(parser: argparse.ArgumentParser, words: Words, seconds: float) -> None:
    """Say which device: what `watch` and `test` both take."""
    parser.add_argument(
        "address", metavar=words("cli.device.address"), help=words("cli.device.address.help")
    )
    parser.add_argument(
        "--driver",
        required=True,
        choices=[one.word for one in DRIVERS],
        help=words("cli.device.driver.help"),
    )
    add_settings(parser, words)
    parser.add_argument("--asset", default="", help=words("cli.device.asset.help"))
    parser.add_argument(
        "--seconds", type=float, default=seconds, help=words("cli.device.seconds.help")
    )
    parser.add_argument("--json", action="store_true", help=words("cli.device.json.help"))


@contextmanager
def opened(args: argparse.Namespace, words: Words) -> Iterator[Session]:
    """Open the device a command names, and let go of it at the end. Raises CannotOpen."""
    found = driver(args.driver)
    if found is None:  # the parser has refused it already
        raise CannotOpen(args.driver)
    news: queue.SimpleQueue[News] = queue.SimpleQueue()
    now_ms = SystemClock().now_ms
    ears: Ears[object] = Ears(
        told=lambda value: news.put(Told(value, now_ms())),
        health=lambda health: news.put(Felt(health, now_ms())),
        traffic=news.put,
    )
    try:
        given = settings_of(args)
        binding = found.lined(Binding(PROBE, args.driver, args.address, args.asset, given))
        device = found.load()(binding, connect_to(binding), ears, Times(now_ms))
    except (UnusableAddress, ValueError) as error:
        raise CannotOpen(words("cli.device.unusable", address=args.address, why=error)) from error
    device.start()
    try:
        yield Session(device, found, news)
    finally:
        device.stop()
