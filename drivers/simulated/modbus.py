"""A Modbus slave's half of the talk: requests in, answers out, RTU or TCP. Pure.

Written from the protocol's own pages (Modbus Application Protocol V1.1b3; over Serial Line V1.02,
6.2.2), not on the library the driver uses: two readings of one standard.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from drivers.equipment.tags import Tag, TagTable

_KINDS = {1: "coil", 2: "discrete", 3: "holding", 4: "input"}
_REQUEST = 6
"""Bytes of a read request after the unit: function, address, count and, over RTU, the check."""
_LAYOUT = {"int16": ">h", "uint16": ">H", "int32": ">i", "uint32": ">I", "float32": ">f"}
ILLEGAL_FUNCTION, ILLEGAL_ADDRESS = 1, 2

Read = Callable[[int, str, int], int | None]
"""Returns what one register or bit of a unit holds; None where it has none."""


class Registers:
    """A machine's values in the registers its tag table names."""

    def __init__(self, table: TagTable, value: Callable[[str], Decimal]) -> None:
        self._places: dict[tuple[int, str, int], tuple[Tag, int]] = {}
        self._value = value
        for tag in table.tag:
            for offset in range(_length(tag)):
                self._places[tag.unit_id, tag.kind, (tag.register or 0) + offset] = (tag, offset)

    def __call__(self, unit: int, kind: str, address: int) -> int | None:
        found = self._places.get((unit, kind, address))
        if found is None:
            return None
        tag, offset = found
        return words(tag, self._value(tag.name))[offset]


def words(tag: Tag, value: Decimal) -> Sequence[int]:
    """Return the registers that hold a value: what the driver reads back."""
    raw = value / tag.scale
    if tag.kind in ("coil", "discrete"):
        return (int(raw != 0),)
    number = float(raw) if tag.type == "float32" else int(raw.to_integral(ROUND_HALF_EVEN))
    packed = struct.pack(_LAYOUT[tag.type], number)
    found = tuple(word for (word,) in struct.iter_unpack(">H", packed))
    return found if tag.words == "big" else found[::-1]


class Slave:
    """Answers read requests; bytes that are none are forgotten, as a real one does."""

    def __init__(self, read: Read, *, is_rtu: bool) -> None:
        self._read, self._is_rtu = read, is_rtu
        self._heard = b""

    def feed(self, data: bytes) -> tuple[bytes, ...]:
        """Take bytes and return the answers to what they complete, in order."""
        self._heard += data
        return tuple(self._rtu() if self._is_rtu else self._tcp())

    def reset(self) -> None:
        """Forget half a request, as after a hang-up."""
        self._heard = b""

    def _rtu(self) -> Iterator[bytes]:
        while len(self._heard) >= _REQUEST + 2:
            frame = self._heard[: _REQUEST + 2]
            if crc(frame[:-2]) != frame[-2:]:
                self._heard = self._heard[1:]
                continue
            self._heard = self._heard[_REQUEST + 2 :]
            answer = frame[:1] + self._answer(frame[0], frame[1:-2])
            yield answer + crc(answer)

    def _tcp(self) -> Iterator[bytes]:
        while len(self._heard) >= 8:
            turn, protocol, length = struct.unpack(">HHH", self._heard[:6])
            if protocol or not 2 <= length <= 254:
                self._heard = b""
                return
            if len(self._heard) < 6 + length:
                return
            unit, asked = self._heard[6], self._heard[7 : 6 + length]
            self._heard = self._heard[6 + length :]
            answer = bytes((unit,)) + self._answer(unit, asked)
            yield struct.pack(">HHH", turn, 0, len(answer)) + answer

    def _answer(self, unit: int, asked: bytes) -> bytes:
        kind = _KINDS.get(asked[0])
        if kind is None or len(asked) != 5:
            return bytes((asked[0] | 0x80, ILLEGAL_FUNCTION))
        start, count = struct.unpack(">HH", asked[1:])
        held = [self._read(unit, kind, start + step) for step in range(count)]
        if not held or None in held:
            return bytes((asked[0] | 0x80, ILLEGAL_ADDRESS))
        data = _bits(held) if kind in ("coil", "discrete") else _registers(held)
        return bytes((asked[0], len(data))) + data


def crc(frame: bytes) -> bytes:
    """Return the check of a frame on a serial line, low byte first."""
    check = 0xFFFF
    for byte in frame:
        check ^= byte
        for _ in range(8):
            check = (check >> 1) ^ (0xA001 if check & 1 else 0)
    return struct.pack("<H", check)


def _registers(held: Sequence[int | None]) -> bytes:
    return b"".join(struct.pack(">H", word or 0) for word in held)


def _bits(held: Sequence[int | None]) -> bytes:
    packed = bytearray((len(held) + 7) // 8)
    for place, bit in enumerate(held):
        packed[place // 8] |= (1 if bit else 0) << (place % 8)
    return bytes(packed)


def _length(tag: Tag) -> int:
    return 1 if tag.kind in ("coil", "discrete") or tag.type.endswith("16") else 2
