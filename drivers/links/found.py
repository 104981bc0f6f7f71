"""What is connected now, for whoever binds a device: each with the address to bind.

A port on USB is named by what it says of itself, so that it is found again in another socket; a pty
or a host nobody can list is looked at when it is given by name.
"""

import importlib
import socket
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

RAW_PORT = 9100
"""Where printers and serial servers listen for raw bytes."""
LOOK_S = 2.0
_UNLISTED = (ImportError, AttributeError, OSError, TypeError, ValueError)
"""What listing raises: some systems have none, and a device that goes meanwhile reads as None."""


@dataclass(frozen=True, slots=True)
class UsbName:
    """How a device on USB names itself; numbers of four hexadecimal digits, empty what is unknown.

    `location` is the way to its socket (`1-1.2`, with `:1.0` for one of several ports).
    """

    vendor: str
    product: str
    serial: str = ""
    location: str = ""

    @property
    def address(self) -> str:
        """Return `usb:VID:PID[:SERIAL[:LOCATION]]`; a colon within a part is written %3A."""
        parts = (self.vendor, self.product, self.serial, self.location)
        return "usb:" + ":".join(quote(part, safe=" -.") for part in parts).rstrip(":")


@dataclass(frozen=True, slots=True)
class FoundPort:
    """One thing a device may hang on: its address, and what people know it by."""

    address: str
    port: str
    words: str = ""
    usb: UsbName | None = None


class CannotList(OSError):
    """This system does not say what is connected; its text says why."""


def found_ports() -> tuple[FoundPort, ...]:
    """Return the serial ports of this computer, those on USB first. Raises CannotList."""
    return tuple(sorted(_found(_listed()), key=lambda found: (found.usb is None, found.port)))


def looked_at(given: str) -> FoundPort | None:
    """Return what a person named: a path, a host, a host and port; None if nothing is there.

    Waits up to 2 s for a host; to be called on a thread that may wait.
    """
    if given.startswith(("/", "COM", "com", "\\\\")):
        return _at_path(given)
    host, colon, port = given.rpartition(":")
    if not colon or not port.isdecimal():
        host, port = given, str(RAW_PORT)
    return FoundPort(f"tcp:{host}:{port}", f"{host}:{port}") if _answers(host, int(port)) else None


def usb_name(rest: str) -> UsbName | None:
    """Return what `VID:PID[:SERIAL[:LOCATION]]` names; None where it names nothing."""
    parts = rest.split(":", 3)
    if len(parts) < 2 or not all(_is_number(part) for part in parts[:2]):
        return None
    vendor, product, *more = (unquote(part) for part in parts)
    return UsbName(vendor.lower(), product.lower(), *more)


def _is_number(part: str) -> bool:
    return len(part) == 4 and all(sign in "0123456789abcdefABCDEF" for sign in part)


def _listed() -> list[Any]:
    try:
        return list(importlib.import_module("serial.tools.list_ports").comports())
    except _UNLISTED as error:
        raise CannotList(repr(error)) from error


def _found(listed: Iterable[Any]) -> Iterator[FoundPort]:
    for one in listed:
        words = one.description if one.description not in (None, "n/a") else ""
        if one.vid is None or one.pid is None:
            yield FoundPort(f"serial:{one.device}", one.device, words)
            continue
        serial, location = one.serial_number or "", one.location or ""
        usb = UsbName(f"{one.vid:04x}", f"{one.pid:04x}", serial, location)
        yield FoundPort(usb.address, one.device, words, usb)


def _at_path(path: str) -> FoundPort | None:
    if path.startswith("/"):
        try:
            if not stat.S_ISCHR(Path(path).stat().st_mode):
                return None
        except OSError:
            return None
    return FoundPort(f"serial:{path}", path)


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), LOOK_S):
            return True
    except (OSError, ValueError, OverflowError):
        return False
