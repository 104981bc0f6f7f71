"""Names that never clash between stations that cannot ask each other: UUID version 7 (RFC 9562)."""

import secrets

from app.kernel.clock import Clock


def new_id(clock: Clock) -> str:
    """Return a new UUIDv7: sorted by time, 74 random bits."""
    value = (clock.now_ms() & (1 << 48) - 1) << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def short(value: object) -> str:
    """Return the first eight signs of an id or hash, for people to compare by eye."""
    return str(value)[:8]
