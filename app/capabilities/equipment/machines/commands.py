"""What one may ask of equipment. What a machine says itself is the station's own note."""

from decimal import Decimal
from typing import ClassVar

from app.capabilities.equipment.machines import decisions
from app.capabilities.equipment.machines.answers import Limits
from app.capabilities.equipment.machines.bodies import MEDIA
from app.capabilities.equipment.machines.events import (
    EquipmentDefined,
    EquipmentState,
    EquipmentStateChanged,
    LimitCrossed,
    ParameterDefined,
    SegmentRecorded,
    Series,
    StopReason,
    WorkCentresAssigned,
)
from app.capabilities.equipment.machines.queries import machine, parameter, served_by, state_of
from app.journal.capability import NOTE, Acting, Command, Whose
from app.journal.event import Happened
from app.kernel.words import Bilingual
from app.store import content

DEFINE = "equipment.define"
OPERATE = "equipment.operate"
VIEW = "equipment.view"


class DefineEquipment(Command, frozen=True, kw_only=True):
    """Say that a machine exists, or where it stands now."""

    right: ClassVar[str] = DEFINE
    equipment: str
    name: Bilingual
    work_centre: str


class AssignWorkCentres(Command, frozen=True, kw_only=True):
    """Say which work centres a station serves."""

    right: ClassVar[str] = DEFINE
    station: str
    work_centres: tuple[str, ...]


class DefineParameter(Command, frozen=True, kw_only=True):
    """Say that a machine has a parameter, or what its limits are now."""

    right: ClassVar[str] = DEFINE
    equipment: str
    parameter: str
    name: Bilingual
    unit: str
    low: Decimal | None = None
    high: Decimal | None = None
    warn_low: Decimal | None = None
    warn_high: Decimal | None = None


class SetEquipmentState(Command, frozen=True, kw_only=True):
    """Say that a machine runs, stands (and why) or is at fault, as a person sees it."""

    right: ClassVar[str] = OPERATE
    equipment: str
    state: EquipmentState
    reason: StopReason | None = None
    order: str = ""
    operation: str = ""
    lot: str = ""


class NoteEquipmentState(Command, frozen=True, kw_only=True):
    """Note what a machine said of itself at `at_ms`."""

    equipment: str
    state: EquipmentState
    reason: str
    at_ms: int
    order: str = ""
    operation: str = ""
    lot: str = ""


class RecordSegment(Command, frozen=True, kw_only=True):
    """Record a segment: `body` holds the samples, `series` what they are in short."""

    equipment: str
    from_ms: int
    to_ms: int
    series: tuple[Series, ...]
    body: bytes
    order: str = ""
    operation: str = ""
    lot: str = ""


class NoteCrossing(Command, frozen=True, kw_only=True):
    """Note that a parameter left its limits at `at_ms`."""

    equipment: str
    parameter: str
    at_ms: int
    value: Decimal
    limit: Decimal
    unit: str
    order: str = ""
    operation: str = ""
    lot: str = ""


def define(acting: Acting, command: DefineEquipment) -> list[Happened]:
    """Define a machine; the same again changes nothing."""
    row = machine(acting.connection, command.equipment)
    if row is not None and (row.name, row.work_centre) == (command.name, command.work_centre):
        return []
    return [
        EquipmentDefined(
            equipment=command.equipment, name=command.name, work_centre=command.work_centre
        )
    ]


def assign(acting: Acting, command: AssignWorkCentres) -> list[Happened]:
    """Assign work centres; the same again changes nothing."""
    if served_by(acting.connection, command.station) == command.work_centres:
        return []
    return [WorkCentresAssigned(station=command.station, work_centres=command.work_centres)]


def define_parameter(acting: Acting, command: DefineParameter) -> list[Happened]:
    """Define a parameter; the same again changes nothing."""
    wanted = ParameterDefined(
        equipment=command.equipment,
        parameter=command.parameter,
        name=command.name,
        unit=command.unit,
        low=command.low,
        high=command.high,
        warn_low=command.warn_low,
        warn_high=command.warn_high,
    )
    known = machine(acting.connection, command.equipment) is not None
    defined = decisions.define_parameter(wanted, is_known=known)
    held = parameter(acting.connection, command.equipment, command.parameter)
    limits = Limits(command.low, command.high, command.warn_low, command.warn_high)
    said = (command.name, command.unit, limits)
    same = held is not None and (held.name, held.unit, held.limits) == said
    return [] if same else [defined]


def set_state(acting: Acting, command: SetEquipmentState) -> list[Happened]:
    """Change a machine's state now."""
    reason = command.reason.value if command.reason else ""
    wanted = EquipmentStateChanged(
        equipment=command.equipment,
        state=command.state,
        reason=reason,
        at_ms=acting.now_ms,
        order=command.order,
        operation=command.operation,
        lot=command.lot,
    )
    return _changed(acting, wanted)


def note_state(acting: Acting, command: NoteEquipmentState) -> list[Happened]:
    """Change a machine's state when it said so."""
    wanted = EquipmentStateChanged(
        equipment=command.equipment,
        state=command.state,
        reason=command.reason,
        at_ms=command.at_ms,
        by_machine=True,
        order=command.order,
        operation=command.operation,
        lot=command.lot,
    )
    return _changed(acting, wanted)


def record_segment(acting: Acting, command: RecordSegment) -> list[Happened]:
    """Keep a segment's body and record the segment."""
    return [
        SegmentRecorded(
            equipment=command.equipment,
            from_ms=command.from_ms,
            to_ms=command.to_ms,
            series=command.series,
            body=content.keep(acting.connection, command.body, MEDIA),
            order=command.order,
            operation=command.operation,
            lot=command.lot,
        )
    ]


def note_crossing(acting: Acting, command: NoteCrossing) -> list[Happened]:
    """Note a limit crossed."""
    del acting
    return [
        LimitCrossed(
            equipment=command.equipment,
            parameter=command.parameter,
            at_ms=command.at_ms,
            value=command.value,
            limit=command.limit,
            unit=command.unit,
            order=command.order,
            operation=command.operation,
            lot=command.lot,
        )
    ]


def needed_for_state(what: EquipmentStateChanged, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return what a change of state needs: nothing where the machine says it to its station."""
    del whose
    return NOTE if what.by_machine and not actor else (OPERATE,)


def _changed(acting: Acting, wanted: EquipmentStateChanged) -> list[Happened]:
    row = state_of(acting.connection, wanted.equipment)
    changed = decisions.change_state(
        wanted,
        is_known=machine(acting.connection, wanted.equipment) is not None,
        now=None if row is None else decisions.Seen(row.state, row.reason, row.at_ms),
    )
    return [] if changed is None else [changed]
