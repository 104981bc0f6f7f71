"""Questions about equipment."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from sqlalchemy import Connection, bindparam, func, or_, select

from app.capabilities.equipment.machines.answers import (
    Crossing,
    EquipmentNow,
    Parameter,
    StateSpan,
    Trace,
)
from app.capabilities.equipment.machines.bodies import unpack
from app.capabilities.equipment.machines.decisions import overlapping
from app.capabilities.equipment.machines.tables import (
    CrossingRow,
    DutyRow,
    EquipmentRow,
    ParameterRow,
    SegmentRow,
    StateRow,
)
from app.journal.discrepancy import Check, Discrepancy
from app.journal.rows import read
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store import content
from app.store.prepared import Prepared

RECORDED_TWICE = "recorded_twice"
LONGEST_SEGMENT_MS = 3_600_000
"""No station keeps a segment open longer."""


def machine(connection: Connection, code: str) -> EquipmentRow | None:
    """Return one machine by its code."""
    query = select(EquipmentRow.table).where(EquipmentRow.table.c.equipment == code)
    found = read(connection, EquipmentRow, query)
    return found[0] if found else None


def machines(connection: Connection) -> tuple[EquipmentRow, ...]:
    """Return every machine, by code."""
    return read(
        connection,
        EquipmentRow,
        select(EquipmentRow.table).order_by(EquipmentRow.table.c.equipment),
    )


def duties(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return which work centres each station serves, by station."""
    query = select(DutyRow.table).order_by(DutyRow.table.c.station)
    return {row.station: row.work_centres for row in read(connection, DutyRow, query)}


def served_by(connection: Connection, station: str) -> tuple[str, ...]:
    """Return the work centres one station serves."""
    query = select(DutyRow.table).where(DutyRow.table.c.station == station)
    found = read(connection, DutyRow, query)
    return found[0].work_centres if found else ()


def parameter(connection: Connection, equipment: str, code: str) -> Parameter | None:
    """Return one parameter of a machine."""
    t = ParameterRow.table
    query = select(t).where(t.c.equipment == equipment, t.c.parameter == code)
    found = read(connection, ParameterRow, query)
    return _parameter(found[0]) if found else None


def parameters(connection: Connection, equipment: str = "") -> tuple[Parameter, ...]:
    """Return a machine's parameters, or every machine's, by machine and code."""
    t = ParameterRow.table
    query = select(t).order_by(t.c.equipment, t.c.parameter)
    query = query.where(t.c.equipment == equipment) if equipment else query
    return tuple(_parameter(row) for row in read(connection, ParameterRow, query))


def state_of(connection: Connection, equipment: str) -> StateRow | None:
    """Return the latest change of a machine's state, wherever it was recorded."""
    found = read(connection, StateRow, _LATEST, {"equipment": equipment})
    return found[0] if found else None


def standing(connection: Connection) -> tuple[EquipmentNow, ...]:
    """Return every machine and how it is, by code."""
    return tuple(_now(row, state_of(connection, row.equipment)) for row in machines(connection))


def state_spans(connection: Connection, equipment: str, since_ms: int) -> tuple[StateSpan, ...]:
    """Return how long a machine was in each state since then, the oldest first.

    The span that ran at `since_ms` is the first, from when it really began.
    """
    t = StateRow.table
    mine = t.c.equipment == equipment
    order = (t.c.at_ms, t.c.hash)
    before = select(t).where(mine, t.c.at_ms < since_ms).order_by(*(c.desc() for c in order))
    after = select(t).where(mine, t.c.at_ms >= since_ms).order_by(*order)
    rows = (
        *read(connection, StateRow, before.limit(1)),
        *read(connection, StateRow, after),
    )
    ends = [*(row.at_ms for row in rows[1:]), None]
    return tuple(
        StateSpan(row.state, row.reason, row.at_ms, end, row.by, row.by_machine)
        for row, end in zip(rows, ends, strict=True)
    )


def state_changes(connection: Connection, equipment: str, since_ms: int) -> tuple[StateRow, ...]:
    """Return a machine's changes of state since then, the oldest first, each with its hash."""
    t = StateRow.table
    query = select(t).where(t.c.equipment == equipment, t.c.at_ms >= since_ms)
    return read(connection, StateRow, query.order_by(t.c.at_ms, t.c.hash))


def segments(
    connection: Connection, equipment: str, since_ms: int, until_ms: int
) -> tuple[SegmentRow, ...]:
    """Return a machine's segments that lie in a time, at least in part; the oldest first."""
    t = SegmentRow.table
    query = select(t).where(
        t.c.equipment == equipment,
        t.c.from_ms >= since_ms - LONGEST_SEGMENT_MS,
        t.c.from_ms < until_ms,
        t.c.to_ms >= since_ms,
    )
    return read(connection, SegmentRow, query.order_by(t.c.from_ms, t.c.hash))


