"""Which bytes of a frame are its value and which its unit, for people to look at. Pure."""

from dataclasses import dataclass

from drivers.reading import Reading

STATUS, VALUE, UNIT = "status", "value", "unit"


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of one meaning: from `start` up to, not including, `end`."""

    start: int
    end: int
    what: str


def parts(reading: Reading) -> tuple[Part, ...]:
    """Return the parts of a reading's frame in order; bytes of no part are framing."""
    raw, decoded = reading.raw, reading.decoded
    value = _found(raw, decoded.text.lstrip("+-"), 0)
    unit = _found(raw, decoded.unit, value[1] if value else 0)
    head_ends = min((place[0] for place in (value, unit) if place), default=0)
    status = len(raw[:head_ends].rstrip(b" +-"))
    found = [Part(0, status, STATUS)] if status else []
    if value:
        found.append(Part(*value, VALUE))
    if unit:
        found.append(Part(*unit, UNIT))
    return tuple(found)


def _found(raw: bytes, text: str, start: int) -> tuple[int, int] | None:
    """Return where a text stands in a frame, if it is there."""
    wanted = text.encode("latin-1", "replace")
    place = raw.find(wanted, start) if wanted else -1
    return None if place < 0 else (place, place + len(wanted))
