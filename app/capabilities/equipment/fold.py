"""From what happened to equipment to its state."""

from app.capabilities.equipment.events import EquipmentDefined, WorkCentresAssigned
from app.capabilities.equipment.tables import DutyRow, EquipmentRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; the latest definition stands."""
    match event.happened:
        case EquipmentDefined() as defined:
            rows.put(
                EquipmentRow(
                    stream=event.stream,
                    equipment=defined.equipment,
                    name_zh=defined.name.zh,
                    name_en=defined.name.en,
                    work_centre=defined.work_centre,
                )
            )
        case WorkCentresAssigned() as assigned:
            rows.put(
                DutyRow(
                    stream=event.stream,
                    station=assigned.station,
                    work_centres=assigned.work_centres,
                )
            )
