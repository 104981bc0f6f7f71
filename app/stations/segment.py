"""An open segment of one machine's samples, and the shelf that keeps it over a power cut.

Every few seconds what is new of it goes to the local store; when the segment is recorded, its
pieces leave the shelf in the same transaction. So a crash loses at most those few seconds, and
nothing is recorded twice.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection

from app.capabilities.equipment.machines.answers import Limits, Point, Trace
from app.capabilities.equipment.machines.bodies import pack, unpack
from app.capabilities.equipment.machines.commands import RecordSegment
from app.capabilities.equipment.machines.decisions import in_short
from app.kernel.refused import Refused
from app.stations.in_hand import InHand
from app.store import local

SHELF = "open_segment"
_Key = tuple[str, str]
"""A parameter and its unit."""


class _Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of an open segment on the shelf; its samples as a body holds them."""

    equipment: str
    order: str
    operation: str
    lot: str
    from_ms: int
    to_ms: int
    body: bytes


@dataclass(slots=True)
class OpenSegment:
    """Samples of one machine while one operation is in hand; times are wall ms and steady s."""

    name: str
    equipment: str
    work: InHand
    from_ms: int
    began_s: float
    to_ms: int = 0
    count: int = 0
    _points: defaultdict[_Key, list[Point]] = field(default_factory=lambda: defaultdict(list))
    _kept: dict[_Key, int] = field(default_factory=dict)
    _shelved: list[str] = field(default_factory=list)

    def add(self, parameter: str, unit: str, point: Point, at_ms: int) -> None:
        """Take one sample heard at `at_ms`."""
        self._points[parameter, unit].append(point)
        self.to_ms = max(self.to_ms, at_ms, self.from_ms)
        self.count += 1

    def recorded(self, limits: Mapping[tuple[str, str], Limits]) -> RecordSegment:
        """Return the command that records it, judged by the limits of (equipment, parameter)."""
        traces = self._traces({})
        return RecordSegment(
            equipment=self.equipment,
            from_ms=self.from_ms,
            to_ms=self.to_ms,
            series=tuple(
                in_short(trace, limits.get((self.equipment, trace.parameter), Limits()))
                for trace in traces
            ),
            body=pack(self.equipment, traces),
            order=self.work.order,
            operation=self.work.operation,
            lot=self.work.lot,
        )

    def piece(self) -> tuple[str, bytes] | None:
        """Return what is new since the last call, with its key on the shelf; None if nothing."""
        new = self._traces(self._kept)
        if not new:
            return None
        self._kept = {key: len(points) for key, points in self._points.items()}
        key = f"{self.name}/{len(self._shelved) + 1:06}"
        self._shelved.append(key)
        piece = _Piece(
            equipment=self.equipment,
            order=self.work.order,
            operation=self.work.operation,
            lot=self.work.lot,
            from_ms=self.from_ms,
            to_ms=self.to_ms,
            body=pack(self.equipment, new),
        )
        return key, msgspec.msgpack.encode(piece)

    def forget(self, connection: Connection) -> None:
        """Take its pieces off the shelf: it is recorded."""
        for key in self._shelved:
            local.drop(connection, SHELF, key)

    def _traces(self, since: Mapping[_Key, int]) -> tuple[Trace, ...]:
        return tuple(
            Trace(parameter, unit, tuple(points[since.get((parameter, unit), 0) :]))
            for (parameter, unit), points in sorted(self._points.items())
            if len(points) > since.get((parameter, unit), 0)
        )


def left_open(connection: Connection) -> tuple[OpenSegment, ...]:
    """Return the segments a crash left on the shelf, as whole as they were kept."""
    pieces: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    for key, data in local.shelf(connection, SHELF).items():
        pieces[key.partition("/")[0]][key] = data
    found = (_joined(name, held) for name, held in sorted(pieces.items()))
    return tuple(segment for segment in found if segment is not None)


def _joined(name: str, held: Mapping[str, bytes]) -> OpenSegment | None:
    """Return a segment from its pieces; None where the disk has spoiled every one of them."""
    segment: OpenSegment | None = None
    for _, data in sorted(held.items()):
        read = _readable(data)
        if read is None:
            continue
        piece, traces = read
        if segment is None:
            work = InHand(piece.order, piece.operation, piece.lot)
            segment = OpenSegment(name, piece.equipment, work, piece.from_ms, 0.0)
        for parameter, unit, point in _samples(traces):
            segment.add(parameter, unit, point, piece.to_ms)
    if segment is not None:
        segment._shelved = list(held)
    return segment


def _samples(traces: tuple[Trace, ...]) -> Iterator[tuple[str, str, Point]]:
    for trace in traces:
        for point in trace.points:
            yield trace.parameter, trace.unit, point


def _readable(data: bytes) -> tuple[_Piece, tuple[Trace, ...]] | None:
    """Return a piece and its samples; None for one the disk has spoiled."""
    try:
        piece = msgspec.msgpack.decode(data, type=_Piece)
        return piece, unpack(piece.body)
    except (msgspec.MsgspecError, Refused):
        return None
