"""From an address in a station's profile to what makes links to it.

serial:/dev/ttyUSB0     a serial port by its name; settings: baud, bits, parity, stop_bits
tcp:192.0.2.7:9100      a host and a port
camera:0                pictures, no bytes: its driver opens it by itself
"""

from collections.abc import Callable, Mapping

from drivers.device import Binding
from drivers.links.backoff import Backoff
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.serial import SerialSettings, serial_link
from drivers.links.tcp import tcp_link

BYTELESS = frozenset({"camera"})
"""Addresses of devices that are reached without a link."""


class UnusableAddress(ValueError):  # what the profile says, not what went wrong
    """An address no link is made for; its text names it."""


def connect_to(binding: Binding, backoff: Callable[[], Backoff] = Backoff) -> Connect:
    """Return what makes the link of `binding`. Raises UnusableAddress.

    For a device without bytes there is none: asking for it raises UnusableAddress, so that a
    driver of another kind bound to a camera says so.
    """
    scheme, _, rest = binding.address.partition(":")
    name = f"{binding.role} {rest}"
    if scheme == "serial" and rest:
        settings = _serial(rest, binding.settings)
        return serial_link(lambda: settings, name=name, backoff=backoff)
    if scheme == "tcp":
        host, _, port = rest.rpartition(":")
        if host and port.isdecimal():
            return tcp_link(host, int(port), name=name, backoff=backoff)
    if scheme in BYTELESS and rest:
        return _no_link(binding.address)
    raise UnusableAddress(binding.address)


def _no_link(address: str) -> Connect:
    def connect(ears: LinkEars) -> Link:
        raise UnusableAddress(address)

    return connect


def _serial(port: str, settings: Mapping[str, str]) -> SerialSettings:
    try:
        return SerialSettings(
            port,
            baud=int(settings.get("baud", "9600")),
            bits=int(settings.get("bits", "8")),
            parity=settings.get("parity", "N"),
            stop_bits=int(settings.get("stop_bits", "1")),
        )
    except ValueError as error:
        raise UnusableAddress(f"{port}: {error}") from error
