"""How serial numbers are given: in their order, each once, whatever becomes of its label."""

import re
from base64 import b32encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from app.capabilities.labels.serials.events import SerialBlockOpened
from app.capabilities.labels.serials.tables import BlockRow

BLOCK = 1_000
"""Numbers in a block that a station opens for itself."""

_PLAIN_CODE = re.compile(r"[A-Z0-9-]{1,8}")


@dataclass(frozen=True, slots=True)
class Taken:
    """One number out of a block, and the serial it makes."""

    block: str
    number: int
    serial: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a station has to give numbers from: its block, and the next number in it."""

    block: BlockRow | None
    next: int


def serial_prefix(station: str) -> str:
    """Return what stands before every number a station gives from a block of its own.

    The station's code where a label can carry it, else eight signs that are its alone.
    """
    if _PLAIN_CODE.fullmatch(station):
        return f"{station}-"
    return f"{b32encode(sha256(station.encode()).digest())[:8].decode()}."


def take(
    numbers: Numbers, count: int, station: str, new_id: Callable[[], str]
) -> tuple[tuple[SerialBlockOpened, ...], tuple[Taken, ...]]:
    """Take the next `count` numbers; a block that runs out is followed by a new one."""
    opened: list[SerialBlockOpened] = []
    taken: list[Taken] = []
    block, prefix, number, last = "", serial_prefix(station), numbers.next, 0
    if numbers.block is not None:
        block, prefix, last = numbers.block.block, numbers.block.prefix, numbers.block.last
    while len(taken) < count:
        if number > last:
            block, last = new_id(), number + BLOCK - 1
            opened.append(
                SerialBlockOpened(
                    block=block, station=station, prefix=prefix, first=number, last=last
                )
            )
        taken.append(Taken(block, number, f"{prefix}{number:06}"))
        number += 1
    return tuple(opened), tuple(taken)