def segments_of_operation(
    connection: Connection, order: str, operation: str
) -> tuple[SegmentRow, ...]:
    """Return what machines measured while an operation was in hand, the oldest first."""
    t = SegmentRow.table
    query = select(t).where(t.c.order == order, t.c.operation == operation)
    return read(connection, SegmentRow, query.order_by(t.c.from_ms, t.c.hash))


def traces(connection: Connection, body: str) -> tuple[Trace, ...]:
    """Return a segment's samples from the body with that sha256.

    Refusals: `equipment.segment_not_here`, `equipment.segment_broken`: what is damaged is never
    shown as measured.
    """
    data = content.fetch(connection, body)
    if data is None:
        raise Refused("equipment.segment_not_here")
    if sha256(data).hexdigest() != body:
        raise Refused("equipment.segment_broken", why="its sha256 is another")
    return unpack(data)


def crossings(connection: Connection, equipment: str, limit: int) -> tuple[Crossing, ...]:
    """Return when a machine's parameters last left their limits, the latest first."""
    t = CrossingRow.table
    query = select(t).where(t.c.equipment == equipment)
    query = query.order_by(t.c.at_ms.desc(), t.c.hash).limit(limit)
    return tuple(_crossing(row) for row in read(connection, CrossingRow, query))


def crossed_while(
    connection: Connection, order: str, operation: str, equipment: str, since_ms: int
) -> tuple[CrossingRow, ...]:
    """Return the limits crossed while an operation was in hand, the oldest first.

    Also those of its machine since then that name no work: nobody had said what was made.
    """
    t = CrossingRow.table
    named = (t.c.order == order) & (t.c.operation == operation)
    unnamed = (t.c.equipment == equipment) & (t.c.order == "") & (t.c.at_ms >= since_ms)
    query = select(t).where(or_(named, unnamed)).order_by(t.c.at_ms, t.c.hash)
    return read(connection, CrossingRow, query)


def crossed_at(connection: Connection, station: str, since_ms: int) -> tuple[Crossing, ...]:
    """Return the limits crossed since then on the machines a station serves, the oldest first."""
    centres = served_by(connection, station)
    here = [one.equipment for one in machines(connection) if one.work_centre in centres]
    t = CrossingRow.table
    query = select(t).where(t.c.equipment.in_(here), t.c.at_ms >= since_ms)
    rows = read(connection, CrossingRow, query.order_by(t.c.at_ms, t.c.hash))
    return tuple(_crossing(row) for row in rows)


def recorded_twice(connection: Connection) -> Iterator[Discrepancy]:
    """Find machines that two stations recorded at the same time: one case per machine and day."""
    for sheet in _kept_by_several(connection):
        query = select(SegmentRow.table).where(SegmentRow.table.c.stream == sheet)
        rows = {row.hash: row for row in read(connection, SegmentRow, query)}
        pairs = overlapping((r.from_ms, r.to_ms, r.station, r.hash) for r in rows.values())
        found = [rows[name] for name in sorted({name for pair in pairs for name in pair})]
        if found:
            stations = tuple(sorted({row.station for row in found}))
            yield Discrepancy(
                kind=RECORDED_TWICE,
                subjects=(sheet, *stations),
                owner="",
                at_ms=max(row.to_ms for row in found),
                stream=sheet,
                looked_at=tuple(row.hash for row in found),
                stations=stations,
                facts={"equipment": found[0].equipment},
            )


CHECKS = (Check((RECORDED_TWICE,), recorded_twice),)
"""What a station cannot see by itself."""

_t = StateRow.table
_LATEST = Prepared(
    select(_t)
    .where(_t.c.equipment == bindparam("equipment"))
    .order_by(_t.c.at_ms.desc(), _t.c.hash.desc())
    .limit(1)
)


def _kept_by_several(connection: Connection) -> tuple[str, ...]:
    """Return the day sheets more than one station wrote segments into."""
    t = SegmentRow.table
    query = select(t.c.stream).group_by(t.c.stream)
    query = query.having(func.min(t.c.station) != func.max(t.c.station))
    return tuple(sorted(connection.execute(query).scalars()))


def _parameter(row: ParameterRow) -> Parameter:
    name = Bilingual(row.name_zh, row.name_en)
    return Parameter(row.equipment, row.parameter, name, row.unit, row.limits)


def _now(machine: EquipmentRow, row: StateRow | None) -> EquipmentNow:
    known = EquipmentNow(machine.equipment, machine.name, machine.work_centre)
    if row is None:
        return known
    return replace(
        known,
        state=row.state,
        reason=row.reason,
        since_ms=row.at_ms,
        by=row.by,
        by_machine=row.by_machine,
        order=row.order,
        operation=row.operation,
    )


def _crossing(row: CrossingRow) -> Crossing:
    return Crossing(
        equipment=row.equipment,
        parameter=row.parameter,
        at_ms=row.at_ms,
        value=row.value,
        limit=row.limit,
        unit=row.unit,
        order=row.order,
        operation=row.operation,
        lot=row.lot,
    )
