"""The plug of equipment."""

from app.capabilities.equipment.machines import commands, events
from app.capabilities.equipment.machines.fold import fold
from app.capabilities.equipment.machines.kinds import KINDS
from app.capabilities.equipment.machines.queries import CHECKS
from app.capabilities.equipment.machines.ruling import OCCASIONS
from app.capabilities.equipment.machines.tables import (
    CrossingRow,
    DutyRow,
    EquipmentRow,
    ParameterRow,
    SegmentRow,
    StateRow,
)
from app.journal.capability import NOTE, Capability

CAPABILITY = Capability(
    name="equipment.machines",
    happened=(
        events.EquipmentDefined,
        events.WorkCentresAssigned,
        events.ParameterDefined,
        events.EquipmentStateChanged,
        events.SegmentRecorded,
        events.LimitCrossed,
    ),
    rows=(EquipmentRow, DutyRow, ParameterRow, StateRow, SegmentRow, CrossingRow),
    fold=fold,
    commands={
        commands.DefineEquipment: commands.define,
        commands.AssignWorkCentres: commands.assign,
        commands.DefineParameter: commands.define_parameter,
        commands.SetEquipmentState: commands.set_state,
        commands.NoteEquipmentState: commands.note_state,
        commands.RecordSegment: commands.record_segment,
        commands.NoteCrossing: commands.note_crossing,
    },
    checks=CHECKS,
    field_kinds=KINDS,
    occasions=OCCASIONS,
    needs={
        events.EquipmentDefined: (commands.DEFINE,),
        events.WorkCentresAssigned: (commands.DEFINE,),
        events.ParameterDefined: (commands.DEFINE,),
        events.EquipmentStateChanged: commands.needed_for_state,
        events.SegmentRecorded: NOTE,
        events.LimitCrossed: NOTE,
    },
)
