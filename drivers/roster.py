"""Every driver, by the word a station's profile names it with. The one list of what can be driven.

A driver is one module with one maker; it is imported when a device of its kind is first opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
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


DRIVERS = (
    Driver("scanner", Kind.SCANNER, _scanner),
    Driver("equipment.modbus-rtu", Kind.EQUIPMENT, _modbus_rtu),
    Driver("equipment.modbus-tcp", Kind.EQUIPMENT, _modbus_tcp),
    Driver("equipment.opcua", Kind.EQUIPMENT, _opcua),
    Driver("equipment.logger", Kind.EQUIPMENT, _logger),
)


def driver(word: str) -> Driver | None:
    """Return the driver a profile's word stands for; None where there is none."""
    return next((one for one in DRIVERS if one.word == word), None)
