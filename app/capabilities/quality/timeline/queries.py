"""What happened to an operation and its machine, in the order it came to this station."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.capabilities.equipment.machines.events import EquipmentState, ParameterDefined
from app.capabilities.equipment.machines.queries import state_changes
from app.capabilities.flows.moves.events import Cause, Moved, node_stream
from app.capabilities.production.operations.queries import situation
from app.capabilities.production.orders.queries import released_order
from app.capabilities.quality.plans.bodies import Arming
from app.capabilities.quality.timeline.answers import (
    MOVED,
    PAUSED,
    RESUMED,
    STARTED,
    House,
    Mark,
    Work,
)
from app.capabilities.sites.events import ClockJumped
from app.journal.event import Envelope, stored
from app.journal.folding import EFFECTIVE
from app.kernel.days import Moment
from app.store.prepared import Among, Prepared
from app.store.tables import event, receipt

_DAY_MS = 86_400_000
_E = event.c
_PLAIN = select(_E.ordinal, _E.hash, _E.bytes).select_from(
    event.outerjoin(receipt, receipt.c.hash == event.c.hash)
)
_OF_STREAM = Prepared(
    _PLAIN.where(_E.stream == bindparam("stream"), EFFECTIVE).order_by(_E.ordinal)
)
_BETWEEN = Prepared(
    _PLAIN.where(
        _E.stream >= bindparam("first"), _E.stream < bindparam("after"), EFFECTIVE
    ).order_by(_E.ordinal)
)
_NAMED = Among(_PLAIN.where(EFFECTIVE).order_by(_E.ordinal), _E.hash)
_LAST_OWN = Prepared(
    select(_E.bytes).where(_E.station == bindparam("station")).order_by(_E.ordinal.desc()).limit(1)
)
_SET_UP = {
    "tool": Arming.TOOL,
    "setup": Arming.CHANGEOVER,
    "material": Arming.MATERIAL,
    "maintenance": Arming.REPAIR,
}
"""What a stop of the machine for a reason makes of the next piece."""


def house(connection: Connection, now: Moment, station: str) -> House:
    """Return the house clock of a station: how it was set, and never before what it wrote last.

    A jump that nobody has noted yet shows in the last event this station wrote itself.
    """
    jumps = []
    for ordinal, _, data in _OF_STREAM.all(connection, {"stream": f"clock/{station}"}):
        said = msgspec.json.decode(stored("", bytes(data)).envelope.payload, type=ClockJumped)
        jumps.append((int(ordinal), said.to_ms - said.from_ms))
    last = _LAST_OWN.first(connection, {"station": station})
    written_ms = 0 if last is None else stored("", bytes(last[0])).envelope.wall
    return House(max(now.ms, written_ms), station, now.offset_min, tuple(jumps))


def work(connection: Connection, here: House, order: str, operation: str) -> Work:
    """Return an operation with all that happened to it, as the station of `here` holds it.

    Refusals: those of `situation`.
    """
    station = here.station
    now = situation(connection, order, operation)
    head = released_order(connection, order)
    rows = _OF_STREAM.all(connection, {"stream": node_stream(order, operation)})
    marks = tuple(_mark(row, station) for row in rows)
    begun = next((one for one in marks if one.kind == STARTED), None)
    machine = now.row.equipment
    changes = () if begun is None or not machine else _changes(connection, machine, begun, station)
    return Work(
        order=order,
        operation=operation,
        product=head.product,
        lot=head.lot,
        unit=now.unit,
        state=now.row.state,
        station=now.row.started_at or now.row.station,
        work_centre=now.operation.work_centre,
        equipment=machine,
        by=now.row.by,
        here=now.here,
        marks=marks,
        changes=changes,
    )


def first_begun_ms(connection: Connection, stream: str) -> int | None:
    """Return when an operation was begun first, as its station's clock said; None before that."""
    rows = _OF_STREAM.all(connection, {"stream": stream})
    marks = (_mark(row, "") for row in rows)
    return next((one.at_ms for one in marks if one.kind == STARTED), None)


def marks_of(connection: Connection, hashes: Sequence[str], station: str) -> tuple[Mark, ...]:
    """Return events by their hashes, in the order they came here."""
    found = [_mark(row, station) for row in _NAMED.all(connection, hashes)]
    return tuple(sorted(found, key=lambda one: one.ordinal))


def _changes(connection: Connection, equipment: str, begun: Mark, station: str) -> tuple[Mark, ...]:
    """Return what happened to a machine since an operation was begun on it."""
    rows = {row.hash: row for row in state_changes(connection, equipment, begun.at_ms - _DAY_MS)}
    found = []
    for mark in marks_of(connection, tuple(rows), station):
        row = rows[mark.name]
        runs = row.state == EquipmentState.RUNNING
        cause = Arming.REPAIR if row.state == EquipmentState.FAULT else _SET_UP.get(row.reason)
        found.append(
            Mark(
                mark.name,
                RESUMED if runs else PAUSED,
                row.at_ms,
                mark.ordinal,
                mark.is_own,
                mark.actor,
                "" if cause is None or runs else cause.value,
            )
        )
    found += _parameters(connection, equipment, station)
    return tuple(sorted(_since(begun, found), key=lambda one: one.ordinal))


def _parameters(connection: Connection, equipment: str, station: str) -> Iterable[Mark]:
    first = f"parameter/{equipment}/"
    rows = _BETWEEN.all(connection, {"first": first, "after": f"{first[:-1]}0"})
    for row in rows:
        mark = _mark(row, station)
        if mark.kind == ParameterDefined.kind:
            yield Mark(
                mark.name,
                mark.kind,
                mark.at_ms,
                mark.ordinal,
                mark.is_own,
                mark.actor,
                Arming.PARAMETER.value,
            )


def _since(begun: Mark, marks: Iterable[Mark]) -> Iterable[Mark]:
    """Keep what came after: by the order here where one clock wrote both, else by the time."""
    for one in marks:
        is_after = one.ordinal > begun.ordinal
        if is_after if one.is_own and begun.is_own else is_after and one.at_ms >= begun.at_ms:
            yield one


def _mark(row: Sequence[Any], station: str) -> Mark:
    ordinal, name, data = row
    said = stored(name, bytes(data)).envelope
    plain = Mark(name, said.kind, said.wall, ordinal, said.station == station, said.actor)
    return _moved(plain, said) if said.kind == MOVED else plain


def _moved(mark: Mark, said: Envelope) -> Mark:
    moved = msgspec.json.decode(said.payload, type=Moved)
    is_good = moved.cause in (Cause.GOOD, Cause.REWORK)
    is_scrap = moved.cause == Cause.SCRAP
    return replace(
        mark,
        quantity=moved.quantity if is_good else 0 * moved.quantity,
        scrapped=moved.quantity if is_scrap else 0 * moved.quantity,
    )
