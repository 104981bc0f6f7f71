"""State of equipment."""

from app.journal.rows import Row, state_table
from app.kernel.words import Bilingual


@state_table("equipment", key=("stream",), index=(("work_centre",),))
class EquipmentRow(Row, frozen=True, kw_only=True):
    """One machine."""

    equipment: str
    name_zh: str
    name_en: str
    work_centre: str

    @property
    def name(self) -> Bilingual:
        """Return the name in both languages."""
        return Bilingual(self.name_zh, self.name_en)


@state_table("equipment_duty", key=("stream",))
class DutyRow(Row, frozen=True, kw_only=True):
    """Which work centres a station serves."""

    station: str
    work_centres: tuple[str, ...]
