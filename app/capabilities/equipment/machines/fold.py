"""From what happened to equipment to its state."""

from decimal import Decimal

from app.capabilities.equipment.machines.events import (
    EquipmentDefined,
    EquipmentStateChanged,
    LimitCrossed,
    ParameterDefined,
    SegmentRecorded,
    WorkCentresAssigned,
)
from app.capabilities.equipment.machines.tables import (
    CrossingRow,
    DutyRow,
    EquipmentRow,
    ParameterRow,
    SegmentRow,
    StateRow,
)
from app.journal.event import Event
from app.journal.rows import Row, Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; the latest definition stands, what a machine did is added."""
    row = _row(event)
    if row is not None:
        rows.put(row)


def _row(event: Event) -> Row | None:
    match event.happened:
        case EquipmentDefined() as defined:
            return EquipmentRow(
                stream=event.stream,
                equipment=defined.equipment,
                name_zh=defined.name.zh,
                name_en=defined.name.en,
                work_centre=defined.work_centre,
            )
        case WorkCentresAssigned() as assigned:
            return DutyRow(
                stream=event.stream, station=assigned.station, work_centres=assigned.work_centres
            )
        case ParameterDefined() as defined:
            return _parameter(event, defined)
        case EquipmentStateChanged() as changed:
            return _state(event, changed)
        case SegmentRecorded() as recorded:
            return _segment(event, recorded)
        case LimitCrossed() as crossed:
            return _crossing(event, crossed)
    return None


def _parameter(event: Event, defined: ParameterDefined) -> ParameterRow:
    return ParameterRow(
        stream=event.stream,
        equipment=defined.equipment,
        parameter=defined.parameter,
        name_zh=defined.name.zh,
        name_en=defined.name.en,
        unit=defined.unit,
        low=_text(defined.low),
        high=_text(defined.high),
        warn_low=_text(defined.warn_low),
        warn_high=_text(defined.warn_high),
    )


def _state(event: Event, changed: EquipmentStateChanged) -> StateRow:
    return StateRow(
        stream=event.stream,
        hash=event.hash,
        equipment=changed.equipment,
        state=changed.state.value,
        reason=changed.reason,
        at_ms=changed.at_ms,
        by=event.actor,
        by_machine=changed.by_machine,
        order=changed.order,
        operation=changed.operation,
    )


def _segment(event: Event, recorded: SegmentRecorded) -> SegmentRow:
    return SegmentRow(
        stream=event.stream,
        hash=event.hash,
        equipment=recorded.equipment,
        from_ms=recorded.from_ms,
        to_ms=recorded.to_ms,
        order=recorded.order,
        operation=recorded.operation,
        lot=recorded.lot,
        station=event.station,
        series=recorded.series,
        body=recorded.body,
    )


def _crossing(event: Event, crossed: LimitCrossed) -> CrossingRow:
    return CrossingRow(
        stream=event.stream,
        hash=event.hash,
        equipment=crossed.equipment,
        parameter=crossed.parameter,
        at_ms=crossed.at_ms,
        value=_text(crossed.value),
        limit=_text(crossed.limit),
        unit=crossed.unit,
        order=crossed.order,
        operation=crossed.operation,
        lot=crossed.lot,
    )


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)
