"""What can happen to equipment."""

from typing import ClassVar

from app.journal.event import Happened
from app.kernel.words import Bilingual


class EquipmentDefined(Happened, frozen=True, kw_only=True):
    """A machine exists and stands in a work centre."""

    kind: ClassVar[str] = "equipment.defined"
    restates: ClassVar[bool] = True
    plant_wide: ClassVar[bool] = True
    equipment: str
    name: Bilingual
    work_centre: str

    @property
    def stream(self) -> str:
        return f"equipment/{self.equipment}"


class WorkCentresAssigned(Happened, frozen=True, kw_only=True):
    """A station serves these work centres from now on, and no others."""

    kind: ClassVar[str] = "equipment.work_centres_assigned"
    restates: ClassVar[bool] = True
    plant_wide: ClassVar[bool] = True
    station: str
    work_centres: tuple[str, ...]

    @property
    def stream(self) -> str:
        return f"duty/{self.station}"
