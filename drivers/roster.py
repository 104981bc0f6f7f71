"""Every driver, by the word a station's profile names it with. The one list of what can be driven.

A driver is one module with one maker; it is imported when a device of its kind is first opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from drivers.device import Binding, Device, Ears, Kind, Times
from drivers.links.link import Connect

Make = Callable[[Binding, Connect, Ears[Any], Times], Device]


@dataclass(frozen=True, slots=True)
class Driver:
    """What a word stands for; `load` imports the module and returns its maker."""

    word: str
    kind: Kind
    load: Callable[[], Make]


def _scanner() -> Make:
    from drivers.scanners.serial import SerialScanner

    return SerialScanner


def _printer(word: str) -> Driver:
    def load() -> Make:
        from drivers.printers.device import ProtocolPrinter
        from drivers.printers.languages import LANGUAGES

        return partial(ProtocolPrinter, LANGUAGES[word])

    return Driver(f"printer.{word}", Kind.PRINTER, load)


DRIVERS = (
    Driver("scanner", Kind.SCANNER, _scanner),
    _printer("zpl"),
    _printer("tspl"),
    _printer("epl"),
    _printer("escpos"),
)


def driver(word: str) -> Driver | None:
    """Return the driver a profile's word stands for; None where there is none."""
    return next((one for one in DRIVERS if one.word == word), None)
