"""A serial port (RS-232, USB-CDC, pty), opened by pyserial and ours alone while it is open."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass

import serial

from drivers.links.backoff import Backoff
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.owner import MOST_READ, STALL_S, OwnedLink, Port
from drivers.links.troubles import MISHAPS

CHUNK = 256
"""Windows tells nobody how far a write came: so much at a time, within STALL_S at 600 baud."""


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """Where the port is and how its line is set. Never guessed: a wrong speed reads as garbage."""

    port: str
    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop_bits: int = 1


def open_serial(settings: SerialSettings) -> Port:
    """Open a serial port. What it had heard before is dropped."""
    port = serial.Serial(
        port=settings.port,
        baudrate=settings.baud,
        bytesize=settings.bits,
        parity=settings.parity,
        stopbits=settings.stop_bits,
        timeout=0,
        write_timeout=STALL_S,
        exclusive=True,
    )
    return PolledSerialPort(port) if os.name == "nt" else PosixSerialPort(port)


class PosixSerialPort:
    """One open port, read and written by its descriptor: pyserial's own waiting is `select`."""

    is_one_way = False

    def __init__(self, port: serial.Serial) -> None:
        self._serial = port
        self._is_full = False

    def fileno(self) -> int:
        return int(self._serial.fileno())

    def read(self, wait_s: float) -> bytes:
        try:
            data = os.read(self.fileno(), MOST_READ)
        except BlockingIOError:
            return b""
        if not data:  # a port that is gone is always ready, with nothing
            raise EOFError("the port is gone")
        return data

    def write(self, data: memoryview) -> int:
        try:
            sent = os.write(self.fileno(), data)
        except BlockingIOError:
            sent = 0
        self._is_full = sent < len(data)
        return sent

    def close(self) -> None:
        if self._is_full:  # else the system waits up to 30 s for a device that takes nothing
            with contextlib.suppress(*MISHAPS):
                self._serial.reset_output_buffer()
        self._serial.close()


class PolledSerialPort:
    """One open port by pyserial's own reads and writes: Windows has no descriptor to wait on."""

    is_one_way = False

    def __init__(self, port: serial.Serial) -> None:
        self._serial = port

    def fileno(self) -> int:
        return -1

    def read(self, wait_s: float) -> bytes:
        self._serial.timeout = wait_s
        return bytes(self._serial.read(max(1, self._serial.in_waiting)))

    def write(self, data: memoryview) -> int:
        return self._serial.write(bytes(data[:CHUNK])) or 0

    def close(self) -> None:
        self._serial.close()


def serial_link(
    find_settings: Callable[[], SerialSettings], *, name: str, backoff: Callable[[], Backoff]
) -> Connect:
    """Return what makes links over a serial port, looked for anew at each opening."""

    def connect(ears: LinkEars) -> Link:
        return OwnedLink(lambda: open_serial(find_settings()), ears, name=name, backoff=backoff())

    return connect
