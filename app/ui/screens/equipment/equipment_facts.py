"""What the equipment screen shows, asked on the reader thread in one go."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.capabilities.equipment.machines.answers import Crossing, EquipmentNow, Parameter, Point
from app.capabilities.equipment.machines.queries import (
    crossings,
    parameters,
    segments,
    served_by,
    standing,
    traces,
)
from app.capabilities.equipment.machines.tables import SegmentRow
from app.capabilities.people.accounts.queries import person
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.stations.in_hand import NOTHING, InHand, in_hand
from app.ui.kit.trendstrip import Dot, decimated

MOST_CROSSINGS = 4


@dataclass(frozen=True, slots=True)
class EquipmentFacts:
    """The equipment of this station first, of it what ever spoke; one is chosen.

    `names` are the people who said a state; `work` is what the chosen one has in hand.
    """

    machines: tuple[EquipmentNow, ...]
    here: int
    chosen: EquipmentNow | None
    parameters: tuple[Parameter, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    work: InHand = NOTHING
    names: dict[str, Bilingual] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class History:
    """What segments say of a time, by parameter; `damaged` and `missing` bodies are not shown."""

    equipment: str
    dots: dict[str, tuple[Dot, ...]]
    damaged: int = 0
    missing: int = 0


def equipment_facts(connection: Connection, station: str, chosen: str) -> EquipmentFacts:
    """Return what the screen shows; `chosen` falls back to the first machine here."""
    centres = served_by(connection, station)
    found = sorted(standing(connection), key=lambda o: (o.work_centre not in centres, not o.state))
    here = sum(one.work_centre in centres for one in found)
    now = next((one for one in found if one.equipment == chosen), found[0] if found else None)
    if now is None:
        return EquipmentFacts((), 0, None)
    people = {one.by for one in found if one.by}
    known = {one: person(connection, one) for one in people}
    return EquipmentFacts(
        machines=tuple(found),
        here=here,
        chosen=now,
        parameters=parameters(connection, now.equipment),
        crossings=crossings(connection, now.equipment, MOST_CROSSINGS),
        work=in_hand(connection, station).get(now.equipment, NOTHING),
        names={one: found_.name for one, found_ in known.items() if found_ is not None},
    )


def history(
    connection: Connection, equipment: str, since_ms: int, until_ms: int, *, in_full: bool
) -> History:
    """Return what a machine's segments say of a time: every sample, or what each says in short.

    A shift in full would keep the reader from everybody else for half a second.
    """
    rows = segments(connection, equipment, since_ms, until_ms)
    return _samples(connection, equipment, rows) if in_full else _in_short(equipment, rows)


def joined(dots: Iterable[Dot], gap_ms: int) -> tuple[Dot, ...]:
    """Return dots with a gap wherever nobody measured for longer than `gap_ms`."""
    found: list[Dot] = []
    for dot in dots:
        if found and dot[0] - found[-1][0] > gap_ms:
            found.append((found[-1][0] + 1, None))
        found.append(dot)
    return tuple(found)


def _samples(connection: Connection, equipment: str, rows: tuple[SegmentRow, ...]) -> History:
    dots: defaultdict[str, list[Dot]] = defaultdict(list)
    damaged = missing = 0
    for row in rows:
        try:
            for trace in traces(connection, row.body):
                dots[trace.parameter] += map(_dot, trace.points)
        except Refused as refused:
            damaged += refused.code == "equipment.segment_broken"
            missing += refused.code == "equipment.segment_not_here"
    return History(
        equipment, {one: decimated(held) for one, held in dots.items()}, damaged, missing
    )


def _in_short(equipment: str, rows: tuple[SegmentRow, ...]) -> History:
    """Return the mean of every segment, with a stroke from its least to its greatest value."""
    dots: defaultdict[str, list[Dot]] = defaultdict(list)
    for row in rows:
        middle_ms = (row.from_ms + row.to_ms) // 2
        for series in row.series:
            stroke = (series.mean, series.least, series.greatest, series.mean)
            values = [float(value) for value in stroke if value is not None]
            dots[series.parameter] += ((middle_ms, value) for value in values)
    return History(equipment, {one: tuple(held) for one, held in dots.items()})


def _dot(point: Point) -> Dot:
    return point.at_ms, None if point.value is None else float(point.value)
