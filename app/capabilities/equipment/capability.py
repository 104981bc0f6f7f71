"""The plug of equipment."""

from app.capabilities.equipment.commands import (
    DEFINE,
    AssignWorkCentres,
    DefineEquipment,
    assign,
    define,
)
from app.capabilities.equipment.events import EquipmentDefined, WorkCentresAssigned
from app.capabilities.equipment.fold import fold
from app.capabilities.equipment.tables import DutyRow, EquipmentRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="equipment",
    happened=(EquipmentDefined, WorkCentresAssigned),
    rows=(EquipmentRow, DutyRow),
    fold=fold,
    commands={DefineEquipment: define, AssignWorkCentres: assign},
    needs={EquipmentDefined: (DEFINE,), WorkCentresAssigned: (DEFINE,)},
)
