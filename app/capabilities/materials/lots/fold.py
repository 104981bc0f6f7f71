"""From what happened to a lot to its state.

Where two stations acted apart, both acts stand and the more careful one is shown: rejected before
held before released. What each author knew is in the events, so that an act that could only be
made in ignorance of the other is told from one made in its knowledge.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.events import (
    HoldLifted,
    LotHeld,
    LotOpened,
    LotReceived,
    LotRejected,
    LotReleased,
    LotTakenOut,
    LotUsedUp,
)
from app.capabilities.materials.lots.tables import ApartRow, HoldRow, LotRow, OpenedRow, OutRow
from app.journal.event import Event
from app.journal.rows import Rows
from app.kernel.quantity import kept

RELEASED_AND_HELD = "lot_released_and_held"
RELEASED_AND_REJECTED = "lot_released_and_rejected"
RECEIVED_TWICE = "lot_received_twice"


def fold(rows: Rows, event: Event) -> None:
    """Fold one event."""
    match event.happened:
        case LotReceived() as received:
            _received(rows, event, received)
        case LotReleased() as released:
            _released(rows, event, released)
        case LotHeld() as held:
            _held(rows, event, held)
        case HoldLifted() as lifted:
            _lifted(rows, lifted)
        case LotRejected() as rejected:
            _rejected(rows, event, rejected)
        case LotOpened() as opened:
            before = rows.get(OpenedRow, opened.container)
            at_ms = opened.at_ms if before is None else min(before.at_ms, opened.at_ms)
            rows.put(OpenedRow(stream=event.stream, container=opened.container, at_ms=at_ms))
        case _:
            _less(rows, event)


def _less(rows: Rows, event: Event) -> None:
    match event.happened:
        case LotUsedUp() as used:
            rows.put(replace(_row(rows, event, used.lot), is_used_up=True))
        case LotTakenOut() as out:
            rows.put(
                OutRow(
                    stream=event.stream,
                    hash=event.hash,
                    quantity=kept(out.quantity),
                    reason=out.reason,
                    by=event.actor,
                    at_ms=event.wall,
                    station=event.station,
                    ncr=out.ncr,
                )
            )


def _received(rows: Rows, event: Event, received: LotReceived) -> None:
    row = _row(rows, event, received.lot)
    if row.received:  # the lot keeps what was said of it first
        _note(rows, event, row.received, RECEIVED_TWICE)
        return
    rows.put(
        replace(
            row,
            material=received.material,
            material_zh=received.material_name.zh,
            material_en=received.material_name.en,
            supplier=received.supplier,
            supplier_lot=received.supplier_lot,
            quantity=received.quantity,
            unit_zh=received.unit.zh,
            unit_en=received.unit.en,
            expiry=received.expiry,
            place=received.place,
            opened_life_days=received.opened_life_days,
            received=event.hash,
            received_by=event.actor,
            received_ms=event.wall,
            released=row.released if received.needs_inspection else row.released or event.hash,
        )
    )


def _released(rows: Rows, event: Event, released: LotReleased) -> None:
    row = _row(rows, event, released.lot)
    for hold in _standing(rows):  # a command refuses that: its author had not heard of the hold
        _note(rows, event, hold.hash, RELEASED_AND_HELD)
    if row.rejected:
        _note(rows, event, row.rejected, RELEASED_AND_REJECTED)
        return
    rows.put(
        replace(
            row,
            released=event.hash,
            decided_by=event.actor,
            decided_ms=event.wall,
            because=released.because,
        )
    )


def _held(rows: Rows, event: Event, held: LotHeld) -> None:
    row = _row(rows, event, held.lot)
    rows.put(
        HoldRow(
            stream=event.stream,
            hash=event.hash,
            reason=held.reason,
            by=event.actor,
            at_ms=event.wall,
            station=event.station,
            ncr=held.ncr,
            firing=held.firing,
            is_lifted=any(one.is_lifted for one in _same(rows, held.firing, held.ncr)),
        )
    )
    if row.released and held.status == Status.QUARANTINE:
        _note(rows, event, row.released, RELEASED_AND_HELD)
    rows.put(replace(row, is_held=any(True for _ in _standing(rows))))


def _lifted(rows: Rows, lifted: HoldLifted) -> None:
    for name in lifted.holds:
        hold = rows.get(HoldRow, name)
        if hold is not None:
            for one in (hold, *_same(rows, hold.firing, hold.ncr)):
                if one.ncr in ("", lifted.ncr):
                    rows.put(replace(one, is_lifted=True))
    row = rows.get(LotRow)
    if row is not None:
        rows.put(replace(row, is_held=any(True for _ in _standing(rows))))


def _rejected(rows: Rows, event: Event, rejected: LotRejected) -> None:
    row = _row(rows, event, rejected.lot)
    if row.released and rejected.status == Status.QUARANTINE:
        _note(rows, event, row.released, RELEASED_AND_REJECTED)
    rows.put(
        replace(
            row,
            rejected=row.rejected or event.hash,
            decided_by=event.actor,
            decided_ms=event.wall,
            because=rejected.reason,
        )
    )


def _row(rows: Rows, event: Event, lot: str) -> LotRow:
    return rows.get(LotRow) or LotRow(stream=event.stream, lot=lot)


def _same(rows: Rows, firing: str, ncr: str) -> tuple[HoldRow, ...]:
    """Return what a rule's firing held elsewhere: the same hold, set without knowing of it."""
    named = (firing, ncr)
    return tuple(one for one in rows.of(HoldRow) if firing and (one.firing, one.ncr) == named)


def _standing(rows: Rows) -> Iterator[HoldRow]:
    return (hold for hold in rows.of(HoldRow) if not hold.is_lifted)


def _note(rows: Rows, event: Event, first: str, matter: str) -> None:
    row = rows.get(LotRow)
    rows.put(
        ApartRow(
            stream=event.stream,
            first=first,
            second=event.hash,
            lot="" if row is None else row.lot,
            matter=matter,
            by=event.actor,
            at_ms=event.wall,
            stations=(event.station,),
        )
    )
