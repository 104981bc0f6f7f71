"""A serial port on USB, found by what the device says of itself and not by its number of today.

    usb:0403:6001                     the only FT232 there is
    usb:0403:6001:A50285BI            the one with this serial number
    usb:0403:6001::1-1.2              the one in this socket, where it has no serial number
    usb:0403:6011:FT4:1-1.2:1.0       one port of several

It is looked for at each opening. Where two fit, a person must choose: a station that hops to
another scale weighs with the wrong one.
"""

import errno
from collections.abc import Callable, Collection

from drivers.links.found import FoundPort, UsbName, found_ports
from drivers.links.troubles import AmbiguousDevice


def port_of(wanted: UsbName, listed: Callable[[], Collection[FoundPort]] = found_ports) -> str:
    """Return the port where the wanted device is now.

    Raises FileNotFoundError where none is, AmbiguousDevice where more than one fits, CannotList.
    """
    found = [(fit, one) for one in listed() if one.usb and (fit := _fit(wanted, one.usb))]
    best = [one for fit, one in found if fit == max(fit for fit, _ in found)]
    if not best:
        raise FileNotFoundError(errno.ENOENT, "no such device", wanted.address)
    if len(best) > 1:
        raise AmbiguousDevice(f"{wanted.address} fits {', '.join(one.port for one in best)}")
    return best[0].port


def _fit(wanted: UsbName, there: UsbName) -> int:
    """Return how exactly a device fits, 0 where it does not."""
    if (wanted.vendor, wanted.product) != (there.vendor, there.product):
        return 0
    serial = _serial_fit(wanted.serial, there.serial)
    location = _location_fit(wanted.location, there.location)
    return serial * location


def _serial_fit(wanted: str, there: str) -> int:
    # FTDI's driver for Windows adds the channel's letter to the number (pyserial #61).
    if wanted and there != wanted:
        return 1 if there[:-1] == wanted and there[-1:] in "ABCD" else 0
    return 2


def _location_fit(wanted: str, there: str) -> int:
    if wanted and there != wanted:
        return 1 if there.startswith(f"{wanted}:") else 0  # one of the ports in that socket
    return 2
