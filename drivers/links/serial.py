"""A serial port (RS-232, USB-CDC, pty) by pyserial, exclusively ours while it is open."""

import os
from collections.abc import Callable
from dataclasses import dataclass

import serial

from drivers.links.backoff import Backoff
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.owner import OwnedLink

WRITE_WAIT_S = 1.0


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """Where the port is and how its line is set. Never guessed: a wrong speed reads as garbage."""

    port: str
    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop_bits: int = 1


class SerialPort:
    """One open port."""

    def __init__(self, settings: SerialSettings) -> None:
        self._serial = serial.Serial(
            port=settings.port,
            baudrate=settings.baud,
            bytesize=settings.bits,
            parity=settings.parity,
            stopbits=settings.stop_bits,
            timeout=0,
            write_timeout=WRITE_WAIT_S,
            exclusive=True,
        )

    def fileno(self) -> int:
        return -1 if os.name == "nt" else int(self._serial.fileno())

    def read(self, wait_s: float) -> bytes:
        self._serial.timeout = wait_s
        return bytes(self._serial.read(max(1, self._serial.in_waiting)))

    def write(self, data: bytes) -> None:
        self._serial.write(data)

    def close(self) -> None:
        self._serial.close()


def serial_link(
    find_settings: Callable[[], SerialSettings], *, name: str, backoff: Callable[[], Backoff]
) -> Connect:
    """Return what makes links over a serial port, looked for anew at each opening."""

    def connect(ears: LinkEars) -> Link:
        return OwnedLink(lambda: SerialPort(find_settings()), ears, name=name, backoff=backoff())

    return connect
