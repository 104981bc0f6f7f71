"""What the equipment screen shows, asked on the reader thread in one go."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.capabilities.equipment.answers import Crossing, EquipmentNow, Parameter, Point
from app.capabilities.equipment.queries import (
    crossings,
    parameters,
    segments,
    served_by,
    standing,
    traces,
)
from app.capabilities.people.accounts.queries import person
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.stations.in_hand import NOTHING, InHand, in_hand
from app.ui.kit.trendstrip import Dot, decimated

MOST_CROSSINGS = 4
GAP_MS = 60_000
"""Two samples further apart are not joined: in between nobody measured."""


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


def history(connection: Connection, equipment: str, since_ms: int, until_ms: int) -> History:
    """Return what a machine's segments say of a time."""
    points: defaultdict[str, list[Point]] = defaultdict(list)
    damaged = missing = 0
    for row in segments(connection, equipment, since_ms, until_ms):
        try:
            for trace in traces(connection, row.body):
                points[trace.parameter] += trace.points
        except Refused as refused:
            damaged += refused.code == "equipment.segment_broken"
            missing += refused.code == "equipment.segment_not_here"
    dots = {one: decimated(dots_of(held, since_ms)) for one, held in points.items()}
    return History(equipment, dots, damaged, missing)


def dots_of(points: "list[Point] | tuple[Point, ...]", since_ms: int) -> tuple[Dot, ...]:
    """Return points as a strip paints them, with a gap where nobody measured."""
    dots: list[Dot] = []
    for point in points:
        if point.at_ms < since_ms:
            continue
        if dots and point.at_ms - dots[-1][0] > GAP_MS:
            dots.append((dots[-1][0] + 1, None))
        dots.append((point.at_ms, None if point.value is None else float(point.value)))
    return tuple(dots)
