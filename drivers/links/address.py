"""From an address in a station's profile to what makes links to it.

serial:/dev/ttyUSB0       a serial port by its name, `serial:` may be left out; settings: baud,
                          bits, parity, stop_bits
usb:0403:6001:A50285BI    a serial port by its USB device (`usb.py`); the same settings
tcp:192.0.2.7:9100        a host and a port
file:/dev/usb/lp0         a file that is only written to
spooler:Zebra ZD421       a printer of the Windows spooler, only written to
camera:0                  pictures, no bytes: its driver opens it by itself
opc.tcp://192.0.2.7:4840  an OPC UA server: its driver's library opens its own way there
loopback:                 a port that hears what it says
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from drivers.device import Binding
from drivers.links.backoff import Backoff
from drivers.links.file import file_link
from drivers.links.found import usb_name
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.loopback import loopback_link
from drivers.links.serial import SerialSettings, serial_link
from drivers.links.spooler import spooler_link
from drivers.links.tcp import tcp_link
from drivers.links.usb import port_of

FASTEST_BAUD = 12_000_000
HIGHEST_PORT = 65_535

BYTELESS = frozenset({"camera", "opc.tcp"})
"""Addresses of devices that are reached without a link."""


class UnusableAddress(ValueError):  # what the profile says, not what went wrong
    """An address no link is made for; its text names it."""


def connect_to(binding: Binding, backoff: Callable[[], Backoff] = Backoff) -> Connect:
    """Return what makes the link of `binding`. Raises UnusableAddress.

    For a device without bytes there is none: asking for it raises UnusableAddress, so that a
    driver of another kind bound to a camera says so.
    """
    scheme, _, rest = whole(binding.address).partition(":")
    name = f"{binding.role} {rest}"
    match scheme:
        case "serial" if rest:
            settings = _serial(rest, binding.settings)
            return serial_link(lambda: settings, name=name, backoff=backoff)
        case "usb" if wanted := usb_name(rest):
            line = _serial(rest, binding.settings)
            return serial_link(
                lambda: replace(line, port=port_of(wanted)), name=name, backoff=backoff
            )
        case "tcp":
            host, port = _host(binding.address, rest)
            return tcp_link(host, port, name=name, backoff=backoff)
        case "file" if rest:
            return file_link(rest, name=name, backoff=backoff)
        case "spooler" if rest:
            return spooler_link(rest, name=name, backoff=backoff)
        case "loopback":
            return loopback_link(name=name, backoff=backoff)
        case _ if scheme in BYTELESS and rest:
            return _no_link(binding.address)
    raise UnusableAddress(binding.address)


def whole(address: str) -> str:
    """Return an address with its scheme: a bare port (`/dev/ttyUSB0`, `COM3`) is a serial one."""
    is_bare = address.startswith(("/", "COM", "\\\\.\\"))
    return f"serial:{address}" if is_bare else address


def _no_link(address: str) -> Connect:
    def connect(ears: LinkEars) -> Link:
        raise UnusableAddress(address)

    return connect


def _host(address: str, rest: str) -> tuple[str, int]:
    host, _, port = rest.rpartition(":")
    if host and port.isdecimal() and 0 < int(port) <= HIGHEST_PORT:
        return host.removeprefix("[").removesuffix("]"), int(port)  # [::1] is IPv6's way
    raise UnusableAddress(address)


def _serial(port: str, settings: Mapping[str, str]) -> SerialSettings:
    try:
        line = SerialSettings(
            port,
            baud=int(settings.get("baud", "9600")),
            bits=int(settings.get("bits", "8")),
            parity=settings.get("parity", "N"),
            stop_bits=int(settings.get("stop_bits", "1")),
        )
    except ValueError as error:
        raise UnusableAddress(f"{port}: {error}") from error
    if not 0 < line.baud <= FASTEST_BAUD:
        raise UnusableAddress(f"{port}: baud {line.baud}")
    return line
