"""Modbus registers to exact values, and which of them to read together. Pure.

A register is a 16-bit word, most significant byte first (Modbus Application Protocol V1.1b3, 4.2);
which word of a longer value comes first is each maker's own habit, so the tag says it.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from drivers.equipment.tags import Tag, TagTable, UnusableTags

MOST_REGISTERS = 120
"""Read in one request; the protocol allows 125."""
_WORDS = {"int16": 1, "uint16": 1, "int32": 2, "uint32": 2, "float32": 2}
_LAYOUT = {"int16": ">h", "uint16": ">H", "int32": ">i", "uint32": ">I", "float32": ">f"}
_DIGITS = 9
"""So many decimal digits tell any two 32-bit floats apart (IEEE 754)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbours read in one request: from `start`, `count` registers or bits."""

    unit_id: int
    kind: str
    start: int
    count: int
    period_ms: int
    tags: tuple[Tag, ...]


def blocks(table: TagTable) -> tuple[Block, ...]:
    """Return the requests that read a table; only true neighbours share one.

    A gap is never read over: many machines refuse a request that touches a register they have not.
    Raises UnusableTags for a tag without a register.
    """
    lacking = [tag.name for tag in table.tag if tag.register is None]
    if lacking:
        raise UnusableTags(f"no register for {', '.join(lacking)}")

    def habit(tag: Tag) -> tuple[int, str, int]:
        return tag.unit_id, tag.kind, table.period_of(tag)

    ordered = sorted(table.tag, key=lambda tag: (*habit(tag), tag.register or 0))
    return tuple(
        block
        for (unit_id, kind, period_ms), tags in groupby(ordered, habit)
        for block in _runs(unit_id, kind, period_ms, tuple(tags))
    )


def values(block: Block, words: Sequence[int]) -> Iterator[tuple[Tag, Decimal | None]]:
    """Return each tag of a block with its value; None for what is no number (NaN, infinite)."""
    for tag in block.tags:
        start = (tag.register or 0) - block.start
        raw = _raw(tag, words[start : start + _length(tag)])
        yield tag, None if raw is None else tag.scaled(raw)


def shortest(number: float) -> Decimal | None:
    """Return the shortest decimal that is this 32-bit float and no other; None for none.

    `60.1` arrives as 60.099998474…: what the machine meant are the digits its own display shows.
    """
    if number != number or number in (float("inf"), float("-inf")):
        return None
    same = struct.pack(">f", number)
    for digits in range(1, _DIGITS + 1):
        text = f"{number:.{digits}g}"
        if _packed(text) == same:
            return Decimal(text)
    return Decimal(f"{number:.{_DIGITS}g}")


def _packed(text: str) -> bytes:
    try:
        return struct.pack(">f", float(text))
    except OverflowError:  # rounded up past the greatest float there is
        return b""


def _raw(tag: Tag, words: Sequence[int]) -> Decimal | None:
    if tag.kind in ("coil", "discrete"):
        return Decimal(1 if words[0] else 0)
    ordered = words if tag.words == "big" else tuple(reversed(words))
    packed = b"".join(struct.pack(">H", word) for word in ordered)
    (number,) = struct.unpack(_LAYOUT[tag.type], packed)
    return shortest(number) if tag.type == "float32" else Decimal(number)


def _length(tag: Tag) -> int:
    return 1 if tag.kind in ("coil", "discrete") else _WORDS[tag.type]


def _runs(unit_id: int, kind: str, period_ms: int, tags: tuple[Tag, ...]) -> Iterator[Block]:
    run: list[Tag] = []
    start = end = 0
    for tag in tags:
        place = tag.register or 0
        if run and (place > end or place + _length(tag) - start > MOST_REGISTERS):
            yield Block(unit_id, kind, start, end - start, period_ms, tuple(run))
            run = []
        if not run:
            start = end = place
        run.append(tag)
        end = max(end, place + _length(tag))
    if run:
        yield Block(unit_id, kind, start, end - start, period_ms, tuple(run))
