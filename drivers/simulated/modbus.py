"""A Modbus slave's half of the talk: requests in, answers out, RTU or TCP. Pure.

Written from the protocol's own pages (Modbus Application Protocol V1.1b3; over Serial Line V1.02,
6.2.2), not on the library the driver uses: two readings of one standard.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from drivers.equipment.tags import Tag, TagTable
from drivers.framers import Damage, Damaged, Frame

_KINDS = {1: "coil", 2: "discrete", 3: "holding", 4: "input"}
_ASKED = 5
"""Bytes of a read request: function, address, count."""
_REQUEST = 1 + _ASKED
"""The same with the unit before it."""
_HEAD = 6
"""Bytes before the unit over TCP: turn, protocol, length."""
_LONGEST = 254
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


class RequestFramer:
    """Cuts a slave's line into requests; bytes that are none are forgotten, as a real one does."""

    def __init__(self, *, is_rtu: bool) -> None:
        self._is_rtu = is_rtu
        self._heard = b""

    def feed(self, data: bytes, at_ms: int) -> tuple[Frame | Damaged, ...]:
        """See `Framer.feed`."""
        del at_ms
        self._heard += data
        return tuple(self._rtu() if self._is_rtu else self._tcp())

    @property
    def is_amid(self) -> bool:
        """See `Framer.is_amid`."""
        return bool(self._heard)

    def reset(self) -> Damaged | None:
        """See `Framer.reset`."""
        lost, self._heard = self._heard, b""
        return Damaged(lost, Damage.UNFINISHED) if lost else None

    def _rtu(self) -> Iterator[Frame]:
        while len(self._heard) >= _REQUEST + 2:
            frame = self._heard[: _REQUEST + 2]
            whole = crc(frame[:-2]) == frame[-2:]
            self._heard = self._heard[_REQUEST + 2 if whole else 1 :]
            if whole:
                yield Frame(frame)

    def _tcp(self) -> Iterator[Frame]:
        while len(self._heard) >= _HEAD:
            _, protocol, length = struct.unpack(">HHH", self._heard[:_HEAD])
            if protocol or not 2 <= length <= _LONGEST:
                self._heard = b""
                return
            if len(self._heard) < _HEAD + length:
                return
            frame, self._heard = self._heard[: _HEAD + length], self._heard[_HEAD + length :]
            yield Frame(frame)


def answered(request: bytes, read: Read, *, is_rtu: bool) -> bytes:
    """Return the answer to one whole request."""
    if is_rtu:
        said = request[:1] + _answer(request[0], request[1:-2], read)
        return said + crc(said)
    said = request[_HEAD : _HEAD + 1] + _answer(request[_HEAD], request[_HEAD + 1 :], read)
    return request[:4] + struct.pack(">H", len(said)) + said


def crc(frame: bytes) -> bytes:
    """Return the check of a frame on a serial line, low byte first."""
    check = 0xFFFF
    for byte in frame:
        check ^= byte
        for _ in range(8):
            check = (check >> 1) ^ (0xA001 if check & 1 else 0)
    return struct.pack("<H", check)


def _answer(unit: int, asked: bytes, read: Read) -> bytes:
    kind = _KINDS.get(asked[0])
    if kind is None or len(asked) != _ASKED:
        return bytes((asked[0] | 0x80, ILLEGAL_FUNCTION))
    start, count = struct.unpack(">HH", asked[1:])
    held = [read(unit, kind, start + step) for step in range(count)]
    if not held or None in held:
        return bytes((asked[0] | 0x80, ILLEGAL_ADDRESS))
    data = _bits(held) if kind in ("coil", "discrete") else _registers(held)
    return bytes((asked[0], len(data))) + data


def _registers(held: Sequence[int | None]) -> bytes:
    return b"".join(struct.pack(">H", word or 0) for word in held)


def _bits(held: Sequence[int | None]) -> bytes:
    packed = bytearray((len(held) + 7) // 8)
    for place, bit in enumerate(held):
        packed[place // 8] |= (1 if bit else 0) << (place % 8)
    return bytes(packed)


def _length(tag: Tag) -> int:
    return 1 if tag.kind in ("coil", "discrete") or tag.type.endswith("16") else 2
