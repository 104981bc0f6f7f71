"""From an address in a station's profile to what makes links to it.

serial:/dev/ttyUSB0     a serial port by its name; settings: baud, bits, parity, stop_bits
tcp:192.0.2.7:9100      a host and a port
opc.tcp://192.0.2.7:4840    an OPC UA server: its driver's library opens its own way there
"""

from collections.abc import Callable, Mapping

from drivers.device import Binding
from drivers.links.backoff import Backoff
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.serial import SerialSettings, serial_link
from drivers.links.tcp import tcp_link


class UnusableAddress(ValueError):  # what the profile says, not what went wrong
    """An address no link is made for; its text names it."""


def connect_to(binding: Binding, backoff: Callable[[], Backoff] = Backoff) -> Connect:
    """Return what makes the link of `binding`. Raises UnusableAddress."""
    scheme, _, rest = binding.address.partition(":")
    name = f"{binding.role} {rest}"
    if scheme == "serial" and rest:
        settings = _serial(rest, binding.settings)
        return serial_link(lambda: settings, name=name, backoff=backoff)
    if scheme == "tcp":
        host, _, port = rest.rpartition(":")
        if host and port.isdecimal():
            return tcp_link(host, int(port), name=name, backoff=backoff)
    if scheme == "opc.tcp" and rest.startswith("//"):
        return _no_link
    raise UnusableAddress(binding.address)


def _no_link(ears: LinkEars) -> Link:
    """Refuse a link to what is no stream of bytes: a driver bound to it by mistake is told."""
    raise UnusableAddress(f"no link is made to an OPC UA server for {ears}")


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
