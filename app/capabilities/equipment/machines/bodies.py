"""What lies in the body of a segment: every sample, exactly, and small.

A body is zstandard around UTF-8 JSON, with the keys in this order:

    {"v":1,"equipment":"IM-01","series":[
       {"parameter":"melt","unit":"°C",
        "at":[1763800000000,1000,1000],      # ms since 1970 UTC: the first, then each one's step
        "values":["185.3","185.40",null],    # decimals as the machine sent them; null where none
        "quality":"ggb"}]}                   # good, uncertain, bad

Its name is the sha256 of the bytes as kept, so whatever is damaged no longer bears its name.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import accumulate, pairwise

import msgspec
import zstandard

from app.capabilities.equipment.machines.answers import Point, QualityLetter, Trace
from app.kernel.refused import Refused

MEDIA = "application/vnd.lineside.segment+zstd"
VERSION = 1
LARGEST_BYTES = 16 * 1024 * 1024
"""No segment is larger unpacked; a body that is more was never written here."""


class _Series(msgspec.Struct, frozen=True, kw_only=True):
    parameter: str
    unit: str
    at: tuple[int, ...]
    values: tuple[Decimal | None, ...]
    quality: str


class _Body(msgspec.Struct, frozen=True, kw_only=True):
    v: int
    equipment: str
    series: tuple[_Series, ...]


_encoder = msgspec.json.Encoder(decimal_format="string")
_decoder = msgspec.json.Decoder(_Body)


def pack(equipment: str, traces: Iterable[Trace]) -> bytes:
    """Return the body that holds `traces`; the same traces give the same bytes."""
    body = _Body(v=VERSION, equipment=equipment, series=tuple(_written(trace) for trace in traces))
    return zstandard.ZstdCompressor(level=9, write_checksum=True).compress(_encoder.encode(body))


def unpack(data: bytes) -> tuple[Trace, ...]:
    """Return the traces a body holds. Refuses `equipment.segment_broken`, and nothing else."""
    try:
        with zstandard.ZstdDecompressor().stream_reader(data) as reader:
            text = reader.read(LARGEST_BYTES + 1)
        body = _decoder.decode(text)
    except (zstandard.ZstdError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("equipment.segment_broken", why=str(error)) from error
    if len(text) > LARGEST_BYTES or body.v != VERSION:
        raise Refused("equipment.segment_broken", why=f"version {body.v}")
    return tuple(_read(series) for series in body.series)


def _written(trace: Trace) -> _Series:
    times = [point.at_ms for point in trace.points]
    return _Series(
        parameter=trace.parameter,
        unit=trace.unit,
        at=(*times[:1], *(after - before for before, after in pairwise(times))),
        values=tuple(point.value for point in trace.points),
        quality="".join(point.quality for point in trace.points),
    )


def _read(series: _Series) -> Trace:
    if not len(series.at) == len(series.values) == len(series.quality):
        raise Refused("equipment.segment_broken", why=f"{series.parameter} is uneven")
    if not all(value is None or value.is_finite() for value in series.values):
        raise Refused("equipment.segment_broken", why=f"{series.parameter} is no number")
    points = zip(accumulate(series.at), series.values, series.quality, strict=True)
    return Trace(
        series.parameter,
        series.unit,
        tuple(Point(at_ms, value, _letter(letter)) for at_ms, value, letter in points),
    )


def _letter(letter: str) -> QualityLetter:
    match letter:
        case "g" | "u" | "b":
            return letter
    raise Refused("equipment.segment_broken", why=f"quality {letter}")
