"""What one may ask of equipment."""

from typing import ClassVar

from app.capabilities.equipment.events import EquipmentDefined, WorkCentresAssigned
from app.capabilities.equipment.queries import machine, served_by
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.words import Bilingual

DEFINE = "equipment.define"


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
