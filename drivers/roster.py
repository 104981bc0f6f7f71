"""Every driver, by the word a station's profile names it with. The one list of what can be driven.

A driver is one module with one maker; it is imported when a device of its kind is first opened.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drivers.device import Binding, Device, Ears, Kind, Times
from drivers.links.link import Connect

if TYPE_CHECKING:
    from drivers.manner import Manner

Make = Callable[[Binding, Connect, Ears[Any], Times], Device]


@dataclass(frozen=True, slots=True)
class Driver:
    """What a word stands for; `load` imports the module and returns its maker."""

    word: str
    kind: Kind
    load: Callable[[], Make]
    line: Callable[[], Mapping[str, str]] = dict
    """The settings of its line (baud, bits, parity, stop_bits) where a binding says nothing."""

    def lined(self, binding: Binding) -> Binding:
        """Return the binding with the line's settings it leaves out. Raises ValueError."""
        return replace(binding, settings={**self.line(), **binding.settings})


def _scanner() -> Make:
    from drivers.scanners.serial import SerialScanner

    return SerialScanner


def _scale(word: str) -> "Manner":
    from drivers.scales.manners import manner_of

    return manner_of(word)


def _make_scale(word: str) -> Make:
    from drivers.scales.scale import Scale

    return partial(Scale, manner=_scale(word))


def _gauge(word: str) -> "Manner":
    from drivers.gauges.manners import MANNERS

    return MANNERS[word]


def _make_gauge(word: str) -> Make:
    from drivers.gauges.gauge import Gauge

    return partial(Gauge, manner=_gauge(word))


def _driver(kind: Kind, word: str) -> Driver:
    """Return the driver of a scale or gauge; its manner is read when it is first opened."""
    manner, make = (_scale, _make_scale) if kind is Kind.SCALE else (_gauge, _make_gauge)
    return Driver(f"{kind}.{word}", kind, partial(make, word), lambda: manner(word).line)


def _printer(word: str) -> Driver:
    def load() -> Make:
        from drivers.printers.device import ProtocolPrinter
        from drivers.printers.languages import LANGUAGES

        return partial(ProtocolPrinter, LANGUAGES[word])

    return Driver(f"printer.{word}", Kind.PRINTER, load)


def _modbus_rtu() -> Make:
    from drivers.equipment.modbus import rtu

    return rtu


def _modbus_tcp() -> Make:
    from drivers.equipment.modbus import tcp

    return tcp


def _opcua() -> Make:
    try:
        from drivers.equipment.opcua import make
    except ImportError:
        from drivers.missing import missing

        return missing("opcua")
    return make


def _logger() -> Make:
    from drivers.equipment.logger import LoggerMachine

    return LoggerMachine


def _camera() -> Make:
    from drivers.scanners.camera import Camera

    return Camera


SCALES = ("and", "and-ad4329", "and-ad4404", "mt-sics", "sbi", "toledo-8217")
PROFILES = Path(__file__).parent / "scales" / "profiles"
"""Every profile in here is a driver: what is dropped there needs no line of Python."""
GAUGES = ("mark10", "mitutoyo")
PRINTERS = ("zpl", "tspl", "epl", "escpos")

DRIVERS = (
    Driver("scanner", Kind.SCANNER, _scanner),
    Driver("camera", Kind.SCANNER, _camera),
    *(_driver(Kind.SCALE, word) for word in SCALES),
    *(_driver(Kind.SCALE, path.stem) for path in sorted(PROFILES.glob("*.toml"))),
    *(_driver(Kind.GAUGE, word) for word in GAUGES),
    *(_printer(word) for word in PRINTERS),
    Driver("equipment.modbus-rtu", Kind.EQUIPMENT, _modbus_rtu),
    Driver("equipment.modbus-tcp", Kind.EQUIPMENT, _modbus_tcp),
    Driver("equipment.opcua", Kind.EQUIPMENT, _opcua),
    Driver("equipment.logger", Kind.EQUIPMENT, _logger),
)


def driver(word: str) -> Driver | None:
    """Return the driver a profile's word stands for; None where there is none."""
    return next((one for one in DRIVERS if one.word == word), None)
